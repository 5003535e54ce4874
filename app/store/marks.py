"""Findings, marks and their changes: the tables with the most rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Table,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)

from app.domain.errors import Changed, Gone
from redaction.findings import Evidence, Finding
from redaction.marks import Level, Mark, MarkState

from . import schema
from .records import Change, MarkSnapshot, snapshot_from


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of a document stand how."""

    findings: int = 0
    proposed: int = 0
    accepted: int = 0
    rejected: int = 0
    without_provision: int = 0


class Findings:
    """The findings of documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document_id: int, finding: Finding) -> int:
        """Adds one finding and gives its id."""
        return self.add_all(document_id, [finding])[0]

    def add_all(self, document_id: int, findings: Sequence[Finding]) -> tuple[int, ...]:
        """Adds many findings at once and gives their ids in the same order."""
        return _inserted(self._connection, schema.finding, [_finding_values(document_id, f) for f in findings])

    def of(self, document_id: int) -> tuple[tuple[int, Finding], ...]:
        """The document's findings with their ids, in reading order."""
        table = schema.finding
        query = (
            select(table).where(table.c.document_id == document_id).order_by(table.c.page, table.c.start, table.c.id)
        )
        return tuple((row["id"], self._value(row)) for row in self._connection.execute(query).mappings())

    def documents(self, finding_ids: Iterable[int]) -> tuple[int, ...]:
        """The ids of the documents in which these findings are."""
        table = schema.finding
        query = select(table.c.document_id).where(table.c.id.in_(list(finding_ids))).distinct()
        return tuple(self._connection.execute(query).scalars())

    def last_of(self, document_ids: Iterable[int]) -> tuple[tuple[int, int, int], ...]:
        """For each document that has findings: its id, how many, and the highest id among them."""
        table = schema.finding
        query = (
            select(table.c.document_id, func.count(), func.max(table.c.id))
            .where(table.c.document_id.in_(list(document_ids)))
            .group_by(table.c.document_id)
            .order_by(table.c.document_id)
        )
        return tuple((d, n, last) for d, n, last in self._connection.execute(query))

    def with_evidence(self, document_ids: Iterable[int], pattern: str) -> tuple[tuple[int, int, Finding], ...]:
        """The documents' findings whose evidence names this pattern: document's id, finding's id, finding."""
        table = schema.finding
        query = (
            select(table)
            .where(table.c.document_id.in_(list(document_ids)))
            .where(cast(table.c.evidence, Text).contains(f'"pattern":"{pattern}"', autoescape=True))
            .order_by(table.c.document_id, table.c.page, table.c.start, table.c.id)
        )
        rows = self._connection.execute(query).mappings()
        return tuple((row["document_id"], row["id"], self._value(row)) for row in rows)

    def count_left(self, document_ids: Iterable[int], why_not: str) -> int:
        """How many findings of the documents were not proposed for this reason."""
        table = schema.finding
        query = select(func.count()).where(table.c.document_id.in_(list(document_ids)), table.c.why_not == why_not)
        return int(self._connection.execute(query).scalar_one())

    def remove(self, document_id: int) -> int:
        """Removes the document's findings."""
        table = schema.finding
        return self._connection.execute(table.delete().where(table.c.document_id == document_id)).rowcount

    def _value(self, row: RowMapping) -> Finding:
        values: dict[str, Any] = {k: v for k, v in row.items() if k not in ("id", "document_id")}
        values["evidence"] = tuple(Evidence(**e) for e in values["evidence"])
        return Finding(**values)


