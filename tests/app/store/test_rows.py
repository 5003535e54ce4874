"""Frozen values go into rows and come back the same; what the tables promise, they keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.assessments import Assessment, AssessmentOutcome, Copy, Signature
from app.domain.errors import Changed, Refused
from app.domain.ids import AssessmentId, DeliveryId, DocumentId, SignatureId
from app.domain.people import Person, Right, Role
from app.domain.phrases import Phrase
from app.domain.recipient import RecipientTest
from app.domain.requests import Delivery, DeliveryState, DocumentState, Requester, Wording
from app.domain.residuals import Residual, ResidualCheck, ResidualState
from app.store.engine import Store
from app.store.marks import Tally
from app.store.records import (
    Comment,
    Gathered,
    GroundNumber,
    Individual,
    IndividualPlace,
    Paper,
    Password,
    Regrouping,
    SignIn,
    Stand,
    WatchedTerm,
)
from app.store.unit import Unit
from redaction.files import Hidden
from redaction.findings import Evidence, Finding
from redaction.geometry import Rect
from redaction.marks import Mark, MarkState

from .worlds import NOW, Case, a_case, a_mark

HASH = "c" * 64


def a_copy(document: DocumentId, *, passed: bool = True) -> Copy:
    """A masked copy of three pages, proven or not."""
    return Copy(
        document, HASH, HASH, HASH, passed, made_at="2026-03-02T09:30:00+00:00", pages=3, marks=2, raster_pages=0
    )


def _residual(delivery: DeliveryId, document: DocumentId) -> Residual:
    """A surname that was left in sight."""
    rects = (Rect(1, 2, 3, 4),)
    told = ("surname", "PERSON", "Öberg", "fru Öberg ringde", 5, ResidualState.LEFT, "en annan")
    return Residual(3, delivery, document, "text", 0, 4, 9, rects, *told)


def a_row(delivery: DeliveryId) -> Assessment:
    """An assessment of which nothing is written."""
    return Assessment("OSL 21:1", "health", id=AssessmentId(0), delivery_id=delivery, requisite="RAKT")


def many(unit: Unit, case: Case) -> list[tuple[Any, Any]]:
    """A repository and a value of every further kind."""
    request, delivery, document, person = case.request.id, case.delivery.id, case.document.id, case.person.id
    factors = ("barn", "känslig uppgift"), ("känd i orten",)
    told = ("OSL 21:1", "health", "därför", "men", AssessmentOutcome.MASK, *factors, ("ja",), "barnet väger över")
    agreed: dict[str, Any] = {"document_date": date(2026, 1, 2), "contract": "yes", "contract_date": date(2020, 11, 2)}
    agreed |= {"municipal": "no", "harm_tested": False}
    assessment = Assessment(
        *told, **agreed, needed=("special",), id=AssessmentId(7), delivery_id=delivery, requisite="RAKT"
    )
    return [
        (unit.passwords, Password(person, "$argon2id$x")),
        (unit.sign_ins, SignIn(person, NOW, 2, NOW)),
        (unit.wordings, Wording(request, "Hej! Jag vill se avtalet 🙂")),
        (unit.requesters, Requester(request, "Åsa Öberg", "asa@example.se")),
        (unit.assessments, assessment),
        (unit.phrases, Phrase(5, "OSL 31:16", "supplier_price", "harm", "Kalkylen används åter.", person, NOW)),
        (unit.recipient_tests, RecipientTest(delivery, (document,), "säljer listor", "artikel 6", True, person, NOW)),
        (unit.signatures, Signature(SignatureId(3), delivery, HASH, person, NOW)),
        (unit.copies, a_copy(document)),
        (unit.papers, Paper(delivery, "letter", "Följebrev.pdf", HASH)),
        (unit.comments, Comment(9, request, delivery, person, NOW, "Se sidan 2")),
        (unit.terms, WatchedTerm(4, request, "Solgläntan", "TERM", "OSL 31:16")),
        (unit.ground_numbers, GroundNumber(request, "OSL 21:1", 1)),
        (unit.stands, Stand(2, document, 0, 10, 27, person, NOW, "Kontrollerad")),
        (unit.individuals, Individual(5, request, "Åsa Öberg", ("Åsa Öberg", "Å. Öberg"), "private", "title", "kund")),
        (unit.individual_places, IndividualPlace(6, request, document, 0, 4, 13, 5, (), True)),
        (unit.regroupings, Regrouping(8, request, person, NOW, [[6, None, False]], [[6, 5, True]])),
        (unit.gathered, Gathered(request, HASH)),
        (unit.residuals, _residual(delivery, document)),
        (unit.residual_checks, ResidualCheck(delivery, HASH)),
    ]


def test_every_kind_comes_back(store: Store) -> None:
    """Each kind of value reads back equal, in another transaction."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        values = many(unit, case)
        for rows, value in values:
            rows.add(value)
    names = [next(n for n, kept in vars(unit).items() if kept is rows) for rows, _ in values]
    with store.read() as reader:
        for name, (_, value) in zip(names, values, strict=True):
            assert getattr(reader, name).where() == (value,)
        assert reader.people.get(case.person.id) == case.person
        assert reader.requests.get(case.request.id) == case.request
        assert reader.deliveries.get(case.delivery.id) == case.delivery
        assert reader.documents.get(case.document.id) == case.document


