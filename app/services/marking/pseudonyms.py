"""The pseudonyms of a request: one for each person who needs one, the same in every document and delivery of it.

The letters are drawn by lot. In the order of the names they would tell how a name begins; in the order of the clerk's
decisions they would tell it too, since persons are listed by name. They go with the persons when the request is closed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from itertools import product
from string import ascii_uppercase

from app.domain.decisions import DecisionState
from app.domain.errors import Refused
from app.domain.events import PseudonymGiven, PseudonymsFollowed
from app.domain.ids import DeliveryId, RequestId
from app.domain.people import Right
from app.domain.requests import LEFT
from app.store.records import Pseudonym
from app.store.unit import Reader, Unit
from redaction.marks import Level, Mark
from redaction.replacements import pseudonym_words

from ..delivering import delivery


def give(unit: Unit, individual_id: int, word: str) -> str:
    """The person's pseudonym, a new one where there is none yet; another word keeps the letter.

    Raises Refused where the catalogue does not have the word.
    """
    unit.require(Right.PREPARE)
    if word not in pseudonym_words():
        raise Refused("pseudonym-word", words=", ".join(pseudonym_words()))
    one = unit.individuals.get(individual_id)
    had = unit.pseudonyms.first(individual_id=individual_id)
    if had is not None and had.word == word:
        return had.text
    letter = had.letter if had is not None else _drawn(unit, one.request_id)
    new = Pseudonym(individual_id, one.request_id, word, letter)
    unit.pseudonyms.put(new)
    unit.record(PseudonymGiven(one.request_id, individual_id))
    if had is not None:
        follow(unit, RequestId(one.request_id))
    return new.text


def _drawn(reader: Reader, request_id: int) -> str:
    """A letter that nobody of the request has, by lot among the alphabet, then among pairs of letters, and so on."""
    taken = {p.letter for p in reader.pseudonyms.where(request_id=request_id)}
    length = 1
    while not (free := sorted({"".join(letters) for letters in product(ascii_uppercase, repeat=length)} - taken)):
        length += 1
    return secrets.choice(free)


def follow(unit: Unit, request_id: RequestId) -> int:
    """Brings what the boxes say in line with the persons after a merge or split; gives how many marks changed.

    What has left the house, or was decided on, stays as it was.
    """
    unit.require(Right.PREPARE)
    names = {p.individual_id: p for p in unit.pseudonyms.where(request_id=request_id)}
    if not names:
        return 0
    changed = 0
    for delivery_id in _open_deliveries(unit, request_id):
        wanted = [(mark, text) for mark, text in _wanted(unit, delivery_id, names) if mark.replacement != text]
        if wanted:
            delivery.touch(unit, delivery_id)
        for mark, text in wanted:
            unit.marks.save(mark.replaced(Level.PSEUDONYM, text))
        changed += len(wanted)
    if changed:
        unit.record(PseudonymsFollowed(request_id, changed))
    return changed


def _open_deliveries(reader: Reader, request_id: RequestId) -> Iterable[DeliveryId]:
    for row in reader.deliveries.where(request_id=request_id):
        decided = any(d.state is not DecisionState.ASKED for d in reader.decisions.where(delivery_id=row.id))
        if row.state not in LEFT and not decided:
            yield row.id


def _wanted(unit: Unit, delivery_id: DeliveryId, names: dict[int, Pseudonym]) -> list[tuple[Mark, str]]:
    """The pseudonymous marks of a delivery whose person is known, and what each should say; also those that a
    reviewer has taken off and may put back.

    A person who was split off gets a pseudonym of the same word.
    """
    words = {p.text: p.word for p in names.values()}
    rows = [d.id for d in delivery.documents(unit, delivery_id)]
    found: list[tuple[Mark, str]] = []
    for document_id, marks in unit.marks.of_all(rows).items():
        own = [mark for mark in marks if mark.level is Level.PSEUDONYM and mark.finding_id is not None]
        owners = _owners(unit, document_id) if own else {}
        for mark in own:
            owner = owners.get(mark.finding_id or 0)
            if owner is None or not (owner in names or mark.replacement in words):
                continue
            if owner not in names:
                give(unit, owner, words[mark.replacement])
                names[owner] = unit.pseudonyms.where(individual_id=owner)[0]
            found.append((mark, names[owner].text))
    return found


def _owners(reader: Reader, document_id: int) -> dict[int, int]:
    places = {p.spot[1:]: p.individual_id for p in reader.individual_places.where(document_id=document_id)}
    found = ((i, places.get((f.page, f.start, f.end))) for i, f in reader.findings.of(document_id))
    return {i: owner for i, owner in found if owner is not None}


def of(reader: Reader, request_id: int) -> dict[int, str]:
    """The pseudonyms of a request by the individual's id."""
    return {p.individual_id: p.text for p in reader.pseudonyms.where(request_id=request_id)}
