"""Answers by the clerk: whole, in part, with two speeds; each uppgift by its own provision."""

from __future__ import annotations

from app.domain.requests import RequestState
from app.services import registration
from redaction.marks import MarkState

from .desk import Desk, texts


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
    assert "osl 31:16" in package.letter
    assert "skriftligt beslut" in package.letter
    assert desk.marks(second, MarkState.ACCEPTED) == []
    assert desk.workspace.ask(registration.state, request) is RequestState.ANSWERED
