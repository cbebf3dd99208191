# Written by generate.py from the OpenAPI document. Do not edit it: `make clients` writes it anew.
"""The version of the API that the client is made for, which is its own version too."""

VERSION = "0.3.0"
