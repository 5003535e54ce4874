"""Numbers that a reader of pictures got wrong by a letter: O for 0, l for 1, S for 5, B for 8, a comma for a dash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..findings import Evidence, Span
from .base import Detector

_LETTERS = "OoQDIl|!SBZ\u041e\u043e\u039f\u03bf\u0406\u0405\u0412"
_MEANT = str.maketrans(_LETTERS, "000011115820000158")
_COMMA = re.compile(r"(?<=[0-9]{6})[.,](?=[0-9]{4}\Z)")
_ODD = re.compile(
    rf"[{re.escape(_LETTERS)}](?=[ -]?[0-9])|[{re.escape(_LETTERS)}](?<=[0-9].)"
    r"|[.,](?<=[0-9]{6}.)(?=[0-9]{4}(?![0-9]))"
)
_CHARACTER = rf"[0-9{re.escape(_LETTERS)}]"
_RUN = re.compile(rf"(?<![^\W_])(?:SE)?{_CHARACTER}+(?:(?:[ ][-+/.,]?[ ]?|[-+/.,][ ]?){_CHARACTER}+)*(?![^\W_])")
_BEFORE, _AFTER = 72, 40
_LEAST_DIGITS, _LEAST_SHARE, _MOST_WRONG = 4, 0.5, 4
_TOLD_BY_FORM = frozenset({"POSTAL", "ADDRESS"})
"""What is known by the words around it and needs no label."""
_HOUSE = re.compile(r"(?=.?[0-9]|..[0-9])[0-9lIO|]{2,3}[A-Z]?\Z")
_LIKELY = 0.7
"""What such a finding scores at most: a label stands beside it, and the check digit holds or there is none."""


class NoiseDetector:
    """Reads the runs that mix digits with letters like digits as digits, and asks other detectors what they see."""

    name = "noise"

    def __init__(self, detectors: Iterable[Detector]) -> None:
        self._detectors = tuple(detectors)

    def find(self, text: str) -> Iterator[Span]:
        """What stands in such a run beside a label."""
        done = 0
        for odd in _ODD.finditer(text):
            if odd.start() < done:
                continue
            first = max(done, odd.start() - _AFTER)
            run = next((r for r in _RUN.finditer(text, first, odd.end() + _AFTER) if r.end() > odd.start()), None)
            if run is None or run.start() > odd.start() or not (_is_number(run[0]) or _is_house(run[0])):
                continue
            done = run.end()
            yield from self._read(text, run)

    def _read(self, text: str, run: re.Match[str]) -> Iterator[Span]:
        begin = max(0, run.start() - _BEFORE)
        meant = _as_digits(run[0])
        window = text[begin : run.start()] + meant + text[run.end() : run.end() + _AFTER]
        wrong = [run.start() - begin + i for i, (a, b) in enumerate(zip(run[0], meant, strict=True)) if a != b]
        for detector in self._detectors:
            for span in detector.find(window):
                why = span.evidence[0]
                whole = span.category == "ADDRESS" or run.start() - begin <= span.start
                within = whole and any(span.start <= at < span.end for at in wrong)
                told = why.context or span.category in _TOLD_BY_FORM
                if within and told and why.checksum is not False:
                    heard = Evidence(self.name, why.pattern, why.checksum, why.context)
                    yield replace(
                        span,
                        start=span.start + begin,
                        end=span.end + begin,
                        score=min(span.score, _LIKELY),
                        evidence=(heard,),
                    )


def _is_number(written: str) -> bool:
    """Whether most of it is digits; a VAT number's or IBAN's SE does not count."""
    digits = sum(c.isdecimal() for c in written)
    letters = sum(c.isalpha() for c in written.removeprefix("SE"))
    return digits >= _LEAST_DIGITS and digits / (digits + letters) >= _LEAST_SHARE and letters <= _MOST_WRONG


def _is_house(written: str) -> bool:
    """Whether it may be the number of a house, as in "vägen l2"."""
    return _HOUSE.match(written) is not None


def _as_digits(written: str) -> str:
    """The number that is meant, as long as what is written; a comma before the last four digits is a dash."""
    country = "SE" if written.startswith("SE") else ""
    return country + _COMMA.sub("-", written[len(country) :].translate(_MEANT))
