"""Check digits, calendar days and other rules that tell a number of some kind from its look-alikes."""

from __future__ import annotations

import ipaddress
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import resources

_DIGITS = re.compile("[0-9]")
_CLOCK_NEAR = re.compile(r"(?i)\b(?:kl|klockan|tid|tidpunkt|datum|date|time|kWh|MWh|logg|avläst|avläsning)\b")
_TIMESTAMP = re.compile(r"(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9][-T ][0-2][0-9]:?[0-5][0-9](?![0-9])")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-/ ]?[01][0-9](?:[-/ ]?[0-3][0-9])?)?|[0-3]?[0-9][./-][01]?[0-9][./-](?:20)?[0-9]{2}"
)
_HOUSE_NUMBER = re.compile(r"[^\W\d_][ ][0-9]{1,3}[ ]?[A-Za-z]?\Z")
_CLEARING = (
    *((1100, 2099), (2300, 2499), (3000, 8999), (9020, 9049), (9060, 9109), (9120, 9124), (9130, 9199), (9230, 9289)),
    *((9300, 9349), (9390, 9399), (9400, 9479), (9500, 9599), (9630, 9719), (9750, 9759), (9780, 9789), (9880, 9899)),
    (9960, 9969),
)
"""Clearing numbers that are given out (Bankinfrastruktur i Sverige, "Bank account structures")."""
_WORDS = resources.table("catalogues", "patterns.toml")["words"]
_NOT_PLATES, _NOT_PLACES = frozenset(_WORDS["no_plate"]), frozenset(_WORDS["no_place"])
_YEAR_IN = re.compile("^(?:19|20)[0-9]{2}:|:(?:19|20)[0-9]{2}$")
_PROPERTY_BEFORE = re.compile(r"[0-9]:[0-9]{1,4}(?:,| och| samt| &)[ ]\Z")


@dataclass(frozen=True, slots=True)
class Check:
    """What a validator found: whether the check digit holds (None: it has none) and how much the form weighs (0-1)."""

    checksum: bool | None = None
    weight: float = 1.0


Validator = Callable[[re.Match[str]], Check | None]
"""Looks at a match in plain text; None where it cannot be such a number."""


def digits_of(text: str) -> str:
    """The digits 0-9 of a text, in order."""
    return "".join(_DIGITS.findall(text))


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit by Luhn (mod 10, weights 1, 2 from the right)."""
    doubled = "0246813579"
    return sum(int(d if i % 2 == 0 else doubled[int(d)]) for i, d in enumerate(reversed(digits))) % 10 == 0


def gs1(digits: str) -> bool:
    """Whether the last digit is the check digit by GS1 (mod 10, weights 1, 3 from the right)."""
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(digits))) % 10 == 0


def iban_check(text: str) -> bool:
    """Whether an IBAN without blanks holds by ISO 7064 mod 97-10."""
    turned = text[4:] + text[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_birth_day(digits: str, coordination: bool = False, century: str = "") -> bool:
    """Whether YYMMDD is a day of the calendar; a samordningsnummer adds 60 to the day.

    Without a century ("18", "19" or "20") the day must exist in one of them.
    """
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6]) - (60 if coordination else 0)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    centuries = [century] if century else ["18", "19", "20"]
    return any(day <= monthrange(int(c) * 100 + year, month)[1] for c in centuries)


def personnummer(match: re.Match[str]) -> Check | None:
    """Personnummer of 10 or 12 digits: a day of the calendar, Luhn over the ten (folkbokföringslagen 18 §)."""
    return _identity(match, coordination=False)


def samordningsnummer(match: re.Match[str]) -> Check | None:
    """Samordningsnummer: as a personnummer with 60 added to the day."""
    return _identity(match, coordination=True)


def _identity(match: re.Match[str], coordination: bool) -> Check | None:
    century, ten = _parts(match)
    if (century and century not in ("18", "19", "20")) or not is_birth_day(ten, coordination, century):
        return None
    return Check(luhn(ten), _identity_weight(match, century, ten))


def _parts(match: re.Match[str]) -> tuple[str, str]:
    """The two digits before the ten, or "", and the ten."""
    digits = digits_of(match["value"])
    return digits[:-10], digits[-10:]


def _identity_weight(match: re.Match[str], century: str, ten: str) -> float:
    """How much the way of writing says: a dash of its own says most, a line break without one or a clock time least."""
    joint = match["joint"]
    if century == "20" and joint and _is_clock(ten[6:]):  # as 20180526-0915
        return 0.25 if _clock_stands_near(match) else 0.4
    if not joint and not century and re.match("0(?:7[02369]|10|20)", ten):
        return 0.45  # as likely a mobile number
    if "-" in joint or "+" in joint:
        return 1.0
    if "\n" in joint or match["inner"]:
        return 0.5
    return 0.92 if joint else 0.95


def _is_clock(four: str) -> bool:
    return int(four[:2]) < 24 and int(four[2:]) < 60


def _clock_stands_near(match: re.Match[str]) -> bool:
    text = match.string
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    return any(pattern.search(part) for pattern in (_CLOCK_NEAR, _TIMESTAMP) for part in (before, after))


def reserve_number(match: re.Match[str]) -> Check | None:
    """Reserve number of health care and tax systems: a letter where the birth number begins, no check digit."""
    digits = digits_of(match["value"][:-4])[-6:]
    return Check() if is_birth_day(digits) or is_birth_day(digits, coordination=True) else None


def organisation_number(match: re.Match[str]) -> Check | None:
    """Organisationsnummer of a legal person (lag 1974:174): third digit 2 or more, Luhn; of twelve digits 16 first."""
    century, ten = _parts(match)
    if century not in ("", "16") or ten[0] in "04" or ten[2] < "2" or match["inner"]:
        return None
    joint = match["joint"]
    if joint.strip():
        return Check(luhn(ten), 1.0)
    return Check(luhn(ten), 0.3 if joint else 0.9 if century else 0.7)


def vat_of_person(match: re.Match[str]) -> Check | None:
    """VAT number SE...01 of a sole trader, whose organisation number is the personnummer."""
    ten = digits_of(match["ten"])
    return Check(luhn(ten)) if is_birth_day(ten) or is_birth_day(ten, coordination=True) else None


def vat_of_company(match: re.Match[str]) -> Check | None:
    """VAT number SE...01 of a legal person."""
    ten = digits_of(match["ten"])
    return Check(luhn(ten)) if ten[2] >= "2" else None


def postal(match: re.Match[str]) -> Check | None:
    """Postal code 100 12-984 99 with a town; five digits in one without a country before them weigh little."""
    code = match["value"][0] + match["code"]
    if not 10000 < int(digits_of(code)) < 98500:
        return None
    if code.startswith("S"):
        return Check()
    if " " in code:
        return Check(weight=0.95)
    before = match.string[max(0, match.start() - 12) : match.start()].rstrip(" ")
    return Check(weight=0.65 if before[-1:] in ("", ",", "\n") or _HOUSE_NUMBER.search(before) else 0.5)


def gsrn(match: re.Match[str]) -> Check | None:
    """Anläggnings-id: 18 digits of GS1 Sweden's series for the power trade."""
    return Check(gs1(digits_of(match["value"])))


