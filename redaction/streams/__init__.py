"""Content streams: what they paint, where their text runs, and the same with nothing else in it."""
