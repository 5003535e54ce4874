"""The catalogue's next edition: rows changed, added and retired, undone, saved, signed; and what the program brings.

Until it is saved the next edition lies as changes beside the newest one, so that nothing typed is lost. A row that is
changed loses its review; no row ever goes.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain import catalogue, catalogue_rules
from app.domain.catalogue import BadRow, Difference
from app.domain.catalogue_rules import Vocabulary
from app.domain.errors import Changed, Refused
from app.domain.events import EditionMade, EditionSigned, EditsRedone, EditsUndone, OfferDeclined, ProvisionEdited
from app.domain.local_time import local_day
from app.domain.people import Person, Right
from app.domain.provisions import Provision
from app.store.records import Edition, RowChange
from app.store.unit import Reader, Unit

from . import organisation, people

DECLINED = "catalogue-declined"
"""Setting: the rows that the program brought and the office did not take, by id with their hash."""

EDITORS = (Right.ADMINISTER, Right.REVIEW)

Catalogue = Mapping[str, Provision]


def may_edit(person: Person) -> bool:
    """Whether this person may change the catalogue: administrators and legal reviewers."""
    return any(person.may(right) for right in EDITORS)


def _editor(unit: Unit) -> Person:
    return unit.require(*EDITORS)


def vocabulary() -> Vocabulary:
    """The codes that a row may name."""
    return Vocabulary(organisation.harm_tested(), frozenset(organisation.overrides()))


# -- the next edition ------------------------------------------------------------------------------------------------


def draft(reader: Reader) -> dict[str, Provision]:
    """The rows as the next edition would have them: the newest edition with the changes that are not undone."""
    rows = dict(organisation.provisions(reader))
    for change in reader.row_changes.where(undone=False):
        rows |= catalogue.read(change.text)
    return rows


def edit(unit: Unit, row: Provision, seen: Provision | None = None) -> None:
    """Changes a row in the next edition, or adds one where none was ``seen``.

    Raises Refused where a field cannot be used or a new row's id is taken, Changed where somebody else has changed the
    row since it was seen.
    """
    _editor(unit)
    now = draft(unit).get(row.id)
    if seen is None and now is not None:
        raise Refused("law-twice", provision=row.id, field="id")
    if _body(seen) != _body(now):
        raise Changed("provision")
    _change(unit, [row])


def retire(unit: Unit, provision_id: str, reason: str) -> None:
    """Retires a row in the next edition: masks that rest on it keep it, no new one can."""
    now = draft(unit).get(provision_id)
    if now is None:
        raise Refused("provision-unknown", provision=provision_id)
    edit(unit, replace(now, retired=True, retired_why=reason.strip()), now)


def take_in(unit: Unit, text: str) -> int:
    """Takes the rows of a catalogue in TOML into the next edition; gives how many read otherwise than before.

    Rows that the text does not hold stay. Reviews in it count for nothing: a row is signed here. Raises Refused with
    provision and field of the first row that cannot be used; then nothing is taken.
    """
    _editor(unit)
    now = draft(unit)
    try:
        rows = catalogue.read(text)
    except BadRow as fault:
        raise _refused(fault) from fault
    except tomllib.TOMLDecodeError as error:
        raise Refused("catalogue-not-toml", what=str(error)) from error
    changed = [row for row in rows.values() if _body(row) != _body(now.get(row.id))]
    if changed:
        _change(unit, changed)
    return len(changed)


def text_of(data: bytes) -> str:
    """A file's bytes as text. Raises Refused where they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("catalogue-not-toml", what=error.reason) from error


def _body(row: Provision | None) -> Provision | None:
    return None if row is None else catalogue.unreviewed(row)


def _change(unit: Unit, rows: Iterable[Provision]) -> None:
    """One batch of changes that are undone together."""
    whole = [catalogue.unreviewed(row) for row in rows]
    found = catalogue_rules.faults(whole, vocabulary())
    if found:
        raise _refused(found[0])
    unit.row_changes.remove(undone=True)
    batch = max((change.batch for change in unit.row_changes.where()), default=0) + 1
    for row in whole:
        unit.row_changes.add(RowChange(0, batch, row.id, catalogue.written([row]), unit.actor.id, unit.now))
        unit.record(ProvisionEdited(row.id, row.retired))


