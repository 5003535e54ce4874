"""Events of a request as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from .base import RequestEvent


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
class OwnDataTaken(RequestEvent):
    """What is held of the person who asks was taken out as a file of its own, ``form`` "json" or "csv"."""

    form: str


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
class FollowUpPrepared(RequestEvent):
    """The program prepared a delivery from an earlier one; ``opened`` counts the marks that are masked no more."""

    delivery_id: int
    earlier_id: int
    because: str
    opened: int


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
class TermsWatched(RequestEvent):
    """A list of words is to be found in every document; the words themselves lie in their rows."""

    terms: int


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
