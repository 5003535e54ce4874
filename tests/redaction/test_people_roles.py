"""What a person seems to be: from words beside the name, its row and column, numbers and addresses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redaction import people
from redaction.detectors.allow import IN_DUTY
from redaction.findings import Evidence, Finding
from redaction.geometry import PageBox, Rect
from redaction.people import Human
from redaction.persons import mentions
from redaction.persons.mentions import Mention
from redaction.persons.roles import HEADINGS, Role
from redaction.words import PageText, Word

A4 = PageBox(595.0, 842.0)


def page_of(lines: Sequence[str]) -> PageText:
    """A page of lines, 5 points to the letter; cells stand between bars, an empty line ends a block."""
    words: list[Word] = []
    text, number = "", 0
    for row, line in enumerate(lines):
        cells = line.split("|") if line else []
        text += "\n" if text and not cells else ""
        for column, cell in enumerate(cells):
            text += "\n" if text and number else ""
            for place, part in enumerate(cell.split()):
                text += " " if place else ""
                x = 50.0 + 150 * column + 5 * (0 if not place else len(text) - text.rfind("\n") - 1)
                edges = tuple(x + 5 * i for i in range(len(part) + 1))
                y = 80.0 + 20 * row
                words.append(Word(part, Rect(x, y, edges[-1], y + 12), len(text), edges, number))
                text += part
            number += 1
    return PageText(0, A4, text, tuple(words))


def found(page: PageText, text: str, category: str = "PERSON", proposed: bool = True, cue: str = "") -> list[Finding]:
    """Every place where the text stands on the page."""
    made, start = [], page.text.find(text)
    while start >= 0:
        end = start + len(text)
        why = (Evidence("persons", "full name", None, cue),)
        kept = "" if proposed else IN_DUTY
        made.append(Finding(category, 0, start, end, page.rects(start, end), 0.99, text, why, proposed, kept))
        start = page.text.find(text, end)
    return made


def seen(lines: Sequence[str], *things: Finding | tuple[str, str]) -> list[Mention]:
    """The mentions on a page of these lines: things by text and category."""
    page = page_of(lines)
    findings = [f for text, category in things for f in found(page, text, category)]  # type: ignore[misc]
    return list(mentions.on_page(page, 1, list(enumerate(findings)), HEADINGS, IN_DUTY))


def who(lines: Sequence[str], name: str, *data: tuple[str, str], requester: str = "") -> Human:
    """The person of this name on the page."""
    gathered = people.gather(seen(lines, (name, "PERSON"), *data), requester)
    return next(human for human in gathered.humans if human.name == name)


NAME = "Erik Norling"
SAID = [
    ("Er montör Erik Norling ringde tillbaka.", Role.EMPLOYEE, "title", "montör"),
    ("Montör Erik Norling har lagat kabelskåpet.", Role.EMPLOYEE, "title", "montör"),
    ("Upprättad av Erik Norling, registrator", Role.EMPLOYEE, "title", "registrator"),
    ("Erik Norling (elnätschef) svarade.", Role.EMPLOYEE, "title", "elnätschef"),
    ("Erik Norling, mätningsingenjör, deltog.", Role.EMPLOYEE, "title", "mätningsingenjör"),
    ("Handläggare: Erik Norling", Role.EMPLOYEE, "title", "handläggare"),
    ("Erik Norling, vd", Role.EMPLOYEE, "title", "vd"),
    ("Erik Norling / dataskyddsombud", Role.EMPLOYEE, "title", "dataskyddsombud"),
    ("Erik Norling, verkställande direktör", Role.EMPLOYEE, "title", "verkställande direktör"),
    ("Ledamot Erik Norling yrkade bifall.", Role.OFFICIAL, "title", "ledamot"),
    ("Erik Norling, kommunalråd", Role.OFFICIAL, "title", "kommunalråd"),
    ("Erik Norling, vice ordförande", Role.OFFICIAL, "title", "vice ordförande"),
    ("Erik Norling, projektsäljare, lämnade offerten.", Role.SUPPLIER, "title", "projektsäljare"),
    ("Konsult Erik Norling fakturerar.", Role.SUPPLIER, "title", "konsult"),
    ("Erik Norling, platschef hos Kabelverkstan AB", Role.SUPPLIER, "title", "platschef"),
    ("Erik Norling, projektledare, Kabelverkstan i Norr AB", Role.SUPPLIER, "title", "projektledare"),
    ("Kund: Erik Norling", Role.PRIVATE, "title", "kund"),
    ("Kunden Erik Norling klagar.", Role.PRIVATE, "title", "kunden"),
    ("Min make Erik Norling har ringt.", Role.PRIVATE, "title", "make"),
    ("Jag heter Erik Norling och bor här.", Role.PRIVATE, "title", "heter"),
    ("Grannen Erik Norling såg det.", Role.PRIVATE, "title", "grannen"),
    ("Abonnent: Erik Norling", Role.PRIVATE, "title", "abonnent"),
    ("Erik Norling ringde i går.", Role.PRIVATE, "nothing", ""),
    ("Chefen svarade inte. Erik Norling ringde igen.", Role.PRIVATE, "nothing", ""),
    ("Erik Norling ringde montören.", Role.PRIVATE, "nothing", ""),
    ("Erik Norling talade med vår jurist.", Role.PRIVATE, "nothing", ""),
]


@pytest.mark.parametrize(("line", "role", "reason", "word"), SAID, ids=[said[0] for said in SAID])
def test_words_beside_the_name(line: str, role: Role, reason: str, word: str) -> None:
    """A title right before or right after the name tells; one further off is somebody else's."""
    human = who([line], NAME)
    assert (human.role.role, human.role.reason, human.role.word) == (role, reason, word)


