"""The quick look for a term never misses what the careful one finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.matching import may_occur, occurring, occurs, term

LETTERS = st.text("aåoöneé´¨°`\u030a\u0308\u0301 -\u00ad\ufb01fi\u00a0\n", max_size=12)


@pytest.mark.parametrize(
    "text",
    ["Håkan", "Ha\u030akan", "H\u02daakan", "Ha\u02dakan", "H a\u030a k a n", "hå-\nkan", "H\u00adåkan", "HÅKAN"],
)
def test_however_an_accent_is_joined_the_term_may_occur(text: str) -> None:
    """Composed, decomposed, and printed beside its letter on either side."""
    wanted = term("Håkan")
    assert occurs(text, wanted)
    assert may_occur(text, [wanted])
    assert list(occurring(["annat", text], [wanted, term("Greta")])) == [wanted]


@given(LETTERS, LETTERS, LETTERS)
def test_what_occurs_may_occur(before: str, written: str, after: str) -> None:
    """Whatever stands around it."""
    wanted, text = term(written), before + written + after
    assert may_occur(text, [wanted]) or not occurs(text, wanted)


def test_the_quick_look_says_no() -> None:
    """Else it would be no quicker."""
    assert not may_occur("Ingen av dem står här", [term("Håkan"), term("Greta")])
