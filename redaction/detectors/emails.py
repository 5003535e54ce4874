"""E-mail addresses, also where a line ends beside the @ sign, and those written with "(at)" against robots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Evidence, Span

_LOCAL = re.compile(r"[\w+](?:[\w.+%&=~'-]{0,63})(?<![.'])\n?\Z")
_DOMAIN = re.compile(r"\n?(?:[^\W_](?:[\w-]{0,62}(?<![_-]))?\.){1,6}[^\W\d_]{2,24}(?![\w@])")
_LONGEST = 65
_MARK = re.compile(r"[(\[{](?i:at|snabel-?a|@)[)\]}]")
_AT = re.compile(
    r"(?<![\w.+-])[\w+][\w.+-]{0,63}[ ]?(?P<mark>[(\[{](?i:at|snabel-?a|@)[)\]}])[ ]?"
    r"(?:[^\W_][\w-]{0,62}(?:\.|[ ]?[(\[](?i:dot|punkt)[)\]][ ]?)){1,6}[^\W\d_]{2,24}(?![\w@])"
)


class EmailDetector:
    """Looks around each @ sign."""

    name = "emails"

    def find(self, text: str) -> Iterator[Span]:
        """Every address with a local part and a domain of two names or more."""
        at = text.find("@")
        while at >= 0:
            local = _LOCAL.search(text[max(0, at - _LONGEST) : at])
            domain = _DOMAIN.match(text, at + 1)
            if local and domain and not (local[0].endswith("\n") and domain[0].startswith("\n")):
                broken = "\n" in local[0] or "\n" in domain[0]
                why = Evidence(self.name, "address over two lines" if broken else "address")
                yield Span(at - len(local[0]), domain.end(), "EMAIL", 0.8 if broken else 0.98, (why,))
            at = text.find("@", at + 1)
        for address in _AT.finditer(text) if _MARK.search(text) else ():
            yield Span(*address.span(), "EMAIL", 0.9, (Evidence(self.name, "address written with (at)"),))
