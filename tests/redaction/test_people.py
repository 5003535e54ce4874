"""One human being, many spellings: gathered; two with one surname: not. All persons are invented."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from redaction.geometry import Rect
from redaction.people import Gathering, gather
from redaction.persons.mentions import Mention

from .test_people_names import rows

CATEGORIES = {
    "P": "PERSONNUMMER",
    "S": "SAMORDNINGSNUMMER",
    "T": "PHONE",
    "E": "EMAIL",
    "A": "ADDRESS",
    "O": "POSTAL",
    "H": "HEALTH",
}


def mention(ref: int, text: str, category: str = "PERSON", block: int | None = None, document: int = 0) -> Mention:
    """Something found; each in a block of its own unless it is said otherwise."""
    place = ref if block is None else block
    rect = Rect(50, 100 * ref, 150, 100 * ref + 12)
    return Mention(ref, document, 0, 100 * ref, 100 * ref + len(text), category, text, rect, ref, place, ref)


def spelt(*names: str) -> Gathering:
    """The names gathered, each from a document of its own."""
    return gather([mention(ref, name, document=ref) for ref, name in enumerate(names)])


def groups(names: Sequence[str], found: Gathering) -> list[str]:
    """The persons as their spellings, and after a question mark what is unclear."""
    known = [" = ".join(names[m] for m in human.members) for human in found.humans]
    return known + ["? " + " = ".join(names[m] for m in unclear.members) for unclear in found.unclear]


# Names as found in a case, and what they come to: one person per cell, members by "=", unclear ones after "?"
SAME = """
Lovisa Granberg; Lovisa Granberg                   | Lovisa Granberg = Lovisa Granberg
Lovisa Granberg; LOVISA GRANBERG                   | Lovisa Granberg = LOVISA GRANBERG
Lovisa Granberg; lovisa granberg                   | Lovisa Granberg = lovisa granberg
Lovisa Granberg; Granberg, Lovisa                  | Lovisa Granberg = Granberg, Lovisa
Lovisa Granberg; Granberg Lovisa                   | Lovisa Granberg = Granberg Lovisa
Lovisa Granberg; Lovisa/nGranberg                  | Lovisa Granberg = Lovisa/nGranberg
Lovisa Granberg; Lovisa Granbergs                  | Lovisa Granberg = Lovisa Granbergs
Lovisa Granberg; LOVISA GRANBERGS                  | Lovisa Granberg = LOVISA GRANBERGS
Lovisa Granberg; Lovisa Granberg’s                 | Lovisa Granberg = Lovisa Granberg’s
Lovisa Granberg; L. Granberg                       | Lovisa Granberg = L. Granberg
L. Granberg; Lovisa Granberg                       | L. Granberg = Lovisa Granberg
Lovisa Granberg; Granberg, L.                      | Lovisa Granberg = Granberg, L.
Lovisa Granberg; L. Granbergs                      | Lovisa Granberg = L. Granbergs
Lovisa Granberg; L Granberg                        | Lovisa Granberg = L Granberg
Lovisa Granberg; Lovisa G.                         | Lovisa Granberg = Lovisa G.
Lovisa Granberg; Lovisa                            | Lovisa Granberg = Lovisa
Lovisa Granberg; Lovisas                           | Lovisa Granberg = Lovisas
Lovisa Granberg; Granberg                          | Lovisa Granberg = Granberg
Lovisa Granberg; Granbergs                         | Lovisa Granberg = Granbergs
Lovisa Granberg; GRANBERG                          | Lovisa Granberg = GRANBERG
Lovisa Granberg; LG                                | Lovisa Granberg = LG
Lovisa Granberg; L.G.                              | Lovisa Granberg = L.G.
Lovisa Granberg; L. G.                             | Lovisa Granberg = L. G.
Lovisa Granbergs; Granberg                         | Lovisa Granbergs = Granberg
Lovisa Maria Granberg; Lovisa Granberg             | Lovisa Maria Granberg = Lovisa Granberg
Lovisa Granberg; Lovisa Maria Granberg; L. Granberg| Lovisa Granberg = Lovisa Maria Granberg = L. Granberg
Lovisa Granberg; Lovisa Maria Granberg; Lovisa     | Lovisa Granberg = Lovisa Maria Granberg = Lovisa
Lovisa Maria Granberg; LMG                         | Lovisa Maria Granberg = LMG
Lovisa Maria Granberg; L. M. Granberg              | Lovisa Maria Granberg = L. M. Granberg
Wilma Ekstrand-Lind; Wilma Ekstrand                | Wilma Ekstrand-Lind = Wilma Ekstrand
Wilma Ekstrand-Lind; Wilma Lind                    | Wilma Ekstrand-Lind = Wilma Lind
Wilma Ekstrand-Lind; Ekstrand-Lind                 | Wilma Ekstrand-Lind = Ekstrand-Lind
Wilma Ekstrand-Lind; Wilma Ekstrand Lind           | Wilma Ekstrand-Lind = Wilma Ekstrand Lind
Wilma Ekstrand-Lind; Ekstrand                      | Wilma Ekstrand-Lind = Ekstrand
Anna-Karin Lodman; Annakarin Lodman                | Anna-Karin Lodman = Annakarin Lodman
Anna-Karin Lodman; Anna Karin Lodman               | Anna-Karin Lodman = Anna Karin Lodman
Anna-Karin Lodman; A-K Lodman                      | Anna-Karin Lodman = A-K Lodman
Anna-Karin Lodman; A. Lodman                       | Anna-Karin Lodman = A. Lodman
Anna-Karin Lodman; Anna-Karin                      | Anna-Karin Lodman = Anna-Karin
Anna-Karin Lodman; Lodman, A-K                     | Anna-Karin Lodman = Lodman, A-K
Carl von Myrhed; Carl Myrhed                       | Carl von Myrhed = Carl Myrhed
Carl von Myrhed; von Myrhed                        | Carl von Myrhed = von Myrhed
Nils Hedvalls; Nils Hedvall; Nils                  | Nils Hedvalls = Nils Hedvall = Nils
Nils Hedvall; Nils                                 | Nils Hedvall = Nils
fru Rut Myrhed; Rut Myrhed                         | fru Rut Myrhed = Rut Myrhed
Åke Sandvret; ÅKE SANDVRET; Å. Sandvret; ÅS        | Åke Sandvret = ÅKE SANDVRET = Å. Sandvret = ÅS
L. Granberg; Granberg                              | L. Granberg = Granberg
L. Granberg; L. Granbergs                          | L. Granberg = L. Granbergs
Lovisa; Lovisas                                    | Lovisa = Lovisas
Lovisa Gran-/nberg; Lovisa Granberg                | Lovisa Gran-/nberg = Lovisa Granberg
"""

OTHERS = """
Lovisa Granberg; Nils Granberg                     | Lovisa Granberg | Nils Granberg
Lovisa Granberg; Lovisa Tallmo                     | Lovisa Granberg | Lovisa Tallmo
Lovisa Granberg; Nils Granberg; Granberg           | Lovisa Granberg | Nils Granberg | ? Granberg
Lovisa Granberg; Nils Granberg; Granbergs          | Lovisa Granberg | Nils Granberg | ? Granbergs
Lovisa Granberg; Lovisa Tallmo; Lovisa             | Lovisa Granberg | Lovisa Tallmo | ? Lovisa
Lovisa Granberg; Nils Granberg; L. Granberg        | Lovisa Granberg = L. Granberg | Nils Granberg
Lovisa Granberg; Lars Granberg; L. Granberg        | Lovisa Granberg | Lars Granberg | ? L. Granberg
Lovisa Granberg; Lars Granberg; LG                 | Lovisa Granberg | Lars Granberg | ? LG
Lovisa Granberg; Leo Gustavsson; LG                | Lovisa Granberg | Leo Gustavsson | ? LG
Lovisa Granberg; N. Granberg                       | Lovisa Granberg | N. Granberg
Lovisa Granberg; Sture                             | Lovisa Granberg | Sture
Lovisa Granberg; ST                                | Lovisa Granberg | ST
Lovisa; Granberg                                   | Lovisa | Granberg
Anna Lodman; Anna-Karin Lodman                     | Anna Lodman | Anna-Karin Lodman
Anna Lodman; Anna-Karin Lodman; Anna               | Anna Lodman | Anna-Karin Lodman | ? Anna
Anna Lodman; Anna-Karin Lodman; A-K Lodman         | Anna Lodman | Anna-Karin Lodman = A-K Lodman
Anna Lodman; Anna-Karin Lodman; A. Lodman          | Anna Lodman | Anna-Karin Lodman | ? A. Lodman
Anna Maria Lodman; Anna Karin Lodman; Anna Lodman  | Anna Maria Lodman | Anna Karin Lodman | ? Anna Lodman
Anna Maria Lodman; Anna Karin Lodman               | Anna Maria Lodman | Anna Karin Lodman
Erik Norling; Erik Norlén                          | Erik Norling | Erik Norlén
Erik Norling; Erika Norling                        | Erik Norling | Erika Norling
Wilma Ekstrand-Lind; Wilma Ekstrand-Berg; Wilma Ekstrand | Wilma Ekstrand-Lind | Wilma Ekstrand-Berg | ? Wilma Ekstrand
Sven Lind; Sven Lund                               | Sven Lind | Sven Lund
Måns Hedvall; Mans Hedvall                         | Måns Hedvall | Mans Hedvall
Bo Ek; Bosse Ek                                    | Bo Ek | Bosse Ek
"""
TABLE = [(cells[0].split("; "), cells[1:]) for cells in rows(SAME) + rows(OTHERS)]


@pytest.mark.parametrize(("names", "wanted"), TABLE, ids=lambda value: value[0] if len(value) == 1 else None)
def test_spellings(names: list[str], wanted: list[str]) -> None:
    """Spellings of one person are one; what fits two is unclear; two persons with a name in common stay two."""
    assert sorted(groups(names, spelt(*names))) == sorted(wanted)


@pytest.mark.parametrize(("names", "wanted"), TABLE, ids=lambda value: value[0] if len(value) == 1 else None)
def test_the_order_of_the_documents_makes_no_difference(names: list[str], wanted: list[str]) -> None:
    """The same names found the other way round come to the same persons."""
    turned = list(reversed(names))
    persons = {frozenset(group.removeprefix("? ").split(" = ")) for group in groups(turned, spelt(*turned))}
    assert persons == {frozenset(group.removeprefix("? ").split(" = ")) for group in wanted}


FIRST = ("Lovisa", "Anna-Karin", "Åke", "Inga-Lill", "Mohammed", "Bo")
LAST = ("Granberg", "Ekstrand-Lind", "Öhrberga", "Tallmo", "Mårtens")
WAYS = (
    "{g} {s}", "{s}, {g}", "{s} {g}", "{G} {S}", "{gl} {sl}", "{i}. {s}", "{i} {s}", "{s}, {i}.", "{S}, {G}",
    "{g}\n{s}", "{g}  {s}", "{s}", "{S}",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("first", FIRST)
def test_every_way_of_writing_a_name(first: str, last: str, way: str) -> None:
    """A name found once in full gathers every other way of writing it, beside somebody else's."""
    forms = {"g": first, "s": last, "G": first.upper(), "S": last.upper(), "gl": first.lower(), "sl": last.lower()}
    written = way.format(**forms, i=first[0])
    found = spelt(f"{first} {last}", "Viktor Ekbom", written)
    assert [human.members for human in found.humans] == [(0, 2), (1,)]
    assert found.humans[0].name == f"{first} {last}"


