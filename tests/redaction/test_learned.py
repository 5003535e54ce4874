"""What an office has learned takes part in finding, in its context alone, and never against a person's word."""

from __future__ import annotations

import pytest

from redaction.detectors import AllowList, Term, detect
from redaction.detectors.learned import OFFICE_NEVER, Never, around
from redaction.findings import ALWAYS, LEARNED, NEVER, TERMS, Evidence, Span

TEXT = "Vi ses hos Lovisa Granberg i morgon. Ring Lovisa Granberg om mötet."


def found(text: str, *never: Never, terms: tuple[Term, ...] = ()) -> list[Span]:
    """What is found with these entries."""
    return detect(text, terms, AllowList(never=never))


def proposed(spans: list[Span]) -> list[bool]:
    """Which are proposed."""
    return [span.proposed for span in spans]


@pytest.mark.parametrize(
    ("never", "stand"),
    [
        (Never(7, "Lovisa Granberg", "PERSON"), [False, False]),
        (Never(7, "LOVISA  granberg", "PERSON", "HOS", "i"), [False, True]),
        (Never(7, "Lovisa Granberg", "PERSON", "", "om"), [True, False]),
        (Never(7, "Lovisa Granberg", "PERSON", "hos", "om"), [True, True]),
        (Never(7, "Lovisa Granberg", "PHONE"), [True, True]),
        (Never(7, "Granberg", "PERSON"), [True, True]),
    ],
)
def test_never_holds_in_its_context(never: Never, stand: list[bool]) -> None:
    """The same string, kind and neighbours, however case and blanks stand; nothing else is touched."""
    assert proposed(found(TEXT, never)) == stand


def test_the_evidence_names_the_entry() -> None:
    """A code for why not, and the entry's number; what the detector saw stays."""
    span = found(TEXT, Never(7, "Lovisa Granberg", "PERSON"))[0]
    assert span.why_not == OFFICE_NEVER
    assert span.evidence[-1] == Evidence(LEARNED, NEVER, None, "7")
    assert span.evidence[0].detector == "persons"


def test_a_clerks_term_and_a_hard_stop_stand() -> None:
    """What a person has listed is proposed all the same; nobody learns to overlook protected identity."""
    never = Never(7, "Lovisa Granberg", "PERSON")
    assert proposed(found(TEXT, never, terms=(Term("Lovisa Granberg"),))) == [True, True]
    stop = "Hon har skyddade personuppgifter."
    (span,) = [s for s in detect(stop) if s.category == "PROTECTED_IDENTITY"]
    entry = Never(7, stop[span.start : span.end], "PROTECTED_IDENTITY")
    assert [s.proposed for s in found(stop, entry) if s.category == "PROTECTED_IDENTITY"] == [span.proposed]


def test_always_is_proposed_with_its_ground_and_its_entry() -> None:
    """Found as a term is; the evidence holds the provision first, then the entry."""
    (span,) = found("Kabel K77 i skåp.", terms=(Term("kabel k77", "SECURITY", "OSL 18:8", entry=9),))
    assert span.proposed
    assert span.evidence == (Evidence(TERMS, ALWAYS, None, "OSL 18:8"), Evidence(LEARNED, ALWAYS, None, "9"))


def test_an_entry_inside_a_longer_finding_is_told_there() -> None:
    """The longer finding swallows the string and keeps what was said of it."""
    spans = found("Lovisa Granberg ringde.", terms=(Term("Granberg", entry=9),))
    assert [s.start for s in spans] == [0]
    assert any(e == Evidence(LEARNED, ALWAYS, None, "9") for e in spans[0].evidence)


@pytest.mark.parametrize(
    ("text", "neighbours"),
    [
        ("hos (Lovisa) – i dag", ("hos", "i")),
        ("Lovisa", ("", "")),
        ("Hej\n\nLovisa\n", ("hej", "")),
        ("x" * 500 + " Lovisa", ("x" * 59, "")),
    ],
)
def test_neighbours(text: str, neighbours: tuple[str, str]) -> None:
    """The words that stand nearest on each side, whatever signs stand between; only so far away."""
    start = text.index("Lovisa")
    assert around(text, start, start + 6) == neighbours
