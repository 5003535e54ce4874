"""What codes are called on screen, on paper and in the terminal."""

from __future__ import annotations

from app.domain.catalogue import Difference
from app.domain.likeness import Kind
from app.domain.mark_sets import KeptMark, Point
from app.domain.overmasking import Doubt, DoubtKind
from app.services.cases.likenesses import Alike
from app.services.marking import region_words
from app.services.office import catalogue_words
from app.texts import N_, _, ngettext
from redaction.marks import MarkState
from redaction.words import RegionKind

MISSING: dict[str, str] = {
    "applies": N_("Why the provision applies is missing"),
    "harm": N_("The harm is missing"),
    "factors": N_("No factor is ticked"),
    "variant": N_("Which part of the provision holds is missing"),
    "document_date": N_("The day the document was made is missing"),
    "contract": N_("Whether it is a contract's terms is missing"),
    "contract_date": N_("The contract's day is missing"),
    "municipal": N_("Whether the contract is of municipal business is missing"),
    "status": N_("How far the matter has come is missing"),
    "special": N_("Whether the data are sensitive is missing"),
    "own_data": N_("Whether it is the requester's own data is missing"),
    "consent_ref": N_("When and how consent was asked for is missing"),
    "emissions": N_("Whether it is environmental information is missing"),
    "emissions_reason": N_("Why data on emissions can be masked is missing"),
    "reservation": N_("Whether a reservation suffices is missing"),
    "reservation_reason": N_("Why a reservation suffices or not is missing"),
}
"""What an assessment still has to say, by field."""


def missing(code: str) -> str:
    """What an assessment still has to say."""
    return _(MISSING[code])


DOUBTS: dict[DoubtKind, str] = {
    DoubtKind.UNASSESSED: N_("A mask without a finished assessment"),
    DoubtKind.OUR_OWN: N_("The company's own, or what is never proposed here, is masked"),
    DoubtKind.IN_DUTY: N_("Somebody in their duty is masked"),
    DoubtKind.WHOLE_PAGE: N_("A whole page is masked"),
    DoubtKind.MUCH_OF_PAGE: N_("{share} % of the page's words are masked"),
}
"""Why it is asked whether more can be handed out."""


def doubt(found: Doubt) -> str:
    """Why it is asked whether more can be handed out."""
    return _(DOUBTS[found.kind]).format(share=round(100 * found.share))


def region(kind: RegionKind) -> str:
    """What a part of a page that no program can read seems to be."""
    return region_words.words(kind)


TRACES: dict[str, str] = {
    "number": N_("the same number"),
    "email": N_("the e-mail address"),
    "name": N_("the name"),
    "address": N_("the address"),
    "surname": N_("the surname alone"),
    "local": N_("the name of the e-mail address"),
    "first": N_("a first name that only this person has here"),
    "initials": N_("the initials"),
}
"""How something points to a masked person."""


def trace(code: str) -> str:
    """How something points to a masked person."""
    return _(TRACES[code]) if code in TRACES else code


FIELDS: dict[str, str] = {
    "title": N_("title"),
    "file-name": N_("file name"),
    "subject": N_("subject of the request"),
}
"""Where a trace stands that is on no page."""


def field(code: str) -> str:
    """Where a trace stands that is on no page."""
    return _(FIELDS[code]) if code in FIELDS else code


ROW_FIELDS: dict[str, str] = {
    "id": N_("Provision"),
    "chapter": N_("Chapter"),
    "kind": N_("Kind"),
    "heading": N_("Heading"),
    "scope": N_("Where it applies"),
    "protects": N_("Protects"),
    "interest": N_("Interest"),
    "requisite": N_("Requisite"),
    "requisite_text": N_("The statute's words"),
    "text_checked": N_("Compared word for word"),
    "max_years": N_("Longest time, years"),
    "contract_cap": N_("Limit for terms of contract"),
    "ends_when": N_("Ends when"),
    "status_field": N_("State that decides"),
    "overrides": N_("What may open it"),
    "limits": N_("Limits"),
    "emissions": N_("Emissions (OSL 10:5)"),
    "reservation_possible": N_("Reservation possible"),
    "meddelarfrihet_limited": N_("Limits the freedom to inform"),
    "typical": N_("Typical data"),
    "questions": N_("Questions"),
    "letter_line": N_("Words in the letter"),
    "note": N_("Note"),
    "confidence": N_("Confidence"),
    "doubt": N_("Open doubt"),
    "source": N_("Source"),
    "valid_from": N_("Known to hold from"),
    "variants": N_("Parts with a requisite of their own"),
    "reviewed_by": N_("Reviewed by"),
    "reviewed_on": N_("Reviewed on"),
    "retired": N_("Retired"),
    "retired_why": N_("Why it is retired"),
}
"""The fields of a row of the catalogue, by their names in TOML and in Provision."""


def row_field(name: str) -> str:
    """What a field of a row of the catalogue is called; one that is not known keeps its name."""
    return _(ROW_FIELDS[name]) if name in ROW_FIELDS else name


ALIKE: dict[Kind, str] = {
    Kind.FILE: N_("the same file as {document}"),
    Kind.SAME: N_("nearly the same words as {document} ({percent} %)"),
    Kind.WITHIN: N_("stands in {document} ({percent} %)"),
    Kind.HOLDS: N_("holds what {document} says"),
    Kind.PAGES: N_("has pages that {document} has too"),
}