def data(table: str) -> Gathering:
    """Mentions of one block: names, and data with the letter of their category before a colon."""
    made = []
    for ref, cell in enumerate(part.strip() for part in table.split(";")):
        letter, colon, text = cell.partition(":")
        made.append(mention(ref, text if colon else cell, CATEGORIES[letter] if colon else "PERSON", block=0))
    return gather(made)


BESIDE = """
Lovisa Granberg; P:19810107-9294; A:Tallstigen 14; O:830 99 Fjällvik; T:070-174 06 12 | 0 1 2 3 4
A:Tallstigen 14; Lovisa Granberg                                       | 0 1
Lovisa Granberg; T:070-174 06 12; Nils Granberg; T:070-174 06 13       | 0 1 | 2 3
Lovisa Granberg; Nils Granberg; T:070-174 06 13                        | 0 | 1 2
Lovisa Granberg; H:hemrespirator                                       | 0 1
H:hemrespirator; Lovisa Granberg                                       | 1
Lovisa Granberg; Nils Granberg; E:lovisa.granberg@example.se           | 0 2 | 1
Lovisa Granberg; Sture Tallmo; E:info@example.se                       | 0 | 1 2
Lovisa Granberg; P:19810107-9294; P:19900602-2397                      | 0 1
Lovisa Granberg; P:19810107-9294; P:810107-9294                        | 0 1 2
T:070-174 06 12                                                        |
"""


