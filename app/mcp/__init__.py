"""A server for assistants, in the Model Context Protocol: six read-only tools over the queries of the API.

`tools.py` has the tools, in plain functions. `server.py` speaks the protocol; it alone imports the SDK, which is an
optional dependency.
"""
