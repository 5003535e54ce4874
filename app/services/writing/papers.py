"""What is written for the file: list of masks, record of assessments, log, proof; and the edges of every paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.assessments import Assessment
from app.domain.ids import PersonId
from app.domain.log import Head, LogRow
from app.domain.provisions import Profile, Provision
from app.domain.regions import RegionState
from app.domain.requests import Document
from app.store.unit import Reader
from app.texts import _
from redaction import content
from redaction.content import Align, Facts, Heading, Note, Table, paragraph
from redaction.marks import Level, Mark, MarkState
from redaction.report import Proof

from ..assessing import recipient_left, record_fields
from ..delivering import delivery as deliveries
from ..delivering import proof_paper
from ..marking import region_words
from ..office import organisation
from .delivery_letters import ground_lines
from .event_words import event_words
from .times import day, minute, parse


def sender(profile: Profile, number: str, at: datetime) -> dict[str, Any]:
    """What stands at the edges of every paper of the company."""
    reference = (_("Reg. no. {number}").format(number=number), day(at))
    footer = " · ".join(part for part in (profile.legal_entity, profile.orgnr, profile.registrar.email) if part)
    return {"sender": profile.name, "reference": reference, "footer": footer, "page_word": _("Page")}


def schedule(reader: Reader, delivery_id: int, at: datetime, head: Head) -> content.Document:
    """The list of masks: document, page, category and provision; never the masked text."""
    delivery = reader.deliveries.get(delivery_id)
    request = reader.requests.get(delivery.request_id)
    profile = organisation.profile(reader)
    numbers = organisation.ground_numbers(reader, request.id)
    categories = organisation.categories()
    blocks: list[content.Block] = []
    if delivery.refused:
        blocks.append(paragraph(_("The documents are not handed out.")))
    for document in () if delivery.refused else deliveries.documents(reader, delivery_id):
        burned = deliveries.masks(reader, document.id)
        blocks.append(Heading(2, f"{document.number}. {document.title}"))
        if not burned:
            blocks.append(paragraph(_("Nothing is masked.")))
            continue
        rows = tuple(
            (
                str(i),
                str(mark.page + 1),
                categories[mark.category]["sv"] if mark.category in categories else _("Marked area"),
                mark.provision or "",
                str(numbers.get(mark.provision or "", "")),
            )
            for i, mark in enumerate(burned, start=1)
        )
        header = (_("Mask"), _("Page"), _("Category"), _("Provision"), _("Number in the box"))
        align = (Align.RIGHT, Align.RIGHT, Align.LEFT, Align.LEFT, Align.RIGHT)
        blocks += [Table(header, rows, (1, 1, 4, 2, 2), align), *_replacements(burned)]
    used = [] if delivery.refused else ground_lines(reader, delivery)
    if used:
        blocks.append(Heading(2, _("Grounds")))
        lines = tuple((str(n), p, words, str(count)) for n, p, words, count in used)
        blocks.append(Table((_("Number"), _("Provision"), _("Concerns"), _("Masks")), lines, (2, 3, 9, 2)))
    blocks += [Heading(2, _("The log")), *head_lines(head)]
    edges = sender(profile, request.registry_number, at)
    return content.Document(_("List of masks"), tuple(blocks), **edges)


def level_words() -> dict[Level, str]:
    """How much a mask leaves, in the reader's words."""
    return {
        Level.MASKED: _("Masked"),
        Level.GENERALISED: _("Generalised"),
        Level.PSEUDONYM: _("Pseudonym"),
        Level.SUMMED: _("Sum instead"),
    }


def _replacements(burned: Sequence[Mark]) -> list[content.Block]:
    """What stands instead of masked words; by its number it is found where only that has room in the box."""
    words = level_words()
    rows = tuple(
        (f"E{i}", str(mark.page + 1), words[mark.level], mark.replacement)
        for i, mark in enumerate(burned, start=1)
        if mark.replacement
    )
    if not rows:
        return []
    told = _("Words in a mask are ours, instead of what is masked. A pseudonym is one person in all documents.")
    header = (_("Number"), _("Page"), _("How much is left"), _("What stands instead"))
    return [Heading(3, _("Replacements")), paragraph(told), Table(header, rows, (2, 1, 4, 8))]


def proof(reader: Reader, document: Document, proven: Proof, file_name: str, at: datetime) -> content.Document:
    """The proof of a document's copy for a reader who is no technician; ``file_name`` is the copy's."""
    number = reader.requests.get(document.request_id).registry_number
    return proof_paper.paper(proven, file_name, **sender(organisation.profile(reader), number, at))


def head_lines(head: Head) -> list[content.Block]:
    """Number and hash of the log's head, by which anyone can later show that nothing before it was changed."""
    words = _("The decision log ended with row {seq} when this was made. By number and hash the chain can be checked.")
    return [paragraph(words.format(seq=head.seq)), paragraph(str(head), mono=True)]


