"""The organisation's profile, the catalogue of provisions and the palette of grounds, as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from types import MappingProxyType
from typing import Any

from app.domain import catalogue
from app.domain.catalogue import provision_from
from app.domain.errors import Refused
from app.domain.events import ProfileChosen
from app.domain.people import Right
from app.domain.provisions import OWN_DATA, SECRECY, Ground, Profile, Provision, Registrar, Tariff
from app.domain.requests import Track
from app.store.records import GroundNumber
from app.store.unit import Reader, Unit
from app.texts import _
from redaction.detectors.allow import AllowList
from resources import each, path, table

PROFILE = "profile"
PROVISIONS, ASSESSMENT = ("catalogues", "provisions.toml"), ("catalogues", "assessment.toml")
FIRST_FREE_NUMBER = 10
"""Keys 1-9 are the palette's; other grounds get numbers from here in the order in which a request meets them."""


def profiles() -> dict[str, Profile]:
    """The profiles that ship, by id."""
    return {f.stem: profile_from(f.stem, table("profiles", f.name)) for f in sorted(path("profiles").glob("*.toml"))}


def profile_from(profile_id: str, raw: dict[str, Any]) -> Profile:
    """A profile from its table."""
    lists = ("addresses", "phones", "emails", "email_domains", "allow")
    names = ("name", "legal_entity", "orgnr", "court", "series_prefix")
    tariff = {k: v for k, v in raw["tariff"].items() if k in Tariff.__dataclass_fields__}
    registrar = {k: v for k, v in raw["registrar"].items() if k in Registrar.__dataclass_fields__}
    fields: dict[str, Any] = {name: raw[name] for name in names}
    fields |= {name: tuple(raw.get(name, ())) for name in lists}
    return Profile(id=profile_id, tariff=Tariff(**tariff), registrar=Registrar(**registrar), **fields)


def choose_profile(unit: Unit, profile: Profile) -> None:
    """Makes this the workspace's organisation; kept whole, so that a later edition of the file changes nothing."""
    if unit.people.count():
        unit.require(Right.ADMINISTER)
    text = json.dumps(asdict(profile), ensure_ascii=False, sort_keys=True)
    unit.set_setting(PROFILE, text)
    unit.record(ProfileChosen(hashlib.sha256(text.encode()).hexdigest()))


def profile(reader: Reader) -> Profile:
    """The workspace's organisation. Raises Refused where none was chosen."""
    text = reader.setting(PROFILE)
    if not text:
        raise Refused("profile-missing")
    raw = json.loads(text)
    return profile_from(raw.pop("id"), raw)


def allow_list(reader: Reader) -> AllowList:
    """What detectors find and do not propose: the organisation's own numbers, addresses and mailboxes."""
    mine = profile(reader)
    return AllowList(mine.allowed, mine.email_domains)


@cache
def shipped() -> dict[str, Provision]:
    """The catalogue that the program brings, by id: what the first edition of a workspace is made of."""
    rows = each(provision_from, "provision", *PROVISIONS)
    return {row.id: row for row in rows}


def provisions(reader: Reader, number: int | None = None) -> Mapping[str, Provision]:
    """The catalogue by id, retired rows included: the newest edition, or the one of this number.

    Raises Gone where there is no such edition, Refused where its text is no longer the one that was saved.
    """
    kept = reader.editions.newest() if number is None else reader.editions.get(number)
    if kept.sha256 not in _READ:
        text = reader.editions.text(kept.number)
        if hashlib.sha256(text.encode()).hexdigest() != kept.sha256:
            raise Refused("catalogue-altered", number=kept.number)
        _READ[kept.sha256] = MappingProxyType(catalogue.read(text))
    return _READ[kept.sha256]


def retired(reader: Reader) -> frozenset[str]:
    """The provisions that carry old masks and no new ones."""
    return frozenset(row.id for row in provisions(reader).values() if row.retired)


_READ: dict[str, Mapping[str, Provision]] = {}
"""Editions by hash as they were read: an edition never changes, and the program meets few."""


def catalogue_banner(reader: Reader) -> str:
    """What must be shown until a jurist has signed every live row; "" where all are signed."""
    live = [row for row in provisions(reader).values() if not row.retired]
    unsigned = sum(not row.reviewed_by for row in live)
    if not unsigned:
        return ""
    told = _("{count} of {total} provisions in the catalogue have not been reviewed by the company's jurist.")
    return told.format(count=unsigned, total=len(live))


