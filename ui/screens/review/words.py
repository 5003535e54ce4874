"""What the review page says of a mark: its sign on the page, its row in the panel, its evidence as sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import messages
from app.services.marking.looks import Since
from app.services.office import organisation
from app.services.queries import ReviewView
from app.services.writing.times import minute
from app.store.records import Individual
from app.texts import N_, _, language, ngettext
from redaction.detectors.codes import CODES, HOLDS, LINK
from redaction.findings import ALWAYS, HARD_STOP, LEARNED, READ, TERMS, Band, Evidence, Finding
from redaction.marks import Mark, MarkKind, MarkState

from ...viewer.shown import ShownMark

REASONS = (
    N_("Employee in duty"),
    N_("Public information"),
    N_("No personal data here"),
    N_("No provision holds for this"),
    N_("The requester's own information"),
)
"""Common reasons to leave something visible, in the order of their keys."""

BANDS = {Band.SURE: N_("sure"), Band.LIKELY: N_("likely"), Band.POSSIBLE: N_("possible")}
KINDS = {MarkKind.TEXT: N_("Text"), MarkKind.AREA: N_("Area"), MarkKind.PAGE: N_("Whole page")}
LETTERS = {MarkKind.TEXT: "–", MarkKind.AREA: "–", MarkKind.PAGE: "–"}


@dataclass(frozen=True, slots=True)
class Owner:
    """A person of the request as a heading tells: number, name, and what the person seems to be."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Said:
    """A comment on a mark as its card tells it: who and when, the words, whether somebody has seen to it."""

    who: str
    text: str
    settled: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A mark as a row of the panel, with what its card tells.

    ``provision`` is what it is masked with, or the one proposed with it; ``band`` and ``score`` how sure the
    finding is, both empty for what a person marked; ``about`` the evidence as sentences; ``owner`` the person of the
    request whom it is about, with what that person seems to be; ``instead`` what the box says instead of the words;
    ``comments`` what was said on the mark, oldest first; ``news`` what is new of it since one last looked.
    """

    mark: ShownMark
    category: str
    provision: str
    band: str
    score: str
    about: tuple[str, ...]
    reason: str
    owner: Owner | None = None
    instead: str = ""
    comments: tuple[Said, ...] = ()
    news: str = ""

    @property
    def commented(self) -> bool:
        """Whether a comment on the mark waits for somebody to see to it."""
        return not all(one.settled for one in self.comments)

    @property
    def id(self) -> int:
        return self.mark.id

    @property
    def words(self) -> str:
        """What stands in the row: the words under the mark, or what kind it is."""
        return self.mark.text or _(KINDS[self.mark.kind])


def category_name(code: str) -> str:
    """The category's word in the language spoken; "" for none."""
    row = organisation.categories().get(code)
    return str(row.get(language(), row["sv"])) if row else ""


Seen = tuple[Mark, int, Individual | None, tuple[Said, ...], str]
"""What a row is made of: the mark as it was, its ground's number, its person, what was said, what is new."""
Known = dict[int, tuple[Seen, FindingRow]]
"""Rows made before, by the mark's id, each with what it was made of."""
Shown = tuple[ReviewView, tuple[FindingRow, ...]]
"""A document as it was shown, and its rows."""


def rows(view: ReviewView, known: Known | None = None, was: Shown | None = None) -> tuple[FindingRow, ...]:
    """All marks of a document in reading order; rows of marks that have not changed are taken from ``known``.

    ``was`` is what was shown before: where only marks have changed since, the others are not looked at.
    """
    kept: Known = {} if known is None else known
    said: dict[int, tuple[Said, ...]] = {}
    for row, name in view.comments:
        one = Said(f"{name}, {minute(row.at)}", row.text, row.settled_by is not None)
        said[row.mark_id] = (*said.get(row.mark_id, ()), one)
    new = {mark_id: news_words(mark_id, view.since) for mark_id in view.since.marks}

    def made(mark: Mark) -> FindingRow:
        number, owner = view.numbers.get(mark.provision or "", 0), view.owners.get(mark.finding_id or 0)
        seen = mark, number, owner, said.get(mark.id, ()), new.get(mark.id, "")
        before = kept.get(mark.id)
        if before is None or before[0] != seen:
            fresh = replace(_row(mark, view, _owner(owner)), comments=seen[3], news=seen[4])
            before = kept[mark.id] = seen, fresh
        return before[1]

    if was is None or not _marks_alone(view, was[0]):
        return tuple(made(mark) for mark in view.marks)
    shown = list(was[1])
    for at, (old, mark) in enumerate(zip(was[0].marks, view.marks, strict=True)):
        if old is not mark:
            shown[at] = made(mark)
    return tuple(shown)


def _marks_alone(view: ReviewView, was: ReviewView) -> bool:
    """Whether a document is shown otherwise in nothing but its marks, which are as many."""
    same = view.owners is was.owners and len(view.marks) == len(was.marks)
    return same and (view.numbers, view.comments, view.since) == (was.numbers, was.comments, was.since)


