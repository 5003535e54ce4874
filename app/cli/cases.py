"""The grammar of ``utlamna case``: its steps in the order of the work, each from the module that owns it."""

from __future__ import annotations

from typing import Any

from app.texts import _

from . import (
    answering,
    assess,
    closing,
    decision,
    document_list,
    documents,
    fees,
    handing_out,
    handover,
    letters,
    mark_sets,
    marks,
    more,
    official,
    own_data,
    pages,
    people,
    recipient,
    regions,
    register,
    reissue,
    requests,
    reserve,
    residuals,
    reviewing,
    search,
    sums,
    triage,
    watch,
)


def add_words(words: Any) -> None:
    """Adds ``case``, and the words beside it that belong to one of its steps."""
    case = words.add_parser("case", help=_("work with requests"), description=_("Work with requests."))
    steps = case.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    requests.add_words(steps)
    triage.add_words(steps)
    own_data.add_word(steps)
    reviewing.add_words(steps)
    mark_sets.add_words(steps)
    answering.add_words(steps)
    documents.add_words(steps)
    watch.add_word(steps)
    document_list.add_word(steps)
    official.add_word(steps)
    decision.add_words(words, steps)
    reserve.add_word(steps)
    fees.add_words(words, steps)
    register.add_words(words, steps)
    search.add_word(steps)
    people.add_word(steps)
    sums.add_word(steps)
    residuals.add_word(steps)
    regions.add_word(steps)
    pages.add_word(steps)
    marks.add_words(steps)
    assess.add_word(steps)
    recipient.add_word(steps)
    more.add_word(steps)
    handing_out.add_words(steps)
    handover.add_word(steps)
    reissue.add_word(steps)
    letters.add_case_words(steps)
    closing.add_words(steps)
