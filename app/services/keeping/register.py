"""The register of documents: what a person adds, strikes and holds back, and the diary as one reads it.

Source: OSL 5:1-2. The public view (offentlig vy) is a question of its own, so that what is held back never reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from app.domain import reasons
from app.domain.errors import Refused
from app.domain.events import (
    PolicyChanged,
    RegisterEntryAdded,
    RegisterEntryStruck,
    RegisterHeld,
    RegisterHoldLifted,
    SubjectConfirmed,
)
from app.domain.ids import RegisterEntryId, RegisterHoldId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.register import Direction, Held, Kind, Party, RegisterEntry, RegisterHold
from app.store.unit import Reader, Unit
from app.texts import _
from redaction import matching
from resources import each, table

from ..cases import subjects
from ..office import organisation
from . import happened

CATALOGUE = ("catalogues", "register.toml")
PRIVATE_NAMES = "diary-private-names"
"""Policy: whether the public view shows the names of requesters and other private persons."""


@cache
def kinds() -> dict[str, Kind]:
    """What a document can be, by code."""
    fields = Kind.__dataclass_fields__
    rows = each(lambda row: Kind(**{k: v for k, v in row.items() if k in fields}), "kind", *CATALOGUE)
    return {row.code: row for row in rows}


@cache
def forms() -> dict[str, str]:
    """The forms in which a document comes or goes: code to Swedish name."""
    return dict(each(lambda row: (row["code"], row["label"]), "form", *CATALOGUE))


def private_names(reader: Reader) -> bool:
    """Whether the public view shows the names of private persons; the catalogue's choice until the office decides."""
    default = bool(table(*CATALOGUE)["public"]["private_names"])
    return reader.setting(PRIVATE_NAMES, "on" if default else "off") == "on"


def why_no_names() -> str:
    """Why the public view leaves the names of private persons out, in the catalogue's words with the source."""
    row = table(*CATALOGUE)["public"]
    return f"{row['reason']} ({row['source']})"


def set_private_names(unit: Unit, on: bool) -> None:
    """Switches the policy; that it was switched is in the log."""
    unit.require(Right.ADMINISTER)
    unit.set_setting(PRIVATE_NAMES, "on" if on else "off")
    unit.record(PolicyChanged(PRIVATE_NAMES, on))


# -- what a person enters ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A document that a person enters: a call, a letter, a note of a search. ``name`` is of a party that is typed."""

    kind: str
    direction: Direction
    on: date
    party: Party = Party.NOBODY
    name: str = ""
    subject: str = ""
    form: str = ""
    sha256: str = ""
    confirmed: bool = False


def add(unit: Unit, request_id: RequestId, new: NewEntry) -> RegisterEntryId:
    """Enters a document. ``confirmed``: the subject was seen with the detectors' doubt and holds no personal data.

    Raises Refused for a kind or form that is not the catalogue's or not entered by hand, a day ahead, a party without
    its name, a subject with personal data.
    """
    actor = unit.require(Right.REGISTER, Right.PREPARE)
    unit.requests.get(request_id)
    kind = kinds().get(new.kind)
    if kind is None or not kind.by_hand or (new.form and new.form not in forms()):
        raise Refused("register-kind")
    if new.on > local_day(unit.now):
        raise Refused("arrives-later")
    named = new.party in (Party.PRIVATE, Party.NAMED)
    if named and not new.name.strip():
        raise Refused("party-missing")
    seen = subjects.check(unit, new.subject, new.confirmed)
    happened.enter(unit, request_id)
    entry = RegisterEntry(
        id=RegisterEntryId(0),
        request_id=request_id,
        number=unit.register_entries.count(request_id=request_id) + 1,
        key="",
        kind=new.kind,
        direction=new.direction,
        on=new.on,
        party=new.party,
        added_at=unit.now,
        name=" ".join(new.name.split()) if named else "",
        subject=" ".join(new.subject.split()),
        form=new.form,
        sha256=new.sha256,
        added_by=actor.id,
    )
    entry_id = RegisterEntryId(unit.register_entries.add(entry))
    unit.record(RegisterEntryAdded(request_id, entry_id, new.kind, new.direction.value))
    if seen.doubted:
        unit.record(SubjectConfirmed(request_id, seen.doubted))
    return entry_id


