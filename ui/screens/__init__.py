"""The screens of the program by name, and what a screen is; each is read only when it is first shown."""

from .base import Screen

SCREENS: dict[str, str] = {}
"""Name of a screen -> ``module:class``."""

__all__ = ["SCREENS", "Screen"]
