"""How findings that overlap become findings that do not."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.findings import Band, Evidence, Span, band_of, merge

A, B = Evidence("a"), Evidence("b")


def span(start: int, end: int, score: float = 0.9, category: str = "PHONE", proposed: bool = True) -> Span:
    """A span; one that is not proposed is on the allow-list."""
    return Span(start, end, category, score, (A,), proposed, "" if proposed else "allow-list")


def places(*spans: Span) -> list[tuple[int, int, bool]]:
    """Where the merged spans stand and whether they are proposed."""
    return [(s.start, s.end, s.proposed) for s in merge(spans)]


def test_bands() -> None:
    """The lowest score of a band belongs to it."""
    assert [band_of(s) for s in (1.0, 0.85)] == [Band.SURE] * 2
    assert [band_of(s) for s in (0.84, 0.5)] == [Band.LIKELY] * 2
    assert [band_of(s) for s in (0.49, 0.0)] == [Band.POSSIBLE] * 2
    assert [band_of(s, "PERSON") for s in (0.85, 0.2, 0.19)] == [Band.SURE, Band.LIKELY, Band.POSSIBLE]


def test_the_same_finding_twice_gathers_evidence() -> None:
    """Two detectors that agree give one finding with the better score and both reasons."""
    (one,) = merge([Span(0, 5, "EMAIL", 0.6, (A,)), Span(0, 5, "EMAIL", 0.8, (B,)), Span(0, 5, "EMAIL", 0.7, (B,))])
    assert (one.score, one.evidence) == (0.8, (B, A))


def test_the_surer_category_wins_the_same_place() -> None:
    """Where two detectors differ about what it is, the surer decides."""
    (one,) = merge([span(0, 5, 0.6, "PHONE"), span(0, 5, 0.9, "PERSONNUMMER")])
    assert one.category == "PERSONNUMMER"


def test_what_is_allowed_hides_what_lies_entirely_inside() -> None:
    """The company's own number is not proposed by another detector, however sure."""
    assert places(span(0, 10, 0.5, proposed=False), span(0, 10, 0.99), span(2, 6, 0.99)) == [(0, 10, False)]


def test_what_reaches_outside_what_is_allowed_stays() -> None:
    """Nothing proposed is hidden by an allowed span that it reaches out of; the allowed one gives way."""
    assert places(span(0, 10, 0.99, proposed=False), span(5, 15, 0.5)) == [(5, 15, True)]
    assert places(span(3, 6, 0.99, proposed=False), span(0, 10, 0.3)) == [(0, 10, True)]


def test_what_is_allowed_elsewhere_stays() -> None:
    """Spans that only touch do not overlap."""
    assert places(span(0, 5, proposed=False), span(5, 9)) == [(0, 5, False), (5, 9, True)]


def test_a_longer_finding_swallows_a_surer_one_inside() -> None:
    """A name in an e-mail address does not leave the rest of the address in sight."""
    assert places(span(0, 20, 0.8), span(0, 4, 1.0)) == [(0, 20, True)]


def test_a_weak_finding_does_not_swallow() -> None:
    """A mere possibility gives way to what is surer."""
    assert places(span(0, 20, 0.3), span(3, 9, 0.9)) == [(3, 9, True)]


def test_of_two_that_cross_the_weaker_keeps_its_free_part() -> None:
    """No part of a likely finding is lost to its neighbour."""
    assert places(span(0, 10, 0.9), span(6, 15, 0.6)) == [(0, 10, True), (10, 15, True)]
    assert places(span(0, 4, 0.9), span(2, 12, 0.6), span(10, 14, 0.9)) == [(0, 4, True), (4, 10, True), (10, 14, True)]


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12), st.floats(0.0, 1.0), st.sampled_from("XYZ"), st.booleans()).map(
        lambda t: span(t[0], t[0] + t[1], t[2], t[3], t[4])
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SPANS)
def test_merging_loses_no_likely_character(spans: list[Span]) -> None:
    """The result is ordered and disjoint, the same in any order, stays as it is, and covers what was likely."""
    merged = merge(spans)
    assert all(a.end <= b.start for a, b in pairwise(merged))
    assert merge(reversed(spans)) == merged
    assert [(s.start, s.end) for s in merge(merged)] == [(s.start, s.end) for s in merged]
    allowed = {i for s in spans if not s.proposed for i in range(s.start, s.end)}
    likely = {i for s in spans if s.proposed and s.score >= 0.5 for i in range(s.start, s.end)}
    assert likely - allowed <= {i for s in merged if s.proposed for i in range(s.start, s.end)}


def test_a_swallowed_term_hands_its_provision_on() -> None:
    """The clerk's word inside a longer name is not lost: what is proposed there knows the provision."""
    term = Span(5, 17, "PERSON", 1.0, (Evidence("terms", context="OSL 21:7"),))
    (one,) = merge([Span(0, 17, "PERSON", 0.9, (Evidence("persons"),)), term])
    assert (one.start, one.end) == (0, 17)
    assert Evidence("terms", context="OSL 21:7") in one.evidence
