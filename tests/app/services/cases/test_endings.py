"""A request can end without documents, never in silence; what is not kept can be decided on and appealed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.decisions import Scope
from app.domain.errors import Blocked, Refused
from app.domain.ids import RequestId
from app.domain.own_data import DataOutcome
from app.domain.questions import QuestionKind, Reply
from app.domain.requests import Channel, RequestState, Track
from app.domain.rulings import Judgment
from app.services import queries, todos
from app.services.cases import answering, delays, endings, notes, questions, registration, tracks
from app.services.cases.answering import NewEnding
from app.services.cases.questions import NewQuestion
from app.services.cases.registration import NewRequest
from app.services.deciding import decision_papers, decisions, rulings
from app.services.deciding.decisions import NewDelegation
from app.services.deciding.rulings import NewRuling
from app.services.delivering import delivery, own_data, sign_off
from app.services.writing import letter_fields, letters
from redaction import content
from tests.app.services.deciding.test_rulings import at_court, with_head
from tests.app.services.test_deliveries import handed_out
from tests.builders import KARIN, MAJA, PASSWORD, START, SVEN, Office

COMPLETE = NewEnding("", "Ringde och sa det den 11 mars.", "Länsstyrelsen i Jämtlands län", "per telefon")


def a_request(office: Office, track: Track = Track.OFFICIAL) -> RequestId:
    """A registered request on this track."""
    new = NewRequest("Begäran", "Hur många?", Channel.PHONE, START - timedelta(hours=1), track=track)
    return office.workspace.do(registration.register, new)


def state(office: Office, request_id: RequestId) -> RequestState:
    """Where the request stands."""
    return office.workspace.ask(registration.state, request_id)


def end(office: Office, request_id: RequestId, code: str, **given: str) -> None:
    """Ends the request so, with these words."""
    office.workspace.do(answering.end, request_id, NewEnding(code, **given))


def searched(office: Office, request_id: RequestId) -> None:
    """Notes a search."""
    office.workspace.do(notes.searched, request_id, "W3D3 och närarkivet", "ingen träff på avtalet", "Olle i arkivet")


def asked(office: Office, request_id: RequestId) -> None:
    """Asks which documents are meant."""
    office.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PRECISION, "Vilka?"))


def answered(office: Office, request_id: RequestId) -> None:
    """Answers the one right that was asked for."""
    office.workspace.do(own_data.ask, request_id, ("rectification",))
    office.workspace.do(own_data.identify, request_id, "my-pages")
    office.workspace.do(own_data.answer, request_id, "rectification", DataOutcome.GRANTED, (), "Rättat.")


MEETS = {"search": searched, "silence": asked, "rights": answered}
"""What meets a need that no words meet."""


@pytest.mark.parametrize("code", endings.rules())
@pytest.mark.parametrize("track", Track)
def test_an_ending_needs_what_the_catalogue_says(office: Office, code: str, track: Track) -> None:
    """On its tracks, with nothing left out; and each thing that is left out is named."""
    rule, request_id = endings.rules()[code], a_request(office, track)
    given = {"note": COMPLETE.note, "authority": COMPLETE.authority, "way": COMPLETE.way}
    if track not in rule.tracks:
        with pytest.raises(Refused, match="ending-unknown"):
            end(office, request_id, code, **given)
        return
    for need in rule.needs:
        if need in given:
            searched(office, request_id)
            with pytest.raises(Refused, match=f"ending-needs-({need}|silence)"):
                end(office, request_id, code, **given | {need: " "})
        else:
            with pytest.raises(Refused, match=f"ending-needs-{need}"):
                end(office, request_id, code, **given)
            MEETS[need](office, request_id)
    end(office, request_id, code, **given)
    assert state(office, request_id) is RequestState.ENDED
    told = office.workspace.ask(endings.facts, request_id)
    assert told is not None
    assert "{" not in told.words


def test_nothing_ends_while_documents_are_prepared_as_an_answer(office: Office) -> None:
    """An answer that no document is kept beside documents would be false; a withdrawal is true all the same."""
    request_id = office.request()
    office.document(request_id)
    searched(office, request_id)
    with pytest.raises(Refused, match="ending-with-documents"):
        end(office, request_id, "not-kept")
    end(office, request_id, "withdrawn", note="Ringde.")
    with pytest.raises(Blocked) as caught:
        office.workspace.do(sign_off.submit, office.delivery(request_id))
    assert "request-ended" in [held.code for held in caught.value.blockers]


def test_an_ended_request_opens_again(office: Office) -> None:
    """The requester answers after all: the question waits again, then the search goes on."""
    request_id = a_request(office)
    asked(office, request_id)
    end(office, request_id, "no-reply", note="Påmint den 11 mars.")
    office.workspace.do(answering.take_back, request_id)
    assert state(office, request_id) is RequestState.PRECISION
    (question,) = office.workspace.ask(questions.of, request_id)
    office.workspace.do(questions.answer, question.id, Reply.GIVEN, "De från februari.")
    assert state(office, request_id) is RequestState.SEARCH


def test_an_ended_request_closes_and_stays(office: Office) -> None:
    """Closed, it opens no more; its words can be forgotten, and how it ended stays."""
    request_id = a_request(office)
    end(office, request_id, "withdrawn", note="Ringde.")
    (line,) = office.workspace.ask(queries.requests, office.clock())
    assert (line.age, line.waits_for) == (None, "nobody")
    assert line.answered_at is not None
    office.workspace.do(registration.close, request_id)
    with pytest.raises(Blocked):
        office.workspace.do(answering.take_back, request_id)
    office.as_(SVEN).workspace.do(registration.forget, request_id)
    kept = office.workspace.ask(lambda reader: reader.endings.first(request_id=request_id))
    assert (kept.code, kept.note) == ("withdrawn", "")  # type: ignore[union-attr]


def a_decision(office: Office, request_id: RequestId) -> content.Document:
    """The company's decision on the request, made by the reviewer with a delegation."""
    decision_id = office.workspace.do(decisions.ask, office.delivery(request_id))
    office.as_(SVEN)
    person = next(p for p in office.workspace.ask(queries.people) if p.name == KARIN)
    given = NewDelegation(person.id, frozenset({Scope.REFUSE}), "Delegation 3 §", date(2026, 1, 1))
    office.workspace.do(decisions.delegate, given)
    office.as_(KARIN).workspace.do(decisions.decide, decision_id, PASSWORD)
    return office.workspace.ask(decision_papers.decision, decision_id, office.clock())


