"""Events of a document."""

from __future__ import annotations

from dataclasses import dataclass

from .base import DocumentEvent


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
class PagesPutIn(DocumentEvent):
    """Pages that a person had printed took the place of the working copy."""

    sha256: str
    working_sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentFailed(DocumentEvent):
    """A document could not be read."""

    failure: str


@dataclass(frozen=True, slots=True)
class DocumentLocked(DocumentEvent):
    """A document needs a password."""

    failure: str


@dataclass(frozen=True, slots=True)
class DocumentShutOut(DocumentEvent):
    """A document that is, or may be, classified was shut out, with all that came in or around it; so many in all."""

    why: str
    count: int


@dataclass(frozen=True, slots=True)
class SaidNotClassified(DocumentEvent):
    """A person said, with a reason, that a document with a class stamp is not classified."""

    degree: str


@dataclass(frozen=True, slots=True)
class DocumentTried(DocumentEvent):
    """A person found whether the document is an official one, by this paragraph."""

    verdict: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class HandedOutVoluntarily(DocumentEvent):
    """Somebody chose to hand out a document that is not official."""


@dataclass(frozen=True, slots=True)
class DocumentDescribed(DocumentEvent):
    """It was said when a document is from, by whom, of which kind, or under which number."""


@dataclass(frozen=True, slots=True)
class DescriptionTakenBack(DocumentEvent):
    """What was said last of a document's day, sender, kind or reference was taken back."""


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
class RegionsLeft(DocumentEvent):
    """So many parts of its pages that no reader could read were left visible."""

    regions: int


@dataclass(frozen=True, slots=True)
class RegionsReopened(DocumentEvent):
    """So many parts of its pages that were left visible are to be judged again."""

    regions: int


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
class HitsMarked(DocumentEvent):
    """Places that a search found were masked together; what was looked for stands nowhere."""

    masks: int


@dataclass(frozen=True, slots=True)
class MarksUndone(DocumentEvent):
    """A change of marks was undone."""

    change_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class SetKept(DocumentEvent):
    """The marks of a document were kept as a set, to be held against later ones."""

    set_id: int


@dataclass(frozen=True, slots=True)
class SetCarried(DocumentEvent):
    """The marks of another document that says the same were held against this one's, as a set."""

    set_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class SetTakenOver(DocumentEvent):
    """Marks were put back as they stand in a kept set; number 0 is what was handed out before."""

    set_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class MarksRedone(DocumentEvent):
    """An undone change was taken up again."""

    change_id: int
    marks: int
