"""What layers and endpoints note in the ASGI scope of a request, beyond what the server puts there."""

# The parameters as they were given, each once.
GIVEN = "inspection_history.given"
# True where the client asked for the headers alone (HEAD). The method of the scope is GET then.
HEAD = "inspection_history.head"
# The header with the request's id.
REQUEST_ID = "inspection_history.request_id"
# The answer of the route, for the layers outside of the framework's router.
ANSWER = "inspection_history.answer"
