"""Who asks and why is asked only where a provision makes it necessary; which documents is free to ask (TF 2:18)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import RequestId
from app.domain.questions import Question, QuestionKind, Reply, check
from app.domain.requests import Channel, RequestState, Track
from app.services import queries
from app.services.cases import questions, registration
from app.services.cases.questions import NewQuestion
from app.services.cases.registration import NewRequest
from app.services.office import organisation
from app.services.writing import letters
from redaction import content
from tests.app.services.test_deliveries import handed_out
from tests.builders import START, SVEN, Office

KINDS = (QuestionKind.IDENTITY, QuestionKind.PURPOSE)
SELLS = "Sökanden har tidigare ringt upp kunder för att sälja, se ärende 2025-0031."


def ask(office: Office, request_id: RequestId, new: NewQuestion) -> Question:
    """Puts the question and gives it back as it lies in its row."""
    question_id = office.workspace.do(questions.ask, request_id, new)
    return office.workspace.ask(lambda reader: reader.questions.get(question_id))


def state(office: Office, request_id: RequestId) -> RequestState:
    """Where the request stands."""
    return office.workspace.ask(registration.state, request_id)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_who_or_why_without_a_provision(office: Office, kind: QuestionKind) -> None:
    """The refusal says what is missing, and nothing is kept."""
    request_id = office.request()
    with pytest.raises(Refused, match="question-needs-provision"):
        ask(office, request_id, NewQuestion(kind, "Vem är du?"))
    assert office.workspace.ask(questions.of, request_id) == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("provision", [p for p in organisation.shipped().values() if p.maskable], ids=lambda p: p.id)
def test_the_requisite_decides_what_may_be_asked(kind: QuestionKind, provision) -> None:
    """Straight: only after a concrete circumstance. Reversed: at once. Absolute: never what for (law.md 1.5)."""
    rules = questions.asking()
    if provision.requisite == "OMVANT":
        assert not check(kind, provision, rules, "").circumstance
        return
    needless = kind is QuestionKind.PURPOSE and provision.requisite in ("ABSOLUT", "FORUTSATT")
    with pytest.raises(Refused, match="question-needless" if needless else "question-needs-circumstance"):
        check(kind, provision, rules, " ")
    if not needless:
        assert check(kind, provision, rules, SELLS).circumstance


def test_a_question_needs_the_circumstance_and_keeps_it(office: Office) -> None:
    """Under a straight requisite it is refused without one, and nothing is kept; with one it lies in its row."""
    request_id = office.request()
    with pytest.raises(Refused, match="question-needs-circumstance"):
        ask(office, request_id, NewQuestion(QuestionKind.PURPOSE, "Vad?", "OSL 21:7"))
    assert office.workspace.ask(questions.of, request_id) == ()
    row = ask(office, request_id, NewQuestion(QuestionKind.PURPOSE, "Vad?", "OSL 21:7", SELLS))
    assert (row.provision, row.circumstance) == ("OSL 21:7", SELLS)


def test_the_log_holds_the_provision_and_not_the_words(office: Office) -> None:
    """Acceptance scenario 3: the question is logged with what made it necessary; the circumstance lies in its row."""
    request_id = office.request()
    row = ask(office, request_id, NewQuestion(QuestionKind.PURPOSE, "Vad?", "OSL 21:7", SELLS))
    last = office.workspace.ask(queries.log)[0].row
    assert last.event == "question-asked"
    assert last.payload == {
        "request_id": request_id, "question_id": row.id, "kind": "purpose", "provision": "OSL 21:7",
    }  # fmt: skip


def test_who_asks_may_stay_anonymous(office: Office) -> None:
    """Silence and the wish to say nothing are replies; the request goes on."""
    request_id = office.request()
    row = ask(office, request_id, NewQuestion(QuestionKind.IDENTITY, "Vem?", "OSL 39:3 3 st"))
    office.workspace.do(questions.answer, row.id, Reply.ANONYMOUS)
    (answered,) = office.workspace.ask(questions.of, request_id)
    assert (answered.reply, answered.waits) == (Reply.ANONYMOUS, False)
    with pytest.raises(Refused, match="question-answered"):
        office.workspace.do(questions.answer, row.id, Reply.GIVEN, "Lovisa")
    assert state(office, request_id) is RequestState.REGISTERED


def test_an_unclear_request_waits_for_precision(office: Office) -> None:
    """T2 and T3: asked, it waits for the requester; answered, the search has begun."""
    request_id = office.request()
    words = questions.kinds()[QuestionKind.PRECISION].words
    row = ask(office, request_id, NewQuestion(QuestionKind.PRECISION, words))
    assert state(office, request_id) is RequestState.PRECISION
    (line,) = office.workspace.ask(queries.requests, office.clock())
    assert (line.waits_for, line.age is not None) == ("requester", True)
    with pytest.raises(Refused, match="question-out"):
        ask(office, request_id, NewQuestion(QuestionKind.PRECISION, words))
    with pytest.raises(Refused, match="answer-empty"):
        office.workspace.do(questions.answer, row.id, Reply.GIVEN, " ")
    office.workspace.do(questions.answer, row.id, Reply.GIVEN, "De från februari.")
    assert state(office, request_id) is RequestState.SEARCH


@pytest.mark.parametrize("words", ["Varför vill du ha dem?", "Vilka, och vad heter du?", "I vilket SYFTE?", " "])
def test_a_question_of_which_documents_asks_nothing_else(office: Office, words: str) -> None:
    """T2: it concerns which documents, not why; the request does not wait."""
    request_id = office.request()
    with pytest.raises(Refused, match=r"question-(asks-why|empty)"):
        ask(office, request_id, NewQuestion(QuestionKind.PRECISION, words))
    assert state(office, request_id) is RequestState.REGISTERED


def test_a_question_of_which_documents_takes_no_wish_for_anonymity(office: Office) -> None:
    """Only an answer or silence fits."""
    request_id = office.request()
    row = ask(office, request_id, NewQuestion(QuestionKind.PRECISION, "Vilka?"))
    with pytest.raises(Refused, match="reply-unknown"):
        office.workspace.do(questions.answer, row.id, Reply.ANONYMOUS)


def test_who_asks_for_their_own_data_is_known(office: Office) -> None:
    """On that track the question who needs no provision (GDPR art. 12.6), and what for is never asked."""
    new = NewRequest("a", "b", Channel.EMAIL, START - timedelta(hours=1), track=Track.OWN_DATA)
    request_id = office.workspace.do(registration.register, new)
    assert ask(office, request_id, NewQuestion(QuestionKind.IDENTITY, "Vem?")).provision is None
    with pytest.raises(Refused, match="question-not-here"):
        ask(office, request_id, NewQuestion(QuestionKind.PURPOSE, "Vad?", "OSL 39:1"))


@pytest.mark.parametrize(("kind", "provision"), [(kind, p) for kind in KINDS for p in ("OSL 21:7", "OSL 39:1")])
def test_the_letter_says_the_provision_and_not_the_circumstance(office: Office, kind: QuestionKind, provision) -> None:
    """The question's letter is filled from the question; what the office knows of the requester stays there."""
    request_id = office.request()
    row = ask(office, request_id, NewQuestion(kind, questions.kinds()[kind].words, provision, SELLS))
    code, fields = office.workspace.ask(questions.letter, row.id)
    made = office.workspace.ask(letters.compose, code, request_id, office.clock(), fields | {"handläggare": "Maja"})
    told = "\n".join(words for block in made.blocks for words in content.texts(block))
    assert provision in told
    assert row.text in told
    assert "du får vara anonym" in told
    assert SELLS not in told


