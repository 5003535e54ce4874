"""What is written to the requester and for the file: letter, mark schedule, record of assessments, log.

The letter is the clerk's own (följebrev or besked): it is never headed "Beslut" and carries no appeal
notice. Where anything is masked or refused it tells of the company's decision (OSL 6:3); a template without
that is refused. Its words are templates (``letters``). Sources: law.md 5.2, OSL 6:3, TF 2:15.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from app.domain.assessments import Assessment
from app.domain.errors import Blocked, Blocker
from app.domain.follow_ups import Because
from app.domain.ids import PersonId
from app.domain.letters import Value
from app.domain.local_time import local
from app.domain.log import Head, LogRow
from app.domain.provisions import Profile, Provision
from app.domain.requests import Delivery, Document, Outcome
from app.domain.reservations import Reservation
from app.domain.rulings import Judgment
from app.store.unit import Reader
from app.texts import _
from redaction import content
from redaction.content import Align, Facts, Heading, Note, Table, paragraph
from redaction.marks import Level, Mark
from redaction.report import Proof

from ..assessing import recipient_left, record_fields
from ..cases import endings, official
from ..deciding import ruling_words, rulings
from ..delivering import delivery as deliveries
from ..delivering import fees, follow_ups, own_data_letters, proof_paper, reservations
from ..office import organisation
from . import letter_blocks, letters
from .letters import day as day


def minute(at: datetime) -> str:
    """Date and time on the office's clock."""
    return local(at).strftime("%Y-%m-%d %H.%M")


def parse(stamp: str) -> datetime:
    """A time from its ISO form in UTC."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(UTC)


def sender(profile: Profile, number: str, at: datetime) -> dict[str, object]:
    """What stands at the edges of every paper of the company."""
    reference = (_("Reg. no. {number}").format(number=number), day(at))
    footer = " · ".join(part for part in (profile.legal_entity, profile.orgnr, profile.registrar.email) if part)
    return {"sender": profile.name, "reference": reference, "footer": footer, "page_word": _("Page")}


def ground_lines(reader: Reader, delivery: Delivery) -> list[tuple[int, str, str, int]]:
    """The grounds used: number, provision, the catalogue's words for it, and how many masks rest on it."""
    numbers = organisation.ground_numbers(reader, delivery.request_id)
    counts: Counter[str] = Counter()
    for document in deliveries.documents(reader, delivery.id):
        counts.update(mark.provision or "" for mark in deliveries.masks(reader, document.id))
    known = deliveries.provisions(reader, delivery)
    return sorted((numbers[p], p, known[p].letter_line, count) for p, count in counts.items())


def letter_kind(reader: Reader, delivery_id: int) -> str:
    """Which letter of the catalogue goes with a delivery, by its outcome as things stand."""
    outcome = deliveries.facts(reader, delivery_id).outcome
    held = reader.documents.count(delivery_id=delivery_id) or reader.assessments.count(delivery_id=delivery_id)
    if outcome is Outcome.REFUSED and not held:
        return "not-kept"
    if reservations.of(reader, delivery_id) is not None:
        return "reserved"
    right = own_data_letters.covering(reader, reader.deliveries.get(delivery_id).request_id)
    if right:
        return own_data_letters.kind(right)
    return {Outcome.WHOLE: "whole", Outcome.PART: "partial", Outcome.REFUSED: "refused"}[outcome]


