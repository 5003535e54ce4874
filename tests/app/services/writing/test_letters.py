"""Every letter of the catalogue: in Swedish, with what the law asks of it, and never a word that is masked."""

from __future__ import annotations

import pytest

from app.domain import letter_text
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.letters import Value
from app.domain.requests import Channel
from app.services.cases import intake, registration
from app.services.cases.registration import NewRequest
from app.services.marking import review
from app.services.office import organisation
from app.services.writing import letter_blocks, letters
from redaction import content
from redaction.content import paragraph
from redaction.geometry import Rect
from redaction.marks import MarkKind
from resources import table
from tests.app.services.test_refusal import text_of
from tests.builders import START, Office

SECRET = "19810107-9294"
COMMON = table(*letters.LETTERS)["common"]["fields"]
WHOLE = sorted(code for code, kind in letters.kinds().items() if kind.whole)


def values(code: str, **given: Value) -> dict[str, Value]:
    """A value for every field that the program or a person must give; blocks are a paragraph each."""
    kind = letters.kinds()[code]
    made: dict[str, Value] = {"handläggare": "Maja Sundin", "mottagare": "Bo Ek"}
    for field in kind.fields.values():
        if field.name not in COMMON and not field.part and not field.own:
            made[field.name] = (paragraph(f"Här står {field.name}."),) if field.block else field.sample
    return made | given


def made(office: Office, code: str, request_id: RequestId, **given: Value) -> content.Document:
    """A letter with all its fields and cases."""
    kind = letters.kinds()[code]
    return office.workspace.ask(
        letters.compose, code, request_id, office.clock(), values(code, **given), kind.cases
    )


@pytest.mark.parametrize("code", sorted(letters.kinds()))
def test_every_template_that_ships_keeps_its_rules(code: str) -> None:
    """Fields, cases, what must and must not be said; and it is written as it is read."""
    assert letters.wrong_with(code, letters.shipped(code)) == ()
    assert letter_text.write(letters.shipped(code)) == letters.shipped_text(code)


@pytest.mark.parametrize("code", WHOLE)
def test_every_letter_is_made_without_a_brace_left(office: Office, code: str) -> None:
    """All fields filled, the company at the edges, Swedish quotation marks and dashes."""
    request_id, _delivery, _document = office.masked()
    paper = made(office, code, request_id)
    said = text_of(paper)
    assert not set("{}[]\"'") & set(said)
    assert " - " not in said
    assert paper.sender == "Fjällviks Energi AB"
    assert paper.reference[0] == "Dnr FE 2026-0001"


@pytest.mark.parametrize("code", WHOLE)
def test_no_letter_tells_what_is_masked(office: Office, code: str) -> None:
    """In whatever field the words stand, however they are written, the letter is not made."""
    request_id, delivery_id, _document = office.masked()
    tried = [n for n, f in letters.kinds()[code].fields.items() if not f.part and not f.own]
    for name in tried:
        words = f"Han heter {SECRET.replace('-', ' ')} nu"
        value: Value = (paragraph(words),) if letters.fields()[name].block else words
        if f"{{{name}}}" not in letters.shipped_text(code):
            continue
        for only in (None, delivery_id):
            with pytest.raises(Refused) as held:
                office.workspace.ask(
                    letters.compose, code, request_id, office.clock(), values(code) | {name: value},
                    letters.kinds()[code].cases, only,
                )  # fmt: skip
            assert held.value.code == "paper-tells", name


def test_what_the_company_itself_gives_out_forbids_no_letter(office: Office) -> None:
    """A masked number that stands inside the company's telephone number leaks nothing."""
    profile = office.workspace.ask(organisation.profile)
    digits = "".join(c for c in profile.registrar.phone if c.isdigit())
    request_id, _delivery, document_id = office.masked()
    office.workspace.do(intake.reopen, document_id)
    rects = (Rect(72, 400, 172, 414),)
    office.workspace.do(review.add, document_id, 0, rects, MarkKind.TEXT, "OSL 21:7", text=digits[-4:])
    assert profile.registrar.phone in text_of(made(office, "precision", request_id))


