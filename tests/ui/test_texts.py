"""The Swedish catalogue is whole: every sentence of app/ and ui/, compiled, in the words of the house."""

from __future__ import annotations

import gettext
import io
import re
import string
import subprocess
import sys
from datetime import date, datetime

import pytest

from app import texts as spoken
from tests import texts
from ui import texts as written


def strings(message) -> list[str]:
    """All Swedish forms."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


def ids(message) -> list[str]:
    """All English forms."""
    return list(message.id) if isinstance(message.id, list | tuple) else [message.id]


SENTENCES = [message for message in texts.read() if message.id]


def test_every_sentence_of_the_code_is_in_the_catalogue():
    """Nothing is spoken that has no Swedish; ``python -m tests.texts update`` adds it."""
    there = texts.read()
    missing = [m.id for m in texts.extracted() if m.id and there.get(ids(m)[0], m.context) is None]
    assert missing == []


def test_no_sentence_is_empty_or_guessed():
    """Every msgid has all its Swedish forms and none is fuzzy."""
    assert [message.id for message in SENTENCES if message.fuzzy or not all(strings(message))] == []


def test_the_compiled_catalogue_is_that_of_the_source():
    """The .mo says what this .po says."""

    def said(compiled: bytes) -> dict[object, str]:
        spoken_there = gettext.GNUTranslations(io.BytesIO(compiled))._catalog  # type: ignore[attr-defined]
        return {key: words for key, words in spoken_there.items() if key}

    assert said(texts.compiled(texts.read())) == said(texts.MO.read_bytes())


def fields(words: str) -> set[str]:
    """The names to be filled in."""
    return {name for _text, name, _spec, _how in string.Formatter().parse(words) if name}


def test_translations_keep_the_places():
    """What is filled in after translation is filled in by the same names."""
    for message in SENTENCES:
        if "{" in "".join(ids(message)) and "{id" not in message.id:
            wanted = set().union(*(fields(one) for one in ids(message)))
            pairs = zip(ids(message), strings(message), strict=False)
            assert all(fields(said) in (wanted, fields(one)) for one, said in pairs), message.id


def test_the_swedish_is_that_of_the_house():
    """No exclamation marks, no English, none of the words the field does not use."""
    shunned = re.compile(
        r"!|redigera|redaktion|\bentitet|validering|konfidens|ogiltig"
        r"|\bSLA\b|GDPR|intresseavvägning|\bdu kan ej\b",
        re.I,
    )
    assert [one for message in SENTENCES for one in strings(message) if shunned.search(one)] == []


def test_swedish_is_spoken_and_english_on_request(monkeypatch: pytest.MonkeyPatch):
    """The program speaks Swedish; UTLAMNA_LANGUAGE=en gives the code's own words."""
    monkeypatch.delenv("UTLAMNA_LANGUAGE", raising=False)
    assert spoken._("Requests") == "Ärenden"
    assert spoken.ngettext("{count} page", "{count} pages", 2).format(count=2) == "2 sidor"
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    assert spoken._("Requests") == "Requests"


def test_the_loader_brings_no_babel():
    """Reading the catalogue needs the standard library alone."""
    code = "import sys, app.texts as t; t._('Requests'); print('babel' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=texts.ROOT)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (written.number(3918), "3\u00a0918"),
        (written.number(12), "12"),
        (written.clock(datetime(2026, 3, 11, 9, 12)), "09.12"),  # noqa: DTZ001
        (written.day(date(2026, 3, 11), date(2026, 11, 23)), "11\u00a0mar"),
        (written.day(date(2025, 5, 2), date(2026, 11, 23)), "2\u00a0maj 2025"),
        (written.moment(datetime(2026, 11, 22, 16, 20), date(2026, 11, 23)), "i går 16.20"),  # noqa: DTZ001
        (written.duration(27 * 60), "1 dag 3 tim"),
        (written.duration(4 * 24 * 60 + 300), "4 dgr"),
        (written.duration(40), "40 min"),
        (written.time_left(40), "40 s kvar"),
        (written.time_left(200), "3 min kvar"),
    ],
)
def test_times_and_numbers_are_written_the_swedish_way(made, wanted):
    """09.12 for time, 11 mar for days, spaces in thousands."""
    assert made == wanted
