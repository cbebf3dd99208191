"""How the records were gathered: from real reports and spreadsheets to rows of `seed_data/`."""
