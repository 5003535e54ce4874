"""What belongs to a person of a request and how it stands; masked or left visible by one decision, one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.events import IndividualLeft, IndividualMasked
from app.domain.ids import DocumentId, RequestId
from app.domain.requests import Document, DocumentState
from app.domain.workflow import MARK, Facts, MarkStep
from app.store.records import Individual, IndividualPlace, MarkSnapshot
from app.store.unit import Reader, Unit
from redaction import replacements
from redaction.findings import Finding
from redaction.marks import Level, Mark, MarkKind, MarkState, Origin
from redaction.persons.belongings import BELONGS
from redaction.persons.mentions import PERSON
from redaction.persons.roles import Role

from ..office import organisation
from . import pseudonyms, review
from .replacing import Instead

DECIDED = BELONGS | {PERSON}
"""What one decision on a person is about; what tells of health and the like rests on another ground and stays open."""

IN_DUTY = frozenset({PERSON, "EMAIL", "SIGNATURE"})
"""What is left visible of somebody in duty; home, private telephone and identity number stay open."""
DUTY = frozenset({Role.EMPLOYEE.value, Role.OFFICIAL.value, Role.SUPPLIER.value})


@dataclass(frozen=True, slots=True)
class Member:
    """A place of a person: what was found there, and the mark over it (None: nothing is proposed)."""

    place: IndividualPlace
    document: Document
    finding_id: int
    finding: Finding
    mark: Mark | None

    @property
    def open(self) -> bool:
        """Whether nobody has judged it, and it is proposed or was found and not proposed for being doubtful."""
        return self.mark.state is MarkState.PROPOSED if self.mark is not None else self.finding.proposed

    @property
    def editable(self) -> bool:
        """Whether its document takes marks now."""
        return self.document.state is DocumentState.REVIEW


@dataclass(frozen=True, slots=True)
class Person:
    """An individual with its members, in reading order."""

    individual: Individual
    members: tuple[Member, ...]

    @property
    def documents(self) -> int:
        """In how many documents the person is found."""
        return len({member.document.id for member in self.members})

    @property
    def left(self) -> int:
        """How many of the proposals are not judged."""
        return sum(m.mark is not None and m.mark.state is MarkState.PROPOSED for m in self.members)

    def count(self, state: MarkState) -> int:
        """How many marks stand so."""
        return sum(m.mark is not None and m.mark.state is state for m in self.members)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The provisions that the person's masks rest on."""
        masked = (m.mark.provision for m in self.members if m.mark is not None and m.mark.state is MarkState.ACCEPTED)
        return tuple(sorted({provision for provision in masked if provision}))

    @property
    def called(self) -> str:
        """The pseudonym that the boxes say; "" where they say none."""
        said = (m.mark.replacement for m in self.members if m.mark is not None and m.mark.level is Level.PSEUDONYM)
        return next(said, "")

    def to_mask(self) -> tuple[Member, ...]:
        """What one decision to mask is about."""
        return tuple(m for m in self.members if m.open and m.editable and m.finding.category in DECIDED)

    def to_name(self) -> tuple[Member, ...]:
        """What one decision on a pseudonym is about: the same, and what is masked and says nothing yet."""
        return tuple(
            m
            for m in self.members
            if m.editable and m.finding.category in DECIDED and (m.open or (m.mark is not None and m.mark.silent))
        )

    def to_leave(self) -> tuple[Member, ...]:
        """What one decision to leave visible is about: proposals alone, in duty only what belongs to duty, and never
        what the clerk's own list names with a ground.
        """
        wanted = IN_DUTY if self.individual.role in DUTY else DECIDED
        return tuple(
            m
            for m in self.members
            if m.open and m.editable and m.mark is not None and m.finding.category in wanted and not m.mark.provision
        )


def people(reader: Reader, request_id: RequestId) -> tuple[Person, ...]:
    """The persons of a request with their members, those with most left to judge first, then by name."""
    members = _members(reader, request_id)
    rows = (Person(i, tuple(members.get(i.id, ()))) for i in reader.individuals.where(request_id=request_id))
    return tuple(sorted((p for p in rows if p.members), key=lambda p: (-p.left, p.individual.name.casefold())))


def person(reader: Reader, individual_id: int) -> Person:
    """One person. Raises Gone where there is none."""
    individual = reader.individuals.get(individual_id)
    members = _members(reader, RequestId(individual.request_id), individual_id)
    return Person(individual, tuple(members.get(individual_id, ())))


def unclear(reader: Reader, request_id: RequestId) -> tuple[Member, ...]:
    """The places that fit several persons; ``place.fits`` says whom."""
    return tuple(_members(reader, request_id, None).get(None, ()))


def belonging(reader: Reader, document_id: int, findings: dict[int, Finding]) -> dict[int, int]:
    """The individual's id of each finding (by id) of a document that belongs to one."""
    owners = {p.spot[1:]: p.individual_id for p in reader.individual_places.where(document_id=document_id)}
    found = ((i, owners.get((f.page, f.start, f.end))) for i, f in findings.items())
    return {i: owner for i, owner in found if owner is not None}


