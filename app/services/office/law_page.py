"""The page for a jurist: how each rule of the law is realised in the program, how sure it is, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from app.domain.provisions import Provision
from app.texts import N_, _
from redaction import content
from redaction.content import Bullets, Facts, Heading, Note, Table, paragraph
from resources import each

from ..assessing import common_mistakes
from ..cases import official
from . import catalogue_words, time_limits

RULES = ("catalogues", "law_rules.toml")
STATES = {"done": N_("realised"), "partly": N_("realised in part"), "missing": N_("not realised")}
SHOWN = (
    "scope", "protects", "requisite", "requisite_text", "text_checked", "variants", "max_years", "contract_cap",
    "ends_when", "overrides", "limits", "reservation_possible", "emissions", "meddelarfrihet_limited", "letter_line",
    "note", "confidence", "doubt", "source", "reviewed_by", "retired_why",
)  # fmt: skip
"""The fields of a provision that the page tells, in their order."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the law and how the program keeps it: what it does, in which files, and what is ``left``."""

    group: str
    rule: str
    source: str
    confidence: str
    how: str
    where: tuple[str, ...]
    state: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a jurist has to answer, and how the program acts until then; ``confidence`` "" where it reads nothing in."""

    code: str
    text: str
    confidence: str
    acts: str
    provisions: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, group by group."""
    return each(lambda row: Rule(**row | {"where": tuple(row["where"])}), "rule", *RULES)


@cache
def doubts() -> tuple[Doubt, ...]:
    """The open doubts."""
    return each(lambda row: Doubt(**row | {"provisions": tuple(row["provisions"])}), "doubt", *RULES)


def blocks(provisions: Mapping[str, Provision], names: Mapping[str, str]) -> tuple[content.Block, ...]:
    """The whole page on an edition's rows; ``names`` are what the fields of a row are called."""
    told = _(
        "Nothing here is legal advice. V: read word for word in a copy of the statute. V2: secondary source. H, M, L: "
        "own knowledge of high, medium, low confidence. What is not V should be checked first."
    )
    return (
        Note(told),
        *_doubts(),
        *_rules(),
        Heading(1, _("Provisions")),
        paragraph(_("So each row of the catalogue reads. A mask rests on one of them, a limit opens what is secret.")),
        *(block for row in provisions.values() for block in _provision(row, names)),
        *_tables(),
    )


def _doubts() -> Iterable[content.Block]:
    yield Heading(1, _("Open doubts"))
    header = (_("No."), _("Doubt"), _("Touches"), _("Confidence"), _("What the program does until it is answered"))
    rows = tuple(
        (str(number), one.text, ", ".join(one.provisions) or "–", one.confidence or "–", one.acts)
        for number, one in enumerate(doubts(), 1)
    )
    yield Table(header, rows, (1, 7, 3, 3, 6))


def _rules() -> Iterable[content.Block]:
    yield Heading(1, _("Rules"))
    for group, its in groupby(rules(), lambda rule: rule.group):
        yield Heading(2, group)
        for one in its:
            state = _(STATES[one.state]) + (f": {one.left}" if one.left else "")
            facts = (
                (_("Rule"), f"{one.rule} ({one.source}; {one.confidence})"),
                (_("In the program"), one.how),
                (_("Where"), ", ".join(one.where)),
                (_("State"), state),
            )
            yield Facts(facts)


def _provision(row: Provision, names: Mapping[str, str]) -> Iterable[content.Block]:
    yield Heading(2, f"{row.id} {row.heading}")
    told = ((names[name], catalogue_words.value(row, name)) for name in SHOWN)
    yield Facts(tuple((name, "; ".join(value.splitlines())) for name, value in told if value))
    if row.questions:
        yield Bullets(row.questions)


def _tables() -> Iterable[content.Block]:
    """The other catalogues of the law: mistakes, time limits, and the questions of TF 2 kap."""
    yield Heading(1, _("Common mistakes"))
    mistakes = tuple((one.claim, one.why, one.confidence) for one, _pattern in common_mistakes.known())
    yield Table((_("Claim"), _("Why it does not hold"), _("Confidence")), mistakes, (4, 8, 3))
    yield Heading(1, _("Time limits"))
    limits = tuple((one.label, one.rule, one.source, one.confidence) for one in time_limits.limits().values())
    yield Table((_("Last day"), _("Rule"), _("Source"), _("Confidence")), limits, (4, 6, 4, 3))
    yield Heading(1, _("Is it an official document?"))
    asked = tuple((one.text, one.source, one.confidence) for one in official.tree().questions.values())
    yield Table((_("Question"), _("Source"), _("Confidence")), asked, (8, 3, 3))
