"""Answers by the clerk: whole, in part, with two speeds; each uppgift by its own provision."""

from __future__ import annotations

from app.domain.local_time import local_day
from app.domain.requests import RequestState
from app.services.cases import registration
from app.services.delivering import delivery
from app.services.office import organisation
from redaction.marks import MarkState

from .desk import Desk, folded, texts


def test_scenario_01_one_request_has_two_speeds(desk: Desk) -> None:
    """The tariff leaves the same morning without a lawyer; the contract follows, with what is private masked."""
    desk.at("2026-03-11T08:30")
    request = desk.request(
        "Jag vill ha er senaste antagna elhandelstaxa och VD:s lön 2025.",
        "Begäran om utlämnande av handling – taxa och anställningsavtal",
    )
    tariff = desk.document(
        request, desk.word("Elhandelstaxa 2026", "Taxa", rows=[["Avtal", "Pris"], ["Rörligt", "49 kr/mån"]])
    )
    desk.leave(tariff, "Antagen taxa är offentlig.")
    desk.done(tariff)
    first = desk.delivery(request)
    desk.workspace.do(delivery.choose, first, final=False)
    desk.at("2026-03-11T10:15")
    package = desk.release(first)
    assert package.has("49 kr/mån")
    left = desk.open_delivery(first).released_at
    assert left is not None
    assert local_day(left) == local_day(desk.workspace.ask(lambda r: r.requests.get(request)).arrived_at), "same day"
    assert {"delivery-signed", "question-asked"}.isdisjoint(desk.events(request)), "nobody signed, and nobody was asked"
    assert "osl" not in package.letter, "nothing is masked: no information about a decision, and no lawyer's signature"
    assert desk.workspace.ask(registration.state, request) is RequestState.ANSWERED_IN_PART

    part = desk.workspace.do(registration.next_delivery, request)
    contract = desk.document(
        request,
        desk.word(
            "Anställningsavtal VD",
            "Anställningsavtal",
            "Verkställande direktör: Vera Direktör. Månadslön 2025: 98 000 kr. Uppsägningstid sex månader.",
            "Bostadsadress: Tallstigen 14, 831 42 Östersund. Privat telefon: 070-174 06 21.",
            "Lönekonto: Handelsbanken 6001-1234567.",
        ),
    )
    private = {"STREET_ADDRESS", "ADDRESS", "POSTAL", "PHONE"} & {m.category for m in desk.marks(contract)}
    desk.accept(contract, "OSL 39:3 3 st", *private)
    account = [m for m in desk.marks(contract) if "1234567" in m.text]
    assert account, "the account is proposed, and the lawyer decides"
    desk.leave(contract, "Lön, titel och villkor är offentliga; lönekontot lämnas efter juristens prövning.")
    desk.assess(
        part, "OSL 39:3 3 st", "employee_private",
        "Uppgifterna finns i bolagets personaladministration och rör VD:s bostad och privata telefon.",
        "Det står inte klart att familjen lämnas i fred om adressen sprids.",
    )  # fmt: skip
    desk.done(contract)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.has("98 000 kr")
    assert package.lacks("Tallstigen 14", "070-174 06 21")
    assert "skriftligt beslut" in package.letter
    assert "osl 39:3 3 st" in package.letter
    assert "delivery-signed" in desk.events(request)
    asker = desk.workspace.ask(lambda r: r.requesters.first(request_id=request))
    assert asker is not None
    assert (asker.name, asker.contact) == ("", ""), "whoever asked stayed anonymous to the end"
    assert desk.workspace.ask(registration.state, request) is RequestState.ANSWERED