def test_all_that_a_document_holds(store: Store) -> None:
    """Hidden things, coverage and large sizes come back too."""
    with store.begin(None, NOW) as unit:
        document = replace(
            a_case(unit).document, hidden=(Hidden("comment", 2), Hidden("layer", 1)), coverage=0.75, size=5_000_000_000
        )
        saved = unit.documents.save(document)
        assert saved == replace(document, version=2)
        assert unit.documents.get(document.id) == saved


def test_changed_in_between(store: Store) -> None:
    """The second of two writers of one version is told, and the first one's value stays."""
    with store.begin(None, NOW) as unit:
        request = a_case(unit).request
        unit.requests.save(replace(request, subject="Först"))
    with pytest.raises(Changed), store.begin(None, NOW) as unit:
        unit.requests.save(replace(request, subject="Sedan"))
    with store.read() as reader:
        assert reader.requests.get(request.id).subject == "Först"


def test_put(store: Store) -> None:
    """Put adds a row, and the next time writes over it."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        for name in ("Bo", "Bo Ek"):
            unit.requesters.put(Requester(case.request.id, name))
        assert unit.requesters.where() == (Requester(case.request.id, "Bo Ek"),)
        assert unit.requesters.remove(request_id=case.request.id) == 1
        with pytest.raises(KeyError):
            unit.requests.get(99)


def test_what_no_database_keeps(store: Store) -> None:
    """A NUL or half a character in a name from outside is replaced and stops nothing."""
    with store.begin(None, NOW) as unit:
        document = unit.documents.save(replace(a_case(unit).document, file_name="a\x00\udce5.pdf"))
        unit.set_setting("name", "åäö 🙂 \udc80")
        assert unit.documents.get(document.id).file_name == "a\ufffd\ufffd.pdf"
        assert unit.setting("name") == "åäö 🙂 \ufffd"


def test_findings(store: Store) -> None:
    """A finding comes back with its rectangles and its evidence, in reading order."""
    evidence = (Evidence("personal-number", "12-digit", True, "pnr"), Evidence("term"))
    first = Finding("PNR", 0, 10, 22, (Rect(1, 2, 3, 4), Rect(5, 6, 7, 8)), 0.9, "194408139089", evidence)
    second = Finding("PHONE", 1, 0, 5, (Rect(0, 0, 1, 1),), 0.5, "070", proposed=False, why_not="allow-list")
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        ids = [unit.findings.add(case.document.id, finding) for finding in (second, first)]
    with store.begin(None, NOW) as unit:
        assert unit.findings.of(case.document.id) == ((ids[1], first), (ids[0], second))
        assert unit.findings.remove(case.document.id) == 2


def test_marks_undone(store: Store) -> None:
    """A mark can be changed, removed and put back; its tallies follow."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        document = case.document.id
        mark = unit.marks.add(document, a_mark())
        assert unit.marks.get(mark.id) == (document, mark)
        before = unit.marks.snapshot(mark.id)
        unit.marks.save(mark.accepted("OSL 21:1"))
        assert unit.marks.tallies([document]) == {document: Tally(accepted=1)}
        after = unit.marks.snapshot(mark.id)
        change = unit.changes.add(document, case.person.id, NOW, (before,), (after,))
        unit.marks.remove(mark.id)
        assert unit.marks.of(document) == ()
        unit.marks.restore(after)
        assert unit.marks.get(mark.id)[1].provision == "OSL 21:1"
    with store.begin(None, NOW) as unit:
        found = unit.changes.last(document, case.person.id, undone=False)
        assert found is not None
        assert (found.id, found.before, found.after, found.at) == (change, (before,), (after,), NOW)
        unit.marks.restore(found.before[0])
        unit.changes.set_undone(found.id, True)
        assert unit.marks.get(mark.id)[1].state is MarkState.PROPOSED
        assert unit.changes.last(document, case.person.id, undone=False) is None
        assert unit.changes.last(document, case.person.id, undone=True) == replace(found, undone=True)


