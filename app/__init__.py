"""Inspection History: a REST API over the inspections of English councils' children's services."""

__version__ = "0.3.0"
