"""The rows of the list of requests: its columns, which rows a filter keeps, and the order they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.ids import RequestId
from app.domain.people import Person, Right, Role
from app.domain.requests import RequestState
from app.requests_search import Stood
from app.services.queries import RequestRow
from app.texts import N_, _

from ... import wording
from ...parts import paint
from ...parts.columns import Column, Group
from ...parts.states import Age

Found = Mapping[RequestId, tuple[Stood, ...]]
"""Where the words looked for stand, by request."""


def columns(found: Callable[[], Found]) -> list[Column]:
    """The columns of the list; under the subject stands where the words were found that somebody looked for."""
    return [
        Column(_("Age"), lambda r: wording.age_words(r.age), width=122, age=sign),
        Column(_("Number"), lambda r: r.registry_number, width=116, tone=lambda r: "ink2"),
        Column(
            _("Subject"),
            lambda r: wording.subject(r.subject),
            second=lambda r: stood(found().get(r.id, ())),
            strong=lambda r: r.waits_for == "clerk",
        ),
        Column(_("Requester"), lambda r: r.requester or _("Anonymous"), width=158, tone=lambda r: "ink2"),
        Column(
            _("State"),
            lambda r: _(wording.REQUEST_STATES[r.state]),
            width=216,
            squares=lambda r: (wording.STEPS_DONE[r.state], wording.STEPS),
        ),
        Column(_("With"), _with, width=124, second=_owner, tone=lambda r: "ink2"),
        Column(_("Doc."), lambda r: wording.count(r.documents), paint.RIGHT, 60),
        Column(_("Left"), lambda r: wording.count(r.left), paint.RIGHT, 60, strong=lambda r: bool(r.left)),
    ]


def sign(row: RequestRow) -> Age | None:
    """The sign of a request's age: it rests while it waits for the requester. None once it is answered."""
    return Age.RESTS if row.age is not None and row.waits_for == "requester" else wording.age_sign(row.age)


def stood(places: Sequence[Stood]) -> str:
    """Where words were found, in words; "" where none were looked for."""
    return ", ".join(dict.fromkeys(_stood(place) for place in places))


def _stood(place: Stood) -> str:
    if not place.title:
        return _("the request's own words")
    return place.title if place.page is None else _("{title}, p. {page}").format(title=place.title, page=place.page + 1)


def _with(row: RequestRow) -> str:
    words = {
        "nobody": "–",
        "reviewer": _("Reviewer"),
        "requester": _("Requester"),
        "decider": _("Decision-maker"),
        "court": _("Court"),
    }
    return words.get(row.waits_for, row.owner.name)


def _owner(row: RequestRow) -> str:
    """Who has the request, where it waits for another."""
    return "" if row.waits_for == "clerk" else row.owner.name


def waits_for_me(row: RequestRow, person: Person) -> bool:
    """Whether the next move is the person's own."""
    if row.waits_for == "reviewer":
        return person.may(Right.REVIEW) and row.owner.id != person.id
    if row.waits_for == "decider":
        return Role.DECISION_MAKER in person.roles
    return row.waits_for == "clerk" and row.owner.id == person.id


FILTERS: dict[str, Callable[[RequestRow, Person], bool]] = {
    "open": lambda row, person: row.age is not None,
    "mine": lambda row, person: row.age is not None and row.owner.id == person.id,
    "review": lambda row, person: row.state is RequestState.LEGAL_REVIEW,
    "requester": lambda row, person: row.waits_for == "requester",
    "over": lambda row, person: sign(row) is Age.OVER,
    "answered": lambda row, person: row.age is None,
}

ORDERS: dict[str, tuple[str, Callable[[RequestRow], object]]] = {
    "waits": (N_("whom it waits for"), lambda row: row.arrived_at),
    "oldest": (N_("oldest first"), lambda row: row.arrived_at),
    "newest": (N_("newest first"), lambda row: -row.arrived_at.timestamp()),
    "subject": (N_("subject"), lambda row: wording.subject(row.subject).casefold()),
}
"""How the rows may be ordered: words and key; under ``waits`` they stand under headings."""


def matching(rows: Sequence[RequestRow], words: str, chosen: str, person: Person) -> list[RequestRow]:
    """The rows whose number and subject hold all the words, in any order; without words, those a filter keeps.

    Under ``open`` what is answered stands last, under its heading, for a look back.
    """
    wanted = words.casefold().split()
    if wanted:
        return [row for row in rows if all(word in _said(row) for word in wanted)]
    return [row for row in rows if chosen in ("", "open") or FILTERS[chosen](row, person)]


def _said(row: RequestRow) -> str:
    return f"{row.registry_number} {row.subject}".casefold()


def ordered(rows: Sequence[RequestRow], order: str, person: Person) -> list[RequestRow | Group]:
    """The rows in an order."""
    sorted_rows = sorted(rows, key=ORDERS[order][1])  # type: ignore[arg-type]
    return grouped(sorted_rows, person) if order == "waits" else list(sorted_rows)


def grouped(rows: Sequence[RequestRow], person: Person) -> list[RequestRow | Group]:
    """The rows under headings of whom they wait for; what is answered with the newest first."""

    def own(row: RequestRow) -> bool:
        return waits_for_me(row, person)

    heads: tuple[tuple[str, str, Callable[[RequestRow], bool]], ...] = (
        ("you", _("Waiting for you"), own),
        ("handler", _("Waiting for a handler"), lambda r: r.waits_for == "clerk" and not own(r)),
        ("reviewer", _("Waiting for a reviewer"), lambda r: r.waits_for == "reviewer" and not own(r)),
        ("decider", _("Waiting for a decision-maker"), lambda r: r.waits_for == "decider" and not own(r)),
        ("requester", _("Waiting for the requester"), lambda r: r.waits_for == "requester"),
        ("court", _("Waiting for a court"), lambda r: r.waits_for == "court"),
        ("nobody", _("Answered requests"), lambda r: r.waits_for == "nobody"),
    )
    laid: list[RequestRow | Group] = []
    for name, words, belongs in heads:
        mine = [row for row in rows if belongs(row)]
        if name == "nobody":
            mine.reverse()
        if mine:
            laid += [Group(words, len(mine), name), *mine]
    return laid