def test_the_question_of_which_documents_has_its_letter(office: Office) -> None:
    """Its words ask for nothing but the documents."""
    request_id = office.request()
    row = ask(office, request_id, NewQuestion(QuestionKind.PRECISION, questions.kinds()[QuestionKind.PRECISION].words))
    code, fields = office.workspace.ask(questions.letter, row.id)
    made = office.workspace.ask(letters.compose, code, request_id, office.clock(), fields | {"handläggare": "Maja"})
    assert any(row.text in words for block in made.blocks for words in content.texts(block))


def test_an_answered_request_is_asked_nothing(office: Office) -> None:
    """A question belongs to a request that waits."""
    request_id, delivery_id, _document_id = office.masked()
    handed_out(office, delivery_id)
    for new in (NewQuestion(QuestionKind.IDENTITY, "Vem?", "OSL 39:1"), NewQuestion(QuestionKind.PRECISION, "Vilka?")):
        with pytest.raises(Blocked):
            ask(office, request_id, new)


def test_who_may_not_prepare_may_not_ask(office: Office) -> None:
    """The right is the clerk's."""
    request_id = office.request()
    office.as_(SVEN)
    with pytest.raises(Blocked):
        ask(office, request_id, NewQuestion(QuestionKind.IDENTITY, "Vem?", "OSL 39:1"))
