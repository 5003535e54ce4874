"""The acceptance scenarios: each from the words of a request to what leaves the house."""