def iban(match: re.Match[str]) -> Check | None:
    """IBAN by ISO 13616; without the check digits it may be anything in capitals."""
    value = match["value"].replace(" ", "")
    if len(value) > 34 or (value.startswith("SE") and not re.fullmatch("SE[0-9]{22}", value)):
        return None
    return Check(iban_check(value))


def luhn_number(match: re.Match[str]) -> Check | None:
    """Bankgiro, plusgiro and OCR numbers: the last digit is a check digit by Luhn."""
    return Check(luhn(digits_of(match["value"])))


def reference(match: re.Match[str]) -> Check | None:
    """A number of the company's own making: anything with four digits or so that is no date and no year."""
    value = match["value"]
    return None if _DATE.fullmatch(value) or len(digits_of(value)) < 3 else Check()


_SHORTEST_ACCOUNT = 9
"""Digits of a clearing number and the shortest account that stands behind one."""


def account(match: re.Match[str]) -> Check | None:
    """Bank account: the clearing number lies in a series that is given out; no check digit is held against it.

    Two numbers of an office's books are too short to be one.
    """
    value = match["value"]
    if _DATE.fullmatch(value) or len(digits_of(value)) < _SHORTEST_ACCOUNT:
        return None
    clearing = int(digits_of(value)[:4])
    return Check(None if any(first <= clearing <= last for first, last in _CLEARING) else False)


def vehicle(match: re.Match[str]) -> Check | None:
    """Registration number; with a blank it weighs little, and abbreviations of money and law are none."""
    value = match["value"]
    if value[:3] in _NOT_PLATES:
        return None
    return Check(weight=0.7 if " " in value else 1.0)


def property_designation(match: re.Match[str]) -> Check | None:
    """Fastighetsbeteckning; statutes and clock times look alike."""
    words, block = match["value"].split(), match["block"]
    if any(word.casefold().strip(".") in _NOT_PLACES for word in words) or _YEAR_IN.search(block):
        return None
    listed = _PROPERTY_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    clock = not listed and re.fullmatch(r"[0-2]?[0-9]:[0-5][0-9]", block)
    return Check(weight=(0.85 if clock else 1.0) if len(words) > 2 else (0.5 if clock else 0.75))


def ip4(match: re.Match[str]) -> Check | None:
    """IPv4 address: four numbers up to 255, none written with a leading zero."""
    parts = match["value"].split(".")
    if any(int(part) > 255 or (len(part) > 1 and part[0] == "0") for part in parts):
        return None
    return Check(weight=1.0 if max(map(int, parts)) > 31 else 0.55)


def ip6(match: re.Match[str]) -> Check | None:
    """IPv6 address by RFC 4291; a short one, as two words of a program's text beside ``::``, weighs little."""
    try:
        ipaddress.IPv6Address(match["value"])
    except ValueError:
        return None
    return Check(weight=1.0 if len([part for part in match["value"].split(":") if part]) > 2 else 0.45)


def quarter(match: re.Match[str]) -> Check | None:
    """A property named by its block: no year, and no word that numbers anything."""
    words = match["value"].split()
    return None if re.fullmatch("(?:19|20)[0-9]{2}", words[-1]) or words[-2].casefold() in _NOT_PLACES else Check()


def accepted(match: re.Match[str]) -> Check | None:
    """Whatever has the form."""
    return Check()


VALIDATORS: Mapping[str, Validator] = {
    "personnummer": personnummer,
    "samordningsnummer": samordningsnummer,
    "reserve-number": reserve_number,
    "organisation-number": organisation_number,
    "vat-of-person": vat_of_person,
    "vat-of-company": vat_of_company,
    "postal": postal,
    "gsrn": gsrn,
    "iban": iban,
    "luhn": luhn_number,
    "reference": reference,
    "account": account,
    "vehicle": vehicle,
    "property": property_designation,
    "ip4": ip4,
    "ip6": ip6,
    "quarter": quarter,
    "accepted": accepted,
}
"""What a row of the catalogue can name."""
