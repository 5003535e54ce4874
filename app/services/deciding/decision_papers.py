"""The papers of the company's decision: what the decision itself and the letter to the court are filled with.

Their words are templates (``letters``). Sources: law.md 5.1, 5.3, 5.4; OSL 6:3, 6:7-8, 6:11; FL 33 and 43-47 §§.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.assessments import Assessment
from app.domain.decisions import Decision, DecisionState
from app.domain.errors import Refused
from app.domain.follow_ups import Because
from app.domain.letters import Value
from app.domain.requests import Outcome
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.store import audit_log
from app.store.unit import Reader
from app.texts import _
from redaction import content
from redaction.content import Bullets, Facts, bold, paragraph

from ..cases import endings, official
from ..delivering import delivery as deliveries
from ..delivering import delivery_facts, follow_ups, reservations
from ..office import organisation
from ..writing import delivery_letters, letter_blocks, letters, times
from . import decisions, ruling_words, rulings


def decision(reader: Reader, decision_id: int, at: datetime) -> content.Document:
    """The decision, in the sections of law.md 5.1.

    Raises Refused before it is made, or where it would tell what is masked.
    """
    row = _made(reader, decision_id)
    part = reader.deliveries.get(row.delivery_id)
    documents = deliveries.documents(reader, part.id)
    secret = deliveries.secret(reader.assessments.where(delivery_id=part.id))
    outcome = delivery_facts.of(reader, part.id).outcome
    numbers = {} if outcome is Outcome.REFUSED else organisation.ground_numbers(reader, row.request_id)
    values: dict[str, Value] = {
        "handlingar": letter_blocks.tried(documents, official.trials(reader, [d.id for d in documents])),
        "bestämmelser": letter_blocks.provisions(secret, organisation.provisions(reader, row.edition)),
        "skäl": (*_not_kept(reader, row), *_assessed(reader, row, secret, numbers)),
        "inte allmänna": letter_blocks.unofficial(documents, official.trials(reader, [d.id for d in documents])),
        **_before(reader, row),
        **signed(reader, row),
    }
    tie = follow_ups.of(reader, part.id)
    under = reservations.of(reader, part.id)
    if under is not None:
        values |= delivery_letters.reservation_values(reader, under)
        del values["inte allmänna"]
        masked = ["maskat"] if delivery_facts.of(reader, part.id).masks else []
        return letters.compose(reader, "reservation", row.request_id, at, values, masked, part.id)
    cases = [CASES[outcome], *([FOLLOWS[tie.because]] if tie is not None and tie.because in FOLLOWS else [])]
    return letters.compose(reader, "decision", row.request_id, at, values, cases, part.id)


CASES = {Outcome.REFUSED: "avslag", Outcome.PART: "delvis", Outcome.WHOLE: "helt"}
FOLLOWS = {Because.RECONSIDERED: "ändrat", Because.REMANDED: "återförvisat"}
"""The cases of the template for an outcome, and for what a decision follows."""


def _made(reader: Reader, decision_id: int) -> Decision:
    row = reader.decisions.get(decision_id)
    if row.decided_at is None:
        raise Refused("decision-not-made")
    return row


def _not_kept(reader: Reader, row: Decision) -> tuple[content.Block, ...]:
    """That no document is held, and where was searched: what a court examines (law.md X4, T5)."""
    found = endings.facts(reader, row.request_id)
    if found is None:
        return ()
    places = tuple(f"{s.place}: {s.result} ({s.searched_by}, {times.day(s.noted_at)})" for s in found.searches)
    return (paragraph(found.words), paragraph(letters.words()["searched"]), Bullets(places))


def _assessed(
    reader: Reader, row: Decision, secret: list[Assessment], numbers: dict[str, int]
) -> tuple[content.Block, ...]:
    """Each assessment with its number in the boxes, why it holds, the harm, and why nothing milder does."""
    milder = {r.assessment_id: r.milder for r in reader.retests.where(decision_id=row.id)}
    blocks: list[content.Block] = []
    for a in sorted(secret, key=lambda a: (numbers.get(a.provision, 99), a.id)):
        lead, words = letter_blocks.why(a, numbers.get(a.provision))
        label = organisation.groups().get(a.group, a.group)
        blocks.append(paragraph(bold(f"{lead} {label}."), f" {words} {milder.get(a.id, '')}".rstrip()))
    return tuple(blocks)


def _before(reader: Reader, row: Decision) -> dict[str, Value]:
    """What went before: an earlier decision that this one follows, with the court's judgment, or the clerk's answer."""
    tie = follow_ups.of(reader, row.delivery_id)
    if tie is None or tie.decision_id is None:
        return _answered(reader, row)
    first = reader.decisions.get(tie.decision_id)
    said = [r for r in rulings.of(reader, first.id) if r.judgment is Judgment.REMANDED]
    told = ruling_words.case(said[-1], rulings.court_name(reader, said[-1].court)) if said else ""
    return {"tidigare beslut": letters.long_day(first.decided_at or first.asked_at), "avgörande": told}


def _answered(reader: Reader, row: Decision) -> dict[str, Value]:
    part = reader.deliveries.get(row.delivery_id)
    if row.by_company or part.released_at is None:
        return {}
    return {"besvarad dag": letters.long_day(part.released_at), "beslut begärt": letters.long_day(row.asked_at)}


def signed(reader: Reader, row: Decision) -> dict[str, Value]:
    """The fields that tell who has decided, when, and on what power."""
    assert row.decided_at is not None
    assert row.decided_by is not None
    person = reader.people.get(row.decided_by)
    return {
        "beslutsfattare": person.name,
        "titel": person.title,
        "beslutsdag": letters.long_day(row.decided_at),
        "delegation": reader.delegations.get(row.delegation_id or 0).basis,
    }


def missive(reader: Reader, decision_id: int, at: datetime) -> content.Document:
    """The letter by which an appeal goes on to the court (law.md 5.4). Raises Refused where nothing was appealed."""
    row, words = _made(reader, decision_id), letters.words()
    if row.appealed_on is None:
        raise Refused("appeal-missing")
    request = reader.requests.get(row.request_id)
    documents = deliveries.documents(reader, row.delivery_id)
    end = decisions.last_day(row)
    facts = [
        (words["decision"], f"{request.registry_number}, {times.day(row.decided_at or at)}"),
        (words["got"], f"{row.received_on}, {row.receipt}" if row.received_on else words["unknown"]),
        (words["last_day"], f"{end.day} ({end.limit.source})" if end else words["unknown"]),
        (words["reached"], str(row.appealed_on)),
        *([(words["reached_court"], str(row.court_at))] if row.court_at else []),
        (words["found"], timeliness_words(Timeliness(row.timeliness))),
    ]
    profile, handler = organisation.profile(reader), reader.deliveries.get(row.delivery_id).prepared_by
    values: dict[str, Value] = {
        "mottagare": profile.court,
        "handläggare": reader.people.get(handler).name if handler else profile.registrar.name,
        "dagar": (Facts(tuple(facts)),),
        "omaskerade handlingar": letters.counted("secret_documents", len(documents)),
        "handlingar": letter_blocks.tried(documents, official.trials(reader, [d.id for d in documents])),
    }
    changes = [times.day(d.decided_at) for d in decisions.changed_by(reader, row) if d.decided_at]
    if changes:
        values["ändring"] = str(words["changed"]).format(days=", ".join(changes))
    case = "ändrat" if changes else "oförändrat"
    return letters.compose(reader, "missive", row.request_id, at, values, [case], row.delivery_id)


def rejection(reader: Reader, decision_id: int, at: datetime) -> content.Document:
    """The decision that an appeal came too late (FL 45 §), by whoever rejected it, as the log tells.

    Raises Refused where none was rejected.
    """
    row = _made(reader, decision_id)
    told = [r for r in audit_log.rows(reader.connection, row.request_id) if r.event == "appeal-rejected"]
    deed = next((r for r in reversed(told) if r.payload["decision_id"] == decision_id), None)
    end = decisions.last_day(row)
    if deed is None or deed.actor_id is None or end is None or row.received_on is None or row.appealed_on is None:
        raise Refused("appeal-missing")
    person = reader.people.get(deed.actor_id)
    values: dict[str, Value] = {
        "mottaget": letters.long_day(row.received_on),
        "sista dag": letters.long_day(end.day),
        "inkommet": letters.long_day(row.appealed_on),
        "beslutsfattare": person.name,
        "titel": person.title,
        "beslutsdag": letters.long_day(times.parse(deed.at)),
        "delegation": reader.delegations.get(deed.payload["delegation_id"]).basis,
    }
    return letters.compose(reader, "too-late", row.request_id, at, values, (), row.delivery_id)


def kinds(reader: Reader, decision_id: int) -> tuple[str, ...]:
    """Which papers of a decision there are to write now, by their letters in the catalogue."""
    row = _made(reader, decision_id)
    made = "decision" if reservations.of(reader, row.delivery_id) is None else "reservation"
    if row.appealed_on is None:
        return (made,)
    return made, "too-late" if row.state is DecisionState.REJECTED else "missive"


MAKERS = {"decision": decision, "reservation": decision, "missive": missive, "too-late": rejection}
"""What makes each of them."""


def timeliness_words(found: Timeliness) -> str:
    """What was found of an appeal's time, in words."""
    return {
        Timeliness.IN_TIME: _("in time"),
        Timeliness.LATE: _("too late"),
        Timeliness.NO_NOTICE: _("after the time, but the notice was missing or wrong (FL 45 § 1)"),
        Timeliness.COURT_IN_TIME: _("it reached the court in time (FL 45 § 2)"),
        Timeliness.COVERED: _("the appeal of the first decision covers this one too (FL 46 §)"),
    }[found]
