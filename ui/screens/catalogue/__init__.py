"""The catalogue's page: provisions read, changed, compared between editions and signed."""
