"""The persons of a request: gathered from its findings, merged and split by hand, gone when the request is closed.

They belong to one request. Nothing here, and nothing that is kept, finds a person in another one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.errors import Gone, Refused
from app.domain.events import (
    IndividualsGathered,
    IndividualsMerged,
    IndividualSplit,
    RegroupingRedone,
    RegroupingUndone,
)
from app.domain.ids import DocumentId, RequestId
from app.domain.people import Right
from app.store.records import Gathered, Individual, IndividualPlace, Regrouping
from app.store.unit import Reader, Unit
from redaction.people import Gathering, describe, spell
from redaction.persons.mentions import PERSON, Mention
from redaction.persons.names import fold

from . import pseudonyms, review

Spot = tuple[int, int, int, int]
"""Document's id, page (from 0), start and end in the page's text."""


def key(reader: Reader, request_id: RequestId) -> str:
    """What changes when the request's findings do: a hash over how many each document has, and their last one."""
    documents = sorted(d.id for d in reader.documents.where(request_id=request_id))
    requester = reader.requesters.first(request_id=request_id)
    said = repr((reader.findings.last_of(documents), requester.name if requester else ""))
    return hashlib.sha256(said.encode()).hexdigest()


def is_stale(reader: Reader, request_id: RequestId) -> bool:
    """Whether findings have changed since the persons were gathered, or they never were."""
    kept = reader.gathered.first(request_id=request_id)
    return kept is None or kept.key != key(reader, request_id)


def may_gather(reader: Reader, request_id: RequestId) -> bool:
    """Whether persons are kept for the request: not any more when it is closed."""
    return reader.requests.get(request_id).closed_at is None


def store(
    unit: Unit, request_id: RequestId, made_key: str, mentions: Sequence[Mention], found: Gathering, requester: str = ""
) -> None:
    """Keeps what was gathered from the findings of ``made_key``; what was merged or split by hand stays so.

    Raises Refused where the request is closed, or the findings have changed meanwhile.
    """
    unit.require(Right.PREPARE)
    if not may_gather(unit, request_id):
        raise Refused("request-closed")
    if key(unit, request_id) != made_key:
        raise Refused("changed-in-between", what="finding")
    kept = {place.spot: place for place in unit.individual_places.where(request_id=request_id)}
    owners = _Owners(unit, request_id, mentions, kept)
    ids = [owners.give(human.members) for human in found.humans]
    for unclear in found.unclear:
        owners.leave_open(unclear.members, tuple(dict.fromkeys(ids[human] for human in unclear.fits)))
    unit.individual_places.remove(request_id=request_id)
    unit.individual_places.add_all(place for place in owners.places.values() if place.id)
    unit.individual_places.add_all(place for place in owners.places.values() if not place.id)
    members: dict[int, list[int]] = defaultdict(list)
    for member, place in owners.places.items():
        members[place.individual_id or 0].append(member)
    open_ = len(members.pop(0, ()))
    before = {individual.id: individual for individual in unit.individuals.where(request_id=request_id)}
    for individual_id, its in members.items():
        human = describe(mentions, sorted(its), requester)
        name, role = _name(before[individual_id], human.spellings, human.name), human.role
        unit.individuals.put(
            Individual(individual_id, request_id, name, human.spellings, role.role.value, role.reason, role.word)
        )
    unit.gathered.put(Gathered(request_id, made_key))
    pseudonyms.follow(unit, request_id)
    unit.record(IndividualsGathered(request_id, len(members), open_))


def _spot(mention: Mention) -> Spot:
    return mention.document, mention.page, mention.start, mention.end


