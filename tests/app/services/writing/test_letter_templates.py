"""The office's own templates: numbered, told in the log, held to the same rules, and left again."""

from __future__ import annotations

import pytest

from app.domain import letter_text
from app.domain.errors import Refused
from app.services.writing import letter_templates, letters
from redaction import content
from tests.app.services.test_refusal import text_of
from tests.builders import MAJA, SVEN, Office

GIVEN = {"handläggare": MAJA, "fråga": "Vilket avbrott?"}


def changed(code: str, old: str, new: str) -> content.Document:
    """The template that ships with other words."""
    assert old in letters.shipped_text(code)
    return letter_text.read(letters.shipped_text(code).replace(old, new))


def use(office: Office, code: str, template: content.Document) -> int:
    """Takes a template in as the administrator."""
    return office.as_(SVEN).workspace.do(letter_templates.use, code, template, "mall.docx", "a" * 64)


def precision(office: Office) -> str:
    """A letter as it reads now."""
    request_id = office.as_(MAJA).request()
    return text_of(office.workspace.ask(letters.compose, "precision", request_id, office.clock(), GIVEN))


def test_the_offices_words_are_used_until_it_goes_back(office: Office) -> None:
    """Numbered from 1; each letter tells from which it was made; going back brings the shipped one."""
    greeting = changed("precision", "Med vänlig hälsning", "Hälsningar från oss")
    assert use(office, "precision", greeting) == 1
    assert "Hälsningar från oss" in precision(office)
    first = office.workspace.ask(letters.made_from, "precision")
    assert first.startswith("precision 1 ")
    assert use(office, "precision", changed("precision", "lite mer", "mer")) == 2
    assert "Med vänlig hälsning" in precision(office)
    row = next(r for r in office.workspace.ask(letter_templates.rows) if r.kind.code == "precision")
    assert row.own is not None
    assert (row.own.number, row.taken_by, row.own.file_name) == (2, SVEN, "mall.docx")
    office.as_(SVEN).workspace.do(letter_templates.back, "precision")
    assert "lite mer" in precision(office)
    assert office.workspace.ask(letters.made_from, "precision").startswith("precision 0 ")
    with pytest.raises(Refused):
        office.as_(SVEN).workspace.do(letter_templates.back, "precision")


def test_a_part_of_the_offices_own_stands_in_every_letter_that_takes_it_in(office: Office) -> None:
    """One text of OSL 6:3 for all letters; those tell its number too."""
    use(office, "how-to-decide", changed("how-to-decide", "Du behöver inte ange något skäl.", "Skäl behövs inte."))
    request_id, delivery_id, _document = office.as_(MAJA).masked()
    given = {"handläggare": MAJA, "rätt myndighet": "kommunen"}
    said = text_of(
        office.workspace.ask(letters.compose, "elsewhere", request_id, office.clock(), given, (), delivery_id)
    )
    assert "Skäl behövs inte." in said
    assert "how-to-decide 1 " in office.workspace.ask(letters.made_from, "elsewhere")


def test_a_template_without_what_the_law_asks_for_is_refused(office: Office) -> None:
    """Taking the information of OSL 6:3 out of a partial letter, or the notice out of a decision, cannot be done."""
    for code, field in (("partial", "upplysning om beslut"), ("decision", "överklagandehänvisning")):
        with pytest.raises(Refused) as held:
            use(office, code, changed(code, f"{{{field}}}", "–"))
        assert (held.value.code, held.value.parameters["what"]) == ("template-lacks", field)
    with pytest.raises(Refused) as held:
        use(office, "how-to-decide", changed("how-to-decide", "skriftligt beslut", "papper"))
    assert held.value.code == "template-silent"
    assert office.workspace.ask(letters.own_template, "partial") is None


@pytest.mark.parametrize("words", ["# rubrik?", "= lika", "**", "Rad\n\nrad"])
def test_text_that_would_be_read_as_something_else_is_refused(words: str) -> None:
    """What is kept as text must be read back the same."""
    shipped = letters.shipped("precision")
    template = content.Document(shipped.title, (*shipped.blocks, content.paragraph(words)))
    assert "template-signs" in {fault.code for fault in letter_templates.wrong("precision", template)}


def test_a_personal_number_in_a_template_is_refused(office: Office) -> None:
    """By the detectors, with the place and without the number."""
    with pytest.raises(Refused) as held:
        use(office, "precision", changed("precision", "lite mer", "av 19810107-9294"))
    assert held.value.code == "template-personal-number"
    assert "9294" not in str(held.value.parameters)