@pytest.mark.parametrize("code", ["not-kept", "elsewhere"])
def test_the_letter_says_where_was_searched_and_how_to_get_a_decision(office: Office, code: str) -> None:
    """The clerk's answer names the places, the authority, and the company's decision (OSL 6:3)."""
    request_id = a_request(office)
    searched(office, request_id)
    end(office, request_id, code, authority="Länsstyrelsen i Jämtlands län")
    told = office.workspace.ask(endings.facts, request_id)
    assert told is not None
    letter, fields = endings.letter(told)
    made = office.workspace.ask(letters.compose, letter, request_id, office.clock(), fields | {"handläggare": "Maja"})
    words = "\n".join(words for block in made.blocks for words in content.texts(block))
    assert "W3D3 och närarkivet" in words
    assert "beslut" in words
    assert ("Länsstyrelsen" in words) is (code == "elsewhere")


def test_what_is_not_kept_can_be_decided_on_and_appealed(office: Office) -> None:
    """Courts examine such an answer (RÅ 1994 not 155): the decision says where was searched, and how to appeal."""
    request_id = a_request(office)
    searched(office, request_id)
    end(office, request_id, "not-kept")
    told = "\n".join(words for block in a_decision(office, request_id).blocks for words in content.texts(block))
    assert "W3D3 och närarkivet: ingen träff på avtalet (Olle i arkivet, 2026-03-11)" in told
    assert "kammarrätten" in told.casefold()
    office.as_(MAJA)
    with pytest.raises(Refused, match="decision-asked"):
        office.workspace.do(answering.take_back, request_id)
    with pytest.raises(Blocked) as caught:
        office.workspace.do(registration.close, request_id)
    assert [held.code for held in caught.value.blockers] == ["decision-open"]


