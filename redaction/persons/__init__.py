"""What the findings of a whole case say of its persons: mentions, spellings, belongings, roles, traces."""
