"""What a deed writes over: two persons who say something of the same thing, neither having seen the other's, collide.

Marks and assessments bear a version besides; here stands what each event says is written over, for all that has none.
"""

from __future__ import annotations

from typing import Any

from . import events
from .events import Event

_SUBJECTS: tuple[tuple[str, tuple[str, ...], tuple[type[Event], ...]], ...] = (
    ("mark", ("mark_id",), (events.MarkAccepted, events.MarkRejected, events.MarkReplaced, events.MarkUnmasked)),
    ("assessment", ("assessment_id",), (events.AssessmentWritten, events.AssessmentRemoved)),
    ("assessment of", ("delivery_id", "provision"), (events.AssessmentWritten,)),
    ("retest", ("decision_id", "assessment_id"), (events.AssessmentRetested,)),
    ("individual", ("individual_id",), (events.IndividualMasked, events.IndividualLeft)),
    ("residual", ("residual_id",), (events.ResidualLeft, events.ResidualMasked, events.ResidualReopened)),
    ("title", ("document_id",), (events.DocumentRenamed,)),
    ("official", ("document_id",), (events.DocumentTried, events.HandedOutVoluntarily)),
    ("subject", ("request_id",), (events.SubjectChanged, events.SubjectConfirmed)),
    ("track", ("request_id",), (events.TrackChosen,)),
    ("classified", ("request_id",), (events.SaidUnclassified, events.ClassifiedKeptOut)),
    ("ending", ("request_id",), (events.RequestEnded, events.EndingTakenBack)),
    ("question", ("question_id",), (events.QuestionAnswered,)),
    ("rights", ("request_id",), (events.DataRightsAsked,)),
    ("identity", ("request_id",), (events.IdentityShown,)),
    ("time", ("request_id",), (events.TimeExtended,)),
    ("right", ("request_id", "right"), (events.DataRightAnswered,)),
    ("asker", ("request_id",), (events.SubjectChosen,)),
    ("choices", ("delivery_id",), (events.DeliverySet,)),
    ("form", ("delivery_id",), (events.FormChosen,)),
    ("fee", ("delivery_id",), (events.FeeWaived, events.FeeAdvanced, events.FeePaid)),
    ("reservation", ("delivery_id",), (events.ReservationMade, events.ReservationWithdrawn)),
    ("recipient", ("delivery_id",), (events.RecipientTested, events.RecipientTestDropped)),
    ("received", ("decision_id",), (events.DecisionReceived,)),
    ("appeal", ("decision_id",), (events.DecisionAppealed,)),
    ("person", ("person_id",), (events.PersonChanged,)),
    ("policy", ("policy",), (events.PolicyChanged,)),
    ("profile", (), (events.ProfileChosen,)),
    ("idle", (), (events.IdleTimeSet,)),
    ("smallest", (), (events.SmallestGroupSet,)),
    ("tariff", (), (events.TariffChanged,)),
    ("retention", ("plan_row",), (events.RetentionSet,)),
    ("delegation", ("delegation_id",), (events.DelegationGiven,)),
    ("template", ("kind",), (events.LetterTemplateTaken, events.LetterTemplateLeft)),
    ("provision", ("provision",), (events.ProvisionEdited,)),
)
"""What is said something of, the fields of the event that tell which one, and the events that say it."""

SAYS: dict[type[Event], list[tuple[str, ...]]] = {}
for _subject, _fields, _kinds in _SUBJECTS:
    for _kind in _kinds:
        SAYS.setdefault(_kind, []).append((_subject, *_fields))


def said_of(event: Event) -> frozenset[tuple[Any, ...]]:
    """The things of which the event says how they are from now on; empty where it takes nobody's word away."""
    found = SAYS.get(type(event), [])
    return frozenset((subject, *(getattr(event, name) for name in fields)) for subject, *fields in found)
