"""Marks are carried to a document that says the same: seen as a set first, taken over in one undo step, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import long_work, messages
from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId
from app.services.marking import carrying, individuals, mark_sets, review
from redaction.marks import MarkState
from tests.app.services.cases.test_likenesses import ANSWER, FOUND, SAID
from tests.app.services.test_deliveries import handed_out
from tests.builders import Office, an_office

FIRST, SECOND = "19810107-9294", "19121212-1212"
OTHER = f"Min make har {SECOND} och nås på samma nummer."


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


def marks(office: Office, document_id: DocumentId) -> list[tuple[str, MarkState, str | None]]:
    """The marks of a document: words, state, provision."""
    found = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    return [(mark.text, mark.state, mark.provision) for mark in found]


def judged(office: Office, document_id: DocumentId, text: str) -> None:
    """Masks these words."""
    found = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    office.workspace.do(review.accept, [MarkId(m.id) for m in found if m.text == text], "OSL 21:7")


def test_the_marks_of_a_mail_are_carried_to_the_answer_that_quotes_it(office: Office) -> None:
    """As a set that changes nothing; taken over, a proposal there is judged; what only the answer has stays."""
    request_id = office.request()
    mail = office.paper(request_id, SAID, FOUND)
    lines = [*ANSWER, OTHER, *(f"> {line}" for line in SAID)]
    answer = office.paper(request_id, lines, FOUND | {SECOND: "PERSONNUMMER"})
    judged(office, mail, FIRST)
    judged(office, answer, SECOND)
    before = marks(office, answer)
    set_id = long_work.carry(office.workspace, answer, mail)
    assert marks(office, answer) == before
    found = office.workspace.ask(mark_sets.compare, answer, set_id)
    assert [found.text(one) for one in found.differences] == [FIRST]
    office.workspace.do(mark_sets.take_over, answer, set_id, [one.one.mark_id for one in found.differences])
    assert marks(office, answer) == [(text, MarkState.ACCEPTED, "OSL 21:7") for text in (SECOND, FIRST)]
    assert office.workspace.ask(mark_sets.compare, answer, set_id).differences == ()
    office.workspace.do(individuals.undo, answer)
    assert marks(office, answer) == before


def test_a_mark_that_nobody_proposed_there_is_made_anew_with_its_words(office: Office) -> None:
    """Drawn by hand over words in the one, it is a mark on the same words in the other; one left visible stays so."""
    request_id = office.request()
    mail = office.paper(request_id, SAID, FOUND | {"grannen": "PERSON"})
    copy = office.paper(request_id, ["VIDAREBEFORDRAT", *SAID], {}, "Samma")
    judged(office, mail, FIRST)
    (neighbour,) = [m.id for m in office.workspace.ask(lambda r: r.marks.of(mail)) if m.text == "grannen"]
    office.workspace.do(review.reject, [MarkId(neighbour)], "ingen bestämd person")
    set_id = long_work.carry(office.workspace, copy, mail)
    office.workspace.do(mark_sets.take_over, copy, set_id, [-1, -2])
    assert marks(office, copy) == [(FIRST, MarkState.ACCEPTED, "OSL 21:7"), ("grannen", MarkState.REJECTED, None)]


def test_nothing_is_carried_from_what_is_not_alike_or_not_judged(office: Office) -> None:
    """Each is a sentence that says what to do."""
    request_id = office.request()
    mail, other = office.paper(request_id, SAID, FOUND), office.paper(request_id, ANSWER, {}, "Annat")
    copy = office.paper(request_id, ["VIDAREBEFORDRAT", *SAID], FOUND, "Samma")
    for here, there, code in ((other, mail, "not-alike"), (copy, mail, "nothing-carried")):
        with pytest.raises(Refused) as refused:
            long_work.carry(office.workspace, here, there)
        assert refused.value.code == code
        assert messages.of(refused.value)


def test_a_page_that_was_handed_out_before_tells_how_many_places_differ_now(office: Office) -> None:
    """Until they are judged as then; the same file carries every mark to its very place, with no words left."""
    request_id = office.request()
    old = office.paper(request_id, SAID, FOUND)
    judged(office, old, FIRST)
    office.area(old)
    handed_out(office, office.delivery(request_id))
    office.workspace.do(lambda unit: unit.documents.save(replace(unit.documents.get(old), words_sha256=None)))
    number = office.workspace.ask(lambda reader: reader.requests.get(request_id)).registry_number
    new = office.paper(office.request(), SAID, FOUND, "Begärt igen")
    (met,) = office.workspace.ask(carrying.met, new)
    assert (met.alike.registry_number, met.pages, met.differ) == (number, 1, 2)
    set_id = long_work.carry(office.workspace, new, old)
    office.workspace.do(mark_sets.take_over, new, set_id, [-1, -2])
    (met,) = office.workspace.ask(carrying.met, new)
    assert met.differ == 0
    assert [state for _text, state, _provision in marks(office, new)] == [MarkState.ACCEPTED] * 2
