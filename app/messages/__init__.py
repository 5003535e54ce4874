"""What a refusal, a blocker or a document error says to the person: what is so, and what to do about it.

The sentences stand by subject in the modules beside this one; who speaks comes here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import Blocked, Blocker, Refused
from app.texts import _, ngettext
from redaction.errors import DocumentError

from . import assessing, cases, deciding, delivering, documents, keeping, keys, marking, office, storing, writing
from .blockers import COUNTED, NEXT
from .documents import BOUNDS, BY_KIND, BYTES, KINDS, ON_PAGE
from .words import (
    MISSING,
    ROW_FIELDS,
    alike,
    data_outcome,
    decided,
    doubt,
    field,
    hits,
    missing,
    phase,
    point,
    region,
    restated,
    role,
    role_reason,
    row_field,
    slow,
    stands,
    trace,
)

__all__ = [
    "MISSING",
    "ON_PAGE",
    "ROW_FIELDS",
    "SENTENCES",
    "alike",
    "blocker",
    "data_outcome",
    "decided",
    "doubt",
    "failure",
    "field",
    "hits",
    "missing",
    "of",
    "packed",
    "phase",
    "point",
    "region",
    "restated",
    "role",
    "role_reason",
    "row_field",
    "sentence",
    "slow",
    "stands",
    "trace",
    "unpacked",
    "upgraded",
]

SENTENCES: dict[str, str] = {
    code: words
    for part in (documents, storing, keys, office, cases, keeping, marking, assessing, deciding, writing, delivering)
    for code, words in part.SENTENCES.items()
}


def sentence(code: str, parameters: Mapping[str, str | int] | None = None) -> str:
    """The sentence for a code, in the language spoken; a code that has none is shown as a fault of ours."""
    given = dict(parameters or {})
    if code in COUNTED and "count" in given:
        one, many = COUNTED[code]
        said = ngettext(one, many, int(given["count"])).format(**given) + "."
        return " ".join((said, _(NEXT[code]))) if code in NEXT else said
    if code.startswith("law-"):
        given["field"] = row_field(str(given["field"]))
    if code == "unsupported":
        code = BY_KIND.get(str(given.get("kind")), code)
    if code == "needs-office" and int(given.get("found", 0)):
        code = "office-cannot"
    if f"{code}-{given.get('degree', '')}" in SENTENCES:
        code = f"{code}-{given['degree']}"
    if "kind" in given:
        given["kind"] = _(KINDS.get(str(given["kind"]), KINDS["unknown"]))
    if code == "too-large":
        limit = f"{int(given.get('limit', 0)):,}".replace(",", "\u00a0")
        given["what"] = _(BOUNDS.get(str(given.get("what")), BYTES)).format(limit=limit)
    on_page = int(given.get("page", -1)) >= 0 and code in ON_PAGE
    if "page" in given and (on_page or code == "still-readable"):
        given["page"] = int(given["page"]) + 1
    pattern = ON_PAGE[code] if on_page else SENTENCES.get(code, SENTENCES["fault"])
    try:
        return _(pattern).format(**given)
    except (KeyError, IndexError):
        return _(pattern)


def of(error: Refused | DocumentError) -> str:
    """What the error says to the person; of a step that is held, everything that holds it."""
    if isinstance(error, Blocked) and error.blockers:
        return " ".join(sentence(held.code, {"count": held.count}) for held in error.blockers)
    return sentence(error.code, error.parameters)


def packed(error: DocumentError) -> str:
    """The error's code and parameters on one line, as a document keeps why it could not be read."""
    return " ".join([error.code, *(f"{name}={value}" for name, value in sorted(error.parameters.items()))])


def unpacked(failure: str) -> Refused:
    """What was packed, as a refusal with its code and parameters."""
    code, *pairs = failure.split()
    return Refused(code, **dict(pair.split("=", 1) for pair in pairs if "=" in pair))


def upgraded(kept: Path) -> str:
    """That opening the workspace upgraded it, and where its database of before lies."""
    told = _("The workspace has been upgraded to this version. Its database of before lies in {file} for 30 days.")
    return told.format(file=kept)


def failure(kept: str) -> str:
    """The sentence for why a document could not be read, from what it keeps."""
    return of(unpacked(kept)) if kept else ""


def blocker(held: Blocker) -> str:
    """What stands in the way, as a row or a tooltip shows it; what is counted has no full stop."""
    if held.code in COUNTED:
        one, many = COUNTED[held.code]
        return ngettext(one, many, held.count).format(count=held.count)
    return sentence(held.code)
