"""A request has a track; a mixed letter becomes several requests; who cannot appeal is not offered a decision."""

from __future__ import annotations

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import MarkId, RequestId
from app.domain.questions import QuestionKind
from app.domain.requests import Channel, Request, Track
from app.services.cases import intake, questions, registration, tracks, triage
from app.services.cases.questions import NewQuestion
from app.services.cases.registration import NewRequest
from app.services.cases.triage import Part
from app.services.deciding import decisions
from app.services.delivering import delivery, own_data, own_data_export, sign_off
from app.services.marking import review
from app.services.writing import delivery_letters
from tests.builders import START, Office

MIXED = "Jag vill ha allt ni har om mig och om mina grannars klagomål på störningen, samt rätta fel mätvärde."
"""Acceptance scenario 12."""


def a_request(office: Office, track: Track = Track.OFFICIAL, wording: str = "b") -> RequestId:
    """A registered request on this track."""
    new = NewRequest("Begäran – störning", wording, Channel.LETTER, START, "Lovisa Ek", "lovisa@example.se", track)
    return office.workspace.do(registration.register, new)


def row(office: Office, request_id: RequestId) -> Request:
    """The request as it stands."""
    return office.workspace.ask(lambda reader: reader.requests.get(request_id))


def test_a_request_is_for_official_documents_unless_somebody_says_otherwise(office: Office) -> None:
    """The track is chosen at registration and lies with the request."""
    plain = office.workspace.do(registration.register, NewRequest("a", "b", Channel.EMAIL, START))
    assert row(office, plain).track is Track.OFFICIAL
    assert row(office, a_request(office, Track.OWN_DATA)).track is Track.OWN_DATA


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Jag vill ha er senaste antagna elhandelstaxa och kopia av VD:s avtal.", [Track.OFFICIAL]),
        ("Hur många kunder blev utan ström?", [Track.INFORMATION]),
        ("Jag begär ett registerutdrag.", [Track.OWN_DATA]),
        (MIXED, [Track.OWN_DATA, Track.OFFICIAL]),
        ("Hej!", []),
        ("Handlingsplanen och avtalslösa kunder", []),
    ],
)
def test_the_words_of_a_letter_speak_for_a_track(wording: str, expected: list[Track]) -> None:
    """A proposal by whole words, in their order; a letter that speaks for several is mixed."""
    assert [proposal.track for proposal in tracks.proposed(wording)] == expected


def test_a_proposal_tells_its_words() -> None:
    """So that a person can see that it is none."""
    (own, official) = tracks.proposed(MIXED)
    assert (own.words, official.words) == (("om mig", "rätta fel"), ("klagomål",))


def test_every_track_is_told_line_by_line() -> None:
    """The comparison has a text for each track on each line."""
    assert all(aspect.texts[track] for aspect in tracks.aspects() for track in Track)
    assert [rule.track for rule in tracks.rules().values()] == list(Track)
    assert [rule.needs_identity for rule in tracks.rules().values()] == [False, False, True]


def test_a_mixed_letter_becomes_requests_that_know_each_other(office: Office) -> None:
    """Each part has the letter's words, arrival, way and sender, and its own number, track and delivery."""
    first = a_request(office, wording=MIXED)
    own, right = office.workspace.do(triage.split, first, [Part(Track.OWN_DATA), Part(Track.OWN_DATA, "Rättelse")])
    rows = [row(office, i) for i in (first, own, right)]
    assert [r.track for r in rows] == [Track.OFFICIAL, Track.OWN_DATA, Track.OWN_DATA]
    assert len({r.registry_number for r in rows}) == 3
    assert len({(r.arrived_at, r.channel) for r in rows}) == 1
    assert [r.subject for r in rows] == ["Begäran – störning", "Begäran – störning", "Rättelse"]
    with office.workspace.store.read() as reader:
        assert {w.text for w in reader.wordings.among("request_id", (own, right))} == {MIXED}
        assert {r.contact for r in reader.requesters.among("request_id", (own, right))} == {"lovisa@example.se"}
    for each in (first, own, right):
        others = {r.id for r in office.workspace.ask(tracks.others, each)}
        assert others == {first, own, right} - {each}