def test_mark_of_two_writers(store: Store) -> None:
    """A mark that somebody else changed is not written over."""
    with store.begin(None, NOW) as unit:
        mark = unit.marks.add(a_case(unit).document.id, a_mark())
        unit.marks.save(mark.accepted("OSL 21:1"))
        with pytest.raises(Changed):
            unit.marks.save(mark.rejected("tjänsteman"))


@pytest.mark.parametrize("provision", [None, ""])
def test_no_mask_without_a_provision(store: Store, provision: str | None) -> None:
    """A mask without a provision cannot be saved as accepted, neither new nor changed."""
    with store.begin(None, NOW) as unit:
        document = a_case(unit).document
        mark = unit.marks.add(document.id, a_mark())
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.marks.add(document.id, a_mark(MarkState.ACCEPTED, provision))
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.marks.save(replace(mark, state=MarkState.ACCEPTED, provision=provision))


def test_done_marks_are_fixed(store: Store) -> None:
    """Marks of a finished document change in no way until it is opened again; an assessment may still be tied."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        mark = unit.marks.add(case.document.id, a_mark(MarkState.ACCEPTED, "OSL 21:1"))
        done = unit.documents.save(replace(case.document, state=DocumentState.DONE))
        assessment = unit.assessments.add(a_row(case.delivery.id))
        unit.marks.set_assessment(mark, assessment)
        unit.marks.clear_assessment(assessment)
        unit.marks.forget_texts(case.document.id)
        mark = unit.marks.get(mark.id)[1]

    def rejected(unit: Unit, mark: Mark) -> None:
        unit.marks.save(mark.rejected("tjänsteman"))

    def removed(unit: Unit, mark: Mark) -> None:
        unit.marks.remove(mark.id)

    def added(unit: Unit, mark: Mark) -> None:
        unit.marks.add(case.document.id, a_mark())

    for deed in (rejected, removed, added):
        with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
            deed(unit, mark)
        with store.begin(None, NOW) as unit:
            done = unit.documents.save(replace(done, state=DocumentState.REVIEW))
            deed(unit, unit.marks.get(mark.id)[1])
            unit.connection.execute(text("UPDATE mark SET removed = (1 = 0)"))
            done = unit.documents.save(replace(done, state=DocumentState.DONE))
            mark = unit.marks.get(mark.id)[1]


def test_removed_document(store: Store) -> None:
    """With a document go its findings, marks and changes, finished or not."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        unit.marks.add(case.document.id, a_mark())
        unit.documents.save(replace(case.document, state=DocumentState.DONE))
        unit.documents.remove(id=case.document.id)
        assert unit.connection.execute(text("SELECT COUNT(*) FROM mark")).scalar() == 0


def released(case: Case, **changes: Any) -> Delivery:
    """The delivery as released, with these fields otherwise."""
    told: dict[str, Any] = {"package_sha256": HASH, "released_at": NOW, "released_by": case.person.id}
    return replace(case.delivery, state=DeliveryState.RELEASED, **(told | changes))


