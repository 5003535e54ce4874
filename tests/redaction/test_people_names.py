"""How names are written: what is read from each spelling, and which addresses spell a name."""

from __future__ import annotations

import pytest

from redaction.persons.names import Form, local_of, locals_of, read

# As written, the form, the words in order (given names first where a comma tells), the initials
WRITTEN = """
Lovisa Granberg            | full     | lovisa granberg
LOVISA GRANBERG            | full     | lovisa granberg
lovisa granberg            | full     | lovisa granberg
Granberg, Lovisa           | full     | lovisa granberg
GRANBERG, LOVISA           | full     | lovisa granberg
Granberg Lovisa            | full     | granberg lovisa
Lovisa  Granberg           | full     | lovisa granberg
Lovisa/nGranberg           | full     | lovisa granberg
Lovisa Gran-/nberg         | full     | lovisa granberg
fru Lovisa Granberg        | full     | lovisa granberg
Herr Sture Tallmo          | full     | sture tallmo
Anna-Karin Lind            | full     | anna-karin lind
Anna–Karin Lind            | full     | anna-karin lind
Wilma Ekstrand-Lind        | full     | wilma ekstrand-lind
Anna Maria Lind Berg       | full     | anna maria lind berg
Carl von Essen             | full     | carl essen
Ebba de la Gardie          | full     | ebba gardie
Nils af Ekenstam           | full     | nils ekenstam
Lovisa Granberg's          | full     | lovisa granberg
Lovisa Granberg’s          | full     | lovisa granberg
O'Brien, Siri              | full     | siri o'brien
Åke Öhrberga               | full     | åke öhrberga
L. Granberg                | initial  | granberg            | l
L Granberg                 | initial  | granberg            | l
Granberg, L.               | initial  | granberg            | l
Granberg L                 | initial  | granberg            | l
A-K Lind                   | initial  | lind                | a k
A.-K. Lind                 | initial  | lind                | a k
A. K. Lind                 | initial  | lind                | a k
Lovisa G.                  | initial  | lovisa              | g
Lovisa                     | single   | lovisa
Granberg                   | single   | granberg
Ekstrand-Lind              | single   | ekstrand-lind
LG                         | initials |                     | l g
L.G.                       | initials |                     | l g
L. G.                      | initials |                     | l g
L G                        | initials |                     | l g
AKL                        | initials |                     | a k l
"""


def rows(table: str) -> list[list[str]]:
    """The cells of a table drawn with bars; ``/n`` is a line's end."""
    lines = (line for line in table.strip().splitlines() if line.strip())
    return [[cell.strip().replace("/n", "\n") for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize("row", rows(WRITTEN), ids=lambda row: row[0])
def test_what_is_read_from_a_spelling(row: list[str]) -> None:
    """Form, words and initials are those of the table, whatever the case, order, dash or line break."""
    name = read(row[0])
    assert name is not None
    wanted = (Form(row[1]), tuple(row[2].split()), tuple(row[3].split()) if len(row) > 3 else ())
    assert (name.form, name.words, name.initials) == wanted


@pytest.mark.parametrize("text", ["", " ", "...", "123", "-", "von"])
def test_what_holds_no_word_is_no_name(text: str) -> None:
    """Signs, digits and a particle alone are nobody."""
    assert read(text) is None


ADDRESSES = """
Lovisa Granberg     | lovisa.granberg@example.se lovisagranberg@example.se lgranberg@example.se l.granberg@example.se
Lovisa Granberg     | granberg.lovisa@example.se lovisa_granberg81@example.se
Lovisa Granberg     | lovisa-granberg@example.se lovgra@example.se
Lovisa Granberg     | gralov@example.se granbergl@example.se lovisag@example.se logr@example.se GRANBERG.L@EXAMPLE.SE
Åke Öhrberga        | ake.ohrberga@example.se akeohr@example.se ohrberga@example.se
Anna-Karin Lind     | annakarin.lind@example.se anna.lind@example.se anna-karin.lind@example.se alind@example.se
Wilma Ekstrand-Lind | wilma.ekstrand-lind@example.se wilma.lind@example.se wlind@example.se
José Marín          | jose.marin@example.se
"""
SPELLS_NOT = {"ohrberga@example.se"}


@pytest.mark.parametrize(("name", "address"), [(r[0], a) for r in rows(ADDRESSES) for a in r[1].split()])
def test_addresses_that_spell_a_name(name: str, address: str) -> None:
    """First and last name in the orders and short forms that offices use; a surname alone spells nobody."""
    read_name = read(name)
    assert read_name is not None
    assert (local_of(address) in locals_of(read_name)) is (address not in SPELLS_NOT)


@pytest.mark.parametrize(
    "address", ["info@example.se", "sture@example.se", "kund@example.se", "lg@example.se", "@", "x"]
)
def test_addresses_that_spell_nobody(address: str) -> None:
    """A function, another person and two letters are not Lovisa Granberg."""
    read_name = read("Lovisa Granberg")
    assert read_name is not None
    assert local_of(address) not in locals_of(read_name)
