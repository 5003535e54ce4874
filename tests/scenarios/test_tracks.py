"""A mixed letter on three tracks: the person's own data, the neighbours' letters, and a figure to be mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app import gathering, own_data_file, purging
from app.domain.errors import Blocked
from app.domain.ids import RequestId
from app.domain.own_data import DataOutcome
from app.domain.requests import Channel, RequestState, Track
from app.services import queries
from app.services.cases import answering, registration, tracks, triage
from app.services.cases.answering import NewEnding
from app.services.cases.registration import NewRequest
from app.services.cases.triage import Part
from app.services.delivering import delivery, own_data, sign_off
from app.services.marking import stops
from app.texts import _
from redaction import readback

from .desk import KARIN, MAJA, PASSWORD, Desk, Package, folded

LETTER = "Jag vill ha allt ni har om mig och om mina grannars klagomål på störningen, samt rätta fel mätvärde."
ME, NEIGHBOUR, PROTECTED = "Lovisa Granberg", "Erik Norling", "Siv Åkerström"


def test_scenario_12_a_mixed_letter_is_answered_on_three_tracks(desk: Desk, tmp_path: Path) -> None:
    """Two clocks; the copy keeps the person and masks the others, and a machine can read it; the neighbours' names are
    public, the illness and the protected address are not; the complaint goes to IMY there and a decision can be asked
    for here.
    """
    desk.at("2026-03-11T09:00")
    assert {proposal.track for proposal in tracks.proposed(LETTER)} >= {Track.OWN_DATA}
    new = NewRequest(
        "Begäran om registerutdrag", LETTER, Channel.WEB, desk.clock.now, ME, track=Track.OWN_DATA
    )
    parts = (
        Part(Track.OFFICIAL, "Begäran om utlämnande av handling – klagomål"),
        Part(Track.OWN_DATA, "Begäran om rättelse av mätvärde"),
    )
    own = desk.workspace.do(triage.register, new, parts)
    made = desk.workspace.ask(lambda r: r.requests.where(split_from=own))
    official, mend = (RequestId(row.id) for row in made)
    assert [row.track for row in made] == [Track.OFFICIAL, Track.OWN_DATA]
    assert [rule.clock for rule in (tracks.rules()[Track.OWN_DATA], tracks.rules()[Track.OFFICIAL])] == [
        "own-data", "promptly"
    ]  # fmt: skip
    for request in (own, mend):
        assert desk.workspace.ask(own_data.due, request).day == date(2026, 4, 13), "a month, over a weekend"

    copy = _own_data(desk, own)
    assert copy.has(ME)
    assert copy.has("19810107-9294")
    assert copy.lacks(NEIGHBOUR, "070-174 06 05")
    assert "integritetsskyddsmyndigheten" in copy.letter
    assert "kammarrätt" not in copy.letter
    machine = json.loads((copy.folder / f"{_('My data')}.json").read_text(encoding="utf-8"))
    assert {ME, "19810107-9294"} <= {row["text"] for row in machine["rows"]}
    assert copy.has("19810107-9294", f"{_('My data')}.csv")

    mails = _neighbours(desk, official)
    assert mails.has(NEIGHBOUR)
    assert mails.has("Tallstigen 14")
    assert mails.lacks("hemrespirator", "Björkvägen 3")
    assert "osl 21:1" in mails.letter
    assert "skriftligt beslut" in mails.letter
    assert "integritetsskyddsmyndigheten" not in mails.letter
    view = desk.workspace.ask(queries.request, official, desk.workspace.signed_in, desk.clock())
    assert {other.id for other in view.others} == {own, mend}

    _mended(desk, mend, tmp_path)
    for request in (own, mend):
        purging.close(desk.workspace, request)
        assert desk.workspace.ask(registration.state, request) is RequestState.CLOSED


def _own_data(desk: Desk, request: RequestId) -> Package:
    """The call log goes out with the person in sight and the neighbour masked, once it is known who asks."""
    desk.workspace.do(own_data.ask, request, ("access",))
    desk.workspace.do(registration.start_search, request)
    log = desk.document(
        request,
        desk.text(
            "Samtal",
            "Samtal den 9 februari 2026.",
            f"Kunden heter {ME}, personnummer 19810107-9294.",
            "",
            f"Grannen {NEIGHBOUR}, telefon 070-174 06 05, hade också avbrott.",
        ),
    )
    gathering.gather(desk.workspace, request)
    people = {row.name: row.id for row in desk.workspace.ask(lambda r: r.individuals.where(request_id=request))}
    desk.workspace.do(own_data.choose_subject, request, people[ME])
    kept = desk.workspace.do(own_data.keep_subject, request)
    assert kept.masked
    assert kept.left
    desk.leave(log, "Hör inte till någon annan person.")
    part = desk.delivery(request)
    desk.assess(
        part, own_data.OTHERS, "contact",
        "Grannens namn och nummer står i kundens ärende och hör inte till kunden.",
        "Grannen skulle kunna kontaktas mot sin vilja.",
    )  # fmt: skip
    desk.done(log)
    desk.judge_traces(part, "Pekar inte ut grannen.")
    with pytest.raises(Blocked) as early:
        desk.sign(part)
    assert {"identity-missing", "rights-open"} <= {held.code for held in early.value.blockers}
    desk.as_(MAJA).workspace.do(own_data.identify, request, "my-pages")
    desk.workspace.do(own_data.answer, request, "access", DataOutcome.PARTLY, ("others",), "Kopian bifogas.")
    desk.as_(KARIN).workspace.do(sign_off.sign, part, desk.workspace.ask(delivery.plan_hash, part), PASSWORD)
    return desk.as_(MAJA).release(part, "Mina sidor")


def _neighbours(desk: Desk, request: RequestId) -> Package:
    """The neighbours' e-mails: who wrote is public, an illness and a protected address are not."""
    desk.workspace.do(registration.start_search, request)
    mail = desk.document(
        request,
        desk.text(
            "E-post 1", f"Från: {NEIGHBOUR}, Tallstigen 14, 831 42 Östersund.",
            "Min mor har hemrespirator och klarar inget avbrott.",
        ),
    )  # fmt: skip
    hidden = desk.document(
        request,
        desk.text(
            "E-post 2", f"Från: {PROTECTED}, Björkvägen 3, 831 42 Östersund.",
            "Jag har skyddad folkbokföring. Jag klagar på avbrottet.",
        ),
    )  # fmt: skip
    desk.mask(mail, "hemrespirator", "OSL 21:1", "HEALTH")
    desk.mask(hidden, "Björkvägen 3, 831 42 Östersund", "OSL 21:3 a", "ADDRESS")
    for document in (mail, hidden):
        desk.leave(document, "Vem som klagat är offentligt, och ingen särskild omständighet är känd (21:7).")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 21:1", "health", "Uppgiften visar en anhörigs sjukdom och vård i hemmet.",
        "Modern skulle lida betydande men om grannskapet fick veta det.",
    )  # fmt: skip
    desk.assess(
        part, "OSL 21:3 a", "home_address", "Personen är part i klagomålsärendet och har skyddad folkbokföring.",
        "Den som söker personen skulle hitta bostaden.",
    )  # fmt: skip
    desk.done(mail, hidden)
    desk.judge_traces(part, "Visar inte var någon bor.")
    found = desk.workspace.ask(stops.of, [hidden])
    assert found, "protected population registration stops until a reviewer has taken a stand"
    with pytest.raises(Blocked) as held:
        desk.sign(part)
    assert "stops-open" in {one.code for one in held.value.blockers}
    desk.as_(KARIN).workspace.do(stops.take_stand, [s.id for s in found], "Adressen är maskad överallt.")
    desk.workspace.do(sign_off.sign, part, desk.workspace.ask(delivery.plan_hash, part), PASSWORD)
    return desk.as_(MAJA).release(part)


def _mended(desk: Desk, request: RequestId, folder: Path) -> None:
    """The figure is mended and the letter says so; no document leaves."""
    desk.workspace.do(own_data.ask, request, ("rectification",))
    desk.workspace.do(own_data.identify, request, "my-pages")
    done = "Mätvärdet för februari är rättat till 412 kWh."
    desk.workspace.do(own_data.answer, request, "rectification", DataOutcome.GRANTED, (), done)
    written = own_data_file.write_letter(desk.workspace, request, "rectification", folder / "brev")
    letter = folded(readback.printed(next(file for file in written if file.suffix == ".pdf")))
    assert "412 kwh" in letter
    assert "integritetsskyddsmyndigheten" in letter
    assert "kammarrätt" not in letter
    desk.workspace.do(answering.end, request, NewEnding("rights-answered"))
