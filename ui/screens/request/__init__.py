"""The request page: its documents, steps and facts."""
