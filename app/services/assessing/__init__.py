"""The balancing: what an assessment says, what is wrong with a reason, what is known of the recipient."""
