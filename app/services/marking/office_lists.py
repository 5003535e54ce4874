"""What the office learns while it works: "never here" and "always", each with who, when and why, and reversible.

An entry of the whole office holds no personal data: where detectors see a person or a person's number in it, it is
refused, and can belong to one request alone, with which it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.errors import Refused
from app.domain.events import CaseEntryAdded, CaseEntryReversed, EntriesForgotten, EntryAdded, EntryReversed, Event
from app.domain.ids import EntryId, RequestId
from app.domain.office import EntryKind, OfficeEntry
from app.domain.people import Right
from app.store.unit import Reader, Unit
from redaction.detectors import Term, detect
from redaction.detectors.categories import CATEGORIES
from redaction.detectors.learned import Never
from redaction.detectors.plain import folded
from redaction.findings import HARD_STOP, Band, band_of

from ..office import organisation

SHORTEST = 2
"""Letters and digits of a string."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What shall be learned; see ``OfficeEntry``."""

    kind: EntryKind
    text: str
    category: str
    reason: str
    before: str = ""
    after: str = ""
    provision: str | None = None
    request_id: RequestId | None = None


def add(unit: Unit, new: NewEntry) -> EntryId:
    """Learns something, for the whole office or for one request.

    Raises Refused without a reason or a string, for a category or provision that is in no catalogue, where the string
    is a hard stop, where it is there already, where the request is closed, or where an entry of the whole office
    would hold personal data.
    """
    actor = unit.require(Right.PREPARE)
    new = replace(new, text=" ".join(new.text.split()), reason=new.reason.strip(), provision=new.provision or None)
    _check(unit, new)
    entry = OfficeEntry(
        EntryId(0),
        new.kind,
        new.text,
        new.category,
        new.before.strip(),
        new.after.strip(),
        new.provision,
        new.request_id,
        new.reason,
        actor.id,
        unit.now,
    )
    entry_id = EntryId(unit.office_entries.add(entry))
    told: Event = EntryAdded(entry_id, new.kind.value, new.category)
    if new.request_id is not None:
        told = CaseEntryAdded(new.request_id, entry_id, new.kind.value, new.category)
    unit.record(told)
    return entry_id


def _check(unit: Unit, new: NewEntry) -> None:
    if not new.reason:
        raise Refused("entry-without-reason")
    if sum(c.isalnum() for c in new.text) < SHORTEST:
        raise Refused("term-short")
    if not new.category:
        raise Refused("category-unknown")
    organisation.category(new.category)
    if new.provision:
        organisation.provision(unit, new.provision)
    if new.kind is EntryKind.NEVER and is_stop(new.text):
        raise Refused("entry-stop")
    if new.request_id is None and (names_somebody(new.reason) or any(personal(part) for part in _parts(new))):
        raise Refused("entry-personal")
    if new.request_id is not None and unit.requests.get(new.request_id).closed_at is not None:
        raise Refused("entry-closed")
    if any(_same(entry, new) for entry in unit.office_entries.where(request_id=new.request_id) if entry.holds):
        raise Refused("entry-there")


def _parts(new: NewEntry) -> tuple[str, ...]:
    """The string by itself and with its neighbours: together they may be a name."""
    return (new.text, " ".join(part for part in (new.before, new.text, new.after) if part))


def _same(entry: OfficeEntry, new: NewEntry) -> bool:
    def key(one: OfficeEntry | NewEntry) -> tuple[object, ...]:
        return (one.kind, one.category, *(folded(words).text for words in (one.text, one.before, one.after)))

    return key(entry) == key(new)


def personal(text: str) -> bool:
    """Whether detectors see somebody in a string that stands alone, however its capitals are written."""
    return any(names_somebody(spelling) for spelling in (text, text.lower(), text.title() + "."))


def names_somebody(text: str) -> bool:
    """Whether detectors see somebody in a text as it is written."""
    seen = detect(text)
    return any(CATEGORIES[s.category].personal and band_of(s.score) is not Band.POSSIBLE for s in seen)


def is_stop(text: str) -> bool:
    """Whether a string is a hard stop, such as protected identity: nobody learns to overlook one."""
    return any(evidence.pattern == HARD_STOP for span in detect(text) for evidence in span.evidence)


def take_back(unit: Unit, entry_id: EntryId) -> None:
    """Takes an entry back; it stays in the list as one that no longer holds. Raises Refused where it was before."""
    actor = unit.require(Right.PREPARE, Right.ADMINISTER)
    entry = unit.office_entries.get(entry_id)
    if not entry.holds:
        raise Refused("entry-reversed")
    unit.office_entries.save(replace(entry, reversed_by=actor.id, reversed_at=unit.now))
    told: Event = EntryReversed(entry_id)
    if entry.request_id is not None:
        told = CaseEntryReversed(entry.request_id, entry_id)
    unit.record(told)


def in_force(reader: Reader, request_id: RequestId) -> tuple[OfficeEntry, ...]:
    """The entries that hold in a request: the office's and its own."""
    entries = reader.office_entries.where(request_id=None) + reader.office_entries.where(request_id=request_id)
    return tuple(entry for entry in entries if entry.holds)


def never(reader: Reader, request_id: RequestId) -> tuple[Never, ...]:
    """What is never proposed in a request, for the detectors."""
    entries = (e for e in in_force(reader, request_id) if e.kind is EntryKind.NEVER)
    return tuple(Never(e.id, e.text, e.category, e.before, e.after) for e in entries)


def always(reader: Reader, request_id: RequestId) -> tuple[Term, ...]:
    """What is always proposed in a request, as terms for the detectors."""
    entries = (e for e in in_force(reader, request_id) if e.kind is EntryKind.ALWAYS)
    return tuple(Term(e.text, e.category, e.provision, entry=e.id) for e in entries)


def forget(unit: Unit, request_id: RequestId) -> int:
    """Removes what was learned for a request alone, strings and all; gives how many entries went."""
    unit.require(Right.REGISTER)
    count = unit.office_entries.remove(request_id=request_id)
    if count:
        unit.record(EntriesForgotten(request_id, count))
    return count


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the office's page shows it, with the names behind its numbers and its provision's heading."""

    entry: OfficeEntry
    added_by: str
    reversed_by: str
    registry_number: str
    heading: str = ""


def rows(reader: Reader, request_id: RequestId | None = None) -> tuple[EntryRow, ...]:
    """All entries, those in force first, newest first; of one request and the office where it is named."""
    names = {p.id: p.name for p in reader.people.where()}
    numbers = {r.id: r.registry_number for r in reader.requests.where()}
    known = organisation.provisions(reader)
    found = [e for e in reader.office_entries.where() if request_id is None or e.request_id in (None, request_id)]
    found.sort(key=lambda e: (e.holds, e.added_at), reverse=True)
    return tuple(
        EntryRow(
            e,
            names.get(e.added_by, ""),
            names.get(e.reversed_by, "") if e.reversed_by else "",
            numbers.get(e.request_id, "") if e.request_id else "",
            known[e.provision].heading if e.provision else "",
        )
        for e in found
    )