def test_a_part_of_a_part_belongs_to_the_same_letter(office: Office) -> None:
    """Splitting a part again links the new one to the letter's first request."""
    first = a_request(office)
    (own,) = office.workspace.do(triage.split, first, [Part(Track.OWN_DATA)])
    (more,) = office.workspace.do(triage.split, own, [Part(Track.INFORMATION)])
    assert row(office, more).split_from == first


def test_the_parts_stand_on_their_own(office: Office) -> None:
    """Starting one leaves the other where it was."""
    first = a_request(office)
    (own,) = office.workspace.do(triage.split, first, [Part(Track.OWN_DATA)])
    office.workspace.do(registration.start_search, first)
    assert office.workspace.ask(registration.state, own) == "registered"


def test_a_question_takes_no_documents(office: Office) -> None:
    """Information is told; where a document is wanted, the request goes on another track (JO 1061-2013)."""
    asked = a_request(office, Track.INFORMATION)
    with pytest.raises(Blocked) as caught:
        office.document(asked)
    assert caught.value.code == "track-takes-none"
    office.workspace.do(triage.choose, asked, Track.OFFICIAL)
    office.document(asked)
    with pytest.raises(Refused, match="track-without-documents"):
        office.workspace.do(triage.choose, asked, Track.INFORMATION)


def test_a_question_is_refused_by_no_delivery(office: Office) -> None:
    """A refusing delivery would carry the information of OSL 6:3, and there is no decision to ask for."""
    asked = a_request(office, Track.INFORMATION)
    office.workspace.do(delivery.choose, office.delivery(asked), refused=True)
    with pytest.raises(Blocked) as caught:
        office.workspace.do(sign_off.submit, office.delivery(asked))
    assert "track-takes-none" in [held.code for held in caught.value.blockers]


def test_a_request_under_review_keeps_its_track(office: Office) -> None:
    """The track cannot be changed under an answer that somebody is signing."""
    request_id, _delivery_id, _document_id = office.signed()
    with pytest.raises(Blocked):
        office.workspace.do(triage.choose, request_id, Track.OWN_DATA)


def test_a_question_to_the_requester_opens_no_way_to_another_track(office: Office) -> None:
    """While it is open the request waits; what is signed or has been answered keeps its track all the same."""
    request_id, _delivery_id, _document_id = office.signed()
    new = NewQuestion(QuestionKind.PRECISION, "Vilka klagomål?")
    office.workspace.do(questions.ask, request_id, new)
    with pytest.raises(Blocked):
        office.workspace.do(triage.choose, request_id, Track.OWN_DATA)


def test_a_partial_answer_tells_of_the_decision_whatever_was_asked_for_before(office: Office) -> None:
    """Rights that were asked for on the track of own data write no letter on another one (OSL 6:3), and nothing that
    holds for own data alone carries a mask there.
    """
    request_id, delivery_id, document_id = office.masked()
    office.workspace.do(triage.choose, request_id, Track.OWN_DATA)
    office.workspace.do(own_data.ask, request_id, ("access",))
    assert office.workspace.ask(delivery_letters.kind, delivery_id) != "partial"
    office.workspace.do(intake.reopen, document_id)
    marks = [MarkId(m.id) for m in office.workspace.ask(lambda r: r.marks.of(document_id))]
    office.workspace.do(review.accept, marks, own_data.OTHERS)
    with pytest.raises(Refused, match="provision-other-track"):
        office.workspace.do(triage.choose, request_id, Track.OFFICIAL)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(triage.choose, request_id, Track.OFFICIAL)
    assert office.workspace.ask(delivery_letters.kind, delivery_id) == "partial"
    assert not office.workspace.ask(own_data_export.is_due, request_id)


@pytest.mark.parametrize("track", [Track.INFORMATION, Track.OWN_DATA])
def test_no_decision_where_there_is_no_appeal(office: Office, track: Track) -> None:
    """Negative 9 of the acceptance scenarios: the reason is said, and what the requester can do instead."""
    request_id = a_request(office, track)
    delivery_id = office.workspace.ask(registration.open_one, request_id).id  # type: ignore[union-attr]
    with pytest.raises(Refused, match=f"no-decision-{track.value}"):
        office.workspace.do(decisions.ask, delivery_id, by_company=True)
