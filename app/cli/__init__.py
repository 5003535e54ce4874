"""The whole path without a window: ``utlamna`` and its words.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 refused with a reason, 2 wrong
use, 3 a fault of ours.
"""

from .main import main

__all__ = ["main"]
