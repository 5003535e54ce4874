"""The company's page: persons, delegations, lists."""
