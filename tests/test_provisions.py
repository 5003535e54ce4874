"""The catalogues of the law: provisions, common mistakes, what an assessment is made of, and the palette of grounds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from resources import table

LAW = table("catalogues", "provisions.toml")
PROVISIONS: list[dict[str, Any]] = LAW["provision"]
MASKABLE = [p for p in PROVISIONS if p["kind"] == "secrecy"]
REQUISITES = {r["code"]: r for r in LAW["requisite"]}
ASSESSMENT = table("catalogues", "assessment.toml")
GROUNDS = table("catalogues", "grounds.toml")

IDS = """
    OSL 10:5; OSL 15:1 a; OSL 15:2; OSL 17:3 b; OSL 18:1; OSL 18:8; OSL 18:8 b; OSL 18:9; OSL 18:13; OSL 19:1 1
    st; OSL 19:1 2 st; OSL 19:3 1 st; OSL 19:3 2 st; OSL 19:3 3 st; OSL 19:4; OSL 19:5; OSL 19:6; OSL 19:7; OSL
    19:9; OSL 20:1; OSL 21:1; OSL 21:3 1 st; OSL 21:3 3 st; OSL 21:3 a; OSL 21:5; OSL 21:7; OSL 29:2; OSL 31:12;
    OSL 31:16; OSL 31:17; OSL 31:23; OSL 32:3; OSL 32:3 b; OSL 35:1 1 st 3 p; OSL 38:6; OSL 39:1; OSL 39:2; OSL
    39:3 1 st; OSL 39:3 3 st; OSL 39:5 a; OSL 40:5; OSL 40:6; GDPR 15.4
"""
"""The provisions that a municipal energy company meets, the one limit, and what holds for one's own data alone."""

FIELDS = {
    "id": str, "chapter": int, "kind": str, "heading": str, "scope": str, "protects": str, "interest": str,
    "requisite": str, "requisite_text": str, "text_checked": bool, "overrides": list, "limits": list,
    "emissions": str, "reservation_possible": bool, "meddelarfrihet_limited": str, "typical": str, "questions":
    list, "letter_line": str, "confidence": str, "source": str, "valid_from": date, "reviewed_by": str,
    "retired": bool,
}  # fmt: skip
OPTIONAL = {
    "max_years": int, "contract_cap": dict, "ends_when": str, "status_field": str, "note": str, "doubt": str,
    "variant": list,
}  # fmt: skip
FILLED = ("id", "heading", "scope", "protects", "typical", "source", "confidence")
CHOICES = {
    "kind": {"secrecy", "limit", "own-data"},
    "interest": {"individual", "public"},
    "emissions": {"forbidden", "question", "none"},
    "meddelarfrihet_limited": {"yes", "no", "partly", "unknown"},
    "confidence": {"V", "V2", "H", "M", "L"},
    "requisite": set(REQUISITES),
}


def named(rows: list[dict[str, Any]]) -> list[Any]:
    """The rows as cases named by their ids."""
    return [pytest.param(row, id=row["id"]) for row in rows]


@pytest.mark.parametrize("row", named(PROVISIONS))
def test_row_has_every_field_and_no_other(row: dict[str, Any]) -> None:
    """A provision's row is whole: each field there, of its kind and from its list of values; nothing unknown."""
    assert set(FIELDS) <= set(row) <= set(FIELDS) | set(OPTIONAL)
    kinds = FIELDS | OPTIONAL
    assert all(isinstance(value, kinds[key]) for key, value in row.items())
    assert all(row[key].strip() for key in FILLED)
    assert all(row[key] in allowed for key, allowed in CHOICES.items())
    assert set(row["overrides"]) <= {o["code"] for o in LAW["override"]}
    assert re.search(r"SFS \d|\(EU\) \d", row["source"])


@pytest.mark.parametrize("row", named(MASKABLE))
def test_maskable_row_asks_and_can_be_told(row: dict[str, Any]) -> None:
    """Whoever masks is asked something, and the requester can be told what kind of uppgift it was."""
    assert row["questions"]
    assert all(q.strip().endswith(("?", ".")) for q in row["questions"])
    assert row["letter_line"].startswith("uppgift")
    assert row["requisite"] != "INGEN"
    assert bool(row["requisite_text"]) == (row["requisite"] != "ABSOLUT")