def _members(reader: Reader, request_id: RequestId, individual_id: int | None = 0) -> dict[int | None, list[Member]]:
    """The members by individual: of one individual, of none (None), or of all (0)."""
    wanted = (
        {"request_id": request_id} if individual_id == 0 else {"request_id": request_id, "individual_id": individual_id}
    )
    by_document: dict[int, dict[tuple[int, int, int], IndividualPlace]] = {}
    for place in reader.individual_places.where(**wanted):
        by_document.setdefault(place.document_id, {})[place.spot[1:]] = place
    marks = reader.marks.of_all(by_document)
    found: dict[int | None, list[Member]] = {}
    for document in reader.documents.where(request_id=request_id):
        places = by_document.get(document.id)
        if places is None:
            continue
        over = {mark.finding_id: mark for mark in marks[document.id] if mark.finding_id is not None}
        for finding_id, finding in reader.findings.of(document.id):
            at = places.get((finding.page, finding.start, finding.end))
            if at is not None:
                member = Member(at, document, finding_id, finding, over.get(finding_id))
                found.setdefault(at.individual_id, []).append(member)
    return found


# -- deciding --------------------------------------------------------------------------------------------------------


def mask(
    unit: Unit, individual_id: int, provision: str, place_ids: Iterable[int] | None = None, word: str = ""
) -> int:
    """Masks what belongs to a person on one provision: everything that is open, or the places named.

    What was found and not proposed gets a mask too. With a ``word`` the boxes say the person's pseudonym, also those
    that were masked before. One undo step for all documents. Gives how many masks were made.
    Raises Refused where the provision or the word is not in the catalogue or nothing is to be masked, Blocked where a
    document takes no marks.
    """
    organisation.provision(unit, provision)
    one = person(unit, individual_id)
    members = (one.to_name() if word else one.to_mask()) if place_ids is None else _named(one, place_ids)
    instead = Instead(Level.PSEUDONYM, pseudonyms.give(unit, individual_id, word)) if word else None
    batch: int | None = None
    for document_id, its in _by_document(members).items():
        document = review.editable(unit, document_id)
        organisation.number_ground(unit, document.request_id, provision)
        before = [_accepted(unit, document_id, member, provision, instead) for member in its]
        batch = review.remember(unit, document_id, before, batch)
    unit.record(IndividualMasked(RequestId(one.individual.request_id), individual_id, len(members), provision))
    return len(members)


def _accepted(
    unit: Unit, document_id: DocumentId, member: Member, provision: str, instead: Instead | None
) -> MarkSnapshot:
    """Masks one member; gives how it stood before. With a pseudonym a mask that stands keeps its own provision."""
    if member.mark is None:
        finding = member.finding
        mark = Mark(
            id=0,
            page=finding.page,
            rects=finding.rects,
            state=MarkState.ACCEPTED,
            kind=MarkKind.TEXT,
            origin=Origin.DETECTOR,
            category=finding.category,
            provision=provision,
            finding_id=member.finding_id,
            text=finding.text,
        )
        return MarkSnapshot(unit.marks.add(document_id, _saying(mark, instead)).id, present=False)
    MARK.take(member.mark.state, MarkStep.ACCEPT, Facts(), unit.actor)
    before = unit.marks.snapshot(member.mark.id)
    kept = member.mark.provision if instead is not None and member.mark.silent else None
    unit.marks.save(_saying(member.mark.accepted(kept or provision), instead))
    return before


def _saying(mark: Mark, instead: Instead | None) -> Mark:
    """The mark with the pseudonym in its box. Raises Refused where that would tell its words."""
    if instead is None:
        return mark
    found = replacements.fault(instead.level, instead.text, mark.text, mark.category)
    if found:
        raise Refused(found, most=replacements.LONGEST)
    return mark.replaced(instead.level, instead.text)


def leave(unit: Unit, individual_id: int, reason: str, place_ids: Iterable[int] | None = None) -> int:
    """Leaves a person's marks visible for one reason: what is open (see ``Person.to_leave``), or the places named.

    One undo step for all documents. Gives how many were left. Raises Refused without a reason or where nothing is to
    be left, Blocked where a document takes no marks.
    """
    if not reason.strip():
        raise Refused("reason-missing")
    one = person(unit, individual_id)
    members = one.to_leave() if place_ids is None else tuple(m for m in _named(one, place_ids) if m.mark is not None)
    batch: int | None = None
    for document_id, its in _by_document(members).items():
        review.editable(unit, document_id)
        before = []
        for mark in (member.mark for member in its if member.mark is not None):
            MARK.take(mark.state, MarkStep.REJECT, Facts(), unit.actor)
            before.append(unit.marks.snapshot(mark.id))
            unit.marks.save(mark.rejected(reason.strip()))
        batch = review.remember(unit, document_id, before, batch)
    unit.record(IndividualLeft(RequestId(one.individual.request_id), individual_id, len(members)))
    return len(members)


def _named(one: Person, place_ids: Iterable[int]) -> tuple[Member, ...]:
    wanted = set(place_ids)
    named = tuple(member for member in one.members if member.place.id in wanted)
    if len(named) != len(wanted):
        raise Refused("places-not-theirs")
    return named


def _by_document(members: Sequence[Member]) -> dict[DocumentId, list[Member]]:
    """Raises Refused where there are none."""
    if not members:
        raise Refused("nothing-to-decide")
    found: dict[DocumentId, list[Member]] = {}
    for member in members:
        found.setdefault(member.document.id, []).append(member)
    return found