def news_words(mark_id: int, since: Since) -> str:
    """What is new of a mark, in one word or two; "" for nothing."""
    if mark_id in since.proposed:
        return _("new")
    if mark_id in since.changed:
        return _("changed")
    return _("comment") if mark_id in since.said else ""


def _owner(individual: Individual | None) -> Owner | None:
    if individual is None:
        return None
    return Owner(individual.id, individual.name or _("Unnamed person"), messages.role(individual.role))


def _row(mark: Mark, view: ReviewView, owner: Owner | None) -> FindingRow:
    finding = view.findings.get(mark.finding_id or 0)
    return FindingRow(
        mark=_shown(mark, finding, view),
        category=category_name(mark.category) or _(KINDS[mark.kind]),
        provision=mark.provision or "",
        band=_(BANDS[finding.band]) if finding else "",
        score=f"{finding.score:.2f}".replace(".", ",") if finding else "",
        about=tuple(_sentences(finding)) if finding else (_("Marked by hand"),),
        reason=mark.reason,
        owner=owner,
        instead=mark.replacement,
    )


def _shown(mark: Mark, finding: Finding | None, view: ReviewView) -> ShownMark:
    category = organisation.categories().get(mark.category)
    return ShownMark(
        id=mark.id,
        page=mark.page,
        rects=mark.rects,
        kind=mark.kind,
        state=mark.state,
        sure=finding is None or finding.band is not Band.POSSIBLE,
        number=view.numbers.get(mark.provision or "", 0),
        letter=str(category["letter"]) if category else LETTERS[mark.kind],
        words=spoken(mark, view.numbers),
        told=told(mark, view.numbers),
        text=mark.text,
        own=finding is None,
        says=mark.replacement,
    )


def spoken(mark: Mark, numbers: dict[str, int]) -> str:
    """What a screen reader says of a mark: its kind, its words, how it stands, its page."""
    name = category_name(mark.category) or _(KINDS[mark.kind])
    return _standing(f"{name}: {mark.text}" if mark.text else name, mark, numbers)


def told(mark: Mark, numbers: dict[str, int]) -> str:
    """The same without the words under the mark."""
    return _standing(category_name(mark.category) or _(KINDS[mark.kind]), mark, numbers)


def _standing(what: str, mark: Mark, numbers: dict[str, int]) -> str:
    if mark.replacement:
        what += ", " + _("says ”{words}”").format(words=mark.replacement)
    return f"{what}, {state_words(mark.state, mark.provision or '', numbers)}, {page_words(mark.page)}"


def state_words(state: MarkState, provision: str, numbers: dict[str, int]) -> str:
    """How a mark stands, in words."""
    if state is MarkState.ACCEPTED:
        return _("masked with {number}, {provision}").format(number=numbers.get(provision, 0), provision=provision)
    return _("left visible") if state is MarkState.REJECTED else ngettext("proposal", "proposals", 1)


def page_words(page: int) -> str:
    """A page (from 0) as people count: p. 1."""
    return _("p. {page}").format(page=page + 1)


def _sentences(finding: Finding) -> list[str]:
    told: list[str] = []
    for evidence in finding.evidence:
        told += [sentence for sentence in sentences(evidence) if sentence not in told]
    return told


def sentences(evidence: Evidence) -> list[str]:
    """A piece of evidence in the clerk's words."""
    if evidence.detector == TERMS:
        return [] if evidence.pattern == ALWAYS else [_("Stands on the list of this request")]
    if evidence.detector == LEARNED:
        return [_("Stands on the office's list, entry {entry}").format(entry=evidence.context)]
    if evidence.detector == READ:
        return [_("Read in a picture, {sure} % sure: look whether it says so").format(sure=evidence.context)]
    if evidence.detector == CODES:
        return [_code_words(evidence)]
    told = [_FORMS[evidence.detector]()] if evidence.detector in _FORMS else []
    if evidence.pattern == HARD_STOP:
        told.append(_("Stop and ask: protected identity or classified information"))
    if evidence.detector in ("patterns", "labels"):
        told.append(_("Written as {form}").format(form=evidence.pattern))
    if evidence.checksum is not None:
        told.append(_("The check digit holds") if evidence.checksum else _("The check digit does not hold"))
    if evidence.context:
        told.append(_("The word ”{word}” stands beside it").format(word=evidence.context))
    return told or [_("Found by the program")]


def _code_words(evidence: Evidence) -> str:
    """What was read of a bar code: its kind, or what stands in it."""
    if evidence.pattern != HOLDS:
        return _("A {kind} code that can be read").format(kind=evidence.pattern)
    held = _("an address on the web") if evidence.context == LINK else category_name(evidence.context)
    return _("It holds: {what}").format(what=held.lower() if evidence.context != LINK else held)


_FORMS = {
    "persons": lambda: _("Looks like the name of a person"),
    "addresses": lambda: _("Written as an address"),
    "coordinates": lambda: _("Written as a coordinate"),
    "meter values": lambda: _("A run of meter readings"),
    "noise": lambda: _("Read with a letter or digit mended"),
    "sensitive": lambda: _("A word of the catalogue of sensitive words"),
    "phones": lambda: _("Written as a telephone number"),
    "emails": lambda: _("Written as an e-mail address"),
}
