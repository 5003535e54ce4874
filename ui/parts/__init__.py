"""Painted and composed widgets that every screen is made of."""
