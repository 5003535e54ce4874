"""When secrecy does not hold whatever harm there is: its time is over, or something breaks it (law.md 3, 4.1).

Each rule is a row of BREACHES; what it looks at is the provision's row of the catalogue and the answers given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from .assessments import Answers
from .provisions import Provision

MAX, CAP = "max", "cap"
"""Which rule ends the time: the provision's longest, or the terms of a concluded contract."""


@dataclass(frozen=True, slots=True)
class End:
    """The last day on which secrecy can hold, and the rule it follows from: so many years from a day."""

    day: date
    rule: str
    years: int
    start: date


def after_years(start: date, years: int) -> date:
    """The last day of a time of so many years from a day: its anniversary (lag 1930:173, 1 §).

    29 February has none in most years; the last day of the month stands for it.
    """
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 2, 28)


def ends(answers: Answers, provision: Provision) -> tuple[End, ...]:
    """The ends of the provision's time that can be computed from the answers, the first to come first.

    The longest time counts from the making of the document (OSL 7:5), contract terms from the contract's day, with the
    shorter time outside a municipality's business; another provision on the same information has a time of its own
    (OSL 7:3).
    """
    made, agreed, found = answers.document_date, answers.contract_date, []
    if provision.max_years is not None and made is not None:
        found.append(End(after_years(made, provision.max_years), MAX, provision.max_years, made))
    if provision.contract_cap is not None and answers.contract == "yes" and agreed is not None:
        cap = provision.contract_cap
        years = cap.otherwise_years if answers.municipal == "no" else cap.years
        found.append(End(after_years(agreed, years), CAP, years, agreed))
    return tuple(sorted(found, key=lambda end: end.day))


@dataclass(frozen=True, slots=True)
class _Case:
    """What a rule looks at; ``over`` are the codes of statuses in which the provision no longer holds."""

    answers: Answers
    provision: Provision
    day: date
    over: Collection[str]

    def past(self, rule: str) -> bool:
        """Whether a time that this rule ends is over on the day."""
        return any(end.rule == rule and end.day < self.day for end in ends(self.answers, self.provision))


BREACHES: dict[str, Callable[[_Case], bool]] = {
    "secrecy-time-over": lambda c: c.past(MAX),
    "contract-time-over": lambda c: c.past(CAP),
    "status-over": lambda c: c.answers.status in c.over,
    "emissions-masked": lambda c: c.answers.emissions == "emission" and c.provision.emissions == "forbidden",
    "environment-evident": lambda c: c.answers.emissions == "evident",
    "own-data-masked": lambda c: c.answers.own_data == "yes" and c.provision.interest == "individual",
    "consent-given": lambda c: c.answers.consent == "given" and "consent_12_2" in c.provision.overrides,
    "reservation-impossible": lambda c: c.answers.reservation == "used" and not c.provision.reservation_possible,
}
"""What breaks a mask, by the code of the sentence that tells the way out. Sources: OSL 7:5 and the provisions' own
times; 10:5; 12:1; 12:2; 10:14."""


def breaches(answers: Answers, provision: Provision, day: date, over: Collection[str] = ()) -> tuple[str, ...]:
    """Codes of what makes a mask on this provision impossible on this day."""
    case = _Case(answers, provision, day, over)
    return tuple(code for code, broken in BREACHES.items() if broken(case))