def test_a_court_that_sends_it_back_opens_the_search_again(office: Office) -> None:
    """Remanded, the request is opened again, and what was found goes to a new delivery."""
    with_head(office)
    request_id = a_request(office)
    searched(office, request_id)
    end(office, request_id, "not-kept")
    refused = office.delivery(request_id)
    decision_id = at_court(office, refused)
    with pytest.raises(Refused, match="decision-asked"):
        office.workspace.do(answering.take_back, request_id)
    office.workspace.do(rulings.judged, decision_id, NewRuling(Judgment.REMANDED, date(2026, 5, 1), "12-26"))
    office.workspace.do(answering.take_back, request_id)
    document_id = office.document(request_id)
    found = office.workspace.ask(lambda reader: reader.documents.get(document_id))
    assert found.delivery_id != refused
    assert state(office, request_id) is RequestState.REVIEW


def test_what_was_handed_out_before_can_be_decided_on(office: Office) -> None:
    """The rest is withdrawn; the part that was masked and left can still be decided on."""
    request_id, delivery_id, _document_id = office.masked()
    handed_out(office, delivery_id, final=False)
    end(office, request_id, "withdrawn", note="Behöver inte resten.")
    office.workspace.do(decisions.ask, delivery_id)


def test_who_said_that_nothing_is_kept_does_not_decide_it(office: Office) -> None:
    """The clerk who ended the request has prepared the refusal."""
    request_id = a_request(office)
    searched(office, request_id)
    end(office, request_id, "not-kept")
    assert office.workspace.signed_in.id in office.workspace.ask(
        lambda reader: reader.preparers(office.delivery(request_id))
    )


@pytest.mark.parametrize(("code", "given"), [("withdrawn", {"note": "Ringde."}), ("shown", {"note": "Diarielistan."})])
def test_there_is_nothing_to_decide_where_nothing_was_refused(office: Office, code: str, given: dict[str, str]) -> None:
    """Withdrawn or shown: no decision, no appeal."""
    request_id = a_request(office)
    end(office, request_id, code, **given)
    with pytest.raises(Refused, match="nothing-held-back"):
        office.workspace.do(decisions.ask, office.delivery(request_id))


def test_a_refused_answer_to_a_question_leads_to_no_decision(office: Office) -> None:
    """Negative 9: refused information (OSL 6:4) cannot be appealed, and the document can be asked for instead."""
    request_id = a_request(office, Track.INFORMATION)
    end(office, request_id, "not-told", note="Det skulle ta flera dagar att räkna.", way="per telefon")
    told = office.workspace.ask(endings.facts, request_id)
    assert told is not None
    assert not told.rule.decision
    code, fields = endings.letter(told)
    made = office.workspace.ask(letters.compose, code, request_id, office.clock(), fields | {"handläggare": "Maja"})
    words = "\n".join(words for block in made.blocks for words in content.texts(block))
    assert "överklag" not in words.casefold()
    assert "få en kopia av en handling där uppgiften finns kan du begära det" in words
    with pytest.raises(Refused, match="no-decision-information"):
        office.workspace.do(decisions.ask, office.delivery(request_id), by_company=True)


NOTICES = {"how-to-decide", "appeal"}


@pytest.mark.parametrize(
    "code", [k.code for k in letters.kinds().values() if any(f.part in NOTICES for f in k.fields.values())]
)
def test_no_letter_on_a_question_tells_of_a_decision(office: Office, code: str) -> None:
    """Negative 9, whatever letter somebody chooses: none with a notice of decision or appeal is made (OSL 6:4)."""
    request_id = a_request(office, Track.INFORMATION)
    with pytest.raises(Refused, match="no-decision-information"):
        office.workspace.ask(letters.compose, code, request_id, office.clock(), {})