def _inserted(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> tuple[int, ...]:
    """Adds rows at once and gives their ids in the order of the rows."""
    if not rows:
        return ()
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return tuple(connection.execute(statement, rows).scalars())


def _finding_values(document_id: int, finding: Finding) -> dict[str, Any]:
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    return values | {"document_id": document_id, "evidence": [asdict(one) for one in finding.evidence]}


_MARK = [column for column in schema.mark.c if column.name not in ("document_id", "removed", "changed")]
_FIELDS = [schema.mark.c[field.name] for field in fields(Mark)]
"""The columns in the order of the value's own fields."""


def place_of(mark: Mark) -> tuple[int, int, float, int]:
    """Where a mark comes in reading order: page by page, from top to bottom."""
    return mark.page, round(mark.rects[0].y0), mark.rects[0].x0, mark.id


class Marks:
    """The marks of documents. A removed mark stays as a row, so that undo can bring it back.

    ``row`` gives the log's number from which what is changed now is told: each mark keeps that of its last change.
    """

    def __init__(self, connection: Connection, row: Callable[[], int] = lambda: 0) -> None:
        self._connection = connection
        self._row = row

    def get(self, mark_id: int) -> tuple[int, Mark]:
        """The document's id and the mark. Raises Gone where there is none or it was removed."""
        table = schema.mark
        query = select(table.c.document_id, *_MARK).where(table.c.id == mark_id, table.c.removed.is_(False))
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise Gone("mark")
        values = dict(row)
        return values.pop("document_id"), Mark(**values)

    def of(self, document_id: int) -> tuple[Mark, ...]:
        """The document's marks, page by page, from top to bottom."""
        return self.of_all([document_id])[document_id]

    def of_all(self, document_ids: Iterable[int], state: MarkState | None = None) -> dict[int, tuple[Mark, ...]]:
        """The marks of several documents (in one state where it is given), each page by page, from top to bottom."""
        table = schema.mark
        found: dict[int, list[Mark]] = {document_id: [] for document_id in document_ids}
        query = select(table.c.document_id, *_FIELDS).where(table.c.document_id.in_(found), table.c.removed.is_(False))
        if state is not None:
            query = query.where(table.c.state == state)
        for document_id, *values in self._connection.execute(query):
            found[document_id].append(Mark(*values))
        return {i: tuple(sorted(marks, key=place_of)) for i, marks in found.items()}

    def changed_after(self, document_id: int, seq: int) -> dict[int, Mark | None]:
        """The document's marks that were changed after this row of the log, by id; None for those that are gone."""
        table = schema.mark
        query = select(table.c.removed, *_FIELDS).where(table.c.document_id == document_id, table.c.changed > seq)
        rows = (tuple(row) for row in self._connection.execute(query))
        return {row[1]: None if row[0] else Mark(*row[1:]) for row in rows}

    def count(self, document_id: int) -> int:
        """How many marks the document has, those that were removed too."""
        query = select(func.count()).where(schema.mark.c.document_id == document_id)
        return int(self._connection.execute(query).scalar_one())

    def count_in(self, document_ids: Iterable[int], state: MarkState, categories: Iterable[str]) -> int:
        """How many marks of the documents stand so and are of one of these categories."""
        table = schema.mark
        mine = and_(table.c.document_id.in_(list(document_ids)), table.c.removed.is_(False))
        query = select(func.count()).where(mine, table.c.state == state, table.c.category.in_(list(categories)))
        return int(self._connection.execute(query).scalar_one())

    def provisions(self, document_ids: Iterable[int]) -> Counter[str]:
        """How many accepted marks of the documents rest on each provision."""
        table = schema.mark
        query = (
            select(table.c.provision, func.count())
            .where(table.c.document_id.in_(list(document_ids)), table.c.removed.is_(False))
            .where(table.c.state == MarkState.ACCEPTED)
            .group_by(table.c.provision)
        )
        return Counter({provision or "": count for provision, count in self._connection.execute(query)})

    def add(self, document_id: int, mark: Mark) -> Mark:
        """Adds a mark (its id is given by the database)."""
        return replace(mark, id=self.add_all(document_id, [mark])[0])

    def add_all(self, document_id: int, marks: Sequence[Mark]) -> tuple[int, ...]:
        """Adds many marks at once and gives their ids in the same order."""
        names = [column.name for column in _MARK if column.name != "id"]
        rows = [{name: getattr(mark, name) for name in names} for mark in marks]
        kept = {"document_id": document_id, "removed": False, "changed": self._row()}
        return _inserted(self._connection, schema.mark, [row | kept for row in rows])

    def save(self, mark: Mark) -> Mark:
        """Writes a changed mark. Raises Changed where somebody else changed it in between."""
        table = schema.mark
        values = {c.name: getattr(mark, c.name) for c in _MARK if c.name not in ("id", "version")}
        statement = update(table).where(table.c.id == mark.id, table.c.version == mark.version)
        written = statement.values(version=mark.version + 1, changed=self._row(), **values)
        if self._connection.execute(written).rowcount != 1:
            raise Changed("mark")
        return replace(mark, version=mark.version + 1)

    def snapshot(self, mark_id: int) -> MarkSnapshot:
        """How the mark stands now, removed ones included."""
        table = schema.mark
        row = self._connection.execute(select(table).where(table.c.id == mark_id)).mappings().first()
        if row is None or row["removed"]:
            return MarkSnapshot(mark_id, present=False)
        said = row["level"].value, row["replacement"]
        return MarkSnapshot(mark_id, True, row["state"].value, row["provision"], row["reason"], *said)

    def restore(self, snapshot: MarkSnapshot) -> None:
        """Puts a mark back to how it stood."""
        table = schema.mark
        values: dict[str, Any] = {"removed": not snapshot.present, **self._once_more()}
        if snapshot.present:
            values |= {
                "state": MarkState(snapshot.state),
                "provision": snapshot.provision,
                "reason": snapshot.reason,
                "level": Level(snapshot.level),
                "replacement": snapshot.replacement,
                "assessment_id": case((table.c.provision == snapshot.provision, table.c.assessment_id), else_=None),
            }
        self._connection.execute(update(table).where(table.c.id == snapshot.mark_id).values(**values))

    def remove(self, mark_id: int) -> None:
        """Takes a mark away; the row stays for undo."""
        table = schema.mark
        self._connection.execute(
            update(table).where(table.c.id == mark_id).values(removed=True, **self._once_more())
        )

    def remove_all(self, mark_ids: Sequence[int]) -> None:
        """Takes many marks away; their rows stay."""
        table = schema.mark
        gone = update(table).where(table.c.id == bindparam("which")).values(removed=True, **self._once_more())
        if mark_ids:
            self._connection.execute(gone, [{"which": mark_id} for mark_id in mark_ids])

    def set_assessment(self, mark: Mark, assessment_id: int) -> None:
        """Ties a mark to an assessment. What a person can undo is the mark, not this tie."""
        table = schema.mark
        values = {"assessment_id": assessment_id, **self._once_more()}
        self._connection.execute(update(table).where(table.c.id == mark.id).values(**values))

    def clear_assessment(self, assessment_id: int) -> None:
        """Loosens all marks from an assessment that is going away."""
        table = schema.mark
        values = {"assessment_id": None, **self._once_more()}
        self._connection.execute(update(table).where(table.c.assessment_id == assessment_id).values(**values))

    def texts(self, mark_ids: Iterable[int]) -> dict[int, str]:
        """The words under marks, those of removed ones too."""
        table = schema.mark
        query = select(table.c.id, table.c.text).where(table.c.id.in_(list(mark_ids)))
        return {row.id: row.text for row in self._connection.execute(query)}

    def belongs(self, mark_id: int, document_id: int) -> bool:
        """Whether the mark is, or was before it was removed, one of the document's."""
        table = schema.mark
        query = select(table.c.id).where(table.c.id == mark_id, table.c.document_id == document_id)
        return self._connection.execute(query).first() is not None

    def found_again(self, finding_ids: Mapping[int, int]) -> None:
        """The same proposals (by mark id) come from new findings; nothing of them has changed."""
        table = schema.mark
        same = update(table).where(table.c.id == bindparam("which")).values(finding_id=bindparam("found"))
        if finding_ids:
            self._connection.execute(same, [{"which": i, "found": found} for i, found in finding_ids.items()])

    def _once_more(self) -> dict[str, Any]:
        return {"version": schema.mark.c.version + 1, "changed": self._row()}

    def forget_texts(self, document_id: int) -> int:
        """Empties the words and reasons kept with the document's marks; gives how many marks it has."""
        table = schema.mark
        emptied = update(table).where(table.c.document_id == document_id).values(text="", reason="")
        return self._connection.execute(emptied).rowcount

    def tallies(self, document_ids: Iterable[int]) -> dict[int, Tally]:
        """How many marks and findings of each document stand how."""
        ids = list(document_ids)
        table, finding = schema.mark, schema.finding
        accepted = table.c.state == MarkState.ACCEPTED

        def total(condition: Any) -> Any:
            return func.sum(case((condition, 1), else_=0))

        query = (
            select(
                table.c.document_id,
                total(table.c.state == MarkState.PROPOSED).label("proposed"),
                total(accepted).label("accepted"),
                total(table.c.state == MarkState.REJECTED).label("rejected"),
                total(and_(accepted, table.c.provision.is_(None))).label("without_provision"),
            )
            .where(table.c.document_id.in_(ids), table.c.removed.is_(False))
            .group_by(table.c.document_id)
        )
        counts = {row["document_id"]: dict(row) for row in self._connection.execute(query).mappings()}
        found = (
            select(finding.c.document_id, func.count())
            .where(finding.c.document_id.in_(ids))
            .group_by(finding.c.document_id)
        )
        findings: dict[int, int] = {row[0]: row[1] for row in self._connection.execute(found)}
        names = ("proposed", "accepted", "rejected", "without_provision")
        return {
            i: Tally(findings.get(i, 0), **{name: int(counts.get(i, {}).get(name) or 0) for name in names}) for i in ids
        }


class Changes:
    """Each person's changes of marks in each document: what undo and redo walk along."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        document_id: int,
        person_id: int,
        at: datetime,
        before: tuple[MarkSnapshot, ...],
        after: tuple[MarkSnapshot, ...],
        batch: int | None = None,
    ) -> int:
        """Stores a change; what the person had undone before it can no longer be redone.

        ``batch`` is the id of the first of several changes that are undone together.
        """
        table = schema.mark_change
        mine = and_(table.c.document_id == document_id, table.c.person_id == person_id)
        self._connection.execute(table.delete().where(mine, table.c.undone.is_(True)))
        values = {"before": [asdict(s) for s in before], "after": [asdict(s) for s in after], "batch": batch}
        key = self._connection.execute(
            insert(table).values(document_id=document_id, person_id=person_id, at=at, undone=False, **values)
        ).inserted_primary_key
        return int(key[0]) if key is not None else 0

    def last(self, document_id: int, person_id: int, *, undone: bool) -> Change | None:
        """The person's change that undo (``undone`` False) or redo (True) would take up next."""
        table = schema.mark_change
        order = table.c.id.asc() if undone else table.c.id.desc()
        query = (
            select(table)
            .where(table.c.document_id == document_id, table.c.person_id == person_id, table.c.undone.is_(undone))
            .order_by(order)
            .limit(1)
        )
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        return self._value(row)

    def together(self, change: Change) -> tuple[Change, ...]:
        """The change and those of other documents that are undone and redone with it, the first one first."""
        table = schema.mark_change
        first = change.batch or change.id
        query = select(table).where(or_(table.c.id == first, table.c.batch == first)).order_by(table.c.id)
        rows = self._connection.execute(query.where(table.c.undone.is_(change.undone))).mappings()
        return tuple(self._value(row) for row in rows)

    @staticmethod
    def _value(row: RowMapping) -> Change:
        sides = {side: tuple(snapshot_from(s) for s in row[side]) for side in ("before", "after")}
        return Change(**{**row, **sides})

    def set_undone(self, change_id: int, undone: bool) -> None:
        """Notes that a change was undone or redone."""
        table = schema.mark_change
        self._connection.execute(update(table).where(table.c.id == change_id).values(undone=undone))

    def remove(self, document_id: int) -> int:
        """Removes all changes of a document."""
        table = schema.mark_change
        return self._connection.execute(table.delete().where(table.c.document_id == document_id)).rowcount
