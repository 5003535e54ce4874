"""The words of a sheet's header or footer, without codes for place, letters and fields (ECMA-376 part 1, 18.3.1.46)."""

from __future__ import annotations

import re

_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,3}|&|.)', re.DOTALL)
_PARTS = frozenset("LCR")
"""Codes that begin the left, middle and right part."""


def words(text: str, sheet: str) -> str:
    """What a reader sees, parts side by side; the name of the ``sheet`` where it is a field, no numbers of pages."""

    def said(code: re.Match[str]) -> str:
        letter = code[0][1:]
        if letter == "&":
            return "&"
        return sheet if letter == "A" else " " if letter in _PARTS else ""

    return " ".join(_CODE.sub(said, text).split())
