"""What is left in sight that still points to somebody who is masked: names, initials, addresses, numbers, ranked.

Pure values: a text goes in, places come out. What lies under a mask, or was judged, is for the caller to leave out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick

from ..detectors.terms import Term, TermList, readings
from .belongings import NUMBERS
from .mentions import PERSON
from .names import Form, Name, fold, local_of, locals_of, read


class Kind(StrEnum):
    """How something points to a masked person."""

    NUMBER = "number"
    EMAIL = "email"
    NAME = "name"
    ADDRESS = "address"
    SURNAME = "surname"
    LOCAL = "local"
    FIRST = "first"
    INITIALS = "initials"


SURENESS = {
    Kind.NUMBER: 0.98,
    Kind.EMAIL: 0.97,
    Kind.NAME: 0.95,
    Kind.ADDRESS: 0.9,
    Kind.SURNAME: 0.7,
    Kind.LOCAL: 0.6,
    Kind.FIRST: 0.5,
    Kind.INITIALS: 0.3,
}
"""How surely each kind points to the person (0-1): an order, not a measured probability."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that are masked somewhere: their category, and the caller's number of the person (0: not known)."""

    text: str
    category: str
    owner: int = 0


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in a text (offsets, end exclusive) that points to a masked person."""

    start: int
    end: int
    kind: Kind
    owner: int
    category: str

    @property
    def sureness(self) -> float:
        """How surely it points there, 0-1."""
        return SURENESS[self.kind]


_SHORTEST_NAME, _SHORTEST_LOCAL, _FEWEST_DIGITS = 3, 5, 6
_STREET = re.compile(r"^.*?\d+(?:\s?[A-Za-z](?![^\W\d]))?")
_RUN = re.compile(r"\d[\d \u00a0\u2009\u202f()./\u2010-\u2015-]*\d")
_ADDRESS = re.compile(r"[\w.+-]{3,64}@[\w-]+(?:\.[\w-]+)*")
_LETTERS = re.compile(r"(?<![\w.&])([A-ZÅÄÖÉÜ])(\.?)[ -]?([A-ZÅÄÖÉÜ])(\.?)(?![\w&])")
_ORDINARY = frozenset(re.findall("..", "abhbkbeuittvseokvdhrklnrtfflkgkwkvkrfnunosipidelvagdampmcacv"))
"""Two letters that are ordinary short words: as initials they need their full stops."""
_BEFORE = re.compile(r"(?:(?:\+|00)46[ ()0-]{0,6}|19|20|0)?\Z")
"""What may stand right before a number and leaves it the same: a country's digits, a century's, a leading nought."""
_REACH = 12
"""Characters looked at for that."""


def _start(pointer: Pointer) -> int:
    return pointer.start


class Pointers:
    """Masked words made ready for searching many texts.

    ``others`` are names of persons who stay in sight: a first name or initials that they share point to nobody.
    """

    def __init__(self, secrets: Iterable[Secret], others: Iterable[str] = ()) -> None:
        known = list(dict.fromkeys(secrets))
        names = [(secret, name) for secret in known if secret.category == PERSON and (name := read(secret.text))]
        self._terms: dict[str, tuple[Kind, Secret]] = {}
        self._letters: dict[str, Secret] = {}
        self._locals: dict[str, Secret] = {}
        self._digits = ahocorasick.Automaton()
        shared = _shared([name for _s, name in names], [name for other in others if (name := read(other))])
        for secret, name in names:
            self._add_name(secret, name, shared)
        for secret in known:
            self._add_data(secret, [name for other, name in names if secret.owner and other.owner == secret.owner])
        self._list = TermList(Term(text) for text in self._terms)
        if len(self._digits):
            self._digits.make_automaton()

    def _add_name(self, secret: Secret, name: Name, shared: Counter[str]) -> None:
        self._put(" ".join(secret.text.split()), Kind.NAME, secret)
        if name.form is Form.FULL:
            first, last = name.words[0], name.words[-1]
            for written in (f"{first} {last}", f"{last} {first}", f"{last}, {first}", " ".join(name.words)):
                self._put(written, Kind.NAME, secret)
            for part in {last, *last.split("-")}:
                self._put(part, Kind.SURNAME, secret)
            if shared[first] == 1:
                self._put(first, Kind.FIRST, secret)
            for local in locals_of(name):
                self._locals.setdefault(local, secret)
            letters = first[0] + last[0]
            if shared[f"{letters}."] == 1:
                self._letters.setdefault(letters, secret)
        elif name.form is Form.INITIAL:
            self._put(name.words[0], Kind.SURNAME, secret)

    def _add_data(self, secret: Secret, names: Iterable[Name]) -> None:
        text = " ".join(secret.text.split())
        if secret.category == "EMAIL":
            self._put(text, Kind.EMAIL, secret)
            local = text.partition("@")[0]
            if len(local) >= _SHORTEST_LOCAL and any(local_of(text) in locals_of(name) for name in names):
                self._put(local, Kind.LOCAL, secret)
        elif secret.category == "ADDRESS":
            self._put(text, Kind.ADDRESS, secret)
            street = _STREET.match(text)
            if street is not None:
                self._put(street.group(), Kind.ADDRESS, secret)
        elif secret.category != PERSON:
            digits = re.sub(r"\D", "", text)
            if len(digits) >= _FEWEST_DIGITS and len(digits) * 2 > len(text):
                key = digits[-10:] if secret.category in NUMBERS else _national(digits, secret.category)
                self._digits.add_word(key, (len(key), secret))

    def _put(self, text: str, kind: Kind, secret: Secret) -> None:
        folded = fold(text)
        if sum(c.isalnum() for c in folded) < _SHORTEST_NAME:
            return
        before = self._terms.get(folded)
        if before is None or SURENESS[kind] > SURENESS[before[0]]:
            self._terms[folded] = (kind, secret)

    def find(self, text: str, *, any_case: bool = False) -> list[Pointer]:
        """Every place that points to a masked person, none inside a surer one, by place.

        A single name counts where it begins with a capital, in ``any_case`` (a file's name) however it is written.
        """
        found = [*self._in_words(text, any_case), *self._in_digits(text)]
        found += [*self._in_addresses(text), *self._in_letters(text)]
        kept: list[Pointer] = []
        for pointer in sorted(found, key=lambda p: (-p.sureness, p.start - p.end, p.start)):
            at = bisect_left(kept, pointer.start, key=_start)
            free = (not at or kept[at - 1].end <= pointer.start) and (at == len(kept) or pointer.end <= kept[at].start)
            if free:
                kept.insert(at, pointer)
        return kept

    def _in_words(self, text: str, any_case: bool) -> Iterator[Pointer]:
        for start, end, term in self._list.places_in(readings(text)):
            kind, secret = self._terms[term.text]
            single = kind in (Kind.SURNAME, Kind.FIRST)
            if any_case or not single or text[start].isupper():
                yield Pointer(start, end, kind, secret.owner, secret.category)

    def _in_digits(self, text: str) -> Iterator[Pointer]:
        for run in _RUN.finditer(text) if len(self._digits) else ():
            places = [at for at in range(run.start(), run.end()) if text[at].isdigit()]
            digits = "".join(text[at] for at in places)
            for last, (length, secret) in self._digits.iter(digits):
                start, end = places[last + 1 - length], places[last] + 1
                before = _BEFORE.search(text[max(0, start - _REACH) : start])
                start -= len(before.group()) if before else 0
                if not text[max(0, start - 1) : start].isdigit() and not text[end : end + 1].isdigit():
                    yield Pointer(start, end, Kind.NUMBER, secret.owner, secret.category)

    def _in_addresses(self, text: str) -> Iterator[Pointer]:
        """E-mail addresses, whoever's they are, that spell the name of somebody masked."""
        for hit in _ADDRESS.finditer(text) if self._locals else ():
            secret = self._locals.get(local_of(hit.group()))
            if secret is not None:
                yield Pointer(hit.start(), hit.end(), Kind.LOCAL, secret.owner, "EMAIL")

    def _in_letters(self, text: str) -> Iterator[Pointer]:
        for hit in _LETTERS.finditer(text) if self._letters else ():
            letters = (hit[1] + hit[3]).casefold()
            secret = self._letters.get(letters)
            if secret is not None and (hit[2] or letters not in _ORDINARY):
                yield Pointer(hit.start(), hit.end(), Kind.INITIALS, secret.owner, secret.category)


def _shared(masked: Iterable[Name], others: Iterable[Name]) -> Counter[str]:
    """For each first name, and for initials with a full stop after them, how many different persons have them."""
    people = {name.key: name for name in (*masked, *others) if name.form is Form.FULL}
    counts: Counter[str] = Counter()
    for name in people.values():
        counts[name.words[0]] += 1
        counts[f"{name.words[0][0]}{name.words[-1][0]}."] += 1
    return counts


def _national(digits: str, category: str) -> str:
    return digits.removeprefix("00").removeprefix("46").lstrip("0") if category == "PHONE" else digits
