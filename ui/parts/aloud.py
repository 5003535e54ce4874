"""What a screen reader says at once, wherever the keyboard is: a refusal, what the last key did.

Nothing that is not on the screen at that moment is said, and nothing is made while nobody listens.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(part: QWidget, words: str, urgent: bool = False) -> None:
    """Has the words said; ``urgent`` ones break off what is being said."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(part, words)
        kinds = QAccessible.AnnouncementPoliteness
        event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
        QAccessible.updateAccessibility(event)
