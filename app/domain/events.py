"""What has happened, in the past tense: each event is a log row and tells the screens to look again.

Fields are ids, codes, counts and hashes only, never a name, a wording or a text (a test reads every type).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    @property
    def code(self) -> str:
        """The name in the log, e.g. ``mark-accepted``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()

    def payload(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WorkspaceMade(Event):
    """The workspace was made."""

    schema: str


@dataclass(frozen=True, slots=True)
class ProfileChosen(Event):
    """The organisation's profile was chosen."""

    profile_sha256: str


@dataclass(frozen=True, slots=True)
class PolicyChanged(Event):
    """A policy of the office was switched."""

    policy: str
    on: bool


@dataclass(frozen=True, slots=True)
class LetterTemplateEvent(Event):
    """An event of a template of letters: which letter, and the how-manieth template of it."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class LetterTemplateTaken(LetterTemplateEvent):
    """A template of the office's own is used from now on."""

    sha256: str


@dataclass(frozen=True, slots=True)
class LetterTemplateLeft(LetterTemplateEvent):
    """The template that ships is used again."""


@dataclass(frozen=True, slots=True)
class CatalogueEvent(Event):
    """An event of the catalogue of provisions."""


@dataclass(frozen=True, slots=True)
class ProvisionEdited(CatalogueEvent):
    """A row shall read otherwise in the next edition."""

    provision: str
    retired: bool


@dataclass(frozen=True, slots=True)
class EditsUndone(CatalogueEvent):
    """Changes for the next edition were taken back."""

    rows: int


@dataclass(frozen=True, slots=True)
class EditsRedone(CatalogueEvent):
    """Changes for the next edition were taken up again."""

    rows: int


@dataclass(frozen=True, slots=True)
class EditionMade(CatalogueEvent):
    """A new edition of the catalogue holds; so many rows were changed."""

    edition: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class EditionSigned(CatalogueEvent):
    """Rows of the catalogue were reviewed and signed; the edition with the signature holds."""

    edition: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class OfferDeclined(CatalogueEvent):
    """A row that the program brings is not taken."""

    provision: str


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """A person was added."""

    person_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """A person's title, roles or days were changed."""

    person_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """A person got a new password."""

    person_id: int


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """A person signed in."""

    person_id: int


@dataclass(frozen=True, slots=True)
class RequestEvent(Event):
    """An event of one request."""

    request_id: int


@dataclass(frozen=True, slots=True)
class RequestRegistered(RequestEvent):
    """A request was registered, on this track."""

    channel: str
    track: str = "official"


@dataclass(frozen=True, slots=True)
class LetterWritten(RequestEvent):
    """A letter was written on the request; ``sha256`` is its PDF's."""

    letter_id: int
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TrackChosen(RequestEvent):
    """A request was put on another track."""

    track: str


@dataclass(frozen=True, slots=True)
class RequestSplit(RequestEvent):
    """A part of a mixed letter became a request of its own, on this track."""

    part_id: int
    track: str


@dataclass(frozen=True, slots=True)
class SubjectConfirmed(RequestEvent):
    """A person has seen that detectors doubt the subject, and keeps it: it holds no personal data."""

    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectChanged(RequestEvent):
    """The diary's subject of a request was written anew."""


@dataclass(frozen=True, slots=True)
class RegisterEntryAdded(RequestEvent):
    """A person entered a document in the register."""

    entry_id: int
    kind: str
    direction: str


@dataclass(frozen=True, slots=True)
class RegisterEntryStruck(RequestEvent):
    """An entry of the register that was wrong was struck; it stays, and the reason lies in its row."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class RegisterHeld(RequestEvent):
    """Something of the register is held back from the public view (OSL 5:2)."""

    hold_id: int
    part: str
    provision: str


@dataclass(frozen=True, slots=True)
class RegisterHoldLifted(RequestEvent):
    """What was held back from the public view is shown again."""

    hold_id: int


@dataclass(frozen=True, slots=True)
class WorkingCopiesRemoved(RequestEvent):
    """With the closing went findings and undo, and so many working files."""

    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class RequestPurged(RequestEvent):
    """A closed request is gone by a row of the plan: so many rows and files; the diary and the log stay."""

    plan_row: str
    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class RetentionSet(Event):
    """The company's decision on a row of the plan was entered; ``years`` -1: kept for good."""

    plan_row: str
    years: int
    counted_from: str


@dataclass(frozen=True, slots=True)
class QuestionAsked(RequestEvent):
    """A question went to the requester, made necessary by this provision; its words lie in their row."""

    question_id: int
    kind: str
    provision: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered(RequestEvent):
    """Something came back on a question, or nothing did."""

    question_id: int
    reply: str


@dataclass(frozen=True, slots=True)
class SearchNoted(RequestEvent):
    """It was noted where documents were looked for."""

    note_id: int


@dataclass(frozen=True, slots=True)
class DelayNoted(RequestEvent):
    """It was noted why the answer takes long."""

    note_id: int


@dataclass(frozen=True, slots=True)
class RequestEnded(RequestEvent):
    """A request ended without documents."""

    ending: str


@dataclass(frozen=True, slots=True)
class EndingTakenBack(RequestEvent):
    """An ended request was opened again."""

    ending: str


@dataclass(frozen=True, slots=True)
class SearchStarted(RequestEvent):
    """The search for documents began."""


@dataclass(frozen=True, slots=True)
class SaidUnclassified(RequestEvent):
    """Somebody said that no document of the request is classified."""


@dataclass(frozen=True, slots=True)
class ClassifiedKeptOut(RequestEvent):
    """A document was kept out of the program because it is, or may be, classified."""


@dataclass(frozen=True, slots=True)
class DataRightsAsked(RequestEvent):
    """Which rights to one's own data were asked for."""

    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdentityShown(RequestEvent):
    """The person who asks for their own data has shown who they are, in this way; nothing else of it is kept."""

    way: str


@dataclass(frozen=True, slots=True)
class TimeExtended(RequestEvent):
    """The time for the answer about own data was extended."""


@dataclass(frozen=True, slots=True)
class DataRightAnswered(RequestEvent):
    """A right to one's own data was answered."""

    right: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SubjectChosen(RequestEvent):
    """Which person of the request is the one who asks."""

    individual_id: int


@dataclass(frozen=True, slots=True)
class OthersMasked(RequestEvent):
    """Other persons' marks were masked and the subject's own left in sight, by one decision."""

    masked: int
    left: int


@dataclass(frozen=True, slots=True)
class TermWatched(RequestEvent):
    """A word or phrase is to be found in every document; the word itself lies in its row."""

    term_id: int
    category: str
    provision: str


@dataclass(frozen=True, slots=True)
class RequestClosed(RequestEvent):
    """An answered request was closed."""


@dataclass(frozen=True, slots=True)
class TextsForgotten(RequestEvent):
    """Names, wording and found texts of a closed request were removed; the log stays whole."""

    rows: int


@dataclass(frozen=True, slots=True)
class IndividualsGathered(RequestEvent):
    """The persons of a request were gathered: how many, and how many places fit several."""

    individuals: int
    unclear: int


@dataclass(frozen=True, slots=True)
class SmallestGroupSet(Event):
    """The office's least number of persons in a group that is shown was set."""

    persons: int


@dataclass(frozen=True, slots=True)
class PseudonymGiven(RequestEvent):
    """A person got a pseudonym, or another word for it."""

    individual_id: int


@dataclass(frozen=True, slots=True)
class PseudonymsFollowed(RequestEvent):
    """So many boxes say another pseudonym, since their persons were merged, split or gathered anew."""

    marks: int


@dataclass(frozen=True, slots=True)
class IndividualMasked(RequestEvent):
    """So many marks of one person were masked by one decision."""

    individual_id: int
    marks: int
    provision: str


@dataclass(frozen=True, slots=True)
class IndividualLeft(RequestEvent):
    """So many marks of one person were left visible by one decision."""

    individual_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class IndividualsMerged(RequestEvent):
    """Two persons were found to be one."""

    individual_id: int
    other_id: int
    places: int


@dataclass(frozen=True, slots=True)
class IndividualSplit(RequestEvent):
    """Places of one person were found to be another's."""

    individual_id: int
    other_id: int
    places: int


@dataclass(frozen=True, slots=True)
class RegroupingUndone(RequestEvent):
    """A merge or split was undone."""

    regrouping_id: int
    places: int


@dataclass(frozen=True, slots=True)
class RegroupingRedone(RequestEvent):
    """An undone merge or split was taken up again."""

    regrouping_id: int
    places: int


@dataclass(frozen=True, slots=True)
class DeliveryEvent(RequestEvent):
    """An event of one delivery."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class CompilationMade(DeliveryEvent):
    """Rows were summed in groups; so many of the groups are held back."""

    compilation_id: int
    groups: int
    held_back: int


@dataclass(frozen=True, slots=True)
class CompilationRemoved(DeliveryEvent):
    """A compilation was taken out of a delivery."""

    compilation_id: int


@dataclass(frozen=True, slots=True)
class DeliveryOpened(DeliveryEvent):
    """A delivery was opened."""


@dataclass(frozen=True, slots=True)
class DeliveryDropped(DeliveryEvent):
    """A further delivery in which nothing lay went when the request was closed."""


@dataclass(frozen=True, slots=True)
class DeliverySet(DeliveryEvent):
    """The clerk chose refusal, finality or hidden lengths for a delivery."""

    refused: bool
    final: bool
    hide_lengths: bool


@dataclass(frozen=True, slots=True)
class ResidualsChecked(DeliveryEvent):
    """What still points to masked persons was looked for: how many places, and how many are open."""

    residuals: int
    open: int


@dataclass(frozen=True, slots=True)
class ResidualLeft(DeliveryEvent):
    """A place that points to a masked person was left in sight, for a reason that stands in its row."""

    residual_id: int


@dataclass(frozen=True, slots=True)
class ResidualMasked(DeliveryEvent):
    """A place that points to a masked person was masked."""

    residual_id: int
    mark_id: int


@dataclass(frozen=True, slots=True)
class ResidualReopened(DeliveryEvent):
    """A place that was left in sight waits for a judgement again."""

    residual_id: int


@dataclass(frozen=True, slots=True)
class DeliverySubmitted(DeliveryEvent):
    """The delivery was sent to legal review."""

    plan_hash: str


@dataclass(frozen=True, slots=True)
class DeliveryReturned(DeliveryEvent):
    """The reviewer returned the delivery."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class DeliverySigned(DeliveryEvent):
    """The second person signed the plans."""

    signature_id: int
    plan_hash: str


@dataclass(frozen=True, slots=True)
class SignatureVoided(DeliveryEvent):
    """Something under the signature changed, so it fell."""

    signature_id: int


@dataclass(frozen=True, slots=True)
class CopiesDiscarded(DeliveryEvent):
    """Copies and papers that no longer hold were discarded."""

    copies: int


@dataclass(frozen=True, slots=True)
class PaperMade(DeliveryEvent):
    """A letter, list or record was made."""

    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CopiesReady(DeliveryEvent):
    """Copies, proofs and papers are made."""

    outcome: str
    plan_hash: str
    copies: int


@dataclass(frozen=True, slots=True)
class DeliveryReleased(DeliveryEvent):
    """The delivery was handed out; the head is the one before this row."""

    outcome: str
    package_sha256: str
    head_seq: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class DelegationGiven(Event):
    """A person was given the power to decide for the company, or it was changed."""

    delegation_id: int
    person_id: int
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionEvent(RequestEvent):
    """An event of one decision."""

    decision_id: int


@dataclass(frozen=True, slots=True)
class DecisionAsked(DecisionEvent):
    """The requester asked for the company's decision, or the company chose to decide."""

    by_company: bool


@dataclass(frozen=True, slots=True)
class AssessmentRetested(DecisionEvent):
    """An assessment was tested anew for a decision."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class DecisionMade(DecisionEvent):
    """The company has decided, by a person with a delegation."""

    delegation_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class DecisionSent(DecisionEvent):
    """The decision was sent; ``noticed``: with the notice of how to appeal."""

    noticed: bool


@dataclass(frozen=True, slots=True)
class DecisionReceived(DecisionEvent):
    """The requester has got the decision: the time to appeal runs."""


@dataclass(frozen=True, slots=True)
class DecisionFinal(DecisionEvent):
    """The time to appeal is over."""


@dataclass(frozen=True, slots=True)
class DecisionAppealed(DecisionEvent):
    """An appeal came in, and was found in time or not."""

    timeliness: str


@dataclass(frozen=True, slots=True)
class AppealRejected(DecisionEvent):
    """The company rejected an appeal that came too late."""

    delegation_id: int


@dataclass(frozen=True, slots=True)
class AppealForwarded(DecisionEvent):
    """The appeal was sent on to the court."""


@dataclass(frozen=True, slots=True)
class DecisionJudged(DecisionEvent):
    """A court has ruled; ``opened`` counts the masks, or grounds, that it did not let stand."""

    judgment: str
    court: str = ""
    opened: int = 0


@dataclass(frozen=True, slots=True)
class JudgmentAppealed(DecisionEvent):
    """The requester took the court's judgment on to the supreme court."""


@dataclass(frozen=True, slots=True)
class DecisionReconsidered(DecisionEvent):
    """The company releases more: a changed decision follows this one, on a delivery of its own."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class FollowUpPrepared(RequestEvent):
    """The program prepared a delivery from an earlier one; ``opened`` counts the marks that are masked no more."""

    delivery_id: int
    earlier_id: int
    because: str
    opened: int


@dataclass(frozen=True, slots=True)
class TariffChanged(Event):
    """A new edition of the tariff was entered."""

    edition: int


@dataclass(frozen=True, slots=True)
class FormChosen(RequestEvent):
    """It was chosen in which form a delivery is handed out."""

    delivery_id: int
    form: str


@dataclass(frozen=True, slots=True)
class FeeWaived(RequestEvent):
    """The office takes no fee, or takes that back."""

    delivery_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class FeeAdvanced(RequestEvent):
    """It was decided that the fee is paid before the release; in kronor."""

    delivery_id: int
    delegation_id: int
    fee: int


@dataclass(frozen=True, slots=True)
class FeePaid(RequestEvent):
    """The fee was paid."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class ReservationMade(RequestEvent):
    """So many groups of information are to be handed out to one recipient under a reservation."""

    delivery_id: int
    groups: int


@dataclass(frozen=True, slots=True)
class ReservationWithdrawn(RequestEvent):
    """A reservation that had not left was taken back."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class RequestReopened(RequestEvent):
    """A closed request was opened again, for an appeal came in."""


@dataclass(frozen=True, slots=True)
class DocumentEvent(RequestEvent):
    """An event of one document."""

    document_id: int


@dataclass(frozen=True, slots=True)
class DocumentTakenIn(DocumentEvent):
    """An original came in; size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentRead(DocumentEvent):
    """Pages and words of a document were read."""

    working_sha256: str
    pages: int
    importer: str


@dataclass(frozen=True, slots=True)
class DocumentFailed(DocumentEvent):
    """A document could not be read."""

    failure: str


@dataclass(frozen=True, slots=True)
class DocumentLocked(DocumentEvent):
    """A document needs a password."""

    failure: str


@dataclass(frozen=True, slots=True)
class DocumentTried(DocumentEvent):
    """A person found whether the document is an official one, by this paragraph."""

    verdict: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class HandedOutVoluntarily(DocumentEvent):
    """Somebody chose to hand out a document that is not official."""


@dataclass(frozen=True, slots=True)
class DocumentRenamed(DocumentEvent):
    """Letters call the document something else."""


@dataclass(frozen=True, slots=True)
class DocumentRemoved(DocumentEvent):
    """A document was taken out of the request."""


@dataclass(frozen=True, slots=True)
class DocumentDone(DocumentEvent):
    """The clerk is done with a document."""

    masks: int


@dataclass(frozen=True, slots=True)
class DocumentReopened(DocumentEvent):
    """A finished document was opened again."""


@dataclass(frozen=True, slots=True)
class FindingsStored(DocumentEvent):
    """What detectors found was stored."""

    findings: int
    proposed: int


@dataclass(frozen=True, slots=True)
class StandTaken(DocumentEvent):
    """A person has taken a stand on so many hard stops of a document."""

    stops: int


@dataclass(frozen=True, slots=True)
class CopyMade(DocumentEvent):
    """A masked copy was made and proven."""

    sha256: str
    proof_sha256: str
    plan_hash: str


@dataclass(frozen=True, slots=True)
class MarkEvent(DocumentEvent):
    """An event of one mark."""

    mark_id: int


@dataclass(frozen=True, slots=True)
class MarkAdded(MarkEvent):
    """A mark was made by hand."""

    kind: str
    category: str
    provision: str


@dataclass(frozen=True, slots=True)
class MarkAccepted(MarkEvent):
    """A mark was accepted on a provision."""

    provision: str


@dataclass(frozen=True, slots=True)
class MarkReplaced(MarkEvent):
    """A mask got something to say instead of its words, or nothing any more."""

    level: str


@dataclass(frozen=True, slots=True)
class MarkRejected(MarkEvent):
    """Left visible by a person."""


@dataclass(frozen=True, slots=True)
class MarkUnmasked(MarkEvent):
    """The reviewer took a mask off; ``again``: put it back."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class MarkCommented(MarkEvent):
    """A comment was written on a mark; its text lies in its row."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentSettled(MarkEvent):
    """A comment on a mark has been seen to."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class MarkRemoved(MarkEvent):
    """A mark made by hand was taken back."""


@dataclass(frozen=True, slots=True)
class HitsMarked(DocumentEvent):
    """Places that a search found were masked together; what was looked for stands nowhere."""

    masks: int


@dataclass(frozen=True, slots=True)
class TermsWatched(RequestEvent):
    """A list of words is to be found in every document; the words themselves lie in their rows."""

    terms: int


@dataclass(frozen=True, slots=True)
class MarksUndone(DocumentEvent):
    """A change of marks was undone."""

    change_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class MarksRedone(DocumentEvent):
    """An undone change was taken up again."""

    change_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class MarkAssessed(MarkEvent):
    """A mask was tied to its assessment."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class MarkConfirmed(MarkEvent):
    """A mask was read by itself and confirmed to belong to its assessment."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class PhraseKept(Event):
    """The office keeps a text for assessments; the text lies in its row."""

    phrase_id: int
    provision: str


@dataclass(frozen=True, slots=True)
class PhraseRemoved(Event):
    """A text of the office was taken away."""

    phrase_id: int
    provision: str


@dataclass(frozen=True, slots=True)
class AssessmentWritten(DeliveryEvent):
    """An assessment was written."""

    assessment_id: int
    provision: str
    outcome: str


@dataclass(frozen=True, slots=True)
class EmissionsAnswered(DeliveryEvent):
    """It was said why data on emissions can be masked on a provision outside chapters 19-40 (OSL 10:5)."""

    assessment_id: int
    provision: str


@dataclass(frozen=True, slots=True)
class RecipientTested(DeliveryEvent):
    """It was said whether a circumstance speaks against handing out what is left in sight (OSL 21:7)."""

    circumstance: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class RecipientTestDropped(DeliveryEvent):
    """What was said of the recipient's use was taken back."""


@dataclass(frozen=True, slots=True)
class AssessmentRemoved(DeliveryEvent):
    """An assessment was removed."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class EntryAdded(Event):
    """The office learned something; the string itself lies in its row."""

    entry_id: int
    kind: str
    category: str


@dataclass(frozen=True, slots=True)
class EntryReversed(Event):
    """An entry of the office's list was taken back."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class CaseEntryAdded(RequestEvent):
    """Something was learned for one request alone."""

    entry_id: int
    kind: str
    category: str


@dataclass(frozen=True, slots=True)
class CaseEntryReversed(RequestEvent):
    """An entry of one request was taken back."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class EntriesForgotten(RequestEvent):
    """What was learned for one request alone went with it."""

    entries: int


@dataclass(frozen=True, slots=True)
class LogSegmentRemoved(Event):
    """A whole old segment was exported and removed by the retention rule; its head stays."""

    year: int
    rows: int
    head_hash: str
