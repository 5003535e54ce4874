"""The office's texts for assessments: kept from a form, offered where provision and group are the same, taken away."""

from __future__ import annotations

from app.domain import reasons
from app.domain.errors import Refused
from app.domain.events import PhraseKept, PhraseRemoved
from app.domain.ids import DeliveryId
from app.domain.people import Right
from app.domain.phrases import FIELDS, Phrase
from app.store.unit import Reader, Unit

from ..delivering import delivery
from ..marking import office_lists
from ..office import organisation


def keep(unit: Unit, provision: str, group: str, field: str, text: str, delivery_id: DeliveryId | None = None) -> int:
    """Keeps a text for assessments of this provision and group; ``delivery_id`` is the one it was written for.

    Raises Refused where it is empty or there already, where provision, group or field are in no catalogue, where
    detectors see somebody in it, or where it tells what is masked in the delivery.
    """
    actor = unit.require(Right.PREPARE)
    organisation.known_provision(unit, provision)
    words = " ".join(text.split())
    if group not in organisation.groups():
        raise Refused("group-unknown", group=group)
    if not words or field not in FIELDS:
        raise Refused("phrase-empty")
    if office_lists.names_somebody(words) or (delivery_id is not None and _tells(unit, delivery_id, words)):
        raise Refused("phrase-personal")
    if any(row.text == words for row in unit.phrases.where(provision=provision, group=group, field=field)):
        raise Refused("entry-there")
    phrase_id = unit.phrases.add(Phrase(0, provision, group, field, words, actor.id, unit.now))
    unit.record(PhraseKept(phrase_id, provision))
    return phrase_id


def _tells(reader: Reader, delivery_id: DeliveryId, text: str) -> bool:
    return bool(reasons.told(text, delivery.all_masks(reader, delivery_id=delivery_id)))


def remove(unit: Unit, phrase_id: int) -> None:
    """Takes a text away; assessments in which it stands keep it."""
    unit.require(Right.PREPARE)
    row = unit.phrases.get(phrase_id)
    unit.phrases.remove(id=phrase_id)
    unit.record(PhraseRemoved(phrase_id, row.provision))


def of(reader: Reader, provision: str = "", group: str = "") -> tuple[Phrase, ...]:
    """The texts of a provision, those of the group first; all where none is named."""
    rows = reader.phrases.where(provision=provision) if provision else reader.phrases.where()
    return tuple(sorted(rows, key=lambda row: (row.provision, row.group != group, row.field, row.id)))
