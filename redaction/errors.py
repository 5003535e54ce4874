"""Trouble with a document: a code and parameters, never a sentence for the user.

``app`` turns the code into a sentence (see ``app.domain.messages``). Parameters never hold text from the
document.
"""

from __future__ import annotations


class DocumentError(Exception):
    """A document cannot be used as asked.

    Args:
        **parameters: numbers or short codes that the sentence for the user needs.
    """

    code = "document"

    def __init__(self, **parameters: str | int) -> None:
        super().__init__(self.code)
        self.parameters = parameters

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.parameters))


def _rebuild(kind: type[DocumentError], parameters: dict[str, str | int]) -> DocumentError:
    return kind(**parameters)


class Unsupported(DocumentError):
    """A kind of file that is not taken in; ``kind`` names what the content looks like."""

    code = "unsupported"


class NeedsOffice(DocumentError):
    """A kind (``kind``) that LibreOffice alone reads; ``found`` is 1 where it is there and could not, else 0."""

    code = "needs-office"


class NotAPdf(DocumentError):
    """The name says PDF, the content says something else."""

    code = "not-a-pdf"


class Stamped(DocumentError):
    """The document says that it is classified; ``degree`` (``class_stamps.Degree``) is how sure that is."""

    code = "stamped"


class Damaged(DocumentError):
    """The file breaks off or its structure cannot be read."""

    code = "damaged"


class NoPages(DocumentError):
    """The file opens and has no page."""

    code = "no-pages"


class Empty(DocumentError):
    """The file has no bytes or no text."""

    code = "empty"


class PasswordNeeded(DocumentError):
    """The file is encrypted and no password was given."""

    code = "password-needed"


class WrongPassword(DocumentError):
    """The password given does not open the file."""

    code = "wrong-password"


class TooLarge(DocumentError):
    """The file is past a bound; ``what`` and ``limit`` name it."""

    code = "too-large"


class WordsLost(DocumentError):
    """No route from the original to pages keeps enough of its words; ``kept`` is per cent."""

    code = "words-lost"


class StillReadable(DocumentError):
    """Verification found what a mark should have removed; ``page`` (from 0) and ``check`` say where."""

    code = "still-readable"


class PageOutside(DocumentError):
    """A mark names a page or an area that the document does not have."""

    code = "page-outside"


class ReplacementUnfit(DocumentError):
    """What a mark (``number``) would say instead of its words tells them or cannot be printed (``fault``)."""

    code = "replacement-unfit"


class WrongSource(DocumentError):
    """The plan was made for another file than the one given."""

    code = "wrong-source"


class Stalled(DocumentError):
    """The child process made no progress within its budget (``seconds``)."""

    code = "stalled"


class Crashed(DocumentError):
    """The child process died; ``exit`` is its exit code."""

    code = "crashed"


class Faulty(DocumentError):
    """The program met a fault of its own in this file; ``where`` is a file of the program and its line."""

    code = "reading-fault"


class OutOfMemory(DocumentError):
    """The child process ran out of memory."""

    code = "out-of-memory"


class NoSpace(DocumentError):
    """The disk is full or the folder cannot be written."""

    code = "no-space"


class ExpressionWrong(DocumentError):
    """An expression that is looked for cannot be read; ``at`` is the character (from 0) where reading ended."""

    code = "expression-wrong"
