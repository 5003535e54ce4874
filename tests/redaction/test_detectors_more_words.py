"""Words that tell something sensitive: forms and compounds are found, everyday words that look alike are not."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.detectors import detect
from redaction.detectors.sensitive import SensitiveDetector
from redaction.findings import HARD_STOP
from resources import BadCatalogue

WORDS = [
    ("Min man har hemrespirator.", "hemrespirator", "HEALTH"),
    ("respiratorns batteri räcker", "respiratorns", "HEALTH"),
    ("hon är rullstolsburen", "rullstolsburen", "HEALTH"),
    ("RULLSTOL", "RULLSTOL", "HEALTH"),
    ("dialysen sköts hemma", "dialysen", "HEALTH"),
    ("sjukskriven sedan mars", "sjukskriven", "HEALTH"),
    ("läkarintyget bifogas", "läkarintyget", "HEALTH"),
    ("en personlig\nassistent", "personlig\nassistent", "HEALTH"),
    ("COVID-19 i familjen", "COVID-19", "HEALTH"),
    ("hon är gravid", "gravid", "HEALTH"),
    ("svårt sjuk", "svårt sjuk", "HEALTH"),
    ("demenssjuk", "demenssjuk", "HEALTH"),
    ("sjukhuset var utan ström", "sjukhuset", "HEALTH"),
    ("diagnostik av kabeln", "", "HEALTH"),
    ("vårdslös grävning", "", "HEALTH"),
    ("sjukan", "", "HEALTH"),
    ("Sjukhusgatan 3", "", "HEALTH"),
    ("medicinaldepå", "", "HEALTH"),
    ("han är fackombud", "fackombud", "UNION"),
    ("medlem i Unionen", "medlem i Unionen", "UNION"),
    ("förhandlat med Vision", "Vision", "UNION"),
    ("vår vision är grön", "", "UNION"),
    ("Europeiska unionen", "", "UNION"),
    ("skruvas i facket", "", "UNION"),
    ("dömd för rattfylleri", "rattfylleri", "CRIME"),
    ("polisanmälan är gjord", "polisanmälan", "CRIME"),
    ("strömstölden", "strömstölden", "CRIME"),
    ("kabelbrott och avbrott", "", "CRIME"),
    ("misstänkt kabelfel", "", "CRIME"),
    ("stöldskydd för skåp", "", "CRIME"),
    ("hon är muslim", "muslim", "BELIEF"),
    ("hans politiska åsikter", "politiska åsikter", "BELIEF"),
    ("vi har ett spädbarn", "spädbarn", "CHILD"),
    ("mina barn frös", "barn", "CHILD"),
    ("min dotter", "dotter", "CHILD"),
    ("dotterbolaget", "", "CHILD"),
    ("barnfri zon", "", "CHILD"),
    ("Karlsson & Söner", "", "CHILD"),
    ("skyddade personuppgifter", "skyddade personuppgifter", "PROTECTED_IDENTITY"),
    ("hon är sekretessmarkerad", "sekretessmarkerad", "PROTECTED_IDENTITY"),
    ("larmkoden är bytt", "larmkoden", "SECURITY"),
    ("BEGRÄNSAT HEMLIG", "BEGRÄNSAT HEMLIG", "SECURITY"),
    ("HEMLIG", "HEMLIG", "SECURITY"),
    ("en hemlig gåva", "", "SECURITY"),
    ("kungsörnens bo", "kungsörnens", "SPECIES"),
    ("tjäderlek i skogen", "tjäderlek", "SPECIES"),
    ("á-priset är dolt", "á-priset", "BUSINESS"),
]


@pytest.mark.parametrize(("text", "value", "category"), WORDS)
def test_a_sensitive_word_is_found_alone(text: str, value: str, category: str) -> None:
    """The whole word in any form, with at least the middle band, and no look-alike."""
    spans = [s for s in detect(text) if s.category == category and s.score >= 0.5]
    assert [text[s.start : s.end] for s in spans if text[s.start : s.end] == value] == ([value] if value else [])
    assert value or not spans


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("skyddade personuppgifter", True),
        ("HEMLIG", True),
        ("säkerhetsskyddsklassificerad", True),
        ("larmkod", False),
        ("sjukskriven", False),
    ],
)
def test_words_of_protection_are_a_hard_stop(text: str, stops: bool) -> None:
    """The evidence says so, for whatever asks before something is handed out."""
    (span,) = detect(text)
    assert (span.evidence[0].pattern == HARD_STOP) is stops


def test_a_doubtful_word_is_surer_in_its_company() -> None:
    """The same word scores higher where one of its companions stands near."""
    alone, near = (next(s for s in detect(t) if s.category == "CHILD") for t in ("barn leker", "våra barn"))
    assert near.score > alone.score


GOOD_ROW: dict[str, Any] = {"category": "HEALTH", "name": "x", "score": 0.5, "words": ["x"]}


@pytest.mark.parametrize(
    "change", [{"category": "NONE"}, {"words": []}, {"written": "sideways"}, {"score": "much"}], ids=str
)
def test_a_bad_row_of_words_is_named(change: dict[str, Any]) -> None:
    """With file, number and name."""
    with pytest.raises(BadCatalogue, match=r"w\.toml: row 2 \(x\): "):
        SensitiveDetector({"endings": ["s"], "row": [GOOD_ROW, GOOD_ROW | change]}, "w.toml")
