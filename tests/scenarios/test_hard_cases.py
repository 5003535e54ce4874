"""What the program does not take in, and what holds only with a question answered first."""

from __future__ import annotations

import pytest

from app.domain.errors import Blocked
from app.services.cases import classified
from app.services.delivering import delivery, sign_off
from app.services.marking import stops

from .desk import KARIN, MAJA, Desk


def test_scenario_11_classified_documents_stay_outside_and_the_guard_rota_is_masked(
    desk: Desk,
) -> None:
    """The diagram is classified and never loaded; the alarm routine stops until the lawyer has looked, masked 18:8."""
    request = desk.request(
        "Enlinjeschema över 130 kV-stationen samt larmrutiner.", "Begäran om utlämnande av handling – station"
    )
    assert desk.workspace.ask(classified.is_asked, request)
    desk.workspace.do(classified.one_is, request)
    assert desk.events(request)[-1] == "classified-kept-out"
    assert desk.workspace.ask(lambda r: r.documents.count(request_id=request)) == 0
    assert "godkänd för klassen" in classified.question().kept_out

    desk.workspace.do(classified.none_is, request)
    rota = desk.document(
        request,
        desk.word(
            "Bevakningsschema",
            "Bevakningsschema för stationen",
            "Schemat innehåller ingen säkerhetsskyddsklassificerad uppgift.",
            rows=[["Dag", "Rond"], ["Måndag", "02.10"], ["Tisdag", "04.35"]],
        ),
    )
    for hour in ("02.10", "04.35"):
        desk.mask(rota, hour, "OSL 18:8")
    desk.leave(rota, "Rubriken avslöjar inget.")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 18:8", "technical_security",
        "Schemat är en bevakningsåtgärd för en elstation (18 kap. 8 § 1 och 3).",
        "Den som känner rondernas tider kan gå in mellan dem, och bevakningens syfte motverkas.",
    )  # fmt: skip
    desk.done(rota)
    desk.judge_traces(part, "Pekar inte ut någon.")
    found = desk.workspace.ask(stops.of, [rota])
    assert {m.provision for m in desk.workspace.ask(delivery.masks, rota)} == {"OSL 18:8"}, "what the lawyer sees"
    assert found, "a word of classification stops until somebody has looked"
    with pytest.raises(Blocked) as held:
        desk.sign(part)
    assert "stops-open" in {one.code for one in held.value.blockers}
    desk.as_(KARIN).workspace.do(stops.take_stand, [stop.id for stop in found], "Schemat är oklassat, frågat i dag.")
    desk.as_(MAJA)
    assert desk.open_delivery(part).state == "legal-review"
    desk.as_(KARIN)
    desk.workspace.do(sign_off.sign, part, desk.workspace.ask(delivery.plan_hash, part), "korrekt häst batteri")
    package = desk.as_(MAJA).release(part)
    assert package.lacks("02.10", "04.35")
    assert "osl 18:8" in package.letter