def record(reader: Reader, delivery_id: int, at: datetime) -> content.Document:
    """The record of assessments; stays in the house."""
    delivery = reader.deliveries.get(delivery_id)
    request = reader.requests.get(delivery.request_id)
    names = {p.id: p.name for p in reader.people.where()}
    blocks: list[content.Block] = [
        Note(_("This record stays with the company. It may be an official document: no secret content in it."))
    ]
    rows = reader.assessments.where(delivery_id=delivery_id)
    counts: dict[int | None, Counter[Level]] = {}
    for mark in deliveries.all_masks(reader, delivery_id=delivery_id):
        counts.setdefault(mark.assessment_id, Counter())[mark.level] += 1
    for a in rows:
        known = organisation.provisions(reader, a.edition)[a.provision]
        blocks += _assessment(a, known, counts.get(a.id, Counter()), names)
    if not rows:
        blocks.append(paragraph(_("No information was held back, so no assessment was needed.")))
    blocks += _recipient(reader, delivery_id, names)
    left = _left_visible(reader, delivery_id)
    if left:
        header = (_("Document"), _("Page"), _("Category"), _("Reason"))
        blocks += [Heading(2, _("Seen and left visible")), Table(header, tuple(left), (3, 1, 3, 6))]
    for signature in reader.signatures.where(delivery_id=delivery_id):
        words = _("Signed by {name} {at}.") if signature.voided_at is None else _("Signed by {name} {at}, later void.")
        blocks.append(paragraph(words.format(name=names[signature.signed_by], at=minute(signature.signed_at))))
    edges = sender(organisation.profile(reader), request.registry_number, at)
    return content.Document(_("Record of assessments"), tuple(blocks), **edges)


def _assessment(
    a: Assessment, known: Provision, masks: Counter[Level], names: Mapping[PersonId, str]
) -> list[content.Block]:
    """An assessment as the record tells it; ``known`` is its provision as the clerk had it before them."""
    labels = organisation.factors("for") | organisation.factors("against")
    outcome, words = {"mask": _("Masked"), "release": _("Handed out")}[a.outcome.value], level_words()
    facts = [
        (_("Provision"), f"{a.provision} {known.heading}"),
        (_("Requisite"), organisation.requisites().get(a.requisite, a.requisite)),
        (_("Why it applies here"), a.applies),
        (_("Harm"), a.harm or "–"),
        (_("Speaks for handing out"), ", ".join(labels.get(f, f) for f in a.factors_for) or "–"),
        (_("Speaks for secrecy"), ", ".join(labels.get(f, f) for f in a.factors_against) or "–"),
        (_("Outcome"), outcome),
        (_("Masks"), str(masks.total())),
        (_("How much is left"), ", ".join(f"{words[level]} ({n})" for level, n in sorted(masks.items())) or "–"),
        (_("Written by"), names.get(a.written_by or PersonId(0), "–")),
        (_("Source"), f"{known.source} ({known.confidence})"),
    ]
    facts[4:4] = list(zip(known.questions, a.answers, strict=False))
    facts[-5:-5] = list(record_fields.told(a, known))
    return [Heading(2, organisation.groups().get(a.group, a.group)), Facts(tuple(facts))]


def _recipient(reader: Reader, delivery_id: int, names: Mapping[PersonId, str]) -> list[content.Block]:
    """What was found by OSL 21:7 for what is left in sight."""
    found = recipient_left.of(reader, delivery_id)
    if found is None:
        return []
    facts = [(_("Circumstance"), found.circumstance or _("No concrete circumstance is known."))]
    if found.circumstance:
        asks = _("A question is justified") if found.asks else _("No question is justified")
        facts += [(_("Rule that would be broken"), found.rule), (_("Question to the requester"), asks)]
    facts.append((_("Said by"), f"{names.get(found.given_by, '–')}, {minute(found.given_at)}"))
    return [Heading(2, _("What is left in sight, by OSL 21:7")), Facts(tuple(facts))]


def _left_visible(reader: Reader, delivery_id: int) -> list[tuple[str, str, str, str]]:
    categories = organisation.categories()
    found: list[tuple[str, str, str, str]] = []
    for document in deliveries.documents(reader, delivery_id):
        rows = [
            (mark.page, categories.get(mark.category, {}).get("sv", mark.category), mark.reason)
            for mark in reader.marks.of(document.id)
            if mark.state is MarkState.REJECTED
        ]
        unread = reader.regions.where(document_id=document.id, state=RegionState.LEFT)
        rows += [(part.page, region_words.words(part.kind), part.reason) for part in unread]
        found += [(document.title, str(page + 1), what, reason) for page, what, reason in rows]
    return found


def log(reader: Reader, request_id: int, rows: Iterable[LogRow], at: datetime, head: Head) -> content.Document:
    """The request's log as a paper."""
    request = reader.requests.get(request_id)
    names = {p.id: p.name for p in reader.people.where()}
    lines = tuple(
        (str(r.seq), minute(parse(r.at)), names.get(PersonId(r.actor_id or 0), "–"), event_words(r.event), r.hash[:12])
        for r in rows
    )
    header = (_("Row"), _("Time"), _("Person"), _("Event"), _("Hash"))
    blocks = (Table(header, lines, (1, 3, 3, 5, 3)), *head_lines(head))
    edges = sender(organisation.profile(reader), request.registry_number, at)
    return content.Document(_("Log of the request"), blocks, **edges)
