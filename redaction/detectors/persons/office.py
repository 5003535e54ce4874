"""Invents office papers for training from templates (``office.txt``), tables (``office.toml``) and names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from .words import FIELDS

_HERE = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\{([\w']+)\}")
_MISREAD = {"l": "1", "i": "1", "o": "0", "O": "0", "s": "5", "S": "5"}
_CASES: dict[str, Callable[[str], str]] = {"C": str.upper, "L": str.lower, "LI": str.lower}
_ASCII = str.maketrans("åäöéèüáíóøæç", "aaoeeuaiooac")

Place = tuple[int, int]

_COMMON = 30.0
"""Weight of a name that some five hundred bear."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names with the weight at which each is drawn."""

    names: Sequence[str]
    weights: Sequence[float]
    sums: Sequence[float] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sums", list(accumulate(self.weights)))

    def common(self, holds: Callable[[str], object]) -> Names:
        """Those of them that are not rare and hold in lower case; all where there is none."""
        pairs = zip(self.names, self.weights, strict=True)
        rows = [(name, weight) for name, weight in pairs if weight >= _COMMON and holds(name.lower())]
        return Names([name for name, _ in rows], [weight for _, weight in rows]) if rows else self

    def draw(self, chance: Random) -> str:
        """One name."""
        return chance.choices(self.names, cum_weights=self.sums)[0]


def read_templates() -> list[str]:
    """The templates, without their comments."""
    lines = (_HERE / "office.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in lines if line and not line.startswith("#")]


class Office:
    """Papers with their names marked: ``paper()`` gives a text and the (start, end) of each name in it."""

    def __init__(
        self, given: Names, surnames: Names, words: Sequence[str], seed: int, is_word: Callable[[str], object] = len
    ) -> None:
        """``is_word`` tells whether a name in lower case is an ordinary word too."""
        self._given, self._surnames, self._words = given, surnames, words
        self._word_given, self._word_surnames = given.common(is_word), surnames.common(is_word)
        self._templates = read_templates()
        self._table: dict[str, Any] = tomllib.loads((_HERE / "office.toml").read_text(encoding="utf-8"))
        self._table["field"] = sorted(FIELDS)
        self._forms: dict[str, list[str]] = self._table.pop("person")
        self._chance = Random(seed)
        self._people: list[tuple[str, str]] = []
        self._last = ("", "")

    def paper(self) -> tuple[str, list[Place]]:
        """One to five templates under each other, with the same few people in them."""
        self._people = [self._new_person() for _ in range(self._chance.randint(1, 4))]
        text = ""
        spans: list[Place] = []
        for _ in range(self._chance.choice((1, 1, 2, 3, 5))):
            text += ("\n" if self._chance.random() < 0.6 else "\n\n") if text else ""
            part, names = self._marked(self._chance.choice(self._templates))
            spans += [(start + len(text), end + len(text)) for start, end in names]
            text += part
        return text, spans

    def _marked(self, template: str) -> tuple[str, list[Place]]:
        text, last = "", 0
        spans: list[Place] = []
        for match in _PLACEHOLDER.finditer(template):
            text += template[last : match.start()]
            last = match.end()
            value = self._written(match[1]) if match[1] in self._forms else self._unmarked(match[1])
            if match[1] in self._forms:
                spans.append((len(text), len(text) + len(value)))
            text += value
        text += template[last:]
        upper = text.upper() if self._chance.random() < 0.06 else text
        return (upper if len(upper) == len(text) else text), spans

    def _unmarked(self, name: str) -> str:
        """What a placeholder stands for that is no finding."""
        if name.endswith("'s"):
            return _genitive(self._unmarked(name[:-2]))
        if name[0] == "n" and name[1:].isdigit():
            return "".join(self._chance.choice("0123456789") for _ in range(int(name[1:])))
        if name in ("given", "family", "Place"):
            return (self._given if name == "given" else self._surnames).draw(self._chance)
        if name.lower() == "stuff":
            if name == "Stuff":
                return self._word_surnames.draw(self._chance)
            return self._chance.choice((self._word_given, self._word_surnames)).draw(self._chance).lower()
        if name == "M":
            return self._mail()
        lower = name.lower()
        value = self._word() if lower == "word" else self._filled(self._chance.choice(self._table[lower]))
        return value if name == lower else value.upper() if name.isupper() else value[:1].upper() + value[1:]

    def _filled(self, template: str) -> str:
        return _PLACEHOLDER.sub(lambda match: self._unmarked(match[1]), template)

    def _written(self, form: str) -> str:
        """A person in one of the ways of a form, at times in another case or misread."""
        given, family = self._person()
        parts = {"F": given, "S": family, "f": given[0], "s": family[0]}
        if form[0] == "W":
            parts = {"F": self._word_given.draw(self._chance), "S": self._word_surnames.draw(self._chance)}
        name = _PLACEHOLDER.sub(lambda match: parts[match[1]], self._chance.choice(self._forms[form]))
        name = _genitive(name[:-2]) if name.endswith("'s") else name
        case = self._chance.random()
        if form == "P" and case < 0.15:
            return name.upper() if case < 0.1 else name.lower()
        return self._misread(_CASES.get(form, str)(name))

    def _person(self) -> tuple[str, str]:
        self._last = self._chance.choice(self._people) if self._chance.random() < 0.6 else self._new_person()
        return self._last

    def _new_person(self) -> tuple[str, str]:
        chance, table = self._chance, self._table
        form = chance.random()
        given = (
            chance.choice(table["word_names" if form < 0.08 else "nicknames"])
            if form < 0.12
            else self._given.draw(chance)
        )
        family = chance.choice(table["word_families"]) if chance.random() < 0.08 else self._surnames.draw(chance)
        form = chance.random()
        if form < 0.1:
            given += ("-" if form < 0.07 else " ") + self._given.draw(chance)
        form = chance.random()
        if form < 0.05:
            family += chance.choice(("-", " ")) + self._surnames.draw(chance)
        elif form < 0.09:
            family = f"{chance.choice(table['particles'])} {family}"
        return given, family

    def _misread(self, name: str) -> str:
        """The name, at times with a letter misread as optical reading does."""
        at = self._chance.randrange(1, len(name) - 1) if len(name) > 5 and self._chance.random() < 0.025 else 0
        if not at or not name[at].isalpha():
            return name
        return name[:at] + _MISREAD.get(name[at], self._chance.choice("rnecmia")) + name[at + 1 :]

    def _mail(self) -> str:
        given, family = (re.sub("[^a-z]", "", name.lower().translate(_ASCII)) for name in self._last)
        return f"{given or 'info'}.{family or 'post'}@{self._unmarked('hosts')}"

    def _word(self) -> str:
        word = self._chance.choice(self._words)
        return word + self._chance.choice(self._words) if self._chance.random() < 0.2 else word


def _genitive(name: str) -> str:
    return name if name[-1:] in "sxzSXZ" else name + "s"
