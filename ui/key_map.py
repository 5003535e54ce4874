"""The key map: every key of the window and its screens, read from what is bound, and the card to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.texts import N_, _
from redaction.content import Block, Document, Heading, Table

from .parts import keys
from .parts.keys import KeyLine

EVERYWHERE = "everywhere"
NAMES = {
    "requests": N_("Requests"),
    "todo": N_("To do"),
    "new-request": N_("A new request"),
    "request": N_("A request's page"),
    "describing": N_("The document's particulars"),
    "review": N_("The review page"),
    "assessment": N_("Assessments"),
    "delivery": N_("Signing and handing out"),
    "sums": N_("Sums in place of rows"),
    "more": N_("Can more be handed out?"),
    "traces": N_("Traces of masked persons"),
    "handover": N_("Hand over"),
    "decision": N_("The company's decision"),
    "fee": N_("Form and fee"),
    "reservation": N_("Handing out with a reservation"),
    "appeals": N_("Appeals"),
    "register": N_("The file"),
    "diary": N_("Diary"),
    "retention": N_("Retention"),
    "letters": N_("Letters"),
    "company": N_("Company"),
    "access": N_("Signing in"),
    "catalogue": N_("The catalogue of provisions"),
    "log": N_("Log"),
    "help": N_("Help"),
    "about": N_("About the program"),
    "settings": N_("My settings"),
}
"""Screens as the key map calls them, in the order of the work."""
UNMAPPED = ("first-run", "sign-in")
"""Screens that are shown before anybody is signed in, so before help can be asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """The keys of one screen, or of the whole window: its name, its words, its lines."""

    name: str
    words: str
    lines: tuple[KeyLine, ...]

    def holding(self, wanted: Sequence[str]) -> Part:
        """The same with those lines alone that hold every wanted word, in their words, keys or place."""
        kept = tuple(line for line in self.lines if all(word in self._said(line) for word in wanted))
        return Part(self.name, self.words, kept)

    def _said(self, line: KeyLine) -> str:
        return " ".join((self.words, line.area, line.words, *line.keys)).casefold()


def parts(frame: Any, here: str = "") -> list[Part]:
    """The keys of the window and of the screens that are made; ``here`` names the screen that comes first."""
    made = {name: keys.lines(frame.made[name]) for name in NAMES if name in frame.made}
    common = dict.fromkeys(line for lines in made.values() for line in lines if line.common)
    whole = Part(EVERYWHERE, _("Everywhere"), (*keys.lines(frame, within=False), *common))
    order = sorted(made, key=lambda name: name != here)
    found = [Part(name, _(NAMES[name]), by_area(line for line in made[name] if not line.common)) for name in order]
    found.insert(int(here in made), whole)
    return [part for part in found if part.lines]


def by_area(lines: Iterable[KeyLine]) -> tuple[KeyLine, ...]:
    """First what works on all of the screen, then area by area, the one with most keys first."""
    listed = list(lines)
    many = Counter(line.area for line in listed)
    return tuple(sorted(listed, key=lambda line: (line.area != "", -many[line.area], line.area)))


def unmade(frame: Any) -> list[str]:
    """Screens that nobody has been on yet and whose keys are therefore not known."""
    return [name for name in NAMES if name in frame.screens() and name not in frame.made]


def card(shown: Iterable[Part]) -> Document:
    """The key map as a paper to keep beside the keyboard."""
    blocks: list[Block] = []
    for part in shown:
        rows = tuple((written(line.keys), _words(line)) for line in part.lines)
        blocks += [Heading(2, part.words), Table((_("Key"), _("What it does")), rows, (2, 5))]
    return Document(_("Keys"), tuple(blocks), footer=_("Utlämna"))


def written(named: Sequence[str]) -> str:
    """Keys in running text."""
    return _(" or ").join(named)


def _words(line: KeyLine) -> str:
    return f"{line.words} ({line.area})" if line.area else line.words
