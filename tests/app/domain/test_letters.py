"""What a template may hold, and what it gives when it is filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain import letter_text
from app.domain.errors import Refused
from app.domain.letters import Family, Field, Kind, Value, faults, fill
from redaction.content import Bullets, Heading, PageBreak, Paragraph, Run, Table, paragraph

FIELDS = {
    name: Field(name, name, block=name == "tabell", typed=name == "fråga") for name in ("bolag", "fråga", "tabell")
}
CLERK = Family("clerk", "Svar", never=("kammarrätt",), untitled=("beslut",))
KIND = Kind("x", "X", CLERK, FIELDS, ("fråga",), ("delvis", "helt"), ("skriftligt",), "requester", "TF", "V")
TABLE: Value = (Table((), (("1", "Brev"),)),)


def wrong(text: str) -> list[tuple[str, int, str]]:
    """Code, place and what of each fault of a template."""
    found = faults(KIND, letter_text.read(text), lambda words: "19810107" in words)
    return [(fault.code, fault.place, fault.what) for fault in found]


RIGHT = "= Fråga\n\n{fråga}\n\nSvara skriftligt.\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "what"),
    [
        (RIGHT + "\nHej {namn}\n", "template-field", 4, "namn"),
        (RIGHT + "\n[kanske] Hej\n", "template-case", 4, "kanske"),
        (RIGHT + "\n[delvis, kanske] Hej\n", "template-case", 4, "kanske"),
        (RIGHT + "\nHej {bolag\n", "template-brace", 4, ""),
        (RIGHT + "\nHär: {tabell}\n", "template-block", 4, "tabell"),
        (RIGHT + "\n- {tabell}\n", "template-block", 4, "tabell"),
        (RIGHT + "\nNumret är 19810107-9294.\n", "template-personal-number", 4, ""),
        (RIGHT + "\nSkriv till Kammarrätten.\n", "template-never", 4, "kammarrätt"),
        ("= Fråga\n\nSvara skriftligt.\n", "template-lacks", 2, "fråga"),
        ("= Fråga\n\n[helt] {fråga}\n\nSvara skriftligt.\n", "template-lacks", 3, "fråga"),
        ("= Fråga\n\n{fråga}\n", "template-silent", 2, "skriftligt"),
        ("= Beslut\n\n{fråga}\n\nSvara skriftligt.\n", "template-headed", 1, "beslut"),
        ("{fråga}\n\nSvara skriftligt.\n", "template-title", 1, ""),
        (RIGHT + "\nOrd.\n" * 301, "template-long", 304, ""),
    ],
)
def test_a_template_that_breaks_a_rule_is_told_with_the_place(text: str, code: str, place: int, what: str) -> None:
    """Unknown fields and cases, blocks inside sentences, what must be said and what never may."""
    assert wrong(RIGHT) == []
    assert wrong(text) == [(code, place, what)]


def test_a_personal_number_is_not_repeated_in_the_fault() -> None:
    """The place is told; the words are not."""
    (fault,) = faults(KIND, letter_text.read(RIGHT + "\n19810107-9294\n"), lambda words: "19810107" in words)
    assert fault.words == ""


def test_fields_cases_and_bold_type() -> None:
    """A field takes the weight it is written in; only the paragraphs whose case holds are there."""
    template = letter_text.read(
        "= Från {bolag}\n\n[helt] Allt.\n\n[delvis] **{bolag}** delar.\n\n"
        "[helt, delvis] Båda.\n\n- [helt] a\n- b {fråga}"
    )
    made = fill(KIND, template, {"bolag": "El AB", "fråga": "Vad?"}, ["delvis"])
    assert made.title == "Från El AB"
    first = Paragraph((Run("El AB", bold=True), Run(" delar.")))
    assert made.blocks == (first, paragraph("Båda."), Bullets(("b Vad?",)))


def test_a_block_stands_in_place_of_its_paragraph() -> None:
    """With its case too; without a value it is left away with the heading above it."""
    template = letter_text.read("= T\n\n{fråga}\n\n# A\n\n## B\n\n[helt] {tabell}\n\n# C\n\nSlut")
    values: dict[str, Value] = {"fråga": "Vad?", "tabell": TABLE}
    whole = fill(KIND, template, values, ["helt"]).blocks
    assert whole[1:4] == (Heading(1, "A"), Heading(2, "B"), Table((), (("1", "Brev"),)))
    for less in (fill(KIND, template, values), fill(KIND, template, {"fråga": "Vad?", "tabell": ()}, ["helt"])):
        assert less.blocks == (paragraph("Vad?"), Heading(1, "C"), paragraph("Slut"))


def test_a_paragraph_whose_field_has_no_value_is_left_away() -> None:
    """So that an optional sentence needs no case."""
    template = letter_text.read("= T\n\n{fråga}\n\nAvgiften är {bolag} kr.\n\n## Slut")
    assert fill(KIND, template, {"fråga": "Vad?", "bolag": ""}).blocks == (paragraph("Vad?"),)


def test_what_somebody_must_write_is_asked_for() -> None:
    """An empty field that the letter must hold stops it; a field it does not have is a fault of ours."""
    with pytest.raises(Refused) as held:
        fill(KIND, letter_text.read(RIGHT), {"fråga": " "})
    assert held.value.parameters == {"field": "fråga"}
    with pytest.raises(KeyError):
        fill(KIND, letter_text.read(RIGHT), {"fråga": "Vad?", "kod": "1"})
    with pytest.raises(KeyError):
        fill(KIND, letter_text.read(RIGHT), {"fråga": "Vad?"}, ["kanske"])


def test_a_value_is_never_read_as_a_template() -> None:
    """Braces and brackets in somebody's words stay words."""
    made = fill(KIND, letter_text.read(RIGHT), {"fråga": "[helt] {bolag} **?**"})
    assert made.blocks[0] == paragraph("[helt] {bolag} **?**")


def test_a_part_has_its_title_as_a_heading_on_its_own_page() -> None:
    """As the notice of how to appeal in a decision."""
    made = fill(KIND, letter_text.read(RIGHT), {"fråga": "Vad?"})
    part = made.part(Field("f", "F", level=1, new_page=True))
    assert part[:2] == (PageBreak(), Heading(1, "Fråga"))


def test_a_blank_that_keeps_a_paragraph_of_the_law_together_is_a_blank() -> None:
    """What a letter must or must not say is looked for whichever blank stands there."""
    kind = replace(KIND, says=("10 kap. 14 §",))
    template = letter_text.read("= Fråga\n\n{fråga}\n\nEnligt 10\u00a0kap.\u00a014\u00a0§ OSL.")
    assert faults(kind, template, lambda _words: False) == ()
