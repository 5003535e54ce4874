"""Rulings and what they are about, in words: for the window, the command line, and the papers."""

from __future__ import annotations

from app.domain.rulings import Judgment, Ruling
from app.texts import N_, _

from ..office import organisation
from .rulings import Part

JUDGMENTS = {
    Judgment.DISMISSED: N_("The appeal was dismissed"),
    Judgment.GRANTED: N_("The appeal was granted, as a whole or in part"),
    Judgment.REMANDED: N_("The case was sent back to the company"),
    Judgment.WRITTEN_OFF: N_("The case was written off, the appeal was withdrawn"),
    Judgment.LEAVE: N_("The supreme court takes the case up"),
    Judgment.NO_LEAVE: N_("The supreme court does not take the case up"),
    Judgment.BACK: N_("The case was sent back to the court of appeal"),
}
"""What each ruling is called."""


def ruling(said: Ruling, court: str) -> str:
    """A ruling: what, which court, which case, which day."""
    return f"{_(JUDGMENTS[said.judgment])}, {case(said, court)}"


def case(said: Ruling, court: str) -> str:
    """A ruling as letters name it: which court, which case, which day."""
    return ", ".join(part for part in (court, said.case_number, str(said.on)) if part)


def part(held: Part) -> str:
    """What is held back, without its words: document, page and category of a mask, or the group of a ground."""
    if held.document is None:
        group = organisation.groups().get(held.group, held.group)
        return _("{group}, under reservation").format(group=group) if held.id < 0 else group
    categories = organisation.categories()
    kind = categories[held.category]["sv"] if held.category in categories else _("Marked area")
    where = _("{title}, page {page}").format(title=held.document.title, page=held.page + 1)
    return f"{where}, {kind}"
