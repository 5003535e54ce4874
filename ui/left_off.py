"""Where each person left off on this machine: the screen and what it showed, so that the program opens there again.

Kept are names of screens and ids, never a word of a request.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from app.domain.errors import Refused

KEY = "left"
"""Group of the window's settings in which it is kept, per workspace and person."""
EVERY = 5_000
"""Milliseconds between two looks at where one is, so that a killed program loses no more."""


def keep(frame: Any) -> None:
    """Keeps where the person signed in stands now; a screen one never comes back to leaves what was kept before."""
    screen = frame.current()
    if screen is None or frame.workspace is None or frame.workspace.person is None:
        return
    name, shown = frame.name_of(screen), screen.left_at()
    key, words = _key(frame.workspace), json.dumps({"screen": name, "shown": shown})
    if name and shown is not None and frame.recall(key) != words:
        frame.remember(key, words)


def go_back(frame: Any) -> bool:
    """Shows what was kept of the person signed in; False where nothing was, or what it showed is gone or closed now."""
    try:
        kept = json.loads(frame.recall(_key(frame.workspace)))
        name, shown = kept["screen"], {str(key): int(value) for key, value in kept["shown"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return False  # nothing kept, or not by this program
    try:
        frame.show_screen(name, **shown)
    except (Refused, KeyError):
        return False
    return True


def _key(workspace: Any) -> str:
    place = hashlib.sha256(str(workspace.folder).encode()).hexdigest()[:16]
    return f"{KEY}/{place}-{workspace.signed_in.id}"
