"""What the program itself puts into letters: tables of documents, lists of grounds, provisions and reasons; Swedish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.assessments import Answers, Assessment
from app.domain.official import Trial
from app.domain.provisions import Provision
from app.domain.requests import Document
from app.domain.sums import Compilation
from redaction.content import Align, Block, Bullets, Numbered, Table, bold, paragraph

from ..cases import official
from . import letters

Blocks = tuple[Block, ...]


def documents(rows: Sequence[Document], masks: Sequence[int] = ()) -> Blocks:
    """The documents with numbers, titles and pages, and how many places are masked in each where that is given."""
    if not rows:
        return ()
    words = letters.words()
    header: tuple[str, ...] = (words["no"], words["document"], words["page_count"])
    lines: list[tuple[str, ...]] = [(str(d.number), d.title, str(d.pages)) for d in rows]
    if not masks:
        return (Table(header, tuple(lines), (1, 10, 2), (Align.RIGHT, Align.LEFT, Align.RIGHT)),)
    lines = [(*line, str(count)) for line, count in zip(lines, masks, strict=True)]
    align = (Align.RIGHT, Align.LEFT, Align.RIGHT, Align.RIGHT)
    return (Table((*header, words["masked"]), tuple(lines), (1, 8, 2, 3), align),)


def compilations(rows: Sequence[Compilation]) -> Blocks:
    """The sums that are handed out in place of rows."""
    name = letters.words()["compilation"]
    lines = tuple(f"{name.format(number=row.number)}: {row.title}" for row in rows)
    return (Bullets(lines),) if lines else ()


def tried(rows: Sequence[Document], found: Mapping[int, Trial]) -> Blocks:
    """The documents with numbers, titles, pages, and whether each is an official one."""
    words, labels = letters.words(), official.labels()
    header = (words["no"], words["document"], words["page_count"], words["official"])
    lines = tuple(
        (str(d.number), d.title, str(d.pages), labels[found[d.id].verdict] if d.id in found else "–") for d in rows
    )
    align = (Align.RIGHT, Align.LEFT, Align.RIGHT, Align.LEFT)
    return (Table(header, lines, (1, 8, 2, 4), align),) if lines else ()


def reserved(groups: Sequence[tuple[Assessment, str]], labels: Mapping[str, str]) -> Blocks:
    """The groups that are open under a reservation, each with the provision and why it removes the harm."""
    return tuple(paragraph(bold(f"{labels.get(a.group, a.group)}, {a.provision}."), f" {why}") for a, why in groups)


def unofficial(rows: Sequence[Document], found: Mapping[int, Trial]) -> Blocks:
    """The documents that are not official ones, each with the paragraph."""
    held = [(d, v) for d in rows if (v := found.get(d.id)) is not None and not v.goes_on]
    lines = tuple(f"{d.title}: {official.labels()[v.verdict].lower()}, {v.source}." for d, v in held)
    return (Bullets(lines),) if lines else ()


def numbered_grounds(used: Sequence[tuple[int, str, str, int]]) -> Blocks:
    """The grounds used with the numbers in the boxes; see ``delivery_letters.ground_lines``."""
    lines = tuple(f"{provision}: {words}" for _number, provision, words, _count in used)
    return (Numbered(lines, tuple(number for number, *_rest in used)),) if used else ()


def grounds(secret: Iterable[Assessment], known: Mapping[str, Provision]) -> Blocks:
    """The grounds of a refusal, without numbers, as the catalogue in use knows them."""
    lines = tuple(f"{p}: {known[p].letter_line}" for p in sorted({a.provision for a in secret}))
    return (Bullets(lines),) if lines else ()


def provisions(secret: Iterable[Assessment], known: Mapping[str, Provision]) -> Blocks:
    """The provisions with requisite and what each protects, as the catalogue in use knows them."""
    rows = [known[p] for p in sorted({a.provision for a in secret})]
    form = str(letters.words()["protects"])
    lines = tuple(
        form.format(id=p.id, heading=p.heading, requisite=p.requisite_text, protects=p.protects) for p in rows
    )
    return (Bullets(lines),) if lines else ()


def reasons(rows: Iterable[Assessment], numbers: Mapping[str, int]) -> Blocks:
    """Why each ground holds, in the order of the numbers."""
    blocks = []
    for a in sorted(rows, key=lambda a: (numbers.get(a.provision, 99), a.id)):
        lead, said = why(a, numbers.get(a.provision))
        blocks.append(paragraph(bold(lead), f" {said}"))
    return tuple(blocks)


def why(a: Answers, number: int | None) -> tuple[str, str]:
    """What a letter says of an assessment: the ground in bold, then why it holds and what harm would follow."""
    lead = f"{a.provision}."
    if number:
        lead = str(letters.words()["marking"]).format(number=number, provision=a.provision)
    return lead, " ".join(f"{a.applies} {a.harm}".split())