def test_a_decision_follows_only_where_the_track_knows_one() -> None:
    """The catalogues agree."""
    for rule in endings.rules().values():
        assert not rule.decision or all(tracks.rules()[track].decision for track in rule.tracks)


def test_a_refusal_without_documents_needs_a_search(office: Office) -> None:
    """T5 holds for a refusing delivery too: a false "we do not have it" is criticised (JO 1758-2012)."""
    request_id = a_request(office)
    delivery_id = office.delivery(request_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    with pytest.raises(Blocked) as caught:
        office.workspace.do(sign_off.submit, delivery_id)
    assert "ending-needs-search" in [held.code for held in caught.value.blockers]
    searched(office, request_id)
    office.workspace.do(sign_off.submit, delivery_id)


def test_a_visitor_reads_the_diary_and_is_not_asked_who_they_are(office: Office) -> None:
    """Acceptance scenario 8 and negative 8: no name, shown at once and free, and the time to answer is known."""
    new = NewRequest("Begäran – diarielista", "Jag vill läsa er diarielista för mars.", Channel.VISIT, START)
    request_id = office.workspace.do(registration.register, new)
    office.clock.now += timedelta(minutes=9)
    end(office, request_id, "shown", note="Diarielistan för mars, på skärmen i receptionen.")
    (line,) = office.workspace.ask(queries.requests, office.clock())
    assert line.requester == ""
    assert line.answered_at is not None
    assert timedelta(minutes=9) <= line.answered_at - line.arrived_at < timedelta(minutes=10)
    assert office.workspace.ask(questions.of, request_id) == ()


def test_a_long_wait_wants_its_reason(office: Office) -> None:
    """Red, it is something to do, and it holds the closing back until somebody has said why."""
    request_id = a_request(office)
    office.clock.now += timedelta(days=8)
    things = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
    assert "delay" in [todo.code for todo in things]
    end(office, request_id, "shown", note="Diarielistan.")
    with pytest.raises(Blocked) as caught:
        office.workspace.do(registration.close, request_id)
    assert [held.code for held in caught.value.blockers] == ["delay-untold"]
    office.workspace.do(notes.delayed, request_id, "Arkivet var stängt för ombyggnad.")
    office.workspace.do(registration.close, request_id)


def test_the_letter_of_a_delay_begins_with_the_reason(office: Office) -> None:
    """The note is the letter's reason, in the middle of its sentence."""
    request_id = a_request(office)
    office.workspace.do(notes.delayed, request_id, "Arkivet var stängt för ombyggnad.")
    form = office.workspace.ask(letter_fields.form, request_id, "delay", MAJA)
    assert form.first("orsak") == "arkivet var stängt för ombyggnad"


def test_what_a_court_opens_later_makes_no_answer_late(office: Office) -> None:
    """The first delivery that finished the answer counts."""
    request_id, delivery_id, _document_id = office.masked()
    handed_out(office, delivery_id)
    office.clock.now += timedelta(days=40)
    handed_out(office, office.workspace.do(registration.next_delivery, request_id))
    assert not office.workspace.ask(delays.untold, request_id, office.clock())


@pytest.mark.parametrize("track", [Track.OWN_DATA])
def test_another_clock_wants_no_such_reason(office: Office, track: Track) -> None:
    """The office's thresholds are for what is due promptly (TF 2:16)."""
    request_id = a_request(office, track)
    office.clock.now += timedelta(days=8)
    view = office.workspace.ask(queries.request, request_id, office.workspace.signed_in, office.clock())
    assert not view.delay_untold


def test_nobody_is_late_while_the_requester_thinks(office: Office) -> None:
    """In precision the clock goes on, and wants no reason; a request that lapsed wants none either."""
    request_id = a_request(office)
    asked(office, request_id)
    office.clock.now += timedelta(days=8)
    things = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
    assert "delay" not in [todo.code for todo in things]
    end(office, request_id, "no-reply", note="Påmint två gånger.")
    office.workspace.do(registration.close, request_id)
