"""The workspace's keys as deeds: a recovery key written down, a new key made, the key given to another machine."""

from __future__ import annotations

from app.domain.events import DataKeyMade, OfficeKeyChanged, OfficeKeyExported, RecoveryKeyMade
from app.domain.people import Right
from app.store.keys import Keys
from app.store.unit import Unit


def keep_recovery(unit: Unit, keys: Keys, typed: str) -> None:
    """Lets this recovery key open the workspace from now on, and no earlier one.

    Raises Refused ``recovery-key-mistyped``.
    """
    unit.require(Right.ADMINISTER)
    keys.keep_recovery(unit.connection, typed, unit.now)
    unit.record(RecoveryKeyMade())


def renew(unit: Unit, keys: Keys) -> int:
    """Makes a new data key; gives its number."""
    unit.require(Right.ADMINISTER)
    number = keys.renew(unit.connection, unit.now)
    unit.record(DataKeyMade(number))
    return number


def change_office(unit: Unit, keys: Keys, office: bytes) -> None:
    """Makes another office key the one that opens the workspace. Raises Refused ``key-other``."""
    unit.require(Right.ADMINISTER)
    keys.change_office(unit.connection, office)
    unit.record(OfficeKeyChanged())


def export(unit: Unit, keys: Keys) -> bytes:
    """The office key, for a file that the administrator keeps."""
    unit.require(Right.ADMINISTER)
    unit.record(OfficeKeyExported())
    return keys.export()