@pytest.mark.parametrize("row", rows(BESIDE), ids=lambda row: row[0])
def test_data_in_a_paragraph(row: list[str]) -> None:
    """Data goes with the name before it, else after it; what tells of a person only with the one before.

    An address goes with the name it spells, and nobody gets two identity numbers.
    """
    wanted = [tuple(int(member) for member in cell.split()) for cell in row[1:] if cell]
    assert [human.members for human in data(row[0]).humans] == wanted


@pytest.mark.parametrize(
    ("first", "second", "category"),
    [
        ("19810107-9294", "8101079294", "PERSONNUMMER"),
        ("810107-9294", "810107–9294", "PERSONNUMMER"),
        ("900163-2398", "199001632398", "SAMORDNINGSNUMMER"),
        ("070-174 06 12", "+46 70 174 06 12", "PHONE"),
        ("070-174 06 12", "0701740612", "PHONE"),
        ("070-174 06 12", "0046701740612", "PHONE"),
        ("Tallstigen 14", "TALLSTIGEN  14", "ADDRESS"),
        ("lovisa@example.se", "Lovisa@Example.se", "EMAIL"),
        ("123 456", "123456", "CUSTOMER_NO"),
    ],
)
def test_the_same_value_elsewhere(first: str, second: str, category: str) -> None:
    """A number that stands with one person points to that person in every document, however written."""
    case = [
        mention(0, "Lovisa Granberg", block=0),
        mention(1, first, category, block=0),
        mention(2, "Sture Tallmo", block=5),
        mention(9, second, category, document=1),
    ]
    assert [human.members for human in gather(case).humans] == [(0, 1, 3), (2,)]


