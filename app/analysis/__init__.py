"""Statistics: plain values in, plain values out. No web and no database in here.

docs/definitions.md says what each function counts.
"""
