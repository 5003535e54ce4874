"""The stamp on each page of a copy: registry number, document number, page; the office decides whether there is one."""

from __future__ import annotations

from app.domain.events import PolicyChanged
from app.domain.people import Right
from app.store.unit import Reader, Unit

STAMPS = "page-stamps"


def on(reader: Reader) -> bool:
    """Whether new deliveries bear stamps; yes until the office decides otherwise."""
    return reader.setting(STAMPS, "on") == "on"


def set_on(unit: Unit, on: bool) -> None:
    """Switches the office's choice for deliveries opened from now on; that it was switched is in the log."""
    unit.require(Right.ADMINISTER)
    unit.set_setting(STAMPS, "on" if on else "off")
    unit.record(PolicyChanged(STAMPS, on))


def words(registry_number: str, document: int) -> str:
    """What stands on every page of a document before the page's own number, as in the letter and the list of masks."""
    return f"{registry_number} · {document}"
