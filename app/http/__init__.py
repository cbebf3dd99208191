"""How HTTP is spoken: what JSON endpoints and pages share."""