def letter(reader: Reader, delivery_id: int, handler: str, at: datetime) -> content.Document:
    """The clerk's letter for a delivery."""
    delivery, code = reader.deliveries.get(delivery_id), letter_kind(reader, delivery_id)
    rows = deliveries.documents(reader, delivery_id)
    written = reader.assessments.where(delivery_id=delivery.id)
    cases = [] if delivery.final else ["fler följer"]
    values: dict[str, Value] = {"handläggare": handler}
    under = reservations.of(reader, delivery_id)
    right = own_data_letters.covering(reader, delivery.request_id)
    if right and code == own_data_letters.kind(right):
        told, outcome = own_data_letters.values(reader, delivery.request_id, right)
        values, cases = values | told, list(outcome)
    elif code == "reserved" and under is not None:
        values |= _handed_out(reader, delivery, rows, masked=True) | reservation_values(reader, under)
    elif code == "refused":
        secret = deliveries.secret(written)
        values |= _refusal(reader, delivery, rows, secret)
        cases += ["sekretess"] if secret else []
    elif code == "not-kept":
        values["sökt"] = endings.places(reader.search_notes.where(request_id=delivery.request_id))
    else:
        values |= _handed_out(reader, delivery, rows, masked=code == "partial")
    summed = letter_blocks.compilations(reader.compilations.where(delivery_id=delivery_id))
    if summed:
        values["sammanställningar"] = summed
    ruled = _ordered(reader, delivery_id)
    if ruled and code in ("whole", "partial"):
        cases.append("bifall")
        values["målet"] = ruled
    if code in ("whole", "partial", "reserved"):
        cases += FEES.get(fees.owed(reader, delivery.id).form.tariff, [])
    return letters.compose(reader, code, delivery.request_id, at, values, cases, delivery_id)


def _ordered(reader: Reader, delivery_id: int) -> str:
    """The judgment by which a delivery is handed out, by case number and day; "" where none led to it."""
    tie = follow_ups.of(reader, delivery_id)
    if tie is None or tie.because is not Because.GRANTED or tie.decision_id is None:
        return ""
    said = [ruling for ruling in rulings.of(reader, tie.decision_id) if ruling.judgment is Judgment.GRANTED]
    return ruling_words.case(said[-1], "") if said else ""


FEES = {"paper": ["papper"], "electronic": ["elektroniskt"]}
"""The case of a letter by the rates that hold."""


def _handed_out(reader: Reader, delivery: Delivery, rows: tuple[Document, ...], masked: bool) -> dict[str, Value]:
    """What a letter that comes with documents says: which they are, the fee, and of masks the grounds and reasons."""
    pages = sum(d.pages for d in rows)
    cost = fees.owed(reader, delivery.id)
    values: dict[str, Value] = {
        "sidor": letters.counted("pages", pages),
        "avgift": str(cost.fee) if cost.fee else "",
        "handlingar": letter_blocks.documents(rows),
    }
    if masked:
        masks = [len(deliveries.masks(reader, d.id)) for d in rows]
        numbers = organisation.ground_numbers(reader, delivery.request_id)
        values |= {
            "handlingar": letter_blocks.documents(rows, masks),
            "grunder": letter_blocks.numbered_grounds(ground_lines(reader, delivery)),
            "skäl": letter_blocks.reasons(_carrying(reader, delivery), numbers),
        }
    return values


def reservation_values(reader: Reader, under: Reservation) -> dict[str, Value]:
    """What every letter on a reservation says: for whom, what they may not do, and of each group why."""
    groups = reservations.reserved(reader, under.delivery_id)
    return {
        "mottagare": under.recipient,
        "förbehåll": under.text,
        "skäl till förbehållet": letter_blocks.reserved(groups, organisation.groups()),
    }


def _refusal(
    reader: Reader, delivery: Delivery, rows: tuple[Document, ...], secret: list[Assessment]
) -> dict[str, Value]:
    """What a refusing letter says: which documents, on which grounds, and why. There are no boxes and no numbers."""
    unofficial = letter_blocks.unofficial(rows, official.trials(reader, [d.id for d in rows]))
    if not secret and not unofficial:
        raise Blocked("letter", (Blocker("refusal-without-ground"),))
    return {
        "handlingar": letter_blocks.documents(rows),
        "inte allmänna": unofficial,
        "grunder": letter_blocks.grounds(secret, deliveries.provisions(reader, delivery)),
        "skäl": letter_blocks.reasons(secret, {}),
    }


