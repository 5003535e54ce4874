"""Builds the lists that ship (``resources/models/words.bin``) from ordinary packages; run where they are installed.

``python -m redaction.detectors.persons.lists SV_SE_DIC`` needs faker and mimesis (names, both MIT) and the Swedish
Hunspell dictionary (``sv_SE.dic`` with ``sv_SE.aff`` beside it, LGPL-3). The program itself needs none of them.
"""

from __future__ import annotations

import json
import pkgutil
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import resources

from . import pack
from .bloom import WordSet

WORDS_FILE = resources.path("models", "words.bin")
_NAME = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_COMPOUND_PART, _FORBIDDEN, _NEEDS_ENDING = "XU", "!%", "¤"


def main(arguments: list[str]) -> int:
    """Build the file from the dictionary named on the command line; returns 0."""
    dictionary = Path(arguments[0])
    given, surnames = _faker_names()
    more_given, more_surnames = _mimesis_names()
    given |= more_given
    surnames |= more_surnames
    lower, proper = _dictionary_words(dictionary)
    sets = {
        "given": WordSet.of(_sorted(given), 16),
        "surname": WordSet.of(_sorted(surnames), 16),
        "proper": WordSet.of(_sorted(proper), 16),
        "word": WordSet.of(_sorted(lower), 16),
    }
    pack.write(WORDS_FILE, {name: bytes(words) for name, words in sets.items()})
    sys.stdout.write(f"given {len(given)}, surnames {len(surnames)}, proper {len(proper)}, words {len(lower)}\n")
    return 0


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted({word.lower() for word in words})


def _latin_names(values: Iterable[object]) -> Iterator[str]:
    """The single names in Latin letters among the values; a name of several words gives each of its longer words."""
    for value in values:
        for name in str(value).split() if isinstance(value, str) else ():
            letters = (c for c in name if c.isalpha())
            if _NAME.fullmatch(name) and name[0].isupper() and all(_is_latin(c) for c in letters):
                yield name


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _faker_names() -> tuple[set[str], set[str]]:
    given: set[str] = set()
    surnames: set[str] = set()
    package = import_module("faker.providers.person")
    for language in pkgutil.iter_modules(package.__path__):
        provider = import_module(f"faker.providers.person.{language.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if isinstance(values, dict | list | tuple | set | frozenset):
                if attribute.startswith(("first_name", "given")):
                    given.update(_latin_names(values))
                elif attribute.startswith(("last_name", "family")):
                    surnames.update(_latin_names(values))
    return given, surnames


def _mimesis_names() -> tuple[set[str], set[str]]:
    given: set[str] = set()
    surnames: set[str] = set()
    folder = Path(str(import_module("mimesis").__file__)).parent / "datasets"
    for path in sorted(folder.glob("*/person.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        given.update(_latin_names(_leaves(table.get("names", {}))))
        surnames.update(_latin_names(_leaves(table.get("surnames", table.get("last_names", {})))))
    return given, surnames


def _leaves(tree: object) -> Iterator[object]:
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from _leaves(branch)
    elif isinstance(tree, list):
        yield from tree


def _dictionary_words(dictionary: Path) -> tuple[set[str], set[str]]:
    """All inflected forms: those written in lower case, and those with a capital (places, names, brands)."""
    rules = _suffix_rules(dictionary.with_suffix(".aff"))
    lower: set[str] = set()
    proper: set[str] = set()
    for line in dictionary.read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.partition("/")
        if any(flag in _FORBIDDEN for flag in flags):
            continue
        forms = [] if _NEEDS_ENDING in flags else [stem]
        for flag in flags:
            for cut, ending, condition in rules.get(flag, ()):
                if stem.endswith(cut) and condition.search(stem):
                    forms.append(stem[: len(stem) - len(cut)] + ending)
        for form in forms:
            if _WORD.fullmatch(form):
                (proper if form[0].isupper() else lower).add(form)
    return lower, proper


def _suffix_rules(affixes: Path) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in affixes.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            flag, cut, ending, condition = parts[1:5]
            if flag in _COMPOUND_PART and ending.endswith("-"):
                continue
            ending = ending.partition("/")[0]
            shape = re.compile(f"{'' if condition == '.' else condition}$")
            rules[flag].append(("" if cut == "0" else cut, "" if ending == "0" else ending, shape))
    return rules


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
