"""What the catalogue's page says of rows, editions and differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app import messages
from app.domain import catalogue
from app.domain.catalogue import Difference
from app.domain.local_time import local_day
from app.services.office import catalogue_words
from app.services.office.editions import CatalogueRow
from app.store.records import Edition
from app.texts import N_, _

from ...parts.columns import Column, Group
from ...parts.states import State

WHICH: dict[str, tuple[str, Callable[[CatalogueRow], bool]]] = {
    "all": (N_("All rows"), lambda one: True),
    "unsigned": (N_("Not signed"), lambda one: not one.row.retired and not one.row.reviewed_by),
    "changed": (N_("Changed for the next edition"), lambda one: one.changed and one.offer is None),
    "doubt": (N_("With an open doubt"), lambda one: bool(one.row.doubt) or not one.row.text_checked),
    "retired": (N_("Retired"), lambda one: one.row.retired),
    "brought": (N_("Brought by the program"), lambda one: one.offer is not None),
}
"""Which rows are shown, by the words of the choice."""


def columns() -> tuple[Column, ...]:
    """The columns of the table of provisions."""
    return (
        Column(_("Provision"), _id, width=180, second=_requisite, tone=_tone, strong=lambda one: True),
        Column(_("Heading"), lambda one: one.row.heading, second=_doubt, tone=_tone),
        Column(_("How sure"), _sureness, width=132, tone=lambda one: "ink2"),
        Column(_("Reviewed by"), _reviewed, width=250, second=_source, state=_state, tone=_tone),
    )


def _id(one: CatalogueRow) -> str:
    return one.row.id


def _requisite(one: CatalogueRow) -> str:
    return catalogue_words.value(one.row, "requisite")


def _sureness(one: CatalogueRow) -> str:
    """How it is known, without the letter that stands for it in the file."""
    return catalogue_words.value(one.row, "confidence").partition(": ")[2]


def _doubt(one: CatalogueRow) -> str:
    return one.row.doubt or ("" if one.row.text_checked else _("The statute's words are not compared word for word."))


def _source(one: CatalogueRow) -> str:
    return one.row.source


def _state(one: CatalogueRow) -> State:
    if one.row.retired:
        return State.RESTING
    if one.offer is not None or one.changed:
        return State.WARNING
    return State.DONE if one.row.reviewed_by else State.OPEN


def _reviewed(one: CatalogueRow) -> str:
    if one.offer is not None:
        return _("new, brought by the program") if one.offer.ours is None else _("the program reads otherwise")
    if one.changed:
        return _("new, not saved") if one.holds is None else _("changed, not saved")
    if one.row.retired:
        return _("retired")
    return f"{one.row.reviewed_by}, {one.row.reviewed_on}" if one.row.reviewed_by else _("not signed")


def _tone(one: CatalogueRow) -> str:
    return "ink3" if one.row.retired else "ink"


def shown(rows: Iterable[CatalogueRow], which: str, wanted: str) -> list[CatalogueRow]:
    """The rows of a choice that hold all the words looked for."""
    return [one for one in rows if WHICH[which][1](one) and catalogue.has(one.row, wanted.split())]


def grouped(rows: list[CatalogueRow]) -> list[CatalogueRow | Group]:
    """The rows under the headings of their chapters."""
    found: list[CatalogueRow | Group] = []
    for chapter in dict.fromkeys(one.row.chapter for one in rows):
        its = [one for one in rows if one.row.chapter == chapter]
        title = _("Chapter {number}").format(number=chapter) if chapter else _("The data protection regulation")
        found.append(Group(title, len(its), str(chapter)))
        found += its
    return found


def edition_words(edition: Edition, who: str) -> str:
    """An edition in a list: number, day, who, and what for."""
    what = edition.note
    if edition.signed:
        what = _("{count} rows signed").format(count=edition.signed)
    by = who or _("the program")
    told = f"{edition.number}, {local_day(edition.made_at)}, {by}"
    return f"{told}: {what}" if what else told


def difference_columns() -> tuple[Column, ...]:
    """The columns of the table of differences."""
    return (
        Column(_("Provision"), lambda d: d.after.id, width=140, strong=lambda d: True),
        Column(_("Field"), lambda d: messages.row_field(d.field), width=190, tone=lambda d: "ink2"),
        Column(_("Before"), lambda d: _flat(d.before, d.field)),
        Column(_("After"), lambda d: _flat(d.after, d.field)),
    )


def _flat(row: object, field: str) -> str:
    return " · ".join(catalogue_words.value(row, field).splitlines())  # type: ignore[arg-type]


def offered(one: CatalogueRow) -> str:
    """What a newer program has in other words for a row, field by field."""
    assert one.offer is not None
    ours = {one.row.id: one.offer.ours} if one.offer.ours is not None else {}
    found = catalogue.differences(ours, {one.row.id: one.offer.theirs})
    return "\n".join(told(difference) for difference in found)


def told(difference: Difference) -> str:
    """A difference in one line: the field and how it reads."""
    after = _flat(difference.after, difference.field)
    return f"{messages.row_field(difference.field)}: {after or '–'}"