def alike(found: Alike) -> str:
    """What another document is to one, and how that was handed out."""
    known = _("document {number}").format(number=found.number)
    if found.registry_number:
        known = _("document {number} in {registry_number}")
        known = known.format(number=found.number, registry_number=found.registry_number)
    told = _(ALIKE[found.kind]).format(document=known, percent=found.percent)
    if not found.registry_number:
        return told
    out = ngettext("handed out with {masks} mask", "handed out with {masks} masks", found.masks)
    return f"{told}, {out.format(masks=found.masks)}"


def restated(difference: Difference) -> str:
    """What a provision says otherwise by now: the field, and how it read before and reads after."""
    before, after = (
        " · ".join(catalogue_words.value(row, difference.field).splitlines()) or "–"
        for row in (difference.before, difference.after)
    )
    told = _("The provision reads otherwise since: {field}, before ”{before}”, now ”{after}”.")
    return told.format(field=row_field(difference.field), before=before, after=after)


ROLES: dict[str, str] = {
    "private": N_("private person"),
    "employee": N_("employee in duty"),
    "official": N_("official"),
    "supplier": N_("supplier's contact"),
    "requester": N_("requester"),
}
"""What a person of a request seems to be."""

ROLE_REASONS: dict[str, str] = {
    "title": N_("The word ”{word}” stands beside the name"),
    "column": N_("Stands under the heading ”{word}”"),
    "number": N_("Stands with an identity number"),
    "own-mail": N_("Has an address at the company"),
    "requester": N_("Is who has asked"),
    "with-requester": N_("Is named together with the requester"),
    "nothing": N_("Nothing speaks for another role"),
}
"""Why a person seems to be that."""


def role(code: str) -> str:
    """What a person seems to be."""
    return _(ROLES[code]) if code in ROLES else code


def role_reason(code: str, word: str) -> str:
    """Why a person seems to be what is guessed."""
    return _(ROLE_REASONS.get(code, ROLE_REASONS["nothing"])).format(word=word)


OUTCOMES: dict[str, str] = {"granted": N_("Granted"), "partly": N_("Granted in part"), "refused": N_("Refused")}
"""What became of a right to own data."""


def data_outcome(code: str | None) -> str:
    """What became of a right to own data; that it is open where nothing did."""
    return _(OUTCOMES[code]) if code is not None else _("Not answered")


PHASES: dict[str, str] = {
    "door": N_("Looking for class markings"),
    "copy": N_("Copying"),
    "read": N_("Reading"),
    "pages": N_("Making pages"),
    "words": N_("Reading words"),
    "unseen": N_("Looking for what no page shows"),
    "lay out": N_("Making pages"),
    "write": N_("Making pages"),
    "find": N_("Looking for personal data"),
    "gather": N_("Gathering persons"),
    "residual": N_("Looking for traces of masked persons"),
    "seek": N_("Searching"),
    "carry": N_("Comparing"),
    "open": N_("Opening"),
    "sanitise": N_("Cleaning"),
    "search": N_("Looking for what to mask"),
    "burn": N_("Masking"),
    "rebuild": N_("Writing the copy"),
    "verify": N_("Proving"),
    "sight": N_("Reading around the masks"),
    "papers": N_("Writing letter and lists"),
    "package": N_("Packing"),
    "backup": N_("Backing up"),
    "seal": N_("Sealing everything by the new key"),
    "backup-check": N_("Reading the backup back"),
    "upgrade": N_("Upgrading the workspace"),
    "upgrade-backup": N_("Backing up before the upgrade"),
}


def phase(code: str) -> str:
    """What long work is doing now."""
    return _(PHASES.get(code, "Working"))


STANDS: dict[str, str] = {
    "free": N_("not marked"),
    "proposed": N_("proposed"),
    "masked": N_("masked"),
    "visible": N_("left visible"),
}


def stands(code: str) -> str:
    """How the marks stand where a search found something."""
    return _(STANDS[code])


def hits(count: int, masked: int, more: bool) -> str:
    """How many hits a search gave, how many of them are masked, and whether there are more."""
    told = ngettext("{count} hit, {masked} masked", "{count} hits, {masked} masked", count)
    words = told.format(count=count, masked=masked)
    return f"{words}. " + _("There are more; narrow the search.") if more else words


def slow(number: int, page: int) -> str:
    """That an expression ran out of time in a document (by its number), on a page (from 0)."""
    told = _("The expression takes too long in document {number}, page {page}. What follows there was not searched.")
    return told.format(number=number, page=page + 1)


POINTS = {
    Point.SUBMITTED: N_("sent to review"),
    Point.RETURNED: N_("returned"),
    Point.SIGNED: N_("signed"),
    Point.DELIVERED: N_("handed out before"),
    Point.BY_HAND: N_("kept by hand"),
    Point.CARRIED: N_("from another document"),
}


def point(code: Point) -> str:
    """The point of a document's way at which a set of marks was kept."""
    return _(POINTS[code])


def decided(mark: KeptMark | None) -> str:
    """What a set says of a place: masked on a ground, left visible for a reason, or nothing yet."""
    if mark is None:
        return _("not judged")
    if mark.state == MarkState.ACCEPTED:
        words = _("masked, {provision}").format(provision=mark.provision or "")
        return f"{words}, ”{mark.replacement}”" if mark.replacement else words
    return _("left visible: {reason}").format(reason=mark.reason)
