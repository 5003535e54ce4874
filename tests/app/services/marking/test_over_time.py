"""Marks over time: what is new since one last looked, sets kept and taken over, drafts, and colleagues' rows heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import messages
from app.bootstrap import open_workspace
from app.domain.errors import MarkChanged, Refused
from app.domain.events import Event, MarkRejected
from app.domain.ids import DocumentId, MarkId
from app.domain.mark_sets import Point
from app.services import queries
from app.services.cases import drafts, intake, registration
from app.services.delivering import sign_off
from app.services.marking import looks, mark_sets, review, reviewing
from app.services.marking.looks import Since
from redaction.marks import MarkState
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office

TEXTS = ("19810107-9294", "19121212-1212", "20 66-10-12")


def new(office: Office, document_id: DocumentId) -> Since:
    """What is new to the person signed in."""
    return office.workspace.ask(looks.since, document_id, office.workspace.signed_in.id)


def state(office: Office, mark_id: MarkId) -> MarkState:
    """How a mark stands."""
    return office.workspace.ask(lambda reader: reader.marks.get(mark_id))[1].state


def test_new_is_what_others_and_the_rules_have_changed_and_never_ones_own(office: Office) -> None:
    """Nothing before the first look; then a colleague's decision, a comment and a new proposal; gone once looked at."""
    do = office.workspace.do
    document_id = office.document(office.request())
    first, second = office.findings(document_id, TEXTS[:2])
    do(review.accept, [first], "OSL 21:7")
    assert new(office, document_id) == Since()
    do(looks.looked, document_id)
    assert new(office, document_id).empty
    do(review.reject, [second], "offentlig")
    assert new(office, document_id).empty
    area = office.as_(KARIN).area(document_id)
    do(review.reject, [first], "i tjänst")
    do(reviewing.comment, second, "Säkert?")
    office.as_(MAJA)
    found = new(office, document_id)
    row = office.workspace.ask(queries.review, document_id, office.workspace.signed_in).delivery
    (line,) = office.workspace.ask(queries.delivery, row.id, office.workspace.signed_in).documents
    assert (line.news, line.comments) == (2, 1)
    assert (found.changed, found.said) == (frozenset({first, area}), frozenset({second}))
    assert (len(found.proposed), found.gone) == (0, 0)
    office.as_(KARIN).workspace.do(review.remove, area)
    marks = office.as_(MAJA).findings(document_id, TEXTS)
    found = new(office, document_id)
    assert (found.changed, found.gone) == (frozenset({first}), 1)
    assert found.proposed == {marks[-1]} - {first, second}
    do(looks.looked, document_id)
    assert new(office, document_id).empty


def test_a_proposal_that_is_found_again_is_not_new(office: Office) -> None:
    """Looking through a document anew tells only of what the rules now find and did not find before."""
    document_id = office.document(office.request())
    before = office.findings(document_id, TEXTS[:2])
    office.workspace.do(looks.looked, document_id)
    again = office.findings(document_id, TEXTS)
    assert set(before) < set(again)
    assert new(office, document_id).proposed == set(again) - set(before)


