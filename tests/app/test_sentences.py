"""Sentences that the catalogue can find (a call inside an f-string is never read), and the pages that they name."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

import app
from app import messages
from app.messages.blockers import COUNTED, NEXT
from app.messages.documents import KINDS
from redaction.importers import kinds, legacy

ROOT = Path(app.__file__).parent.parent
SPEAKERS = {"_", "ngettext", "pgettext"}


def hidden(tree: ast.AST) -> list[int]:
    """The lines on which a constant sentence is spoken inside an f-string."""
    calls = (n for j in ast.walk(tree) if isinstance(j, ast.JoinedStr) for n in ast.walk(j) if isinstance(n, ast.Call))
    spoken = (c for c in calls if isinstance(c.func, ast.Name) and c.func.id in SPEAKERS)
    return [c.lineno for c in spoken if any(isinstance(a, ast.Constant) for a in c.args)]


def test_no_sentence_hides_in_an_f_string() -> None:
    """Neither in app nor in ui; a day named by a table is another matter."""
    assert hidden(ast.parse("f\"{_('Plan')} 1\"")) == [1]
    files = (file for package in ("app", "ui") for file in (ROOT / package).rglob("*.py"))
    found = [(file.name, line) for file in files for line in hidden(ast.parse(file.read_text(encoding="utf-8")))]
    assert found == []


@pytest.mark.parametrize("code", sorted(messages.ON_PAGE))
def test_a_page_is_named_as_people_count(code: str) -> None:
    """Pages are counted from 1 in sentences; where none is known, none is named."""
    given: dict[str, str | int] = {"seconds": 20, "exit": 1, "what": "stream"}
    assert re.match("Sidan? 5 ", messages.sentence(code, given | {"page": 4}))
    assert "sida" not in messages.sentence(code, given).casefold()


def test_each_code_has_one_sentence() -> None:
    """The parts that the sentences stand in share no code, so that none hides another's."""
    parts = [getattr(part, "SENTENCES", {}) for name, part in vars(messages).items() if isinstance(part, ModuleType)]
    assert sum(map(len, parts)) == len(messages.SENTENCES) > 0


IMPERATIVE = re.compile(r"(Say|Choose|Name|Enter|Write|Fill in|Only|There is nothing to) ")
"""How a sentence begins that is itself what to do, or that needs nothing done."""


def test_each_refusal_leaves_a_next_step() -> None:
    """What is so is followed by what to do about it, in the sentence or, of what is counted, beside it."""
    counted = [(code, f"{one}. {NEXT.get(code, '')}") for code, (one, _many) in COUNTED.items()]
    said = [*messages.SENTENCES.items(), *counted]
    silent = [code for code, words in said if not (IMPERATIVE.match(words) or re.search(r"[.;:] \S", words))]
    assert silent == []
    assert NEXT.keys() <= COUNTED.keys()


def test_every_kind_that_is_not_taken_in_has_a_word() -> None:
    """A refusal names what the file is, whatever kind the engine sees in it."""
    refused = set(kinds.KINDS) - set(kinds.MEDIA_TYPES)
    assert refused | {importer.kind for importer in legacy.IMPORTERS} == set(KINDS)


LIMITS = [("pages", 20_000, "20\u00a0000"), ("unpacked", 1000, "1\u00a0000")]


@pytest.mark.parametrize(("what", "limit", "words"), LIMITS)
def test_what_there_is_too_much_of_is_said_in_words(what: str, limit: int, words: str) -> None:
    """With the bound, and without the code that the reader of files gives it."""
    said = messages.sentence("too-large", {"what": what, "limit": limit})
    assert words in said
    assert f"({what})" not in said
    assert "{" not in said
