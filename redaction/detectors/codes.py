"""Bar codes and QR codes as findings: what they say is looked through like any text, and told in the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..findings import Evidence, Finding, Span
from ..words import Code, PageText
from .categories import CATEGORIES

CODES = "codes"
"""The detector in the evidence; the pattern is the kind of code, or ``HOLDS`` with what it holds as the context."""
HOLDS = "holds"
LINK = "LINK"
"""What a code holds whose text is an address on the web."""
BARCODE = CATEGORIES["BARCODE"]
SCORE = 0.95
"""A code carries check digits of its own, so what was read is hardly ever read wrongly."""

_LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


def find_codes(page: PageText, look: Callable[[str], Iterable[Span]]) -> Iterator[Finding]:
    """The codes of a page; ``look`` finds personal data in what they say. They stand at the end of the page's text."""
    end = len(page.text)
    for code in page.codes:
        why = (Evidence(CODES, code.kind), *(Evidence(CODES, HOLDS, None, what) for what in _held(code, look)))
        text = " ".join(code.text.split())
        yield Finding(
            category=BARCODE.code,
            page=page.page,
            start=end,
            end=end,
            rects=(code.rect,),
            score=SCORE,
            text=text,
            evidence=why,
            proposed=BARCODE.proposed,
            why_not=BARCODE.why_not,
        )


def _held(code: Code, look: Callable[[str], Iterable[Span]]) -> list[str]:
    """The categories of what is proposed in what a code says, surest first, and LINK; each once."""
    seen = sorted((s for s in look(code.text) if s.proposed), key=lambda span: (-span.score, span.start))
    return list(dict.fromkeys([span.category for span in seen] + [LINK] * bool(_LINK.match(code.text))))
