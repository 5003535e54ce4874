"""Coarser values in place of exact ones: a grid square, a decade, a street without its number (law.md 6.4)."""