@pytest.mark.parametrize("missing", ["package_sha256", "released_at", "released_by"])
def test_release_is_told(store: Store, missing: str) -> None:
    """A release says when, by whom, and which package."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        unit.copies.add(a_copy(case.document.id))
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.deliveries.save(released(case, **{missing: None}))
    with store.begin(None, NOW) as unit:
        unit.deliveries.save(released(case))


def test_release_needs_proof(store: Store) -> None:
    """No release without a passed proof of every document's copy; a refusal hands out no copies."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.deliveries.save(released(case))
    with store.begin(None, NOW) as unit:
        unit.copies.put(a_copy(case.document.id, passed=False))
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.deliveries.save(released(case))
    with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
        unit.deliveries.add(released(case, id=DeliveryId(0), number=2))
    with store.begin(None, NOW) as unit:
        unit.deliveries.save(released(case, refused=True))


def test_signature_is_fixed(store: Store) -> None:
    """A signature can be voided once, and nothing else about it changes."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        signature = Signature(SignatureId(0), case.delivery.id, HASH, case.person.id, NOW)
        signature = replace(signature, id=SignatureId(unit.signatures.add(signature)))
        unit.signatures.put(signature.voided(NOW))
        assert unit.signatures.get(signature.id).voided_at == NOW
    others = (signature, replace(signature, plan_hash="d" * 64), replace(signature, signed_at=NOW + timedelta(1)))
    for other in others:
        with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
            unit.signatures.put(other)


def test_series(store: Store) -> None:
    """Diary numbers count from one in each series and year; an undone command leaves no gap."""
    with store.begin(None, NOW) as unit:
        assert [unit.next_in_series("DEMO", 2026) for _ in range(3)] == [1, 2, 3]
        assert unit.next_in_series("DEMO", 2027) == 1
    with pytest.raises(Refused), store.begin(None, NOW) as unit:  # noqa: PT012
        unit.next_in_series("DEMO", 2026)
        unit.require(Right.REGISTER)
    with store.begin(None, NOW) as unit:
        assert unit.next_in_series("DEMO", 2026) == 4


def test_who_acts(store: Store) -> None:
    """Nobody, somebody whose time is over, and somebody without the right are each told so."""
    with store.begin(None, NOW) as unit:
        person = a_case(unit).person
    late = replace(person, valid_to=date(2026, 3, 1))
    for actor, code in ((None, "not-signed-in"), (late, "person-not-valid"), (person, "right-missing")):
        with pytest.raises(Refused) as caught, store.begin(actor, NOW) as unit:
            unit.require(Right.ADMINISTER)
        assert caught.value.code == code
    with store.begin(person, NOW) as unit:
        assert unit.require(Right.REGISTER) == person


def test_preparers(store: Store) -> None:
    """Whoever prepared anything in a delivery is remembered once."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        other = Person(case.person.id, "Eva Ek", "", frozenset({Role.HANDLER}), date(2026, 1, 1))
        other = replace(other, id=unit.people.add(replace(other, id=0)))  # type: ignore[arg-type]
        for person in (case.person, other, case.person):
            unit.act_as(person)
            unit.note_preparer(case.delivery.id)
        assert unit.preparers(case.delivery.id) == {case.person.id, other.id}


def test_findings_are_found_by_the_pattern_of_their_evidence(store: Store) -> None:
    """A pattern is looked for as a whole word of its own, whatever stands in the other fields; on both databases."""
    with store.begin(None, NOW) as unit:
        case = a_case(unit)
        rect = (Rect(1, 2, 3, 4),)
        for start, evidence in enumerate((Evidence("a", "hard-stop"), Evidence("hard-stop", "b"), Evidence("c", "x%"))):
            unit.findings.add(case.document.id, Finding("PERSON", 0, start, 9, rect, 0.5, "Bo", (evidence,)))
    with store.read() as reader:
        found = reader.findings.with_evidence([case.document.id], "hard-stop")
        assert [(document, finding.start) for document, _id, finding in found] == [(case.document.id, 0)]
        assert reader.findings.with_evidence([case.document.id], "%") == ()
        assert reader.findings.last_of([case.document.id]) == ((case.document.id, 3, 3),)
        assert reader.findings.documents([found[0][1]]) == (case.document.id,)