def test_the_requesters_own_words_may_stand_in_their_letter(office: Office) -> None:
    """Who asked knows what they wrote."""
    request_id, _delivery, _document = office.masked()
    assert SECRET in text_of(made(office, "precision", request_id, begäran=f"Allt om {SECRET}"))


@pytest.mark.parametrize("code", [c for c in WHOLE if letters.kinds()[c].family.secret_requester])
def test_nobody_else_is_told_who_asked(office: Office, code: str) -> None:
    """Neither the name nor where they are reached, in whatever field."""
    new = NewRequest("Begäran", "Jag vill läsa.", Channel.EMAIL, START, "Lovisa Granberg", "lovisa@example.se")
    request_id = office.workspace.do(registration.register, new)
    assert "Lovisa" not in text_of(made(office, code, request_id, mottagare="Bo Ek"))
    for words in ("LOVISA  GRANBERG", "skriv till lovisa@example.se"):
        for name in ("uppgifter", "berörda handlingar"):
            if name in letters.kinds()[code].fields:
                with pytest.raises(Refused) as held:
                    made(office, code, request_id, mottagare="Bo Ek", **{name: words})
                assert held.value.code == "paper-tells-requester"


@pytest.mark.parametrize("code", WHOLE)
def test_only_the_companys_decision_tells_how_to_appeal(office: Office, code: str) -> None:
    """A clerk's letter, a question and an answer on the information track carry no notice (OSL 6:7)."""
    request_id, _delivery, _document = office.masked()
    said = text_of(made(office, code, request_id))
    own = letters.kinds()[code].family.code
    assert ("Kammarrätten i Sundsvall" in said) == (own == "company")
    assert ("tre veckor" in said) == (own == "company")
    assert ("Integritetsskyddsmyndigheten" in said) == (own == "gdpr")
    assert ("skriftligt beslut" in said) == ("upplysning om beslut" in letters.kinds()[code].fields)


def test_who_picks_up_with_a_code_is_never_named(office: Office) -> None:
    """A code of the program's own, a new one each time; the letter is to the requester in the request."""
    new = NewRequest("Begäran", "Jag vill läsa.", Channel.EMAIL, START, "Lovisa Granberg", "")
    request_id = office.workspace.do(registration.register, new)
    given = {"hämtas": "i receptionen", "handläggare": "Maja Sundin"}
    papers = [
        office.workspace.ask(letters.compose, "pickup", request_id, office.clock(), given) for _time in range(2)
    ]
    assert "Lovisa" not in text_of(papers[0])
    assert text_of(papers[0]) != text_of(papers[1])
    assert papers[0].addressee == ("Sökanden i FE 2026-0001",)


@pytest.mark.parametrize("code", [c for c in WHOLE if letters.kinds()[c].to in ("other", "named")])
def test_a_letter_that_needs_a_name_asks_for_it(office: Office, code: str) -> None:
    """A reservation binds somebody who is known (OSL 10:14); a question to somebody else never goes to who asked."""
    request_id, _delivery, _document = office.masked()
    assert made(office, code, request_id).addressee == ("Bo Ek",)
    with pytest.raises(Refused) as held:
        made(office, code, request_id, mottagare="")
    assert held.value.parameters == {"field": "mottagare"}


def test_the_catalogue_names_its_sources() -> None:
    """Each letter that is sent rests on a rule."""
    assert all(kind.source for kind in letters.kinds().values())
    assert {kind.confidence for kind in letters.kinds().values()} <= {"V", "V2", "H", "M", "L"}


def test_no_documents_are_no_table() -> None:
    """A heading would stand over nothing."""
    assert letter_blocks.documents(()) == letter_blocks.tried((), {}) == ()
