"""The assessment page: one balancing for many masks."""