def _refused(fault: BadRow) -> Refused:
    return Refused(f"law-{fault.code}", provision=fault.provision or "–", field=fault.field)


def undo(unit: Unit) -> int:
    """Takes back the last change of the next edition; gives how many rows. Raises Refused where there is none."""
    _editor(unit)
    live = unit.row_changes.where(undone=False)
    if not live:
        raise Refused("nothing-to-undo")
    count = _turn(unit, [c for c in live if c.batch == live[-1].batch], undone=True)
    unit.record(EditsUndone(count))
    return count


def redo(unit: Unit) -> int:
    """Takes the last undone change up again; gives how many rows. Raises Refused where there is none."""
    _editor(unit)
    gone = unit.row_changes.where(undone=True)
    if not gone:
        raise Refused("nothing-to-redo")
    count = _turn(unit, [c for c in gone if c.batch == gone[0].batch], undone=False)
    unit.record(EditsRedone(count))
    return count


def _turn(unit: Unit, changes: Iterable[RowChange], *, undone: bool) -> int:
    turned = [replace(change, undone=undone) for change in changes]
    for change in turned:
        unit.row_changes.put(change)
    return len(turned)


# -- saving and signing ----------------------------------------------------------------------------------------------


def save(unit: Unit, note: str) -> int:
    """Makes the next edition hold; gives its number. ``note`` says what was changed and why.

    Raises Refused without a note or without changes.
    """
    _editor(unit)
    old, rows = organisation.provisions(unit), draft(unit)
    if not note.strip():
        raise Refused("note-missing")
    whole = {row.id: old[row.id] if _body(row) == _body(old.get(row.id)) else row for row in rows.values()}
    changed = sum(whole[key] != old.get(key) for key in whole)
    if not changed:
        raise Refused("catalogue-unchanged")
    edition = _add(unit, whole, note.strip())
    for change in unit.row_changes.where():
        unit.row_changes.remove(id=change.id)
    unit.record(EditionMade(edition.number, edition.sha256, changed))
    return edition.number


def sign(unit: Unit, provision_ids: Iterable[str], seen_sha256: str, password: str) -> int:
    """Signs rows of the newest edition as they read; gives the number of the edition that holds the signatures.

    The password is asked for again. Raises Refused where it is wrong, another edition holds than the one that was seen,
    or nothing is left to sign.
    """
    unit.require(Right.REVIEW)
    people.check_password(unit, unit.actor, password)
    if unit.editions.newest().sha256 != seen_sha256:
        raise Refused("edition-changed")
    rows, wanted = dict(organisation.provisions(unit)), set(provision_ids)
    signed = [row for row in unsigned(rows.values()) if row.id in wanted]
    if not signed:
        raise Refused("nothing-to-sign")
    today = local_day(unit.now)
    rows |= {row.id: replace(row, reviewed_by=unit.actor.name, reviewed_on=today) for row in signed}
    edition = _add(unit, rows, "", len(signed))
    unit.record(EditionSigned(edition.number, edition.sha256, len(signed)))
    return edition.number


def unsigned(rows: Iterable[Provision]) -> tuple[Provision, ...]:
    """The live rows that no jurist has signed as they read."""
    return tuple(row for row in rows if not row.retired and not row.reviewed_by)


def _add(unit: Unit, rows: Catalogue, note: str, signed: int = 0) -> Edition:
    text = catalogue.written(rows.values())
    number, sha256 = unit.editions.newest().number + 1, hashlib.sha256(text.encode()).hexdigest()
    edition = Edition(number, sha256, unit.actor.id, unit.now, note, signed)
    unit.editions.add(edition, text)
    return edition


# -- reading ---------------------------------------------------------------------------------------------------------


def exported(reader: Reader, number: int | None = None) -> str:
    """An edition as a TOML file, the newest where no number is given."""
    return reader.editions.text(number or reader.editions.newest().number)


