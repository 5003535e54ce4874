"""The command line's word for assessments: written, changed, and tied to their masks."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from datetime import date
from typing import Any

from app import messages
from app.domain.assessments import Answers, Assessment, AssessmentOutcome
from app.domain.errors import Blocker
from app.domain.ids import AssessmentId, DeliveryId, MarkId
from app.domain.local_time import local_day
from app.services.assessing import assessment as assessments
from app.services.assessing import learning, record_fields, restated
from app.services.delivering import delivery_facts
from app.services.office import organisation
from app.store.unit import Reader, Unit
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, say_mistakes
from .on_request import current_delivery, on_request


def add_word(steps: Any) -> None:
    """Adds ``case assess``, with an option for each field of the record."""
    word = on_request(steps, "assess", _assess, _("write an assessment and tie its masks to it"))
    word.add_argument("--provision", help=_("the provision that carries the mask, like ”OSL 21:7”"))
    word.add_argument("--group", help=", ".join(organisation.groups()))
    word.add_argument("--applies", help=_("why the provision applies here"))
    word.add_argument("--harm", help=_("which harm, to whom, how; neutral words"))
    for option, name, side in (("--for", "factors_for", "for"), ("--against", "factors_against", "against")):
        word.add_argument(option, dest=name, action="append", choices=list(organisation.factors(side)))
    word.add_argument("--answer", dest="answers", action="append", help=_("an answer to the provision's next question"))
    for field in record_fields.fields():
        told = ", ".join((field.label, *(f"{code} = {label}" for code, label in field.choices)))
        kind = _day if field.kind == "day" else int if field.code == "variant" else str
        word.add_argument(f"--{field.code.replace('_', '-')}", type=kind, help=told.replace("%", "%%"))
    word.add_argument("--marks", type=int, nargs="*", help=_("these masks (else all on the provision without one)"))
    word.add_argument("--release", action="store_true", help=_("the assessment ends in handing out"))
    word.add_argument(
        "--keep", type=int, metavar=_("ID"), help=_("this assessment stands on the provision's new wording")
    )
    word.add_argument("--change", type=int, metavar=_("ID"), help=_("change this assessment instead of a new one"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day looks like 2026-12-31")) from None


def _assess(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    if arguments.keep:
        return workspace.do(restated.keep, AssessmentId(arguments.keep))

    def written(unit: Unit) -> tuple[Assessment, int]:
        return _written(unit, delivery_id, arguments)

    row, masks = workspace.do(written)
    say_mistakes(row.spoken)
    for sentence in workspace.ask(_told, row):
        say(sentence)
    print(f"{row.id}\t{masks}")


def _written(unit: Unit, delivery_id: DeliveryId, arguments: Any) -> tuple[Assessment, int]:
    """Writes what was said over what stood there, and ties the masks, all or nothing."""
    old = unit.assessments.get(arguments.change) if arguments.change else None
    before = Answers(arguments.provision or "–", arguments.group or "–")
    if old is not None:
        before = old.said
    given = {field.name: getattr(arguments, field.name, None) for field in fields(Answers)}
    said: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in given.items() if v is not None}
    if arguments.release:
        said["outcome"] = AssessmentOutcome.RELEASE
    number = AssessmentId(arguments.change) if arguments.change else None
    assessment_id = assessments.write(unit, delivery_id, replace(before, **said), number)
    found = assessments.candidates(unit, assessment_id)
    marks = [MarkId(m.id) for _d, m in found if m.assessment_id is None]
    marks = marks if arguments.marks is None else [MarkId(i) for i in arguments.marks]
    assessments.confirm(unit, assessment_id, marks)
    return unit.assessments.get(assessment_id), len(marks)


def _told(reader: Reader, row: Assessment) -> list[str]:
    """What is missing, when the time is over, and what makes the mask impossible."""
    provision = organisation.provisions(reader, row.edition)[row.provision]
    said = [messages.missing(code) for code in row.missing()]
    said += record_fields.time_words(row, provision)
    unaccepted = learning.unaccepted(reader, row.provision, row.group, (row.applies, row.harm))
    said += [learning.warning(one) for one in unaccepted]
    said += [messages.restated(one) for one in restated.of(reader, row)]
    broken = delivery_facts.broken(reader, row, local_day(reader.now))
    return said + [messages.blocker(Blocker(code, 1)) for code in broken]
