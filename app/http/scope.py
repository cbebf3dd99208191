"""The keys under which layers and routes keep things in the ASGI scope of a request."""

# The query parameters, by name.
GIVEN = "inspection_history.given"
# True if the method was HEAD. The method in the scope is GET then.
HEAD = "inspection_history.head"
# The header with the request's id.
REQUEST_ID = "inspection_history.request_id"
# The answer of the route. The framework's router returns nothing, so the route leaves it here.
ANSWER = "inspection_history.answer"
