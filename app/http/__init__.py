"""HTTP, for all endpoints: layers, errors, negotiation, parameters, OpenAPI and the server."""