class _Owners:
    """Gives each gathered person the individual that its places belonged to before, or a new one.

    ``places`` are those given so far by member; an id of 0 is new.
    """

    def __init__(
        self, unit: Unit, request_id: RequestId, mentions: Sequence[Mention], kept: Mapping[Spot, IndividualPlace]
    ) -> None:
        self._unit, self._request_id, self._mentions, self._kept = unit, request_id, mentions, kept
        self._used: set[int] = set()
        self.places: dict[int, IndividualPlace] = {}

    def give(self, members: Sequence[int]) -> int:
        """The individual of a person's members. A place that was moved by hand stays where it was put, and what is new
        and written alike goes there too.
        """
        before = {member: self._kept.get(_spot(self._mentions[member])) for member in members}
        moved = {m: p.individual_id for m, p in before.items() if p is not None and p.by_hand}
        votes = Counter(p.individual_id for p in before.values() if p is not None and p.individual_id is not None)
        free = (i for i, _count in votes.most_common() if i not in self._used or i in moved.values())
        individual_id = next(free, None) or self._new()
        self._used.add(individual_id)
        alike = {_said(self._mentions[m]): owner for m, owner in moved.items()}
        for member in members:
            owner = moved.get(member, alike.get(_said(self._mentions[member]), individual_id))
            self._put(member, owner, by_hand=member in moved)
        return individual_id

    def leave_open(self, members: Sequence[int], fits: tuple[int, ...]) -> None:
        """Leaves members to the clerk between several; one that was given to somebody by hand stays theirs."""
        for member in members:
            kept = self._kept.get(_spot(self._mentions[member]))
            if kept is not None and kept.by_hand:
                self._put(member, kept.individual_id, by_hand=True)
            else:
                self._put(member, None, fits=fits)

    def _put(self, member: int, owner: int | None, *, by_hand: bool = False, fits: tuple[int, ...] = ()) -> None:
        spot = _spot(self._mentions[member])
        kept = self._kept.get(spot)
        place_id = kept.id if kept is not None else 0
        self.places[member] = IndividualPlace(place_id, self._request_id, *spot, owner, fits, by_hand)

    def _new(self) -> int:
        return self._unit.individuals.add(Individual(0, self._request_id, "", (), "", "", ""))


def _said(mention: Mention) -> tuple[str, str]:
    return mention.category, fold(mention.text)


# -- merging and splitting -------------------------------------------------------------------------------------------


def merge(unit: Unit, individual_id: int, other_id: int) -> None:
    """Makes the other person's places the first one's; can be undone.

    Raises Refused where they are one or of two requests, Gone where one is not there.
    """
    unit.require(Right.PREPARE)
    one, other = unit.individuals.get(individual_id), unit.individuals.get(other_id)
    if one.id == other.id or one.request_id != other.request_id:
        raise Refused("individuals-apart")
    places = unit.individual_places.where(individual_id=other_id)
    _move(unit, RequestId(one.request_id), places, one.id)
    unit.record(IndividualsMerged(one.request_id, one.id, other.id, len(places)))


def split(unit: Unit, individual_id: int, place_ids: Sequence[int], other_id: int | None = None) -> int:
    """Gives places of a person, or unclear ones, to another one, a new one where ``other_id`` is None; can be undone.

    Gives the other's id. Raises Refused where no place or every place is named, or one belongs to somebody else.
    """
    unit.require(Right.PREPARE)
    one = unit.individuals.get(individual_id)
    wanted = set(place_ids)
    mine = unit.individual_places.where(individual_id=individual_id)
    places = tuple(place for place in mine if place.id in wanted)
    if not places or len(places) != len(wanted):
        raise Refused("places-not-theirs")
    if other_id is None:
        if len(places) == len(mine):
            raise Refused("nothing-to-split")
        other_id = unit.individuals.add(replace(one, id=0, name="", spellings=()))
    elif unit.individuals.get(other_id).request_id != one.request_id:
        raise Refused("individuals-apart")
    _move(unit, RequestId(one.request_id), places, other_id)
    unit.record(IndividualSplit(one.request_id, one.id, other_id, len(places)))
    return other_id


def assign(unit: Unit, individual_id: int, place_ids: Sequence[int]) -> None:
    """Gives unclear places to a person; can be undone. Raises Refused where one is not unclear, or elsewhere."""
    unit.require(Right.PREPARE)
    one = unit.individuals.get(individual_id)
    wanted = set(place_ids)
    places = tuple(p for p in unit.individual_places.among("id", wanted) if p.individual_id is None)
    if not places or len(places) != len(wanted) or any(p.request_id != one.request_id for p in places):
        raise Refused("places-not-theirs")
    _move(unit, RequestId(one.request_id), places, one.id)
    unit.record(IndividualSplit(one.request_id, one.id, one.id, len(places)))