def strike(unit: Unit, entry_id: RegisterEntryId, why: str) -> None:
    """Strikes an entry that was wrong, or a letter that never left; it stays to be read in the house alone.

    Raises Refused without a reason, for an entry of the program's own, or one that was struck before.
    """
    actor = unit.require(Right.REGISTER)
    entry = unit.register_entries.get(entry_id)
    if not why.strip():
        raise Refused("entry-without-reason")
    if not _strikable(entry) or entry.struck_at is not None:
        raise Refused("register-not-struck")
    unit.register_entries.save(
        replace(entry, struck_at=unit.now, struck_by=actor.id, struck_why=" ".join(why.split()))
    )
    unit.record(RegisterEntryStruck(entry.request_id, entry_id))


def _strikable(entry: RegisterEntry) -> bool:
    return not entry.key or entry.key.startswith(happened.WRITTEN)


def hold(
    unit: Unit, request_id: RequestId, part: Held, provision: str, entry_id: RegisterEntryId | None = None
) -> RegisterHoldId:
    """Holds sender or subject back from the public view, of one entry or the whole request; the actor decides.

    Raises Refused where the provision is no ground of secrecy, the entry another request's, or it is held already.
    """
    actor = unit.require(Right.REGISTER)
    organisation.provision(unit, provision)
    if entry_id is not None and unit.register_entries.get(entry_id).request_id != request_id:
        raise Refused("register-kind")
    if any(h.lifted_at is None for h in unit.register_holds.where(request_id=request_id, part=part, entry_id=entry_id)):
        raise Refused("register-held")
    row = RegisterHold(RegisterHoldId(0), request_id, entry_id, part, provision, actor.id, unit.now)
    hold_id = RegisterHoldId(unit.register_holds.add(row))
    unit.record(RegisterHeld(request_id, hold_id, part.value, provision))
    return hold_id


def lift(unit: Unit, hold_id: RegisterHoldId) -> None:
    """Shows again what was held back; the row stays and tells by whom and when."""
    actor = unit.require(Right.REGISTER)
    row = unit.register_holds.get(hold_id)
    if row.lifted_at is not None:
        raise Refused("register-not-held")
    unit.register_holds.save(replace(row, lifted_by=actor.id, lifted_at=unit.now))
    unit.record(RegisterHoldLifted(row.request_id, hold_id))


# -- reading -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """A line of the diary as a reader gets it: words only. ``held`` are the parts that are left out here."""

    request_id: RequestId
    entry_id: RegisterEntryId
    registry_number: str
    number: int
    on: date
    direction: Direction
    kind: str
    party: str
    subject: str
    form: str
    held: frozenset[Held] = frozenset()
    struck: str = ""
    strikable: bool = False

    @property
    def reference(self) -> str:
        """The document's number in the diary: the request's, and its own within it."""
        return f"{self.registry_number}:{self.number}"


def direction_words(direction: Direction) -> str:
    """A direction in words."""
    return {Direction.IN: _("Incoming"), Direction.OUT: _("Outgoing"), Direction.DRAWN_UP: _("Drawn up")}[direction]


def diary(
    reader: Reader, start: date | None = None, end: date | None = None, *, public: bool = True
) -> tuple[DiaryRow, ...]:
    """The documents of these days (both included), by day and number.

    The ``public`` view leaves out what is held back, what was struck, and by policy the names of private persons. The
    other view shows all and tells what is held.
    """
    rows = [e for e in reader.register_entries.where() if (not start or e.on >= start) and (not end or e.on <= end)]
    found = _rows(reader, rows, public=public)
    return tuple(sorted(found, key=lambda row: (row.on, row.registry_number, row.number)))


def of_request(reader: Reader, request_id: RequestId) -> tuple[DiaryRow, ...]:
    """The documents of one request (its akt) as the house reads them."""
    return tuple(_rows(reader, reader.register_entries.where(request_id=request_id), public=False))


def holds(reader: Reader, request_id: RequestId) -> tuple[RegisterHold, ...]:
    """What is or was held back in a request."""
    return reader.register_holds.where(request_id=request_id)