def history(reader: Reader) -> tuple[tuple[Edition, str], ...]:
    """The editions, oldest first, each with the name of who made it; "" for the program."""
    names = {int(person.id): person.name for person in reader.people.where()}
    return tuple((edition, names.get(edition.made_by or 0, "")) for edition in reader.editions.all())


def differences(reader: Reader, old: int, new: int | None = None) -> tuple[Difference, ...]:
    """What reads otherwise in another edition; in the next one where no number is given."""
    rows = draft(reader) if new is None else organisation.provisions(reader, new)
    return catalogue.differences(organisation.provisions(reader, old), rows)


# -- what the program brings -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that a newer program brings: as it reads here (None: new) and as it reads there."""

    ours: Provision | None
    theirs: Provision


def offers(reader: Reader) -> tuple[Offer, ...]:
    """Rows that the program brings in other words than it did when the workspace was made, and that nobody declined."""
    first, now, declined = organisation.provisions(reader, 1), draft(reader), _declined(reader)
    return tuple(
        Offer(now.get(row.id), row)
        for row in organisation.shipped().values()
        if row != _body(first.get(row.id)) and row != _body(now.get(row.id)) and declined.get(row.id) != _hash(row)
    )


def take(unit: Unit, provision_id: str) -> None:
    """Takes a row that the program brings into the next edition."""
    offer = _offer(unit, provision_id)
    edit(unit, offer.theirs, offer.ours)


def decline(unit: Unit, provision_id: str) -> None:
    """Leaves a row as it is here, until the program brings yet another."""
    _editor(unit)
    row = _offer(unit, provision_id).theirs
    unit.set_setting(DECLINED, json.dumps(_declined(unit) | {row.id: _hash(row)}))
    unit.record(OfferDeclined(row.id))


def _offer(reader: Reader, provision_id: str) -> Offer:
    found = next((offer for offer in offers(reader) if offer.theirs.id == provision_id), None)
    if found is None:
        raise Refused("offer-gone", provision=provision_id)
    return found


def _declined(reader: Reader) -> dict[str, str]:
    return dict(json.loads(reader.setting(DECLINED, "{}")))


def _hash(row: Provision) -> str:
    return hashlib.sha256(catalogue.written([row]).encode()).hexdigest()


# -- what the window shows -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row as the catalogue's page shows it: as the next edition has it, and how that differs from what holds.

    ``holds`` is the row of the newest edition (None: new), ``offer`` what a newer program brings for it.
    """

    row: Provision
    holds: Provision | None
    offer: Offer | None = None

    @property
    def changed(self) -> bool:
        """Whether the next edition reads otherwise here."""
        return _body(self.row) != _body(self.holds)

    @property
    def unsigned(self) -> bool:
        """Whether a jurist can sign it now: it holds as it reads and nobody has."""
        return self.holds is not None and not self.changed and bool(unsigned([self.holds]))


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue's page: the rows by chapter, the editions with their makers, and what can be undone."""

    rows: tuple[CatalogueRow, ...]
    newest: Edition
    history: tuple[tuple[Edition, str], ...]
    can_undo: bool
    can_redo: bool


def view(reader: Reader) -> CatalogueView:
    """What the catalogue's page shows."""
    now, brought = organisation.provisions(reader), {offer.theirs.id: offer for offer in offers(reader)}
    rows = {row.id: CatalogueRow(row, now.get(row.id), brought.pop(row.id, None)) for row in draft(reader).values()}
    fresh = [CatalogueRow(offer.theirs, None, offer) for offer in brought.values()]
    ordered = sorted((*rows.values(), *fresh), key=lambda one: (one.row.chapter, _section(one.row.id)))
    live, gone = (bool(reader.row_changes.count(undone=undone)) for undone in (False, True))
    return CatalogueView(tuple(ordered), reader.editions.newest(), history(reader), live, gone)


def _section(provision_id: str) -> tuple[int, str]:
    number = re.search(r":(\d+)", provision_id)
    return int(number[1]) if number else 0, provision_id
