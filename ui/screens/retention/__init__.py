"""How long things are kept, in the window: the document plan, what is due, and what was purged."""
