"""Sums in place of rows (law.md 6.4, level 4): made from a table, few persons held back, handed out as a paper of ours.

That groups of few persons are held back is the office's policy and no law; a person may set the number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache

import resources
from app.domain import reasons, sums
from app.domain.errors import Refused
from app.domain.events import CompilationMade, CompilationRemoved, SmallestGroupSet
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.sums import Cell, Compilation, Entry, Withheld
from app.store.unit import Reader, Unit
from app.texts import _
from redaction import content
from redaction.coarser import kinds
from redaction.content import Align, Block, Table, paragraph
from redaction.tables import Row

from ..office import organisation
from ..writing import papers
from . import delivery

KIND = "compilation-"
"""With its number, what a compilation's papers are kept as."""

SMALLEST = "smallest-group"
USUAL, LEAST, MOST = 5, 3, 100
"""The office's number where none was set, and its bounds: of two persons each knows the other."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with, since a spreadsheet would count it out."""


@dataclass(frozen=True, slots=True)
class NewCompilation:
    """What shall be summed: columns by their headings (or numbers from 1).

    ``amount`` "" counts persons only; ``who`` names the column that tells one person from another ("": each row is a
    person); ``by`` is a kind of coarser value by which groups are formed, like ``month`` ("": as they are written).
    """

    title: str
    group: str
    amount: str = ""
    who: str = ""
    by: str = ""
    source: str = ""


def smallest(reader: Reader) -> int:
    """The least number of persons in a group that is shown."""
    return int(reader.setting(SMALLEST, str(USUAL)))


def set_smallest(unit: Unit, persons: int) -> None:
    """Sets the office's policy. Raises Refused outside its bounds."""
    unit.require(Right.ADMINISTER)
    if not LEAST <= persons <= MOST:
        raise Refused("smallest-group-bounds", least=LEAST, most=MOST)
    unit.set_setting(SMALLEST, str(persons))
    unit.record(SmallestGroupSet(persons))


def of(reader: Reader, delivery_id: int) -> tuple[Compilation, ...]:
    """The compilations of a delivery."""
    return reader.compilations.where(delivery_id=delivery_id)


def preview(
    reader: Reader, delivery_id: DeliveryId, new: NewCompilation, rows: Sequence[Row], today: date
) -> Compilation:
    """What would be made of a table whose first row is its headings; nothing is kept. Ages are those of ``today``.

    Raises Refused where a column is missing, a row cannot be read, words would tell something that is masked, or few
    persons could be told by taking another compilation of the request from it.
    """
    if len(rows) < 2:
        raise Refused("sums-empty")
    head = rows[0]
    columns = [_column(head, name) if name else None for name in (new.group, new.amount, new.who)]
    entries = list(_entries(rows, columns, new.by, today))
    if not entries:
        raise Refused("sums-empty")
    made = sums.of(entries, least := smallest(reader))
    group, amount, _who = columns
    row = Compilation(
        id=0,
        delivery_id=delivery_id,
        number=max((c.number for c in of(reader, delivery_id)), default=0) + 1,
        title=new.title.strip(),
        group_head=head[group or 0],
        amount_head="" if amount is None else head[amount],
        cells=made.cells,
        total=replace(made.total, group=_("Total")),
        smallest=least,
        source=new.source.strip(),
        made_by=0,
        made_at=datetime.min.replace(tzinfo=UTC),
    )
    request_id = reader.deliveries.get(delivery_id).request_id
    if reasons.told(row.words, delivery.all_masks(reader, request_id=request_id)):
        raise Refused("compilation-tells")
    parts = [part.id for part in reader.deliveries.where(request_id=request_id)]
    for other in reader.compilations.among("delivery_id", parts):
        if sums.linked(row, other):
            raise Refused("compilation-linked", number=other.number)
    return row


def make(unit: Unit, delivery_id: DeliveryId, new: NewCompilation, rows: Sequence[Row]) -> int:
    """Adds a compilation to a delivery; signature and copies fall. Gives its number. Raises Refused as ``preview``."""
    actor = unit.require(Right.PREPARE)
    if not new.title.strip():
        raise Refused("compilation-untitled")
    row = replace(preview(unit, delivery_id, new, rows, local_day(unit.now)), made_by=actor.id, made_at=unit.now)
    delivery.touch(unit, delivery_id)
    compilation_id = unit.compilations.add(row)
    held = sum(cell.held is not Withheld.SHOWN for cell in row.cells)
    request_id = unit.deliveries.get(delivery_id).request_id
    unit.record(CompilationMade(request_id, delivery_id, compilation_id, len(row.cells), held))
    return row.number