def test_a_number_that_two_share_is_unclear() -> None:
    """A household's telephone in a third document belongs to neither of the two by itself."""
    case = [
        mention(0, "Lovisa Granberg", block=0),
        mention(1, "070-174 06 12", "PHONE", block=0),
        mention(2, "Nils Granberg", block=2),
        mention(3, "070-174 06 12", "PHONE", block=2),
        mention(9, "070-174 06 12", "PHONE", document=1),
    ]
    found = gather(case)
    assert [human.members for human in found.humans] == [(0, 1), (2, 3)]
    assert [(unclear.members, unclear.fits) for unclear in found.unclear] == [((4,), (0, 1))]


def test_a_town_is_shared_by_all() -> None:
    """Postal code and town go with the name beside them and point nowhere else."""
    case = [
        mention(0, "Lovisa Granberg", block=0),
        mention(1, "830 99 Fjällvik", "POSTAL", block=0),
        mention(9, "830 99 Fjällvik", "POSTAL", document=1),
    ]
    assert [human.members for human in gather(case).humans] == [(0, 1)]


def test_one_name_with_two_numbers_is_two_persons() -> None:
    """Namesakes are told apart by their numbers; a mention without a number is unclear between them."""
    case = [
        mention(0, "Anna Lodman", block=0),
        mention(1, "19810107-9294", "PERSONNUMMER", block=0),
        mention(2, "Anna Lodman", block=2),
        mention(3, "19900602-2397", "PERSONNUMMER", block=2),
        mention(4, "Anna Lodman", document=1),
    ]
    found = gather(case)
    assert [human.members for human in found.humans] == [(0, 1), (2, 3)]
    assert [(unclear.members, unclear.fits) for unclear in found.unclear] == [((4,), (0, 1))]


