"""The sentences that people read: English in the code, Swedish on the screen and on paper.

``from app.texts import _`` and write ``_("Take in documents")``; counts through ``ngettext``. Names and numbers go
in after the translation, by name: ``_("{count} left").format(count=n)``. In a table that is built at import write
``N_("words")`` and translate with ``_`` when it is shown (``NN_`` for a pair, spoken with ``ngettext``). Nothing
but the standard library is imported here, for the window must be painted before anything heavy is read.
"""

from __future__ import annotations

import gettext as machinery
import os
from functools import cache
from pathlib import Path

import resources

DOMAIN = "utlamna"
LOCALE = Path(resources.__file__).parent / "locale"
LANGUAGES = ("sv", "en")
"""Swedish is what the program speaks; English is the code's own wording."""


def N_(message: str) -> str:  # noqa: N802
    """Marks a sentence for the catalogue and leaves it as it is."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks a pair for the catalogue, to be spoken later with ``ngettext(*pair, count)``."""
    return one, many


def language() -> str:
    """The language spoken: ``UTLAMNA_LANGUAGE``, else Swedish."""
    wish = os.environ.get("UTLAMNA_LANGUAGE", LANGUAGES[0])
    return wish if wish in LANGUAGES else LANGUAGES[0]


@cache
def catalogue(spoken: str) -> machinery.NullTranslations:
    """The sentences of one language, read once."""
    if spoken == "en":
        return machinery.NullTranslations()
    return machinery.translation(DOMAIN, LOCALE, [spoken])


def _(message: str) -> str:
    """The sentence in the language spoken."""
    return catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for this count in the language spoken; the count itself goes in afterwards."""
    return catalogue(language()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The sentence where the same English word has several Swedish ones; ``context`` tells which."""
    return catalogue(language()).pgettext(context, message)
