"""Strings of a stream written out: other bytes, the same codes."""

from __future__ import annotations

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from redaction.streams import text_runs
from redaction.streams.text_runs import TOKEN

CODES = st.binary(max_size=12)


def strings(body: bytes) -> list[bytes]:
    """The codes of every string, as qpdf reads them."""
    with pikepdf.new() as pdf:
        steps = pikepdf.parse_content_stream(pdf.make_stream(body))
        return [bytes(part) for step in steps for part in step.operands if isinstance(part, pikepdf.String)]


@given(st.lists(st.tuples(CODES, st.booleans())))
def test_a_stream_with_its_strings_written_out_shows_the_same(codes: list[tuple[bytes, bool]]) -> None:
    """Whatever the codes are: brackets, backslashes, ends of lines, and hexadecimal digits inside a written string."""
    spelt = (b"(<41>)", *(f"<{c.hex()}>".encode() if h else pikepdf.String(c).unparse(True) for c, h in codes))
    body = b"q\n/P<</MCID 1>>BDC\n" + b"".join(s + b" Tj\n" for s in spelt) + b"EMC\nQ"
    packed = text_runs.packed(body)
    assert strings(packed) == strings(body)
    assert all(match.lastgroup != "bad" for match in TOKEN.finditer(packed))


def test_what_is_no_string_stays() -> None:
    """Dictionaries, and strings inside strings."""
    body = b"/P<</MCID 1>>BDC (a\\(<41>\\)) Tj <00 41> Tj EMC"
    assert text_runs.packed(body) == b"/P<</MCID 1>>BDC (a\\(<41>\\)) Tj (\x00A) Tj EMC"