def test_the_name_shown_is_the_fullest() -> None:
    """Not capitals, not a genitive or initials where the whole name is written somewhere; spellings by frequency."""
    (human,) = spelt("LOVISA GRANBERG", "L. Granberg", "Granberg, Lovisa", "Lovisa Granberg", "L. Granberg").humans
    assert human.name == "Lovisa Granberg"
    assert human.spellings[0] == "L. Granberg"
    assert len(human.spellings) == 4


def test_a_cell_belongs_to_the_name_in_its_row() -> None:
    """In a table the row decides, not what was written last; the row below is somebody else's."""
    names = ("Lovisa Granberg", "Bageriet", "Sture Tallmo")
    case = []
    for row, name in enumerate(names):
        y = 100 + 14 * row
        if row != 1:
            case.append(
                Mention(
                    0, 0, 0, 90 * row, 90 * row + 9, "PERSON", name, Rect(50, y, 99, y + 12), 3 * row, row, row, False
                )
            )
        phone = Rect(150, y, 199, y + 12)
        case.append(
            Mention(
                1,
                0,
                0,
                90 * row + 20,
                90 * row + 30,
                "PHONE",
                f"070-174 06 1{row}",
                phone,
                3 * row + 1,
                row,
                row,
                False,
            )
        )
    assert [human.members for human in gather(case).humans] == [(0, 1), (3, 4)]


def test_an_address_below_a_name_goes_on_with_it() -> None:
    """A window address, each line a block of its own, is one person's; a gap ends it."""
    texts = (("Lovisa Granberg", "PERSON", 100), ("Tallstigen 14", "ADDRESS", 114), ("830 99 Fjällvik", "POSTAL", 128),
             ("Storgatan 9", "ADDRESS", 300))  # fmt: skip
    case = [
        Mention(i, 0, 0, 50 * i, 50 * i + 9, category, text, Rect(50, y, 150, y + 12), i, i, i)
        for i, (text, category, y) in enumerate(texts)
    ]
    assert [human.members for human in gather(case).humans] == [(0, 1, 2)]


def test_nothing_is_lost_or_given_twice() -> None:
    """Every mention of a name is in exactly one person or unclear, whatever the mixture."""
    chance = random.Random(7)
    names = (
        [f"{first} {last}" for first in FIRST for last in LAST] + list(FIRST) + list(LAST) + ["L. Granberg", "LG", "ÅÖ"]
    )
    case = [mention(ref, chance.choice(names), document=ref % 9) for ref in range(900)]
    found = gather(case)
    held = [m for human in found.humans for m in human.members] + [m for u in found.unclear for m in u.members]
    assert sorted(held) == list(range(900))
    assert found == gather(case)


def test_an_empty_case() -> None:
    """No mentions, nobody."""
    assert gather([]) == Gathering()
