"""A proof as a paper that a lawyer can read: each check in a sentence, how it came out, and what that means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.local_time import local
from app.texts import _, ngettext
from redaction import content
from redaction.content import Align, Bullets, Facts, Heading, Note, Table, paragraph
from redaction.report import CheckResult, Proof

from ..office import organisation
from .proof_words import CHECKS, DROPPED, FAILED_CHECK, PROGRAMS, REASONS

MOST_PAGES = 12
"""So many stretches of pages are listed; of more only the count is told."""


def paper(proof: Proof, file_name: str, **edges: object) -> content.Document:
    """The paper of one file's proof; ``edges`` are what stands at the edges of its pages (``content.Document``)."""
    blocks: list[content.Block] = [
        Note(_result(proof)),
        Facts(_facts(proof, file_name)),
        paragraph(_("This proof belongs to one file. Whoever changes a single character of it gets another checksum.")),
        Heading(2, _("What was checked")),
        _checks(proof.checks),
        paragraph(_("A file is made only where every check has passed. A check that could not run counts as failed.")),
        Heading(2, _("What is masked")),
        *_masks(proof),
        *_pictures(proof),
        Heading(2, _("What was left behind besides the masked words")),
        _left(proof),
        Heading(2, _("What the proof does not say")),
        _limits(proof),
        Heading(2, _("Check it yourself")),
        *_yourself(proof),
        Heading(2, _("The programs that made and checked the file")),
        _programs(proof),
    ]
    settings: dict[str, object] = {"page_word": _("Page")} | edges
    return content.Document(_("Proof of masking"), tuple(blocks), **settings)  # type: ignore[arg-type]


def _result(proof: Proof) -> str:
    count = len(proof.checks)
    if proof.passed:
        return ngettext("{count} check passed.", "All {count} checks passed.", count).format(count=count)
    return _("NOT PROVEN. At least one check has not passed, and the file must not be handed out.")


def _facts(proof: Proof, file_name: str) -> tuple[tuple[str, str], ...]:
    kind = _("PDF/A-2b, checked against the standard") if proof.pdfa == "2b" else _("PDF; not claimed to be PDF/A")
    return (
        (_("File"), file_name),
        (_("Pages"), str(proof.pages)),
        (_("Masks"), str(len({mark.number for mark in proof.marks}))),
        (_("Made"), _moment(proof.made_at)),
        (_("Format"), kind),
    )


def _moment(stamp: str) -> str:
    """A time in UTC (ISO 8601) on the office's clock."""
    return local(datetime.fromisoformat(stamp)).strftime("%Y-%m-%d %H.%M") if stamp else "–"


def _checks(checks: Iterable[CheckResult]) -> Table:
    header = (_("What was done"), _("Result"), _("What it means"))
    return Table(header, tuple(_row(check) for check in checks), (11, 5, 11))


def _row(check: CheckResult) -> tuple[str, str, str]:
    words = CHECKS.get(check.name)
    done, means = (_(words.done), _(words.means)) if words else (check.name, "")
    if check.passed:
        return done, _("passed"), means
    if check.note.startswith("not-run"):
        return done, _("not run"), _("Nothing is known about this.")
    pages = _("Pages: {pages}.").format(pages=stretches(check.pages)) if check.pages else ""
    return done, _("FAILED"), pages or _("The file must not be handed out.")


def _masks(proof: Proof) -> list[content.Block]:
    if not proof.marks:
        return [paragraph(_("Nothing is masked."))]
    categories = organisation.categories()
    counted: Counter[tuple[str, str]] = Counter()
    pages: dict[tuple[str, str], set[int]] = {}
    for mark in proof.marks:
        category = categories[mark.category]["sv"] if mark.category in categories else _("Marked area")
        key = (category, mark.provision or "–")
        counted[key] += 1
        pages.setdefault(key, set()).add(mark.page)
    rows = tuple((*key, str(counted[key]), stretches(sorted(pages[key]))) for key in sorted(counted))
    header = (_("Category"), _("Provision"), _("Places"), _("Pages"))
    align = (Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT)
    words = _("Each mask has a number, by which the list of masks and the proof name it; its words are in neither.")
    return [Table(header, rows, (4, 3, 2, 4), align), paragraph(words)]


def _pictures(proof: Proof) -> list[content.Block]:
    if not proof.raster_pages:
        return []
    why: dict[str, list[int]] = {}
    for page, code in zip(proof.raster_pages, proof.raster_why or [""] * len(proof.raster_pages), strict=True):
        why.setdefault(_(REASONS.get(code, FAILED_CHECK)), []).append(page)
    lines = tuple(
        _("Page {pages}: {reason}").format(pages=stretches(pages), reason=reason) for reason, pages in why.items()
    )
    words = _("These pages were made into pictures; their remaining words lie behind the picture and can be searched.")
    return [Heading(2, _("Pages that became pictures")), paragraph(words), Bullets(lines)]


def _left(proof: Proof) -> content.Block:
    lines = tuple(f"{_(DROPPED[c]) if c in DROPPED else c}: {n}" for c, n in sorted(proof.dropped.items()) if n)
    return Bullets(lines) if lines else paragraph(_("Nothing: the original held nothing but its pages."))


def _limits(proof: Proof) -> Bullets:
    told = _("The lines with masked words were set anew, so the boxes do not tell how long the words were.")
    shown = _("The boxes were not given one width: how long a masked word is can be estimated from its box.")
    return Bullets(
        (
            _("Whether the right information was masked, and on the right ground: people have judged that."),
            told if proof.hide_lengths else shown,
            _("What a reader can conclude from the words that remain, or knows from elsewhere."),
        )
    )


def _yourself(proof: Proof) -> list[content.Block]:
    return [
        paragraph(_("The checksum of the file (SHA-256). Windows computes it with “certutil -hashfile FILE SHA256”:")),
        paragraph(proof.output_sha256, mono=True),
        paragraph(
            _("Everything that needs no knowledge of the masked words can be tried again, by anyone, with the program:")
        ),
        paragraph("utlamna verify COPY.pdf --proof PROOF.json", mono=True),
        paragraph(_("The file that was masked, and the plan of the masks without their words, had these checksums:")),
        paragraph(f"{proof.source_sha256}\n{proof.plan_hash}", mono=True),
    ]


def _programs(proof: Proof) -> Table:
    rows = [(name, number, _(PROGRAMS[name]) if name in PROGRAMS else "") for name, number in proof.engines.items()]
    return Table((_("Program"), _("Version"), _("What it does")), tuple(rows), (3, 3, 6))


def stretches(pages: Sequence[int]) -> str:
    """Pages (from 0, rising) as people write them: "1–3, 7"."""
    found: list[list[int]] = []
    for page in pages:
        if found and page == found[-1][-1] + 1:
            found[-1].append(page)
        else:
            found.append([page])
    if len(found) > MOST_PAGES:
        return ngettext("{count} page", "{count} pages", len(pages)).format(count=len(pages))
    return ", ".join(f"{s[0] + 1}–{s[-1] + 1}" if len(s) > 1 else str(s[0] + 1) for s in found)
