"""What a request itself says of a letter's fields, so that a clerk types only the rest; keeping what was written."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.events import LetterWritten
from app.domain.ids import LetterId, RequestId
from app.domain.letters import FIELD, Kind, Letter, Value
from app.domain.people import Right
from app.domain.requests import Track
from app.store.unit import Reader, Unit
from redaction import content

from ..cases import delays, endings, questions
from ..delivering import delivery as deliveries
from ..delivering import fees, own_data_letters
from . import letter_blocks, letters

ADDRESSEE = "mottagare"


def writable(track: Track | None = None) -> tuple[Kind, ...]:
    """The letters that are written by themselves, in the catalogue's order: all, or those of a track."""
    alone = (kind for kind in letters.kinds().values() if kind.alone)
    return tuple(kind for kind in alone if track is None or not kind.family.tracks or track in kind.family.tracks)


@dataclass(frozen=True, slots=True)
class Form:
    """A letter about to be written: what is known of its fields, and those that a person types or may change."""

    kind: Kind
    known: dict[str, Value]
    typed: tuple[str, ...]

    def first(self, name: str) -> str:
        """What a typed field begins with."""
        value = self.known.get(name, "")
        return value if isinstance(value, str) else ""


def form(reader: Reader, request_id: RequestId, code: str, writer: str) -> Form:
    """What is known for a letter on a request, written by this person. Raises Refused where it is not written
    alone, or carries a question that nobody has entered.
    """
    kind = letters.kinds().get(code)
    if kind is None or not kind.alone:
        raise Refused("letter-unknown", letter=code)
    told = _told(reader, request_id, code)
    if kind.asked and not told:
        raise Refused("letter-question-first")
    known = {n: v for n, v in (_of_delivery(reader, request_id) | told).items() if n in kind.fields}
    if "handläggare" in kind.fields:
        known["handläggare"] = writer
    used = _used(letters.template(reader, code))
    typed = [name for name, field in kind.fields.items() if field.typed and name in used and name != "handläggare"]
    return Form(kind, known, ((ADDRESSEE,) if kind.to in ("other", "named") else ()) + tuple(typed))


def _used(template: content.Document) -> set[str]:
    texts = [template.title, *(words for block in template.blocks for words in content.texts(block))]
    return {name for words in texts for name in FIELD.findall(words)}


def _of_delivery(reader: Reader, request_id: RequestId) -> dict[str, Value]:
    """The documents of the request's last delivery, their pages and the fee."""
    parts = reader.deliveries.where(request_id=request_id)
    rows = deliveries.documents(reader, parts[-1].id) if parts else ()
    pages = sum(d.pages for d in rows)
    fee = fees.owed(reader, parts[-1].id).fee if parts else 0
    return {
        "handlingar": letter_blocks.documents(rows),
        "sidor": letters.counted("pages", pages),
        "avgift": str(fee) if fee else "",
    }


def _told(reader: Reader, request_id: RequestId, code: str) -> dict[str, Value]:
    """What the question that waits, the ending, a delay's note or the answer on own data says for its letter."""
    told: dict[str, Value] = own_data_letters.told(reader, request_id, code)
    for question in questions.of(reader, request_id):
        carried, fields = questions.letter(reader, question.id)
        if question.waits and carried == code:
            told |= fields
    ended = endings.facts(reader, request_id)
    if ended is not None:
        carried, fields = endings.letter(ended)
        told |= fields if carried == code else {}
    carried, fields = delays.letter(reader, request_id)
    told |= fields if carried == code else {}
    return told


def keep(
    unit: Unit, request_id: RequestId, code: str, template: str, sha256: str, word_sha256: str
) -> LetterId:
    """Keeps a letter that was written, and tells the register of it. Both files lie in the vault."""
    actor = unit.require(Right.PREPARE, Right.REVIEW)
    unit.requests.get(request_id)
    row = Letter(LetterId(0), request_id, code, template, sha256, word_sha256, actor.id, unit.now)
    letter_id = LetterId(unit.letters.add(row))
    unit.record(LetterWritten(request_id, letter_id, code, sha256))
    return letter_id
