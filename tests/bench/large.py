"""What is large in the office that the window is measured on; named apart, so that the window loads no engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Long:
    """A document of so many pages with so many findings on each, which all wait for a decision."""

    title: str
    pages: int
    on_page: int


PAGES = Long("Akt i långt ärende", 5000, 2)
"""The document that is scrolled and marked: five thousand pages, ten thousand marks."""
FINDINGS = Long("Kundregister", 1000, 50)
"""The document whose panel holds fifty thousand findings."""
PAPER, PAPER_PAGES = "new.pdf", 20
"""The file that comes in during the day, in the office's folder."""
