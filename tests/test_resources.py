"""What the program reads is there, whole and consistent."""

from __future__ import annotations

import re
from typing import Any

import pytest

import resources
from redaction.detectors.categories import CATEGORIES
from redaction.detectors.phones import international
from redaction.detectors.validators import digits_of, luhn

PROFILES = ("fjallvik.toml", "jamtkraft.toml")

LETTERS = {
    "N": ["PERSON"],
    "P": ["PERSONNUMMER", "SAMORDNINGSNUMMER"],
    "A": ["ADDRESS", "POSTAL"],
    "T": ["PHONE"],
    "E": ["EMAIL"],
    "K": ["BANK_ACCOUNT", "BANKGIRO", "PLUSGIRO", "IBAN"],
    "U": ["OCR_NO", "INVOICE_NO", "CUSTOMER_NO", "CONTRACT_NO"],
    "M": ["METER_NO", "FACILITY_ID"],
    "V": ["METER_VALUES"],
    "H": ["HEALTH"],
    "F": ["UNION", "BELIEF"],
    "L": ["CRIME"],
    "B": ["CHILD"],
    "S": ["PROTECTED_IDENTITY"],
    "O": ["ORGNR", "BUSINESS"],
    "D": ["PROPERTY", "VEHICLE"],
    "I": ["IP", "COORDINATE"],
    "X": ["SECURITY"],
    "R": ["SPECIES"],
    "G": ["SIGNATURE", "FACE", "BARCODE"],
}


def test_a_resource_is_found_and_read() -> None:
    """The three ways lead to the same file; a table is read once."""
    name = ("catalogues", "categories.toml")
    assert resources.path(*name).is_file()
    assert resources.text(*name) == resources.path(*name).read_text(encoding="utf-8")
    assert resources.table(*name) is resources.table(*name)


def test_a_missing_resource_is_told() -> None:
    """Neither an empty text nor an empty table stands for it."""
    with pytest.raises(FileNotFoundError):
        resources.text("catalogues", "none.toml")
    with pytest.raises(FileNotFoundError):
        resources.table("none.toml")


def test_every_category_has_a_letter_and_two_names() -> None:
    """The catalogue holds each code once, with the letter that the mark's frame shows."""
    assert {c.code: c.letter for c in CATEGORIES.values()} == {
        code: k for k, codes in LETTERS.items() for code in codes
    }
    assert all(c.sv and c.en for c in CATEGORIES.values())
    assert [c.code for c in CATEGORIES.values() if not c.proposed] == ["ORGNR"]


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each profile that ships."""
    return resources.table("profiles", request.param)


def test_a_profile_has_all_that_the_program_asks_for(profile: dict[str, Any]) -> None:
    """Both profiles have the same keys, of the same kinds."""
    other = resources.table("profiles", PROFILES[0])
    assert set(profile) - {"confidence"} == set(other)
    for key in ("registrar", "tariff"):
        assert set(profile[key]) == set(other[key])
    assert all(type(profile[key]) is type(other[key]) for key in other)
    assert profile["source"]["text"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", profile["source"]["retrieved_at"])


def test_a_profiles_organisation_number_holds(profile: dict[str, Any]) -> None:
    """Ten digits, the third 2 or more, and the check digit."""
    digits = digits_of(profile["orgnr"])
    assert re.fullmatch(r"\d{2}[2-9]\d{3}-\d{4}", profile["orgnr"])
    assert luhn(digits)


def test_a_profiles_phones_and_mails_are_its_own(profile: dict[str, Any]) -> None:
    """Phones are numbers of the numbering plan, mails lie in the profile's domains, the registrar's among them."""
    assert all(international(phone) for phone in profile["phones"])
    assert all(mail.partition("@")[2] in profile["email_domains"] for mail in profile["emails"])
    assert profile["registrar"]["email"] in profile["emails"]
    assert profile["registrar"]["address"] in profile["addresses"]
    assert profile["registrar"]["phone"] in profile["phones"]


def test_the_demo_organisation_is_fictional() -> None:
    """Reserved phone numbers and domain only."""
    demo = resources.table("profiles", "fjallvik.toml")
    assert all("+46701740605" <= str(international(phone)) <= "+46701740699" for phone in demo["phones"])
    assert all(domain.endswith(".example.se") for domain in demo["email_domains"])
