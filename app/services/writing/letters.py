"""Making letters: the catalogue of what letters there are, the template in use for each, and the paper it gives.

``compose`` is the one way in. Letters are Swedish whatever language the program speaks. Sources: law.md 5;
``resources/catalogues/letters.toml`` names the rule and its confidence for each letter.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from app.domain import letter_text, reasons
from app.domain.errors import Refused
from app.domain.letters import Family, Fault, Field, Filled, Kind, LetterTemplate, Value, faults, fill
from app.domain.local_time import local
from app.domain.provisions import Profile
from app.domain.requests import Request
from app.store.unit import Reader
from redaction import content
from redaction.detectors import detect
from redaction.marks import Mark, MarkKind, MarkState, Origin
from resources import BadCatalogue, each, table, text

from ..cases import tracks
from ..delivering import delivery as deliveries
from ..delivering import fees
from ..office import organisation
from . import times

LETTERS, TEMPLATES = ("catalogues", "letters.toml"), "letters"
NUMBERED = ("ärendenummer", "begärd dag", "kod")
"""Fields of a request that the company itself gives out."""
SECRET_NUMBERS = frozenset({"PERSONNUMMER", "SAMORDNINGSNUMMER"})
CODE_SIGNS, CODE_LENGTH = "ABCDEFGHJKMNPQRTUVWXYZ2346789", 4
"""Signs of a code for picking up; none is taken for another one when it is read aloud."""


@cache
def fields() -> dict[str, Field]:
    """The fields by name."""
    return {row.name: row for row in each(lambda raw: Field(**raw), "field", *LETTERS)}


@cache
def families() -> dict[str, Family]:
    """The sorts of letters by code."""

    def family(raw: dict[str, Any]) -> Family:
        lists = {name: tuple(raw.get(name, ())) for name in ("must", "never", "untitled", "tracks")}
        return Family(**(raw | lists))

    return {row.code: row for row in each(family, "family", *LETTERS)}


@cache
def kinds() -> dict[str, Kind]:
    """The letters by code."""
    common = table(*LETTERS)["common"]["fields"]

    def kind(raw: dict[str, Any]) -> Kind:
        held = {name: fields()[name] for name in (*common, *raw.get("fields", ()))}
        return Kind(
            raw["id"],
            raw["label"],
            family := families()[raw["family"]],
            held,
            tuple(held[name].name for name in (*family.must, *raw.get("must", ()))),
            tuple(raw.get("cases", ())),
            tuple(raw.get("says", ())),
            raw.get("to", "requester"),
            raw["source"],
            raw["confidence"],
            raw.get("alone", True) and family.code != "part",
            raw.get("register", "correspondence"),
            raw.get("asked", False),
        )

    return {row.code: row for row in each(kind, "letter", *LETTERS)}


def words() -> dict[str, Any]:
    """The words that the program itself writes into letters."""
    return dict(table(*LETTERS)["words"])


def counted(word: str, count: int) -> str:
    """A pair of ``words`` for a count."""
    one, many = words()[word]
    return str(one if count == 1 else many).format(count=count)


def shipped_text(code: str) -> str:
    """The template that ships for a letter, as text."""
    return text(TEMPLATES, f"{code}.txt")


@cache
def shipped(code: str) -> content.Document:
    """The template that ships for a letter. Raises BadCatalogue where it breaks its own rules."""
    template = letter_text.read(shipped_text(code))
    wrong = faults(kinds()[code], template, lambda _text: False)  # that one asks all detectors; a test does
    if wrong:
        raise BadCatalogue(f"letters/{code}.txt, {wrong[0].place}: {wrong[0].code} {wrong[0].what}")
    return template


def all_shipped() -> dict[str, content.Document]:
    """Every template that ships."""
    return {code: shipped(code) for code in kinds()}


def holds_personal_number(written: str) -> bool:
    """Whether a text holds a personal or coordination number, by the detectors."""
    return any(char.isdigit() for char in written) and any(s.category in SECRET_NUMBERS for s in detect(written))


def wrong_with(code: str, template: content.Document) -> tuple[Fault, ...]:
    """Everything for which a template cannot be used for a letter."""
    return faults(kinds()[code], template, holds_personal_number)


def own_template(reader: Reader, code: str) -> LetterTemplate | None:
    """The office's own template in use for a letter, or None where the one that ships is."""
    return next((row for row in reader.letter_templates.where(kind=code) if row.ended_at is None), None)