TABLES = [
    (["Närvarande|Befattning", "", "Erik Norling|driftchef"], Role.EMPLOYEE, "title"),
    (["Montör|Telefon", "", "Erik Norling|070-174 06 07"], Role.EMPLOYEE, "column"),
    (["Nr|Kund|Adress", "", "1|Erik Norling|Tallstigen 14"], Role.PRIVATE, "column"),
    (["Säljare|Telefon", "", "Erik Norling|070-174 06 07"], Role.SUPPLIER, "column"),
    (["Med vänlig hälsning", "Erik Norling", "registrator"], Role.EMPLOYEE, "title"),
    (["Erik Norling", "Kunden Lovisa Granberg ringde."], Role.PRIVATE, "nothing"),
]


@pytest.mark.parametrize(("lines", "role", "reason"), TABLES, ids=[lines[-1] for lines, _role, _reason in TABLES])
def test_rows_columns_and_signatures(lines: list[str], role: Role, reason: str) -> None:
    """The next cell, the heading over the column and the line under a signature tell too."""
    human = who(lines, NAME)
    assert (human.role.role, human.role.reason) == (role, reason)


def test_who_asked_and_who_acts_for_them() -> None:
    """The requester's own name, and a name that stands with it, are the requester's; without a name nobody is."""
    lines = [f"{NAME}, personnummer 19900602-2397, ringde för Elbytarna", "Direkt AB och bad om listan."]
    assert who(lines, NAME, requester="Elbytarna Direkt AB").role.role is Role.REQUESTER
    assert who(lines, NAME, requester=NAME).role.reason == "requester"
    assert who(lines, NAME).role.role is Role.PRIVATE


def test_the_companys_own_address_tells_of_duty() -> None:
    """An address at the organisation tells of duty, a personal number of a private person."""
    lines = [f"{NAME}, erik.norling@fjallvik.example.se"]
    page = page_of(lines)
    things = found(page, NAME) + found(page, "erik.norling@fjallvik.example.se", "EMAIL", proposed=False)
    (human,) = people.gather(list(mentions.on_page(page, 1, list(enumerate(things)), HEADINGS, IN_DUTY))).humans
    assert (human.role.role, human.role.reason) == (Role.EMPLOYEE, "own-mail")
    private = who([f"{NAME}, 19900602-2397, ringde."], NAME, ("19900602-2397", "PERSONNUMMER"))
    assert (private.role.role, private.role.reason) == (Role.PRIVATE, "number")


def test_the_organisations_own_things_are_nobodys() -> None:
    """What the allow-list knows as the company's is no mention at all."""
    page = page_of(["Fjällviks Energi AB, 070-174 06 05"])
    own = Finding("PHONE", 0, 21, 34, page.rects(21, 34), 0.9, "070-174 06 05", (), False, "allow-list")
    assert list(mentions.on_page(page, 1, [(1, own)], HEADINGS, IN_DUTY)) == []
