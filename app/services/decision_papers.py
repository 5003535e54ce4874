"""The papers of the company's decision: the decision itself, the notice of how to appeal, and the letter to the court.

Sources: law.md 5.1, 5.3, 5.4; OSL 6:3, 6:7-8, 6:11; FL 33 and 43-47 §§; FPL 3-4 §§. The wording of the notice waits for
the company's own jurist (law.md 5.3 [M]), and the paper says so until the catalogue is signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain import reasons
from app.domain.assessments import Assessment
from app.domain.decisions import Decision
from app.domain.errors import Refused
from app.domain.provisions import Provision
from app.domain.requests import Document, Outcome
from app.domain.time_limits import Timeliness
from app.store.unit import Reader
from app.texts import _, ngettext
from redaction import content
from redaction.content import Bullets, Facts, Heading, Note, Numbered, Table, bold, paragraph

from . import decisions, official, organisation, papers
from . import delivery as deliveries


def decision(reader: Reader, decision_id: int, at: datetime) -> content.Document:
    """The decision, in the sections of law.md 5.1.

    Raises Refused before it is made, or where it would tell what is masked.
    """
    row, profile = _made(reader, decision_id), organisation.profile(reader)
    part = reader.deliveries.get(row.delivery_id)
    request = reader.requests.get(row.request_id)
    documents = deliveries.documents(reader, part.id)
    secret = deliveries.secret(reader.assessments.where(delivery_id=part.id))
    refused = deliveries.facts(reader, part.id).outcome is Outcome.REFUSED
    company = profile.legal_entity
    held = _("{company} refuses your request to take part of the documents.")
    if not refused:
        held = _(
            "{company} hands out the documents, apart from the information that is masked. In that part your request "
            "is refused."
        )
    own: list[content.Block] = [
        Heading(2, _("Decision")),
        paragraph(bold(held.format(company=company))),
        Heading(2, _("The documents")),
        _listed(reader, documents),
        *_law(secret, organisation.provisions(reader, row.edition)),
        Heading(2, _("The company's assessment")),
        *_assessed(reader, row, secret, {} if refused else organisation.ground_numbers(reader, request.id)),
        *_unofficial(reader, documents),
        Heading(2, _("Other")),
        paragraph(_("You can read what is handed out at our office, without a fee.")),
        Heading(2, _("How to appeal")),
        paragraph(_("How to appeal stands on the next page.")),
        *_signed(reader, row, company),
    ]
    _keep_silent(reader, row, own)
    wording = reader.wordings.first(request_id=request.id)
    asked = _("On {day} you asked for: ”{wording}”").format(
        day=papers.day(request.arrived_at), wording=" ".join((wording.text if wording else "").split())
    )
    told = [Heading(2, _("The request")), paragraph(asked), *_answered(reader, row)]
    blocks = (*own[:2], *told, *own[2:], content.PageBreak(), *_notice(reader, row, request.registry_number))
    edges = papers.sender(profile, request.registry_number, at)
    name = papers.addressee(reader, request)
    return content.Document(_("Decision"), blocks, addressee=(name,), **edges)  # type: ignore[arg-type]


def _made(reader: Reader, decision_id: int) -> Decision:
    row = reader.decisions.get(decision_id)
    if row.decided_at is None:
        raise Refused("decision-not-made")
    return row


def _keep_silent(reader: Reader, row: Decision, blocks: Iterable[content.Block]) -> None:
    """Raises Refused where a block holds words that are masked."""
    masks = [m for d in deliveries.documents(reader, row.delivery_id) for m in deliveries.masks(reader, d.id)]
    if any(reasons.told(words, masks) for block in blocks for words in content.texts(block)):
        raise Refused("paper-tells")


def _listed(reader: Reader, documents: tuple[Document, ...]) -> content.Block:
    tried = official.trials(reader, [d.id for d in documents])
    lines = tuple(
        (str(d.number), d.title, str(d.pages), official.labels()[tried[d.id].verdict] if d.id in tried else "–")
        for d in documents
    )
    return Table((_("No."), _("Document"), _("Pages"), _("Official?")), lines, (1, 8, 2, 4))


def _law(secret: list[Assessment], known: Mapping[str, Provision]) -> list[content.Block]:
    rows = [known[p] for p in sorted({a.provision for a in secret})]
    protects = _("Protects")
    lines = tuple(f"{p.id} {p.heading}: {p.requisite_text}. {protects}: {p.protects}." for p in rows)
    own = _(
        "An official document is handed out (TF 2 kap.) unless a provision of the Public Access to Information and "
        "Secrecy Act (OSL, 2009:400) makes information in it secret; the rest of it is handed out (TF 2:15)."
    )
    return [Heading(2, _("The provisions")), paragraph(own), *([Bullets(lines)] if lines else [])]


def _assessed(
    reader: Reader, row: Decision, secret: list[Assessment], numbers: dict[str, int]
) -> list[content.Block]:
    milder = {r.assessment_id: r.milder for r in reader.retests.where(decision_id=row.id)}
    blocks: list[content.Block] = []
    for a in sorted(secret, key=lambda a: (numbers.get(a.provision, 99), a.id)):
        lead, words = papers.why(a, numbers.get(a.provision))
        label = organisation.groups().get(a.group, a.group)
        blocks.append(paragraph(bold(f"{lead} {label}."), f" {words} {milder.get(a.id, '')}".rstrip()))
    return blocks


def _unofficial(reader: Reader, documents: tuple[Document, ...]) -> list[content.Block]:
    tried = official.trials(reader, [d.id for d in documents])
    held = [(d, v) for d in documents if (v := tried.get(d.id)) is not None and not v.goes_on]
    lines = tuple(f"{d.title}: {official.labels()[v.verdict].lower()}, {v.source}." for d, v in held)
    return [Heading(2, _("Not official documents")), Bullets(lines)] if lines else []


def _answered(reader: Reader, row: Decision) -> list[content.Block]:
    part = reader.deliveries.get(row.delivery_id)
    if row.by_company or part.released_at is None:
        return []
    told = _("A handler answered on {answered}. You asked for the company's decision on {asked}.")
    return [paragraph(told.format(answered=papers.day(part.released_at), asked=papers.day(row.asked_at)))]


def _signed(reader: Reader, row: Decision, company: str) -> list[content.Block]:
    assert row.decided_at is not None
    assert row.decided_by is not None
    person = reader.people.get(row.decided_by)
    held = reader.delegations.get(row.delegation_id or 0)
    facts = (
        (_("For {company}").format(company=company), f"{person.name}, {person.title}"),
        (_("Decided"), papers.day(row.decided_at)),
        (_("Delegation"), held.basis),
    )
    return [Facts(facts)]


def _notice(reader: Reader, row: Decision, number: str) -> list[content.Block]:
    """How to appeal: a page of its own (law.md 5.3)."""
    assert row.decided_at is not None
    profile = organisation.profile(reader)
    where = profile.registrar
    write = _("Write to {court}, but send it to {company}: {address}, or {email}.").format(
        court=profile.court, company=profile.legal_entity, address=where.address, email=where.email
    )
    points = (
        _("which decision you appeal: {number}, {day}").format(number=number, day=papers.day(row.decided_at)),
        _("how you want it changed"),
        _("why"),
        _("your name, personal or organisation number, postal address, phone and e-mail; if you want to be anonymous, "
          "an address at which you can be reached"),
        _("documents that support it, if you have any"),
    )  # fmt: skip
    notice: list[content.Block] = [
        Heading(1, _("How to appeal the decision {number}").format(number=number)),
        paragraph(write),
        paragraph(bold(_("It must have reached us within three weeks from the day on which you got the decision."))),
        paragraph(_("Write:")),
        Numbered(points),
        paragraph(_("You need not say why you want the documents. An appeal costs nothing.")),
        paragraph(
            _("An appeal that comes too late is not tried, unless that is because our information was wrong. If the "
              "company changes the decision, your appeal covers the new one too.")
        ),
    ]  # fmt: skip
    if organisation.catalogue_banner(reader):
        notice.append(Note(_("The wording of this page has not been approved by the company's jurist.")))
    return notice


def missive(reader: Reader, decision_id: int, at: datetime) -> content.Document:
    """The letter by which an appeal goes on to the court (law.md 5.4). Raises Refused where nothing was appealed."""
    row, profile = _made(reader, decision_id), organisation.profile(reader)
    if row.appealed_on is None:
        raise Refused("appeal-missing")
    request = reader.requests.get(row.request_id)
    documents = deliveries.documents(reader, row.delivery_id)
    end = decisions.last_day(row)
    facts = [
        (_("The decision"), f"{request.registry_number}, {papers.day(row.decided_at or at)}"),
        (_("The requester got it"), f"{row.received_on}, {row.receipt}" if row.received_on else _("not known")),
        (_("Last day to appeal"), f"{end.day} ({end.limit.source})" if end else _("not known")),
        (_("The appeal reached the company"), str(row.appealed_on)),
        *([(_("The appeal reached the court"), str(row.court_at))] if row.court_at else []),
        (_("Found"), timeliness_words(Timeliness(row.timeliness))),
    ]
    count = ngettext("{count} document, whole", "{count} documents, whole", len(documents)).format(count=len(documents))
    enclosed = (
        _("the appeal"), _("the decision with its notice"), _("the masked copies that were handed out"),
        _("{documents}, marked as secret with the provision, in a sealed cover").format(documents=count),
        _("the record of assessments and the correspondence"),
    )  # fmt: skip
    blocks: list[content.Block] = [
        paragraph(_("An appeal against the company's decision is handed over (OSL 6:8, 6:11; FL 46 §).")),
        Facts(tuple(facts)),
        Heading(2, _("The company's view")),
        paragraph(_("The company stands by its decision and its reasons; the appeal should be dismissed.")),
        Heading(2, _("Enclosed")),
        Bullets(enclosed),
        Heading(2, _("The documents")),
        _listed(reader, documents),
    ]
    _keep_silent(reader, row, blocks)
    edges = papers.sender(profile, request.registry_number, at)
    return content.Document(_("Appeal handed over"), tuple(blocks), addressee=(profile.court,), **edges)  # type: ignore[arg-type]


def timeliness_words(found: Timeliness) -> str:
    """What was found of an appeal's time, in words."""
    return {
        Timeliness.IN_TIME: _("in time"),
        Timeliness.LATE: _("too late"),
        Timeliness.NO_NOTICE: _("after the time, but the notice was missing or wrong (FL 45 § 1)"),
        Timeliness.COURT_IN_TIME: _("it reached the court in time (FL 45 § 2)"),
    }[found]