def template(reader: Reader, code: str) -> content.Document:
    """The template in use for a letter."""
    own = own_template(reader, code)
    return shipped(code) if own is None else letter_text.read(own.text)


def made_from(reader: Reader, code: str) -> str:
    """What a letter is made from now, with the letters that it takes in: number (0: shipped) and hash of each text."""
    parts = [code, *(field.part for field in kinds()[code].fields.values() if field.part)]
    owned = [(part, own_template(reader, part)) for part in parts]
    told = [(part, own.number if own else 0, own.text if own else shipped_text(part)) for part, own in owned]
    return ", ".join(f"{part} {number} {hashlib.sha256(text.encode()).hexdigest()[:12]}" for part, number, text in told)


def compose(
    reader: Reader,
    code: str,
    request_id: int,
    at: datetime,
    values: Mapping[str, Value],
    cases: Collection[str] = (),
    delivery_id: int | None = None,
) -> content.Document:
    """A letter of the catalogue on a request, checked to tell nothing that is masked.

    Args:
        code: the letter's id in the catalogue.
        at: when it is written.
        values: its fields by name; those that the company and the request give (names, addresses, the request's words,
            the parts) need not be there. A value that is given wins.
        cases: the cases that hold.
        delivery_id: the delivery whose masks it is held against (else those of the whole request).

    Raises:
        Refused: a field that somebody must write is empty; it would tell what is masked, or who asked; or it tells of a
            decision or an appeal that the request's track does not know (OSL 6:4).
        KeyError: a fault of ours, no such letter, field or case.
    """
    kind, request = kinds()[code], reader.requests.get(request_id)
    _fits(kind, request)
    ours = company(reader, at)
    given = ours | _of_request(reader, request, kind) | dict(values)
    if not given["mottagare"]:
        raise Refused("letter-field-empty", field="mottagare")
    chosen, asked = template(reader, code), [name for name in given if name in kind.fields or name in values]
    made = filled(reader, kind, chosen, given, cases, asked)
    own = {name for name, value in given.items() if value and name in kind.fields and kind.fields[name].own}
    public = {name for name in (*ours, *NUMBERED) if name not in values}
    hushed = filled(reader, kind, chosen, given | dict.fromkeys(own | public, "–"), cases, asked)
    _keep_silent(reader, kind, request_id, delivery_id, made, hushed)
    return paper(reader, made, request.registry_number, str(given["mottagare"]), at)


def _fits(kind: Kind, request: Request) -> None:
    """Raises Refused where the letter takes in one that the request's track never does."""
    if any(field.part in tracks.rules()[request.track].never for field in kind.fields.values()):
        raise Refused(f"no-decision-{request.track.value}")


def company(reader: Reader, at: datetime) -> dict[str, Value]:
    """The fields that the company's profile and the clock fill."""
    profile, held = organisation.profile(reader), fees.tariff(reader, local(at).date())
    return {
        "datum": long_day(at),
        "bolag": profile.legal_entity,
        "e-post": profile.registrar.email,
        "telefon": profile.registrar.phone,
        "adress": profile.registrar.address,
        "domstol": profile.court,
        "taxa": ", ".join(part for part in (held.decided_by, held.decided_on, held.registry_number) if part),
    }


def _of_request(reader: Reader, request: Request, kind: Kind) -> dict[str, Value]:
    wording = reader.wordings.first(request_id=request.id)
    return {
        "ärendenummer": request.registry_number,
        "mottagare": _to(reader, request, kind),
        "begäran": " ".join((wording.text if wording else "").split()),
        "begärd dag": long_day(request.arrived_at),
        "kod": pickup_code(),
    }


def filled(
    reader: Reader,
    kind: Kind,
    chosen: content.Document,
    given: Mapping[str, Value],
    cases: Collection[str],
    asked: Collection[str],
) -> Filled:
    """A template filled with the values that are ``asked`` for; the letters that it takes in, from all of them."""
    values = {name: given[name] for name in asked}
    for field in kind.fields.values():
        if field.part and field.name not in values:
            taken = kinds()[field.part]
            inside = {name: value for name, value in given.items() if name in taken.fields}
            values[field.name] = _approved(reader, fill(taken, template(reader, field.part), inside), field).part(field)
    return fill(kind, chosen, values, cases)