def _rows(reader: Reader, entries: Iterable[RegisterEntry], *, public: bool) -> Iterator[DiaryRow]:
    requests = {r.id: r for r in reader.requests.where()}
    names = {r.request_id: r.name for r in reader.requesters.where()}
    standing = [h for h in reader.register_holds.where() if h.lifted_at is None]
    shown, court = private_names(reader), organisation.profile(reader).court
    secret = _hidden_names(reader, standing, names, shown=shown) if public else {}
    for entry in entries:
        if public and entry.struck_at is not None:
            continue
        request = requests[entry.request_id]
        held = frozenset(h.part for h in standing if h.covers(entry))
        name = names.get(entry.request_id, "") if entry.party is Party.REQUESTER else entry.name
        private = entry.party in PRIVATE
        party = _party(entry.party, "" if private and public and not shown else name, court)
        row = DiaryRow(
            request_id=entry.request_id,
            entry_id=entry.id,
            registry_number=request.registry_number,
            number=entry.number,
            on=entry.on,
            direction=entry.direction,
            kind=kinds()[entry.kind].label,
            party=party,
            subject=entry.subject or request.subject,
            form=forms().get(entry.form, ""),
            held=held,
            struck=entry.struck_why,
            strikable=_strikable(entry),
        )
        yield _opened(row, secret.get(entry.request_id, frozenset())) if public else row


def _hidden_names(
    reader: Reader, standing: Iterable[RegisterHold], requesters: Mapping[RequestId, str], *, shown: bool
) -> dict[RequestId, frozenset[str]]:
    """The names that the public view leaves out somewhere in each request: then they stand nowhere in it."""
    held = [h for h in standing if h.part is Held.PARTY]
    found: dict[RequestId, set[str]] = {}
    for entry in reader.register_entries.where():
        name = requesters.get(entry.request_id, "") if entry.party is Party.REQUESTER else entry.name
        if name and (any(h.covers(entry) for h in held) or (entry.party in PRIVATE and not shown)):
            found.setdefault(entry.request_id, set()).add(name)
    return {request_id: frozenset(names) for request_id, names in found.items()}


def hidden(reader: Reader, request_id: RequestId) -> tuple[str, ...]:
    """What a decision holds back of a request (OSL 5:2): names and subjects that no public paper of it may say.

    Names left out by the policy alone are not among them: a letter names whom it was sent to.
    """
    standing = [h for h in holds(reader, request_id) if h.lifted_at is None]
    requester = reader.requesters.first(request_id=request_id)
    requesters = {request_id: requester.name} if requester else {}
    subject = reader.requests.get(request_id).subject
    found = set(_hidden_names(reader, standing, requesters, shown=True).get(request_id, ()))
    for entry in reader.register_entries.where(request_id=request_id):
        if any(h.part is Held.SUBJECT and h.covers(entry) for h in standing):
            found.add(entry.subject or subject)
    return tuple(sorted(found))


def says(text: str, words: str) -> bool:
    """Whether words stand in a text, however they are written; a single one as a word of its own, or its genitive."""
    wanted = matching.term(words).text
    if reasons.WORD.fullmatch(words.strip()):
        return wanted.removesuffix("s") in {matching.fold(w).text.removesuffix("s") for w in reasons.WORD.findall(text)}
    return bool(wanted) and wanted in matching.fold(text).text


PRIVATE = frozenset({Party.REQUESTER, Party.PRIVATE})
"""Parties that the office's policy leaves out of the public view."""


def _party(party: Party, name: str, court: str) -> str:
    plain = {Party.COURT: court, Party.REQUESTER: _("The requester"), Party.PRIVATE: _("Private person")}
    return name or plain.get(party, "")


def _opened(row: DiaryRow, secret: Iterable[str]) -> DiaryRow:
    """The row without what is held back, and without what says a name that is left out in another place."""
    held = row.held | {p for p in Held if any(says(str(getattr(row, p.value)), name) for name in secret)}
    left = {part.value: "" for part in held}
    return replace(row, held=held, **left)  # type: ignore[arg-type]  # the parts are fields of text