def requisites() -> dict[str, str]:
    """Requisites by code, in Swedish."""
    return dict(each(_labelled, "requisite", *PROVISIONS))


@cache
def harm_tested() -> dict[str, bool]:
    """Requisites by code: whether harm is tested under them at all."""
    return dict(each(lambda row: (row["code"], bool(row["harm_test"])), "requisite", *PROVISIONS))


def overrides() -> dict[str, str]:
    """What may open a secrecy, by code, in Swedish."""
    return dict(each(_labelled, "override", *PROVISIONS))


def provision(reader: Reader, provision_id: str) -> Provision:
    """A provision that may carry a new mask. Raises Refused where the catalogue has none of this id, or retired it."""
    found = known_provision(reader, provision_id)
    if found.retired:
        raise Refused("provision-retired", provision=provision_id)
    return found


def known_provision(reader: Reader, provision_id: str) -> Provision:
    """A provision that a mask may rest on, retired or not. Raises Refused where the catalogue has none of this id."""
    found = provisions(reader).get(provision_id)
    if found is None or found.kind not in (SECRECY, OWN_DATA):
        raise Refused("provision-unknown", provision=provision_id)
    return found


@cache
def grounds() -> tuple[Ground, ...]:
    """The palette in the order of the number keys."""
    return each(lambda row: Ground(**row), "ground", "catalogues", "grounds.toml")


@cache
def _assessment_table() -> dict[str, Any]:
    return table("catalogues", "assessment.toml")


def groups() -> dict[str, str]:
    """Data groups of an assessment (uppgiftsgrupper): code to Swedish name."""
    return dict(each(_labelled, "group", *ASSESSMENT))


def _labelled(row: dict[str, Any]) -> tuple[str, str]:
    return row["code"], row["label"]


def common_words() -> str:
    """Words that stand in any reason and tell nothing of the case."""
    return str(_assessment_table()["reason"]["common"])


def empty_words() -> str:
    """Words that name what is protected or asked for and say nothing of why."""
    return str(_assessment_table()["reason"]["empty"])


def factors(side: str) -> dict[str, str]:
    """The factors ``for`` disclosure, ``against`` it, or ``never`` to be weighed: code to Swedish words."""
    rows = each(lambda row: (row["side"], *_labelled(row)), "factor", *ASSESSMENT)
    return {code: label for its, code, label in rows if its == side}


def categories() -> dict[str, dict[str, Any]]:
    """Categories of findings by code: letter, Swedish and English name."""
    return dict(each(lambda row: (row["code"], row), "category", "catalogues", "categories.toml"))


def category(code: str) -> None:
    """Raises Refused where the catalogue has no category of this code; "" is a mark without one."""
    if code and code not in categories():
        raise Refused("category-unknown")


def ground_numbers(reader: Reader, request_id: int) -> dict[str, int]:
    """The number of each provision in a request: the palette's, then those it has met."""
    numbers = {ground.provision: ground.key for ground in grounds()}
    return numbers | {row.provision: row.number for row in reader.ground_numbers.where(request_id=request_id)}


def check_track(reader: Reader, request_id: int, provision_id: str) -> None:
    """Raises Refused for a provision that does not hold on the request's track."""
    row = provisions(reader).get(provision_id)
    if row is not None and row.kind == OWN_DATA and reader.requests.get(request_id).track is not Track.OWN_DATA:
        raise Refused("provision-other-track", provision=provision_id)


def number_ground(unit: Unit, request_id: int, provision_id: str) -> int:
    """The provision's number in this request; one that is new here gets the next free number for good.

    Raises Refused for a provision of the data protection regulation on another track than one's own data: there only
    the secrecy act holds anything back (TF 2:2).
    """
    unit.require(Right.PREPARE)
    numbers = ground_numbers(unit, request_id)
    check_track(unit, request_id, provision_id)
    if provision_id not in numbers:
        numbers[provision_id] = max([FIRST_FREE_NUMBER - 1, *numbers.values()]) + 1
        unit.ground_numbers.add(GroundNumber(request_id, provision_id, numbers[provision_id]))
    return numbers[provision_id]
