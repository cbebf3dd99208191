"""Where it is answered: thin endpoints, whose docstrings are their published documentation."""