def _move(unit: Unit, request_id: RequestId, places: Sequence[IndividualPlace], individual_id: int) -> None:
    actor = unit.require(Right.PREPARE)
    if not may_gather(unit, request_id):
        raise Refused("request-closed")
    before = [[p.id, p.individual_id, p.by_hand] for p in places]
    after = [[p.id, individual_id, True] for p in places]
    for old in unit.regroupings.where(request_id=request_id, person_id=actor.id, undone=True):
        unit.regroupings.remove(id=old.id)
    unit.regroupings.add(Regrouping(0, request_id, actor.id, unit.now, before, after))
    _set(unit, places, after)
    pseudonyms.follow(unit, request_id)


def _set(unit: Unit, places: Iterable[IndividualPlace], wanted: Sequence[Sequence[object]]) -> None:
    """Puts places where they are wanted, and names the persons anew whose places have changed."""
    known = {place.id: place for place in places}
    touched = {place.individual_id for place in known.values()}
    for place_id, individual_id, by_hand in wanted:
        place = known[int(str(place_id))]
        owner = None if individual_id is None else int(str(individual_id))
        unit.individual_places.put(replace(place, individual_id=owner, by_hand=bool(by_hand)))
        touched.add(owner)
    for owner in touched - {None}:
        _rename(unit, int(str(owner)))


def _rename(unit: Unit, individual_id: int) -> None:
    one = unit.individuals.get(individual_id)
    spots = {place.spot for place in unit.individual_places.where(individual_id=individual_id)}
    found = (f for d in {spot[0] for spot in spots} for f in _names(unit, d, spots))
    spellings, fullest = spell(found)
    unit.individuals.put(replace(one, spellings=spellings, name=_name(one, spellings, fullest)))


def _name(one: Individual, spellings: Sequence[str], fullest: str) -> str:
    """The name the person goes by: the one it had, as long as it is written somewhere."""
    return one.name if one.name in spellings else fullest


def _names(reader: Reader, document_id: int, spots: set[Spot]) -> Iterable[str]:
    for _id, finding in reader.findings.of(document_id):
        if finding.category == PERSON and (document_id, finding.page, finding.start, finding.end) in spots:
            yield finding.text


# -- undo ------------------------------------------------------------------------------------------------------------


def last(reader: Reader, request_id: int, person_id: int, *, undone: bool) -> Regrouping | None:
    """The person's merge or split that undo (``undone`` False) or redo (True) would take up next."""
    rows = reader.regroupings.where(request_id=request_id, person_id=person_id, undone=undone)
    return (rows[0] if undone else rows[-1]) if rows else None


def undo(unit: Unit, document_id: DocumentId) -> None:
    """Takes back the actor's last change: of marks in this document, or of persons in its request, whichever is later.

    Raises Refused as ``review.undo``.
    """
    _walk(unit, document_id, undone=False)


def redo(unit: Unit, document_id: DocumentId) -> None:
    """Takes the actor's last undone change up again, of marks in this document or of persons in its request."""
    _walk(unit, document_id, undone=True)


def _walk(unit: Unit, document_id: DocumentId, *, undone: bool) -> None:
    actor = unit.require(Right.PREPARE)
    request_id = unit.documents.get(document_id).request_id
    change = unit.changes.last(document_id, actor.id, undone=undone)
    group = last(unit, request_id, actor.id, undone=undone)
    if group is None or (change is not None and (change.at > group.at) is not undone):
        (review.redo if undone else review.undo)(unit, document_id)
        return
    expected, wanted = (group.before, group.after) if undone else (group.after, group.before)
    places = unit.individual_places.among("id", (row[0] for row in expected))
    if [[p.id, p.individual_id, p.by_hand] for p in places] != sorted(expected):
        raise Refused("undo-past-change")
    try:
        _set(unit, places, wanted)
    except Gone as error:
        raise Refused("undo-past-change") from error
    unit.regroupings.put(replace(group, undone=not undone))
    pseudonyms.follow(unit, RequestId(request_id))
    kind = RegroupingRedone if undone else RegroupingUndone
    unit.record(kind(request_id, group.id, len(places)))


def forget(unit: Unit, request_id: RequestId) -> int:
    """Removes the persons of a request, and what was regrouped; gives how many rows went.

    Whoever closes the request or forgets its texts records that.
    """
    unit.require(Right.ADMINISTER, Right.REGISTER)
    tables = (unit.pseudonyms, unit.individual_places, unit.individuals, unit.regroupings, unit.gathered)
    return sum(rows.remove(request_id=request_id) for rows in tables)
