"""The kinds of row numbers, so that one cannot stand where another is meant."""

from typing import NewType

PersonId = NewType("PersonId", int)
RequestId = NewType("RequestId", int)
DeliveryId = NewType("DeliveryId", int)
DocumentId = NewType("DocumentId", int)
FindingId = NewType("FindingId", int)
MarkId = NewType("MarkId", int)
AssessmentId = NewType("AssessmentId", int)
SignatureId = NewType("SignatureId", int)
EntryId = NewType("EntryId", int)
DecisionId = NewType("DecisionId", int)
DelegationId = NewType("DelegationId", int)
RegisterEntryId = NewType("RegisterEntryId", int)
RegisterHoldId = NewType("RegisterHoldId", int)
RulingId = NewType("RulingId", int)
PurgeId = NewType("PurgeId", int)
QuestionId = NewType("QuestionId", int)
LetterTemplateId = NewType("LetterTemplateId", int)
LetterId = NewType("LetterId", int)