def paper(reader: Reader, made: Filled, number: str, to: str, at: datetime) -> content.Document:
    """A filled letter with the company at its edges; ``to`` is whom it is written to."""
    edges = _edges(organisation.profile(reader), number, at)
    return content.Document(made.title, made.blocks, addressee=(to,) if to else (), **edges)


def _approved(reader: Reader, filled: Filled, field: Field) -> Filled:
    """The notice of how to appeal says so while the jurist has not signed the catalogue (law.md 5.3 [M])."""
    if not field.new_page or not organisation.catalogue_banner(reader):
        return filled
    return Filled(filled.title, (*filled.blocks, content.Note(words()["unapproved"])))


def _keep_silent(
    reader: Reader, kind: Kind, request_id: int, delivery_id: int | None, made: Filled, hushed: Filled
) -> None:
    """Raises Refused where a letter tells what is masked, or who asked though that is kept from the receiver.

    ``hushed`` is the letter without the receiver's own words and what the company itself makes public: a masked 9300
    does not forbid its telephone number 063-14 93 00.
    """
    masks = masked(reader, request_id, delivery_id)
    if any(reasons.told(said, masks) for said in said_in(hushed)):
        raise Refused("paper-tells")
    if kind.family.secret_requester and any(reasons.told(said, asker(reader, request_id)) for said in said_in(made)):
        raise Refused("paper-tells-requester")


def said_in(filled: Filled) -> Iterator[str]:
    """Every text of a letter."""
    yield filled.title
    for block in filled.blocks:
        yield from content.texts(block)


def masked(reader: Reader, request_id: int, delivery_id: int | None = None) -> list[Mark]:
    """The masks that a letter is held against: those of its delivery, else of the whole request."""
    where = {"request_id": request_id} if delivery_id is None else {"delivery_id": delivery_id}
    return deliveries.all_masks(reader, **where)


def own_words(reader: Reader, request_id: int) -> str:
    """The requester's own words and name, in which nothing is secret to them."""
    wording = reader.wordings.first(request_id=request_id)
    known = reader.requesters.first(request_id=request_id)
    return "\n".join((wording.text if wording else "", known.name if known else ""))


def asker(reader: Reader, request_id: int) -> list[Mark]:
    """Name and contact of whoever asked, as marks, to look for them in a text."""
    known = reader.requesters.first(request_id=request_id)
    told = (known.name, known.contact) if known else ()
    return [
        Mark(-at, 0, (), MarkState.ACCEPTED, MarkKind.TEXT, Origin.TERM, category="PERSON", text=words)
        for at, words in enumerate(told, 1)
        if words.strip()
    ]


def _to(reader: Reader, request: Request, kind: Kind) -> str:
    """Whom a letter is written to; "" where that must be said."""
    requester = reader.requesters.first(request_id=request.id)
    named = requester.name if requester else ""
    unnamed = str(words()["requester"]).format(number=request.registry_number)
    return {"requester": named or unnamed, "nobody": unnamed, "named": named}.get(kind.to, "")


def _edges(profile: Profile, number: str, at: datetime) -> dict[str, Any]:
    """What stands at the edges of every letter of the company."""
    reference = (str(words()["number"]).format(number=number), times.day(at))
    footer = " · ".join(part for part in (profile.legal_entity, profile.orgnr, profile.registrar.email) if part)
    return {"sender": profile.name, "reference": reference, "footer": footer, "page_word": words()["page"]}


def pickup_code() -> str:
    """A new code by which somebody without a name picks documents up, like "K7RD-4MXP"."""
    halves = ("".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH)) for _half in range(2))
    return "-".join(halves)


def long_day(on: datetime | date) -> str:
    """The date on the office's clock as a sentence says it, "11 mars 2026"."""
    at = local(on) if isinstance(on, datetime) else on
    return f"{at.day} {words()['months'][at.month - 1]} {at.year}"
