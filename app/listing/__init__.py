"""How any list works: parameters, filters, order, keyset pagination, counts."""
