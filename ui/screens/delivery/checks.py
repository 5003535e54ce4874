"""What stands before a delivery may leave: the checks with their reasons, and what the proofs say of each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app import messages
from app.domain.requests import Outcome
from app.services.queries import DeliveryView, DocumentRow, RequestView
from app.texts import N_, _, ngettext
from redaction.report import Proof, proof_from_json

from ... import texts, wording
from ...parts import paint
from ...parts.columns import Column
from ...parts.states import State


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how it stands, what it says, and the place where it is shown ("" for none)."""

    state: State
    words: str
    detail: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Proven:
    """A document with its copy's proof, None while there is none."""

    row: DocumentRow
    proof: Proof | None

    @property
    def under(self) -> int:
        """Readable characters under the masks; 0 is what lets a file leave."""
        return sum(check.found for check in self.proof.checks) if self.proof is not None else 0


def proofs(workspace: Any, view: DeliveryView) -> tuple[Proven, ...]:
    """The documents of a delivery with their proofs, read from the vault."""
    made = []
    for row in view.documents:
        kept = workspace.vault.file(row.copy.proof_sha256) if row.copy is not None else None
        made.append(Proven(row, proof_from_json(kept.read_text(encoding="utf-8")) if kept is not None else None))
    return tuple(made)


def checks(view: RequestView, part: DeliveryView, proven: Sequence[Proven], now: Any) -> list[Check]:
    """The checks of a delivery, in the order of the work."""
    facts = part.facts
    made = [_judged(part)]
    made.append(_signed(view, part, now))
    if facts.masks or facts.refused:
        good = not facts.without_assessment and not facts.without_provision
        words = _("Every mask has a ground and an assessment") if good else _("Masks without ground or assessment")
        count = facts.without_assessment + facts.without_provision
        detail = wording.masks(facts.masks) if good else wording.masks(count)
        made.append(Check(State.DONE if good else State.BLOCKED, words, detail, "assessment"))
    if facts.documents and part.outcome is not Outcome.REFUSED:
        made += _copies(part, proven)
    letter = _("Letter with the information of OSL 6:3") if part.outcome is not Outcome.WHOLE else _("Letter")
    told = {True: _("The right to the company's own decision is in it"), False: _("Everything is handed out")}
    detail = told[part.outcome is not Outcome.WHOLE] if facts.letter_made else _("Made together with the copies")
    made.append(Check(State.DONE if facts.letter_made else State.OPEN, letter, detail, "letter"))
    made.append(_fee(part))
    return made


def _fee(part: DeliveryView) -> Check:
    cost = part.cost
    fee = _("{fee} kr").format(fee=texts.number(cost.fee)) if cost.fee else _("no fee")
    paid = _("to be paid first") if cost.unpaid else _("paid") if cost.charge.paid_on else ""
    detail = ", ".join(words for words in (cost.form.label, wording.pages(part.pages), fee, paid) if words)
    return Check(State.BLOCKED if cost.unpaid else State.OPEN, _("Form and fee"), detail, "fee")


def _judged(part: DeliveryView) -> Check:
    facts = part.facts
    if not facts.documents and not facts.refused:
        return Check(State.BLOCKED, _("No documents"), messages.sentence("no-documents"), "request")
    done = facts.documents - facts.unread - facts.not_done
    words = _("{done} of {count} documents are judged").format(done=done, count=facts.documents)
    visible = sum(row.tally.rejected for row in part.documents)
    detail = _("{masks}, {visible} visible, {left} unjudged").format(
        masks=wording.masks(facts.masks), visible=visible, left=facts.unjudged
    )
    return Check(State.DONE if done == facts.documents and not facts.unjudged else State.BLOCKED, words, detail)


