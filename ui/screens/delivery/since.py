"""What the reviewer reads beside the assessments: comments on masks, and what has changed since the last look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.ids import DocumentId, MarkId, PersonId
from app.domain.people import Person
from app.services.marking.reviewing import Difference
from app.store.records import MarkComment
from app.texts import _, ngettext
from redaction.marks import Mark

from ... import texts, wording
from ...parts.buttons import Button, Kind
from ...parts.words import Card, Words, column, line
from ..review.words import page_words

Open = Callable[[DocumentId, MarkId], object]


def comments_card(
    rows: Sequence[MarkComment],
    people: Mapping[PersonId, Person],
    titles: Mapping[DocumentId, str],
    now: datetime,
    opened: Open,
    settled: Callable[[int], object],
) -> Card:
    """The comments, open ones first, each with who, when and where; an open one can be said to be seen to."""
    card = Card()
    for row in rows:
        who = people[PersonId(row.written_by)].name
        where = titles.get(DocumentId(row.document_id), "")
        told = Words(f"{who}, {wording.moment(row.at, now)}, {where}", "small", "ink2", wrap=True)
        show = Button(_("Show"), Kind.SECONDARY)
        show.clicked.connect(_calling(opened, DocumentId(row.document_id), MarkId(row.mark_id)))
        parts = [show]
        if row.settled_by is None:
            done = Button(_("Seen to"), Kind.SECONDARY, "done")
            done.clicked.connect(_calling(settled, row.id))
            parts.append(done)
        head = _told(told, *parts)
        words = row.text if row.settled_by is None else _("{text} (seen to)").format(text=row.text)
        said = column(Words(words, wrap=True), spacing=4)
        said.addLayout(head)
        card.add_row(said)
    return card


def difference_card(found: Difference, titles: Mapping[DocumentId, str], opened: Open) -> Card:
    """New and changed masks with a way to each, how many are gone, how many assessments were written anew."""
    card = Card()
    if not found.looked:
        card.add_row(column(Words(_("You have not looked at this delivery before."), wrap=True)))
        return card
    if found.empty:
        card.add_row(column(Words(_("Nothing has changed since you last looked."), wrap=True)))
        return card
    for words, marks in ((_("New mask"), found.new), (_("Changed mask"), found.changed)):
        for document_id, mark in marks:
            card.add_row(_mark_line(words, document_id, mark, titles, opened))
    for count, told in (
        (found.gone, ngettext("{count} mask is gone", "{count} masks are gone", found.gone)),
        (
            len(found.assessments),
            ngettext(
                "{count} assessment was written or changed",
                "{count} assessments were written or changed",
                len(found.assessments),
            ),
        ),
    ):
        if count:
            card.add_row(column(Words(told.format(count=texts.number(count)), wrap=True)))
    return card


def _mark_line(
    words: str, document_id: DocumentId, mark: Mark, titles: Mapping[DocumentId, str], opened: Open
) -> QHBoxLayout:
    where = ", ".join((words, titles.get(document_id, ""), page_words(mark.page), mark.provision or ""))
    told = Words(f"”{mark.text}”" if mark.text else _("An area"), wrap=True)
    show = Button(_("Show"), Kind.SECONDARY)
    show.clicked.connect(_calling(opened, document_id, MarkId(mark.id)))
    held = QWidget()
    held.setLayout(column(told, Words(where, "small", "ink2", wrap=True), spacing=1))
    return _told(held, show)


def _told(told: QWidget, *buttons: QWidget) -> QHBoxLayout:
    row = line(told, *buttons, spacing=8)
    row.setStretch(0, 1)
    return row


def _calling(deed: Callable[..., object], *with_: object) -> Callable[[], object]:
    return lambda: deed(*with_)
