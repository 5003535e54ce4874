"""When secrecy does not hold: the times of five years of days by an independent rule, and each thing that breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain import secrecy
from app.domain.assessments import Answers
from app.domain.provisions import ContractCap, Provision
from app.domain.secrecy import BREACHES, breaches

SUPPLIER = Provision(
    "OSL 31:16", "", "", "", "KVAL_RAKT", "", "", (), "V", "", 31, interest="individual", max_years=20,
    contract_cap=ContractCap(5, "avtalsvillkor"), overrides=("consent_12_2", "reservation_10_14"),
)  # fmt: skip
OWN = replace(SUPPLIER, id="OSL 19:1 1 st", chapter=19, interest="public", contract_cap=None)
BIDS = replace(OWN, id="OSL 19:3 2 st", max_years=None, requisite="ABSOLUT", reservation_possible=False)
FENCE = replace(OWN, id="OSL 18:8", chapter=18, max_years=None, emissions="question")
DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(5 * 365 + 2)]


def said(**answers) -> Answers:
    """An assessment that says this."""
    return Answers("", "", **answers)


@pytest.mark.parametrize("years", [2, 5, 20, 70])
def test_so_many_years_end_on_the_same_day_of_the_year(years: int) -> None:
    """By a count of its own: no day between has come back to month and day before, and 29 February ends on the 28th."""
    for start in DAYS:
        end = secrecy.after_years(start, years)
        assert end.year - start.year == years
        assert (end.month, end.day) == (start.month, start.day) or (start.month, start.day, end.day) == (2, 29, 28)
        assert (end + timedelta(days=1)).month == 3 or (start.month, start.day) != (2, 29)


@pytest.mark.parametrize("contract", DAYS[::13])
def test_contract_terms_are_open_from_the_day_after_five_years(contract: date) -> None:
    """On the anniversary they may still be masked on 31:16, the day after they may not, and 19:1 knows no such cap."""
    agreed = said(contract="yes", contract_date=contract, document_date=contract)
    last = contract.replace(year=contract.year + 5) if (contract.month, contract.day) != (2, 29) else None
    last = last or date(contract.year + 5, 2, 28)
    assert breaches(agreed, SUPPLIER, last) == ()
    assert breaches(agreed, SUPPLIER, last + timedelta(days=1)) == ("contract-time-over",)
    assert breaches(agreed, OWN, last + timedelta(days=1)) == ()


@pytest.mark.parametrize(("municipal", "years"), [("yes", 5), ("no", 2), ("", 5)])
def test_outside_municipal_business_the_cap_is_the_shorter_one(municipal: str, years: int) -> None:
    """For every day of five years, counted by a rule of its own; where nobody has said, nothing is cut short."""
    for contract in DAYS:
        agreed = said(contract="yes", contract_date=contract, municipal=municipal)
        (end,) = [e for e in secrecy.ends(agreed, SUPPLIER) if e.rule == secrecy.CAP]
        next_day = end.day + timedelta(days=1)
        assert (end.day.year - contract.year, end.years) == (years, years)
        assert (next_day - contract).days in (365 * years + leaps + 1 for leaps in range(3))
        assert breaches(agreed, SUPPLIER, end.day) == ()
        assert breaches(agreed, SUPPLIER, next_day) == ("contract-time-over",)


def test_the_cap_of_a_contract_that_runs_on() -> None:
    """A contract of 2020-11-02 that still runs: 31:16 ended 2025-11-02, and the company's own 19:1 goes on to 2040."""
    agreed = said(contract="yes", contract_date=date(2020, 11, 2), document_date=date(2020, 11, 2))
    today = date(2026, 3, 11)
    assert [end.day for end in secrecy.ends(agreed, SUPPLIER)] == [date(2025, 11, 2), date(2040, 11, 2)]
    assert breaches(agreed, SUPPLIER, today) == ("contract-time-over",)
    assert breaches(agreed, OWN, today) == ()


def test_no_contract_no_cap() -> None:
    """An offer that led to no contract has the long time alone; where nobody has said, nothing is computed."""
    offer = said(contract="no", contract_date=date(2010, 1, 1), document_date=date(2010, 1, 1))
    assert [end.rule for end in secrecy.ends(offer, SUPPLIER)] == [secrecy.MAX]
    assert secrecy.ends(said(contract="yes"), SUPPLIER) == ()


def test_the_longest_time_ends_too() -> None:
    """Twenty years after the document was made nothing in it is secret on the provision (OSL 7:5)."""
    old = said(document_date=date(2006, 3, 10))
    assert breaches(old, OWN, date(2026, 3, 10)) == ()
    assert breaches(old, OWN, date(2026, 3, 11)) == ("secrecy-time-over",)


CASES = [
    ("status-over", BIDS, {"status": "awarded"}, True),
    ("status-over", BIDS, {"status": "running"}, False),
    ("emissions-masked", SUPPLIER, {"emissions": "emission"}, True),
    ("emissions-masked", FENCE, {"emissions": "emission"}, False),
    ("emissions-masked", SUPPLIER, {"emissions": "none"}, False),
    ("environment-evident", FENCE, {"emissions": "evident"}, True),
    ("own-data-masked", SUPPLIER, {"own_data": "yes"}, True),
    ("own-data-masked", OWN, {"own_data": "yes"}, False),
    ("consent-given", SUPPLIER, {"consent": "given"}, True),
    ("consent-given", SUPPLIER, {"consent": "refused"}, False),
    ("consent-given", replace(SUPPLIER, overrides=()), {"consent": "given"}, False),
    ("reservation-impossible", BIDS, {"reservation": "used"}, True),
    ("reservation-impossible", SUPPLIER, {"reservation": "used"}, False),
]


@pytest.mark.parametrize(("code", "provision", "answers", "broken"), CASES)
def test_what_breaks_a_mask(code: str, provision: Provision, answers: dict[str, str], broken: bool) -> None:
    """Each rule stops where the law does, and nowhere else."""
    found = breaches(said(**answers), provision, date(2026, 3, 11), {"awarded"})
    assert found == ((code,) if broken else ())


def test_every_rule_was_tried() -> None:
    """A rule that is added is added here too."""
    assert {code for code, *_rest in CASES} | {"secrecy-time-over", "contract-time-over"} == set(BREACHES)