def remove(unit: Unit, delivery_id: DeliveryId, number: int) -> None:
    """Takes a compilation out. Raises Refused where the delivery has none of this number."""
    unit.require(Right.PREPARE)
    found = unit.compilations.first(delivery_id=delivery_id, number=number)
    if found is None:
        raise Refused("compilation-missing", number=number)
    delivery.touch(unit, delivery_id)
    unit.compilations.remove(id=found.id)
    request_id = unit.deliveries.get(delivery_id).request_id
    unit.record(CompilationRemoved(request_id, delivery_id, found.id))


def _column(head: Row, name: str) -> int:
    wanted = name.strip().casefold()
    for number, heading in enumerate(head):
        if heading.strip().casefold() == wanted:
            return number
    if wanted.isdecimal() and 1 <= int(wanted) <= len(head):
        return int(wanted) - 1
    raise Refused("column-missing", column=name, columns=", ".join(head))


@cache
def _total_words() -> frozenset[str]:
    return frozenset(resources.table("catalogues", "generalisations.toml")["generalisations"]["total_words"])


def _entries(rows: Sequence[Row], columns: Sequence[int | None], by: str, today: date) -> Iterator[Entry]:
    """The rows as they are summed; empty ones and those that sum up others are left out."""
    kind = _kind(by)
    for number, row in enumerate(rows[1:], start=2):
        group, amount, who = ("" if c is None or c >= len(row) else row[c].strip() for c in columns)
        if not group or group.casefold().strip(" :") in _total_words():
            continue
        named = kind.of(group, today) if kind is not None else group
        added = sums.amount(amount) if amount else None
        if not named or (amount and added is None):
            raise Refused("sum-row-unread", row=number)
        yield Entry(named, added, " ".join(who.split()).casefold())


def _kind(code: str) -> kinds.Kind | None:
    if not code:
        return None
    found = next((kind for kind in kinds.kinds() if kind.code == code), None)
    if found is None:
        raise Refused("kind-unknown", kinds=", ".join(kind.code for kind in kinds.kinds()))
    return found


# -- the paper ---------------------------------------------------------------------------------------------------------


def name(row: Compilation) -> str:
    """What the compilation is called, also as a file."""
    return _("Compilation {number}").format(number=row.number)


def header(row: Compilation) -> tuple[str, ...]:
    """The headings of its columns."""
    return (row.group_head, _("Persons"), *((row.amount_head,) if row.amount_head else ()))


def line(row: Compilation, cell: Cell) -> tuple[str, ...]:
    """A group's line as it is shown."""
    numbers = (_number(cell.count), *((_number(cell.amount),) if row.amount_head else ()))
    return (cell.group, *numbers)


def _number(value: object) -> str:
    """As Swedish papers write it; a dash where it is held back."""
    return "–" if value is None else f"{value:,}".replace(",", " ").replace(".", ",")


def notes(row: Compilation) -> tuple[str, ...]:
    """What is said of the groups that are held back."""
    held = {cell.held for cell in row.cells} | {row.total.held}
    said = []
    if Withheld.SMALL in held:
        words = _("Groups of fewer than {count} persons are held back (–). This is the company's policy.")
        said.append(words.format(count=row.smallest))
    if Withheld.BESIDE in held:
        said.append(_("Further groups are held back so that these cannot be told by subtracting from the total."))
    return tuple(said)


def paper(reader: Reader, row: Compilation, at: datetime) -> content.Document:
    """The compilation as a paper of the company."""
    request = reader.requests.get(reader.deliveries.get(row.delivery_id).request_id)
    lines = tuple(line(row, cell) for cell in (*row.cells, row.total))
    align = (Align.LEFT, *(Align.RIGHT for _head in header(row)[1:]))
    blocks: list[Block] = [paragraph(row.title)]
    blocks += [paragraph(_("Summed from: {source}").format(source=row.source))] if row.source else []
    blocks += [Table(header(row), lines, (5, *(2 for _head in header(row)[1:])), align)]
    blocks += [paragraph(words) for words in notes(row)]
    edges = papers.sender(organisation.profile(reader), request.registry_number, at)
    return content.Document(name(row), tuple(blocks), **edges)


def csv_text(row: Compilation) -> str:
    """The same as CSV, as a Swedish Excel reads it."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(safe(header(row)))
    writer.writerows(safe(line(row, cell)) for cell in (*row.cells, row.total))
    return held.getvalue()


def safe(cells: Sequence[str]) -> list[str]:
    """Cells of a CSV in which a spreadsheet counts nothing out."""
    return [f"'{cell}" if cell.startswith(FORMULA) and sums.amount(cell) is None else cell for cell in cells]