def _carrying(reader: Reader, delivery: Delivery) -> list[Assessment]:
    """The delivery's assessments that a mask rests on."""
    rows = deliveries.documents(reader, delivery.id)
    used = {mark.assessment_id for document in rows for mark in deliveries.masks(reader, document.id)}
    return [a for a in deliveries.secret(reader.assessments.where(delivery_id=delivery.id)) if a.id in used]


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
    return content.Document(_("List of masks"), tuple(blocks), **edges)  # type: ignore[arg-type]


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
    for mark in (m for d in deliveries.documents(reader, delivery_id) for m in deliveries.masks(reader, d.id)):
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
    return content.Document(_("Record of assessments"), tuple(blocks), **edges)  # type: ignore[arg-type]


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
    return [
        (document.title, str(mark.page + 1), categories.get(mark.category, {}).get("sv", mark.category), mark.reason)
        for document in deliveries.documents(reader, delivery_id)
        for mark in reader.marks.of(document.id)
        if mark.state.value == "rejected"
    ]


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
    return content.Document(_("Log of the request"), blocks, **edges)  # type: ignore[arg-type]


def event_words(code: str) -> str:
    """An event of the log in the reader's words."""
    words = {
        "workspace-made": _("The workspace was made"),
        "profile-chosen": _("The organisation's profile was chosen"),
        "policy-changed": _("A policy was changed"),
        "person-added": _("A person was added"),
        "person-changed": _("A person was changed"),
        "password-changed": _("A password was changed"),
        "signed-in": _("Signed in"),
        "request-registered": _("The request was registered"),
        "track-chosen": _("The request was put on another track"),
        "request-split": _("A part of the letter became a request of its own"),
        "subject-confirmed": _("The subject was confirmed to hold no personal data"),
        "subject-changed": _("The subject was written anew"),
        "register-entry-added": _("A document was entered in the register"),
        "register-entry-struck": _("An entry of the register was struck"),
        "register-held": _("Something was held back from the public diary"),
        "register-hold-lifted": _("What was held back from the public diary is shown again"),
        "working-copies-removed": _("Working copies were removed"),
        "request-purged": _("The request was purged"),
        "retention-set": _("The company's decision on the document plan was entered"),
        "question-asked": _("A question went to the requester"),
        "question-answered": _("The reply to a question was noted"),
        "search-noted": _("It was noted where was searched"),
        "delay-noted": _("It was noted why the answer takes long"),
        "request-ended": _("The request ended without documents"),
        "ending-taken-back": _("An ended request was opened again"),
        "search-started": _("The search began"),
        "data-rights-asked": _("Rights to own data were noted"),
        "identity-shown": _("The requester has shown who they are"),
        "time-extended": _("The time for the answer was extended"),
        "data-right-answered": _("A right to own data was answered"),
        "subject-chosen": _("The person who asks was pointed out"),
        "others-masked": _("Other persons were masked"),
        "said-unclassified": _("No document is classified, somebody said"),
        "classified-kept-out": _("A classified document was kept out"),
        "individuals-gathered": _("Persons of the request were gathered"),
        "smallest-group-set": _("The least number of persons in a group was set"),
        "compilation-made": _("A compilation was made"),
        "compilation-removed": _("A compilation was removed"),
        "pseudonym-given": _("A person got a pseudonym"),
        "pseudonyms-followed": _("Pseudonyms followed a merge or split"),
        "individual-masked": _("A person's marks were masked"),
        "individual-left": _("A person's marks were left visible"),
        "individuals-merged": _("Two persons were merged"),
        "individual-split": _("A person was split"),
        "regrouping-undone": _("A merge or split was undone"),
        "regrouping-redone": _("A merge or split was redone"),
        "residuals-checked": _("Traces of masked persons were looked for"),
        "residual-left": _("A trace of a masked person was left in sight"),
        "residual-masked": _("A trace of a masked person was masked"),
        "residual-reopened": _("A trace of a masked person was opened again"),
        "stand-taken": _("A stand was taken on hard stops"),
        "term-watched": _("A word to look for was added"),
        "terms-watched": _("A list of words to look for was added"),
        "request-closed": _("The request was closed"),
        "texts-forgotten": _("Texts and names were removed"),
        "provision-edited": _("A provision of the catalogue was changed, for the next edition"),
        "edits-undone": _("Changes of the catalogue were undone"),
        "edits-redone": _("Changes of the catalogue were redone"),
        "edition-made": _("A new edition of the catalogue was saved"),
        "edition-signed": _("Provisions of the catalogue were signed"),
        "offer-declined": _("A row of the catalogue that the program brings was not taken"),
        "delivery-opened": _("A delivery was opened"),
        "delivery-dropped": _("An empty delivery was dropped"),
        "delivery-set": _("The delivery's choices were changed"),
        "delivery-submitted": _("Sent to legal review"),
        "delivery-returned": _("Returned by the reviewer"),
        "delivery-signed": _("Signed by the reviewer"),
        "signature-voided": _("The signature no longer holds"),
        "copies-discarded": _("Copies and papers were discarded"),
        "letter-written": _("A letter was written"),
        "letter-template-taken": _("A template of letters was taken in"),
        "letter-template-left": _("A template of letters was put back to the one that ships"),
        "paper-made": _("A paper was made"),
        "copies-ready": _("Copies and proofs are ready"),
        "delivery-released": _("Handed out"),
        "document-taken-in": _("A document was taken in"),
        "document-read": _("A document was read"),
        "document-failed": _("A document could not be read"),
        "document-locked": _("A document needs a password"),
        "delegation-given": _("A delegation was entered"),
        "decision-asked": _("The company's decision was asked for"),
        "assessment-retested": _("An assessment was tested anew"),
        "decision-made": _("The company decided"),
        "decision-sent": _("The decision was sent"),
        "decision-received": _("The requester has got the decision"),
        "decision-final": _("The time to appeal is over"),
        "decision-appealed": _("An appeal came in"),
        "appeal-rejected": _("The appeal was rejected as too late"),
        "appeal-forwarded": _("The appeal was sent on to the court"),
        "decision-judged": _("The court has judged"),
        "judgment-appealed": _("The requester took the judgment to the supreme court"),
        "decision-reconsidered": _("The company reconsidered and releases more"),
        "follow-up-prepared": _("A delivery was prepared from an earlier one"),
        "tariff-changed": _("A new edition of the tariff was entered"),
        "form-chosen": _("The form of handing out was chosen"),
        "fee-waived": _("The fee was waived, or the waiver taken back"),
        "fee-advanced": _("It was decided that the fee is paid in advance"),
        "fee-paid": _("The fee was paid"),
        "reservation-made": _("A reservation was made"),
        "reservation-withdrawn": _("A reservation was taken back"),
        "request-reopened": _("The request was opened again"),
        "document-tried": _("It was said whether a document is official"),
        "handed-out-voluntarily": _("A document that is not official is handed out"),
        "document-renamed": _("A document was renamed"),
        "document-removed": _("A document was taken out"),
        "document-done": _("A document was judged"),
        "document-reopened": _("A document was opened again"),
        "findings-stored": _("Findings were stored"),
        "copy-made": _("A masked copy was made and proven"),
        "mark-added": _("A mark was made"),
        "mark-accepted": _("A mark was accepted"),
        "mark-replaced": _("It was said what stands in a mask"),
        "mark-rejected": _("Left visible"),
        "mark-unmasked": _("The reviewer took a mask off, or put it back"),
        "mark-commented": _("A comment was written on a mark"),
        "comment-settled": _("A comment on a mark was seen to"),
        "mark-removed": _("A mark was taken back"),
        "mark-assessed": _("A mask was tied to its assessment"),
        "hits-marked": _("What a search found was masked"),
        "marks-undone": _("A change of marks was undone"),
        "marks-redone": _("A change of marks was redone"),
        "assessment-written": _("An assessment was written"),
        "mark-confirmed": _("A mask was confirmed by itself"),
        "phrase-kept": _("The office keeps a text for assessments"),
        "phrase-removed": _("A text of the office was taken away"),
        "recipient-tested": _("It was said what is known of the recipient's use (OSL 21:7)"),
        "recipient-test-dropped": _("What was said of the recipient's use was taken back"),
        "emissions-answered": _("It was said why data on emissions is masked"),
        "assessment-removed": _("An assessment was removed"),
        "entry-added": _("The office's list got an entry"),
        "entry-reversed": _("An entry of the office's list was taken back"),
        "case-entry-added": _("The request's list got an entry"),
        "case-entry-reversed": _("An entry of the request's list was taken back"),
        "entries-forgotten": _("What was learned for the request was removed"),
        "log-segment-removed": _("An old year of the log was removed"),
    }
    return words.get(code, code)
