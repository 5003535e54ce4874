"""Street addresses, boxes and apartments: told by how streets are called, a label before or a postal code after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import resources
from resources import UNUSABLE, BadCatalogue

from ..findings import Evidence, Span
from .base import Labels

_APARTMENT = r"[lL](?:(?i:ght?|gh-?nr|ägenhet(?:s(?:nummer|nr))?))\.?[ ]?(?:nr\.?[ ]?)?:?[ ]?[0-9]{1,4}(?![^\W_])"
_NUMBER = re.compile(r"[0-9](?:(?<=[^\W\d_.][ \n].)|(?<=[^\W\d_][vg][.][ ].))[0-9]{0,3}(?![0-9])")
_REST = re.compile(
    r"(?:[ ]?[-/][ ]?[0-9]{1,3}(?![0-9]|[-/.:][0-9]))?(?:[ ]?[A-Z](?![^\W_])|[ ]?[a-h](?![^\W_]))?"
    rf"(?:[ ]?[,\n]?[ ]?(?:{_APARTMENT}|\({_APARTMENT}\)))?"
)
_WORD = r"[^\W\d_]+(?:[-:'][^\W\d_]+)*\.?"
_NAME = re.compile(rf"(?:(?<![^\W_]){_WORD}[ ]){{0,3}}(?<![^\W_]){_WORD}\Z")
_REACH = 64
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_POSTAL = re.compile(r"[ ]{0,2}[,;\t|\n]?[ \n\t]{0,3}(?:SE?[ -]{1,3})?[1-9][0-9]{2}[ ]?[0-9]{2}[ ]{1,3}[^\W\d_]{2}")
_OTHERWISE = re.compile(
    r"[.,:][0-9](?!(?<=,.)[0-9]{2}[ ]?[0-9]{2}[ ])|[^\W\d_]{2}|[-/][0-9]{1,2}[-/][0-9]|-[0-9]{4}|[ ]?(?:%|§|°|:-)"
    r"|[ ](?i:kWh|MWh|GWh|kW|MW|kV|mm|cm|dm|m|m2|m3|meter|km|kilometer|mil|st|stycken|kr|kronor|tkr|mkr|procent|tim"
    r"|timmar|timme|min|minuter|sekunder|dagar|dag|veckor|år|gånger|ggr|personer|kunder|hushåll|januari|februari|mars"
    r"|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
    r"(?![^\W_])"
)
"""What follows a number that is no number of a house: decimals, dates, units."""
_BOX = re.compile(
    r"B(?<![^\W_].)(?:ox|OX)(?:[ ]nr)?[ ][0-9]{1,5}(?![^\W_]|[.,:][0-9]|[ ](?:st|kr|kWh|av|med|för|på)(?![^\W_]))"
)
_BOX_PREFIX = re.compile(r"(?:(?<![^\W_])(?:P\.[ ]?O\.[ ]?|PO[ ]))\Z")
_POSTBOX = re.compile(r"P(?<![^\W_].)(?:ost|OST)(?:box|BOX)[ ][0-9]{1,5}(?![^\W_]|[.,:][0-9])")
_APARTMENT_WORDS = ("gh", "GH", "Gh", "ägenhet", "ÄGENHET")
_ALONE = re.compile(_APARTMENT.replace("[lL]", r"[lL](?<![^\W_].)", 1))
_CARE_OF = re.compile(rf"/(?<=[cC]/)[oO][ ]?:?[ ]?(?P<name>(?=[A-ZÅÄÖÉ]){_WORD}(?:[ ](?=[A-ZÅÄÖÉ]){_WORD}){{0,2}})")


class AddressDetector:
    """Looks at each number after a word, and at boxes, apartments and names after c/o.

    Raises:
        BadCatalogue: the catalogue's ``address`` lacks a list or a score.
    """

    name = "addresses"

    def __init__(self, catalogue: Mapping[str, Any], file: str) -> None:
        try:
            row, words = catalogue["address"], catalogue["words"]
            self._kinds = {kind: tuple(row[kind]) for kind in ("sure", "likely", "doubtful")}
            self._apart, self._bare = frozenset(row["apart"]), frozenset(row["bare"])
            self._before, self._none = frozenset(row["before"]), frozenset(row["none"])
            self._everyday = frozenset(row["everyday"])
            self._score: dict[str, float] = row["score"]
            against = words["phone"] + words["case"] + words["version"] + words["sum"]
            self._labels = Labels.of(row["labels"], [w for w in against if not w.startswith("@")])
        except UNUSABLE as error:
            raise BadCatalogue(f"{file}: address: {error}") from error
        self._endings = tuple(e for endings in self._kinds.values() for e in endings) + tuple(self._apart | self._bare)

    def find(self, text: str) -> Iterator[Span]:
        """Every address with a number, and what stands for one."""
        for number in _NUMBER.finditer(text):
            span = self._street(text, number)
            if span:
                yield span
        yield from self._without_street(text)

    def _street(self, text: str, number: re.Match[str]) -> Span | None:
        at = number.start()
        before = text[max(0, at - _REACH) : at - 1]
        name = _NAME.search(before[before.rfind("\n") + 1 :])
        if name is None:
            return None
        words = name[0].split(" ")
        known, kind = self._kind(words)
        rest = _REST.match(text, number.end())
        end = rest.end() if rest else number.end()
        if not self._stands(text, number, end):
            return None
        postal = _POSTAL.match(text, end) is not None
        if not known and not self._may_be_named(words, postal, text, at):
            return None
        known = known or self._unknown(words)
        start = at - 1 - len(" ".join(words[-known:]))
        label = self._labels.before(text, start)
        form = "before postal code" if postal else "labelled" if label else kind
        if form not in self._score or (text[at - 1] == "\n" and form in ("doubtful", "likely", "lower case")):
            return None
        return self._span(start, end, form, label)

    def _stands(self, text: str, number: re.Match[str], end: int) -> bool:
        """Whether the number can be that of a house."""
        if number[0][0] == "0" or text[end : end + 1].isalnum():
            return False
        if _OTHERWISE.match(text, number.end()) or _OTHERWISE.match(text, end):
            return False
        return not (_YEAR.match(number[0]) and _POSTAL.match(text, end) is None)

    def _kind(self, words: list[str]) -> tuple[int, str]:
        """How many of the last words name a street, and how sure that is; 0 where none does."""
        last = words[-1].casefold()
        if not last.endswith(self._endings):
            return 0, ""
        previous = words[-2].casefold() if len(words) > 1 else ""
        prefixed = previous in self._before and not words[-2][0].islower()
        if last in self._bare and prefixed:
            return 2, "sure"
        if last in self._apart and len(words) > 1 and words[-2][0].isupper() and previous[-1] in "sxz":
            return self._name_words(words), "sure"
        if last in self._everyday:
            return 0, ""
        kind = self._ending(last)
        if not kind:
            return 0, ""
        if words[-1][0].islower():
            return 1, "lower case" if kind == "sure" else ""
        return 2 if prefixed else 1, kind

    def _ending(self, word: str) -> str:
        """The surest kind whose ending the word has, with a stem before it."""
        for kind, endings in self._kinds.items():
            if any(word.endswith(e) and len(word) >= len(e) + 2 for e in endings):
                return kind
        return ""

    def _name_words(self, words: list[str]) -> int:
        """The genitive before the last word, and names in capitals before that."""
        count = 2
        while count < len(words) and words[-count - 1][0].isupper() and words[-count - 1].casefold() not in self._none:
            count += 1
        return count

    def _may_be_named(self, words: list[str], postal: bool, text: str, at: int) -> bool:
        """Whether a name that tells nothing counts: in capitals, and a postal code follows or a label stands before.

        A number on the next line is no part of what a label alone makes an address.
        """
        if not words[-1][0].isupper() or words[-1].casefold() in self._none or words[-1].casefold() == "box":
            return False
        if text[at - 1] == "\n" and not postal:
            return False
        start = at - 1 - len(" ".join(words[-self._unknown(words) :]))
        return postal or bool(self._labels.before(text, start))

    def _unknown(self, words: list[str]) -> int:
        """How many words such a name has: one, or two where the first is one of those before a street's name."""
        return 2 if len(words) > 1 and words[-2].casefold() in self._before and words[-2][0].isupper() else 1

    def _without_street(self, text: str) -> Iterator[Span]:
        for box in (*_BOX.finditer(text), *_POSTBOX.finditer(text)):
            prefix = _BOX_PREFIX.search(text[max(0, box.start() - 6) : box.start()])
            start = box.start() - len(prefix[0]) if prefix else box.start()
            form = "before postal code" if _POSTAL.match(text, box.end()) else "box"
            yield self._span(start, box.end(), form, self._labels.before(text, start))
        if any(word in text for word in _APARTMENT_WORDS):
            for apartment in _ALONE.finditer(text):
                yield self._span(*apartment.span(), "apartment alone", "")
        for name in _CARE_OF.finditer(text):
            yield self._span(*name.span("name"), "care of", "c/o")

    def _span(self, start: int, end: int, form: str, label: str) -> Span:
        return Span(start, end, "ADDRESS", self._score[form], (Evidence(self.name, form, None, label),))


ADDRESSES = AddressDetector(resources.table("catalogues", "patterns.toml"), "patterns.toml")
