"""The list of requests, a new one, and the week."""
