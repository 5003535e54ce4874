"""The words of the sum of an intake, for the window, the command line and a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.intake_sum import Fate, FileFate, counts, left
from app.texts import _, ngettext


def headline(files: Sequence[FileFate]) -> str:
    """How much was taken in, in one sentence, and in another what was not read in time."""
    taken = counts(files)[Fate.TAKEN]
    documents, pages = sum(file.documents for file in files), sum(file.pages for file in files)
    words = ngettext(
        "{taken} of {count} file is taken in: {documents} documents, {pages} pages.",
        "{taken} of {count} files are taken in: {documents} documents, {pages} pages.",
        len(files),
    )
    told = words.format(taken=taken, count=len(files), documents=documents, pages=pages)
    late = sum(file.late for file in files)
    return f"{told} {not_in_time(late)}" if late else told


def not_in_time(count: int) -> str:
    """That pictures could not be read in time, and what is done about it."""
    words = ngettext(
        "{count} picture could not be read in time: nothing in it is proposed, look at it.",
        "{count} pictures could not be read in time: nothing in them is proposed, look at them.",
        count,
    )
    return words.format(count=count)


def fate(one: Fate) -> str:
    """What waits for a person, as a heading."""
    return {
        Fate.TAKEN: _("Taken in"),
        Fate.LOCKED: _("Waits for a password"),
        Fate.LARGE: _("Too large"),
        Fate.TURNED_AWAY: _("Turned away at the door"),
        Fate.REFUSED: _("Could not be taken in"),
    }[one]


def lines(files: Sequence[FileFate]) -> Iterator[str]:
    """The sum, then each file that waits for a person under what it waits for."""
    yield headline(files)
    before: Fate | None = None
    for file in left(files):
        if file.fate is not before:
            before = file.fate
            yield ""
            yield f"{fate(file.fate)} ({counts(files)[file.fate]})"
        yield f"  {file.name}: {file.why}"


def text(files: Sequence[FileFate]) -> str:
    """The sum as a file."""
    return "\n".join(lines(files)) + "\n"
