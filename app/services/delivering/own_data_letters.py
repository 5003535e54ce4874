"""What the letters on a person's own data say: who asked, what was done, and why not (GDPR art. 12)."""

from __future__ import annotations

from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.letters import Value
from app.domain.own_data import DataAnswer, DataOutcome
from app.domain.requests import DeliveryState, Track
from app.store.unit import Reader

from ..writing import letters
from . import own_data

CASES = {DataOutcome.GRANTED: "bifall", DataOutcome.PARTLY: "delvis", DataOutcome.REFUSED: "avslag"}
"""The case of a letter for each outcome."""
MORE_TIME = "mer tid"
ACCESS = "access"


def kind(right: str) -> str:
    """The letter of the catalogue that answers a right."""
    return own_data.rights()[right].letter


def unwritten(reader: Reader, request_id: RequestId) -> tuple[str, ...]:
    """The rights whose answer stands in no letter: none was written since it was answered, and for a copy none left
    with a delivery. A right without an answer is one of them.
    """
    letters_ = reader.letters.where(request_id=request_id)
    released = reader.deliveries.count(request_id=request_id, state=DeliveryState.RELEASED)

    def stands(row: DataAnswer) -> bool:
        since = row.answered_at
        written = since is not None and any(w.kind == kind(row.right) and w.written_at >= since for w in letters_)
        return written or (row.right == ACCESS and not row.open and released > 0)

    return tuple(row.right for row in reader.data_answers.where(request_id=request_id) if not stands(row))


def covering(reader: Reader, request_id: RequestId) -> str:
    """The right whose letter goes with the documents of a request for one's own data; "" on another track.

    The copy (art. 15) where it was asked for, else the first right that was: a letter of this track never tells of the
    company's decision.
    """
    if reader.requests.get(request_id).track is not Track.OWN_DATA:
        return ""
    asked = {row.right for row in reader.data_answers.where(request_id=request_id)} or {ACCESS}
    return ACCESS if ACCESS in asked else next(code for code in own_data.rights() if code in asked)


def told(reader: Reader, request_id: RequestId, code: str) -> dict[str, Value]:
    """What is known for the letter ``code`` of own data, answered or put off; nothing where neither is."""
    right = next((r.code for r in own_data.rights().values() if r.letter == code), "")
    row = reader.data_answers.first(request_id=request_id, right=right)
    if row is None:
        return {}
    if not row.open:
        return values(reader, request_id, right)[0]
    return more_time(reader, request_id, right)[0] if own_data.of(reader, request_id).extended_at else {}


def values(reader: Reader, request_id: RequestId, right: str) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What fills the letter that answers a right, and the cases that hold.

    Raises Refused where the right was not asked for or has no answer, or the person has not shown who they are.
    """
    row = _answered(reader, request_id, right)
    told = own_data.ways()[own_data.of(reader, request_id).way].words
    reasons = " ".join(own_data.grounds()[code].words for code in row.grounds)
    source = own_data.rights()[right].article
    filled: dict[str, Value] = {
        "identitet": told,
        "svar" if right == ACCESS else "åtgärd": row.done,
        "skäl till beslutet": reasons or f"Du har rätt till det enligt artikel {source} i dataskyddsförordningen.",
    }
    assert row.outcome is not None
    return filled, (CASES[row.outcome],)


def more_time(reader: Reader, request_id: RequestId, right: str) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What fills the letter that says that the answer takes longer. Raises Refused where nothing was extended."""
    own = own_data.of(reader, request_id)
    if own.extended_at is None or not own.way:
        raise Refused("not-extended")
    filled: dict[str, Value] = {
        "identitet": own_data.ways()[own.way].words,
        "skäl till beslutet": own.extended_why,
        "nytt svarsdatum": letters.long_day(own_data.due(reader, request_id).day),
    }
    return filled, (MORE_TIME,)


def _answered(reader: Reader, request_id: RequestId, right: str) -> DataAnswer:
    row = reader.data_answers.first(request_id=request_id, right=right)
    if row is None:
        raise Refused("right-not-asked")
    if row.open:
        raise Refused("right-open")
    if not own_data.of(reader, request_id).way:
        raise Refused("identity-missing")
    return row
