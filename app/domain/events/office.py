"""Events of the office: its people, policies, lists, catalogue and log."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Event


@dataclass(frozen=True, slots=True)
class WorkspaceMade(Event):
    """The workspace was made."""

    schema: str


@dataclass(frozen=True, slots=True)
class BackupMade(Event):
    """A backup of the whole workspace was written and read back, with so many files of the vault."""

    files: int


@dataclass(frozen=True, slots=True)
class RecoveryKeyMade(Event):
    """A recovery key was written down and typed back; no earlier one opens the store's key any more."""


@dataclass(frozen=True, slots=True)
class DataKeyMade(Event):
    """A new data key, by its number, seals what is written from now on."""

    number: int


@dataclass(frozen=True, slots=True)
class OfficeKeyChanged(Event):
    """Another office key opens the store from now on; the earlier one, its files and its recovery key open nothing."""


@dataclass(frozen=True, slots=True)
class OfficeKeyExported(Event):
    """The office key was written to a file, for another machine or for the administrator to keep."""


@dataclass(frozen=True, slots=True)
class BackupDaysSet(Event):
    """The number of days after which a new backup is asked for was set."""

    days: int


@dataclass(frozen=True, slots=True)
class WorkspaceUpgraded(Event):
    """The workspace was brought from one schema to another (numbers); its database of before lies in a backup."""

    before: int
    after: int
    sha256: str


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
class PasswordMissed(Event):
    """A wrong password was given for a person, the how-manieth in a row; so many seconds none is taken."""

    person_id: int
    misses: int
    wait: int


@dataclass(frozen=True, slots=True)
class LockLifted(Event):
    """An administrator ended a person's waiting after wrong passwords."""

    person_id: int


@dataclass(frozen=True, slots=True)
class IdleTimeSet(Event):
    """It was set after how many minutes a window that nobody touches signs out; 0: never."""

    minutes: int


@dataclass(frozen=True, slots=True)
class RetentionSet(Event):
    """The company's decision on a row of the plan was entered; ``years`` -1: kept for good."""

    plan_row: str
    years: int
    counted_from: str


@dataclass(frozen=True, slots=True)
class SmallestGroupSet(Event):
    """The office's least number of persons in a group that is shown was set."""

    persons: int


@dataclass(frozen=True, slots=True)
class DelegationGiven(Event):
    """A person was given the power to decide for the company, or it was changed."""

    delegation_id: int
    person_id: int
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TariffChanged(Event):
    """A new edition of the tariff was entered."""

    edition: int


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
class LogSegmentRemoved(Event):
    """A whole old segment was exported and removed by the retention rule; its head stays."""

    year: int
    rows: int
    head_hash: str