def _signed(view: RequestView, part: DeliveryView, now: Any) -> Check:
    if part.signature is not None:
        name = view.people[part.signature.signed_by].name
        words = _("Signed by {name}").format(name=name)
        detail = _("{at}, holds for exactly these masks").format(at=wording.moment(part.signature.signed_at, now))
        return Check(State.DONE, words, detail)
    if part.facts.needs_signature:
        return Check(State.BLOCKED, _("A second person has not signed"), _("Send it to review"), "request")
    return Check(State.DONE, _("No signature is needed"), _("Nothing is masked, or the company's policy says so"))


def _copies(part: DeliveryView, proven: Sequence[Proven]) -> list[Check]:
    if part.facts.proofs_missing:
        words = ngettext("{count} copy is not made", "{count} copies are not made", part.facts.proofs_missing)
        return [Check(State.OPEN, words.format(count=part.facts.proofs_missing), _("Make the copies"))]
    words = ngettext("Proof of {count} file", "Proof of {count} files", len(proven)).format(count=len(proven))
    made = [Check(State.PROOF, words, _("No readable character under the masks"))]
    raster = [(p.row.document.title, page) for p in proven if p.proof for page in p.proof.raster_pages]
    if raster:
        title = ngettext("{count} page was made into a picture", "{count} pages were made into pictures", len(raster))
        where = _("{title}, p. {page}. Its text cannot be searched.").format(title=raster[0][0], page=raster[0][1] + 1)
        made.append(Check(State.WARNING, title.format(count=len(raster)), where))
    return made


GROUPS = (
    (N_("Text layer, two readers"), ("text-under-marks", "terms-in-text")),
    (
        N_("Hidden text, layers, attachments"),
        (
            "carriers",
            "strings",
            "streams",
            "operands",
            "fonts",
            "reading-order",
            "unseen-pixels",
            "archive-claim",
            "syntax",
            "one-revision",
        ),
    ),
    (N_("Pixels under the masks"), ("marks-filled", "nothing-under-marks", "read-at-marks")),
    (N_("Nothing outside the masks is changed"), ("pixels-outside", "words-kept", "positions", "pages")),
)
"""What the checks of a proof are about; a check that stands in none is counted in the last column of the table."""


def sums(proven: Sequence[Proven]) -> list[tuple[str, int, int]]:
    """For each group of checks: its words, how many files pass it, of how many."""
    made = [p.proof for p in proven if p.proof is not None]
    return [
        (_(words), sum(all(c.passed for c in proof.checks if c.name in names) for proof in made), len(made))
        for words, names in GROUPS
    ]


def unmasked(part: DeliveryView) -> tuple[str, ...]:
    """Titles of the documents that leave without a single mask."""
    if part.outcome is Outcome.REFUSED:
        return ()
    return tuple(row.document.title for row in part.documents if not row.tally.accepted)


def columns() -> list[Column]:
    """The columns of the table of proofs."""
    return [
        Column(_("File"), lambda p: p.row.document.title),
        Column(_("Pages"), lambda p: texts.number(p.row.document.pages), paint.RIGHT, 62),
        Column(_("Masks"), lambda p: wording.count(p.row.tally.accepted), paint.RIGHT, 70),
        Column(_("Under the masks"), _under, width=150, state=_state),
        Column(_("Proof"), _proof, width=116),
    ]


def _under(proven: Proven) -> str:
    if proven.proof is None:
        return _("not made")
    words = ngettext("{count} character", "{count} characters", proven.under).format(count=proven.under)
    pages = ", ".join(str(page + 1) for page in proven.proof.raster_pages)
    return _("{words}, page {pages} a picture").format(words=words, pages=pages) if pages else words


def _state(proven: Proven) -> State:
    if proven.proof is None:
        return State.OPEN
    if not proven.proof.passed:
        return State.FAILED
    return State.WARNING if proven.proof.raster_pages else State.DONE


def _proof(proven: Proven) -> str:
    if proven.proof is None:
        return "–"
    count = len(proven.proof.checks)
    words = ngettext("{count} check", "{count} checks", count)
    return words.format(count=count) if proven.proof.passed else _("failed")