def test_who_judges_over_a_colleague_is_told_who_and_when(office: Office) -> None:
    """The mark stands as the colleague left it, and the refusal names them."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    seen = {m.id: m.version for m in office.workspace.ask(lambda reader: reader.marks.of(document_id))}
    office.as_(KARIN).workspace.do(review.reject, marks, "i tjänst")
    with pytest.raises(MarkChanged) as refused:
        office.as_(MAJA).workspace.do(review.accept, marks, "OSL 21:7", {MarkId(i): v for i, v in seen.items()})
    assert refused.value.mark_id == marks[0]
    assert KARIN in messages.of(refused.value)
    assert "2026-03-11" in messages.of(refused.value)
    assert state(office, marks[0]) is MarkState.REJECTED


def test_a_set_is_kept_at_each_point_and_one_or_all_of_it_is_taken_over(office: Office) -> None:
    """Sent, returned: the clerk's set and the reviewer's; what has come apart since is put back in one undo step."""
    do, ask = office.workspace.do, office.workspace.ask
    _request, delivery_id, document_id = office.masked()
    (mask,) = (MarkId(m.id) for m in ask(lambda reader: reader.marks.of(document_id)))
    do(sign_off.submit, delivery_id)
    office.as_(KARIN).workspace.do(sign_off.send_back, delivery_id, "Maken?")
    office.as_(MAJA).workspace.do(intake.reopen, document_id)
    kept = ask(mark_sets.of, document_id)
    assert [one.point for one in kept] == [Point.RETURNED, Point.SUBMITTED]
    assert ask(mark_sets.compare, document_id, kept[0].id).differences == ()
    do(review.reject, [mask], "offentlig")
    area = office.area(document_id)
    found = ask(mark_sets.compare, document_id, kept[1].id)
    assert [one.one.mark_id for one in found.differences] == [mask, area]
    assert [one.now.state if one.now else "" for one in found.differences] == ["rejected", "accepted"]
    assert [one.then is None for one in found.differences] == [False, True]
    assert found.text(found.differences[0]) == TEXTS[0]
    assert do(mark_sets.take_over, document_id, kept[1].id, [mask]) == 1
    assert state(office, mask) is MarkState.ACCEPTED
    assert do(mark_sets.take_over, document_id, kept[1].id, [mask, area]) == 1
    assert ask(mark_sets.compare, document_id, kept[1].id).differences == ()
    do(review.undo, document_id)
    assert state(office, area) is MarkState.ACCEPTED
    with pytest.raises(Refused, match="set-nothing"):
        do(mark_sets.take_over, document_id, kept[1].id, [mask])
    with pytest.raises(Refused, match="set-missing"):
        ask(mark_sets.compare, document_id, 99)


def test_a_mark_that_is_gone_comes_back_from_a_set(office: Office) -> None:
    """Two persons' sets: one keeps hers, the other takes an area away, and it is taken over again."""
    document_id = office.document(office.request())
    area = office.area(document_id)
    office.workspace.do(mark_sets.keep, document_id)
    office.as_(KARIN).workspace.do(review.remove, area)
    (kept,) = office.as_(MAJA).workspace.ask(mark_sets.of, document_id)
    office.workspace.do(mark_sets.take_over, document_id, kept.id, [area])
    assert state(office, area) is MarkState.ACCEPTED


def test_a_draft_is_ones_own_and_goes_with_what_is_sent_and_with_the_request(office: Office) -> None:
    """It is read back by its writer alone; an empty one is none; forgetting a request's texts forgets it."""
    request_id, _delivery, _document = office.masked()
    office.workspace.do(drafts.keep, request_id, "mark/1", "en tjänsteman som")
    me, other = office.workspace.signed_in.id, office.as_(KARIN).workspace.signed_in.id
    ask = office.workspace.ask
    assert (ask(drafts.of, me, "mark/1"), ask(drafts.of, other, "mark/1")) == ("en tjänsteman som", "")
    office.as_(MAJA).workspace.do(drafts.keep, request_id, "mark/1", " ")
    assert ask(drafts.of, me, "mark/1") == ""
    office.workspace.do(drafts.keep, request_id, "mark/1", "en")
    office.workspace.do(lambda unit: unit.requests.save(replace(unit.requests.get(request_id), closed_at=unit.now)))
    office.as_(SVEN).workspace.do(registration.forget, request_id)
    office.as_(MAJA)
    assert ask(drafts.of, me, "mark/1") == ""


def test_what_another_process_commits_is_heard_here_once(office: Office) -> None:
    """A second program on the same store: its events are told here after the commit, ours are not told twice."""
    document_id = office.document(office.request())
    marks = office.findings(document_id, TEXTS[:2])
    other = open_workspace(office.workspace.folder, clock=office.clock)
    heard: list[Event] = []
    office.workspace.bus.subscribe(MarkRejected, heard.append)
    try:
        other.sign_in(KARIN, PASSWORD)
        assert office.workspace.catch_up() == 0
        other.do(review.reject, marks[:1], "i tjänst")
        office.workspace.do(review.reject, marks[1:], "offentlig")
        assert [event.mark_id for event in heard] == [marks[1]]  # type: ignore[attr-defined]
        assert office.workspace.catch_up() >= 1
        assert [event.mark_id for event in heard] == [marks[1], marks[0]]  # type: ignore[attr-defined]
        assert office.workspace.catch_up() == 0
    finally:
        other.close()