@pytest.mark.parametrize("row", named(PROVISIONS))
def test_rules_that_follow_from_others(row: dict[str, Any]) -> None:
    """No harm test, no reservation (OSL 10:14); emissions break 19-40 kap. (OSL 10:5); the id tells the chapter."""
    if row["kind"] == "own-data":
        assert (row["chapter"], row["reservation_possible"]) == (0, False), "no rule of the secrecy act"
        return
    assert row["chapter"] == int(re.match(r"OSL (\d+):", row["id"]).group(1))  # type: ignore[union-attr]
    assert row["reservation_possible"] == REQUISITES[row["requisite"]]["harm_test"]
    if row["kind"] == "secrecy":
        assert row["emissions"] == ("forbidden" if 19 <= row["chapter"] <= 40 else "question")
    for part in row.get("variant", ()):
        assert set(part) == {"applies_to", "requisite", "requisite_text"}
        assert part["requisite"] in REQUISITES
    if "contract_cap" in row:
        assert row["contract_cap"]["years"] == 5
        assert row["max_years"] == 20


def test_every_provision_is_there_once() -> None:
    """The catalogue holds exactly the provisions known to matter, each once."""
    ids = [p["id"] for p in PROVISIONS]
    assert sorted(ids) == sorted(" ".join(part.split()) for part in IDS.split(";"))


def test_five_years_end_contract_terms_where_the_law_says_so() -> None:
    """The contract cap stands on 19:3 first paragraph, 31:16 and 31:17, and not on the company's own business."""
    assert {p["id"] for p in PROVISIONS if "contract_cap" in p} == {"OSL 19:3 1 st", "OSL 31:16", "OSL 31:17"}


def test_nobody_has_signed_what_is_shipped() -> None:
    """A row is signed by the company's own jurist, in the company's own edition."""
    assert not any(p["reviewed_by"] for p in PROVISIONS)


def test_mistakes_explain_themselves() -> None:
    """Each common mistake has a claim, why it fails and lower-case phrases that call it up, each phrase once."""
    phrases = [phrase for m in LAW["mistake"] for phrase in m["phrases"]]
    assert len(LAW["mistake"]) == 16
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower().strip() for phrase in phrases)
    assert all(
        m["claim"] and m["why"] and m["phrases"] and m["confidence"] in CHOICES["confidence"] for m in LAW["mistake"]
    )
    assert {"gdpr", "arbetsmaterial", "avtalsklausul"} <= set(phrases)


@pytest.mark.parametrize("name", ["group", "factor", "outcome", "level", "step", "field"])
def test_codes_of_assessment_are_unique(name: str) -> None:
    """Codes that are stored stand once and have a label."""
    codes = [row["code"] for row in ASSESSMENT[name]]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z0-9_]+", code) for code in codes)
    assert all(row["label"].strip() for row in ASSESSMENT[name])


def test_factors_have_a_side() -> None:
    """Factors speak for or against, or may not be weighed at all; every side has some."""
    assert {f["side"] for f in ASSESSMENT["factor"]} == {"for", "against", "forbidden"}


def test_palette_is_the_number_row() -> None:
    """Keys 1-9 each carry one live provision, with a pattern of its own, so that colour never stands alone."""
    grounds = GROUNDS["ground"]
    live = {p["id"] for p in MASKABLE if not p["retired"]}
    assert [g["key"] for g in grounds] == list(range(1, 10))
    assert {g["provision"] for g in grounds} <= live
    assert len({g["provision"] for g in grounds}) == len({g["pattern"] for g in grounds}) == 9
    assert all(g["provision"].startswith(f"OSL {g['short']}") for g in grounds)
    assert GROUNDS["further"]["first"] == 10


@pytest.mark.parametrize("ground", [pytest.param(g, id=g["short"]) for g in GROUNDS["ground"]])
def test_number_on_badge_can_be_read(ground: dict[str, Any]) -> None:
    """The badge's number has a contrast of at least 4.5 to its colour, and the colour 3 to white paper (WCAG 2)."""
    assert contrast(ground["colour"], ground["badge_text"]) >= 4.5
    assert contrast(ground["colour"], "#FFFFFF") >= 3


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours written as #RRGGBB."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of #RRGGBB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
