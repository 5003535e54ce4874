"""The office's own templates of letters: taking one in, going back to the one that ships, and which there have been."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain import letter_text
from app.domain.errors import Refused
from app.domain.events import LetterTemplateLeft, LetterTemplateTaken
from app.domain.ids import LetterTemplateId
from app.domain.letters import Fault, Kind, LetterTemplate
from app.domain.people import Right
from app.store.unit import Reader, Unit
from redaction import content

from . import letters


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A letter for a list: its kind, the office's own template in use (None: the one that ships), and by whom it is."""

    kind: Kind
    own: LetterTemplate | None
    taken_by: str


def rows(reader: Reader) -> tuple[TemplateRow, ...]:
    """Every letter of the catalogue, in its order."""
    names = {p.id: p.name for p in reader.people.where()}
    owned = [(kind, letters.own_template(reader, code)) for code, kind in letters.kinds().items()]
    return tuple(TemplateRow(kind, own, names[own.taken_by] if own else "") for kind, own in owned)


def known(code: str) -> Kind:
    """The letter of this code. Raises Refused where the catalogue has none."""
    kind = letters.kinds().get(code)
    if kind is None:
        raise Refused("letter-unknown", letter=code)
    return kind


def wrong(code: str, template: content.Document, strange: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    """Everything for which a text that was read cannot be a letter's template; ``strange``: what was not read of it."""
    unread = tuple(Fault(f"template-{kind}", 0) for kind in strange)
    signs = () if letter_text.read(letter_text.write(template)) == _bare(template) else (Fault("template-signs", 0),)
    return (*unread, *signs, *letters.wrong_with(code, template))


def _bare(template: content.Document) -> content.Document:
    return content.Document(template.title, template.blocks)


def use(unit: Unit, code: str, template: content.Document, file_name: str, sha256: str) -> int:
    """Uses a template of the office's own from now on; gives its number. The file lies in the vault by its hash.

    Raises Refused with the first reason for which it cannot be used.
    """
    actor = unit.require(Right.ADMINISTER)
    for fault in wrong(known(code).code, template):
        raise Refused(fault.code, place=fault.place, words=fault.words, what=fault.what)
    _end(unit, code)
    number = unit.letter_templates.count(kind=code) + 1
    text = letter_text.write(template)
    row = LetterTemplate(LetterTemplateId(0), code, number, text, file_name, sha256, actor.id, unit.now)
    unit.letter_templates.add(row)
    unit.record(LetterTemplateTaken(code, number, sha256))
    return number


def back(unit: Unit, code: str) -> None:
    """Uses the template that ships again. Raises Refused where it is used already."""
    unit.require(Right.ADMINISTER)
    number = _end(unit, known(code).code)
    if not number:
        raise Refused("template-shipped")
    unit.record(LetterTemplateLeft(code, number))


def _end(unit: Unit, code: str) -> int:
    """Ends the office's own template in use; gives its number, 0 where there is none."""
    own = letters.own_template(unit, code)
    if own is None:
        return 0
    unit.letter_templates.save(replace(own, ended_by=unit.actor.id, ended_at=unit.now))
    return own.number
