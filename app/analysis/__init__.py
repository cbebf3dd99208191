"""What is reckoned: plain values in, plain values out. No web and no database in here.

docs/definitions.md says in one place what each function counts.
"""