def test_scenario_04_the_largest_customers_are_handed_out_row_by_row(desk: Desk) -> None:
    """Consumption is no trade secret without special reason; the row of a protected site alone is masked (15:2).

    The catalogue asks whether the head of security was heard, and the record answers it.
    """
    request = desk.request(
        "Elförbrukningen hos era tio största företagskunder.", "Begäran om utlämnande av handling – förbrukning"
    )
    rows = [["Kund", "GWh 2025"], *([f"Fjällverken {n} AB", f"{90 - n},4"] for n in range(1, 10))]
    rows.append(["Försvarsanläggning Norr", "12,7"])
    extract = desk.document(request, desk.word("Största kunder", "De tio största företagskunderna", rows=rows))
    desk.mask(extract, "Försvarsanläggning Norr", "OSL 15:2")
    desk.mask(extract, "12,7", "OSL 15:2")
    desk.leave(extract, "Förbrukning är normalt ingen affärshemlighet, och ingen särskild anledning är känd (31:16).")
    part = desk.delivery(request)
    asked = desk.workspace.ask(organisation.provision, "OSL 15:2").questions
    heard = next(at for at, question in enumerate(asked) if "säkerhetsskyddschef" in question)
    written = desk.assess(
        part, "OSL 15:2", "technical_security",
        "Raden visar en bevakad anläggnings effektbehov; säkerhetsskyddschefen är hörd.",
        "Den som känner effektbehovet kan planera ett angrepp på elmatningen.",
    )  # fmt: skip
    desk.done(extract)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    row = desk.workspace.ask(lambda r: r.assessments.get(written))
    assert row.missing() == ()
    assert row.answers[heard]
    assert package.lacks("Försvarsanläggning Norr", "12,7")
    assert "osl 15:2" in package.letter
    assert "osl 31:16" not in package.letter, "no other row is held back"
    assert all(package.has(f"Fjällverken {n} AB") and package.has(f"{90 - n},4") for n in range(1, 10))


def test_scenario_02_supplier_invoices_are_masked_row_by_row(desk: Desk) -> None:
    """Unit prices on the supplier's own reasons, nothing else: bankgiro and the sole trader's number stay."""
    desk.at("2026-04-13T09:00")
    request = desk.request(
        "Kopior av fakturor från Fjällentreprenad AB för perioden januari–mars 2026.",
        "Begäran om utlämnande av handling – fakturor",
    )
    first = desk.document(
        request,
        desk.word(
            "Faktura 4711",
            "Faktura 4711, Fjällentreprenad AB",
            "Fakturadatum 2026-01-20. Ramavtal tecknat 2024-03-01. Bankgiro 5050-1055.",
            "Jour hos beställaren, privat telefon: 070-174 06 05.",
            rows=[["Arbete", "Antal", "Á-pris"], ["Grävning", "12", "935 kr"], ["Maskin", "6", "1 240 kr"]],
        ),
    )
    second = desk.document(
        request,
        desk.word(
            "Faktura 4712",
            "Faktura 4712, underentreprenör",
            "Utställare: Granbergs Schakt, enskild firma, org.nr 19810107-9294.",
            "Summa 8 400 kr. Bankgiro 5050-1055.",
        ),
    )
    assert "19810107-9294" in texts(desk.marks(second)), "a sole trader's number is a personnummer and proposed"
    for price in ("935 kr", "1 240 kr"):
        desk.mask(first, price, "OSL 31:16")
    desk.accept(first, "OSL 39:3 3 st", "PHONE")
    desk.leave(first, "Företagets eget bankgiro är offentligt.")
    desk.leave(second, "Ett organisationsnummer är inte hemligt i sig, och inget talar för 21:7.")
    part = desk.delivery(request)
    desk.assess(
        part, "OSL 31:16", "supplier_price",
        "Fjällentreprenad AB är leverantör till bolaget och har begärt sekretess för á-priserna i ramavtalet.",
        "Konkurrenter kan räkna ut företagets kalkyl och bjuda under det i nästa upphandling.",
    )  # fmt: skip
    desk.assess(
        part, "OSL 39:3 3 st", "employee_private",
        "Numret är den anställdes privata telefon i bolagets personaladministration.",
        "Det står inte klart att den anställde lämnas i fred utanför arbetet.",
    )  # fmt: skip
    desk.done(first, second)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks("935 kr", "1 240 kr", "070-174 06 05")
    assert package.has("5050-1055", "4711")
    assert package.has("19810107-9294", "4712")
    numbers = desk.workspace.ask(organisation.ground_numbers, request)
    for provision in ("OSL 31:16", "OSL 39:3 3 st"):
        assert f"{numbers[provision]}. {folded(provision)}: uppgift om" in package.letter, "what the numbers mean"
        assert package.has(f"markering {numbers[provision]}, {provision}"), "and why, number by number"
    assert "skriftligt beslut" in package.letter
    assert "krävs för att du ska kunna överklaga" in package.letter
    assert desk.marks(second, MarkState.ACCEPTED) == []
    assert desk.workspace.ask(registration.state, request) is RequestState.ANSWERED
