"""Fees: by the tariff in force and the form chosen, told before the release; waived; in advance only by a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.decisions import Scope
from app.domain.errors import Blocked, Refused
from app.domain.fees import Rates
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services import queries
from app.services.cases import intake
from app.services.delivering import charging, delivery, delivery_facts, disclosure, fees
from app.services.delivering.charging import NewTariff
from app.services.writing import delivery_letters
from tests.app.services.deciding.test_decision_papers import words
from tests.app.services.deciding.test_decisions import delegate
from tests.app.services.deciding.test_rulings import out
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office

PAPER, ELECTRONIC = Rates(9, 10, 50, 2), Rates(19, 20, 10, 1)
DAY = date(2026, 3, 1)
OWN = NewTariff("Egen taxa", PAPER, ELECTRONIC, "Styrelsen", date(2026, 2, 20), "FE 2026-0012", DAY)
OTHER = replace(OWN, electronic=Rates(0, 0, 99, 9))


def judged(office: Office, pages: int = 30) -> DeliveryId:
    """A delivery that leaves whole, of so many pages."""
    request_id = office.request()
    document_id = office.document(request_id, pages=pages)
    office.workspace.do(intake.mark_done, document_id)
    return office.delivery(request_id)


def owed(office: Office, delivery_id: DeliveryId) -> int:
    """What is asked for, in kronor."""
    return office.workspace.ask(fees.owed, delivery_id).fee


@pytest.mark.parametrize(("pages", "fee"), [(0, 0), (9, 0), (10, 50), (11, 52), (100, 230)])
def test_the_state_model_counts_pages(pages: int, fee: int) -> None:
    """Nine pages free, ten for fifty kronor, two for each further one (avgiftsforordningen, as many copy it)."""
    assert PAPER.fee(pages) == fee


def test_the_form_decides_the_fee_and_what_is_a_right(office: Office) -> None:
    """On paper by tariff; reading here and own pictures free; by e-mail a service and not a right."""
    delivery_id = judged(office)
    assert owed(office, delivery_id) == 0, "electronically, and the profile has no tariff for that"
    found = {}
    for code in fees.forms():
        office.workspace.do(charging.choose_form, delivery_id, code)
        found[code] = owed(office, delivery_id)
    assert found == {"electronic": 0, "paper": 90, "on-the-spot": 0, "own-photos": 0}
    assert {code: form.right for code, form in fees.forms().items() if not form.right} == {"electronic": False}
    with pytest.raises(Refused):
        office.workspace.do(charging.choose_form, delivery_id, "fax")


def test_a_new_edition_holds_from_its_day_and_what_has_left_keeps_its_own(office: Office) -> None:
    """With who decided it, when and by which paper; a later one changes nothing that was handed out."""
    delivery_id = judged(office)
    with pytest.raises(Refused):
        office.workspace.do(charging.change_tariff, OWN)
    office.as_(SVEN).workspace.do(charging.change_tariff, OWN)
    assert owed(office.as_(MAJA), delivery_id) == 20
    told = fees.words(office.workspace.ask(fees.owed, delivery_id))
    assert told == ["30 sidor, Egen taxa (Styrelsen, 2026-02-20, FE 2026-0012)."]
    office.as_(SVEN).workspace.do(charging.change_tariff, replace(OTHER, valid_from=date(2026, 4, 1)))
    assert owed(office.as_(MAJA), delivery_id) == 20
    with pytest.raises(Refused) as held:
        office.as_(SVEN).workspace.do(charging.change_tariff, replace(OTHER, registry_number=" "))
    assert held.value.code == "tariff-undecided"
    with pytest.raises(Refused):
        office.workspace.do(charging.change_tariff, replace(OTHER, paper=Rates(-1, 0, 0, 0)))


def test_the_letter_asks_only_where_there_is_a_fee(office: Office) -> None:
    """And not where the office waives it, for a reason."""
    delivery_id = judged(office)

    def letter() -> str:
        return words(office.workspace.ask(delivery_letters.letter, delivery_id, MAJA, office.clock()))

    assert "kostar" not in letter()
    with pytest.raises(Refused):
        office.workspace.do(charging.waive, delivery_id, "Ingen avgift finns.")
    office.workspace.do(charging.choose_form, delivery_id, "paper")
    assert "Papperskopior av 30 sidor kostar 90 kr" in letter().replace("\xa0", " ")
    office.workspace.do(charging.waive, delivery_id, "Sökanden fick fel handlingar förra veckan.")
    assert "kostar" not in letter()
    office.workspace.do(charging.waive, delivery_id, "")
    assert owed(office, delivery_id) == 90


def test_payment_in_advance_is_a_decision_on_a_power_of_its_own(office: Office) -> None:
    """Nothing leaves before it is paid or waived; who pays is asked of nobody."""
    delivery_id = judged(office)
    office.workspace.do(charging.choose_form, delivery_id, "paper")
    with pytest.raises(Blocked) as blocked:
        office.workspace.do(charging.in_advance, delivery_id, "Stor beställning.", PASSWORD)
    assert blocked.value.code == "delegation-missing"
    delegate(office, KARIN, "2026-01-01", Scope.FEE)
    office.as_(KARIN)
    for why, password in (("", PASSWORD), ("Stor beställning.", "fel lösenord")):
        with pytest.raises(Refused):
            office.workspace.do(charging.in_advance, delivery_id, why, password)
    office.workspace.do(charging.in_advance, delivery_id, "Stor beställning.", PASSWORD)
    out(office, delivery_id)
    with pytest.raises(Blocked) as blocked:
        office.workspace.do(disclosure.release, delivery_id, "4" * 64, "post")
    assert blocked.value.code == "fee-unpaid"
    with pytest.raises(Refused):
        office.workspace.do(charging.paid, delivery_id, date(2026, 3, 11), " ")
    office.workspace.do(charging.paid, delivery_id, date(2026, 3, 11), "Swish, kod K7RD")
    office.workspace.do(disclosure.release, delivery_id, "4" * 64, "post")


def test_another_form_ends_a_decision_on_payment_in_advance(office: Office) -> None:
    """It was made for another fee; a waived fee is not waited for either."""
    delivery_id = judged(office)
    office.workspace.do(charging.choose_form, delivery_id, "paper")
    delegate(office, KARIN, "2026-01-01", Scope.FEE)
    office.as_(KARIN).workspace.do(charging.in_advance, delivery_id, "Stor beställning.", PASSWORD)
    office.as_(MAJA).workspace.do(charging.waive, delivery_id, "Liten trots allt.")
    assert office.workspace.ask(delivery_facts.of, delivery_id).unpaid == 0
    office.workspace.do(charging.waive, delivery_id, "")
    assert office.workspace.ask(delivery_facts.of, delivery_id).unpaid == 1
    office.workspace.do(charging.choose_form, delivery_id, "on-the-spot")
    assert office.workspace.ask(delivery_facts.of, delivery_id).unpaid == 0


def test_nothing_is_waited_for_where_fewer_pages_make_it_free(office: Office) -> None:
    """A payment in advance was decided, then documents were taken out: there is nothing to pay, waive or wait for."""
    delivery_id = judged(office, pages=8)
    request_id = office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id
    other = office.document(request_id, pages=30)
    office.workspace.do(charging.choose_form, delivery_id, "paper")
    delegate(office, KARIN, "2026-01-01", Scope.FEE)
    office.as_(KARIN).workspace.do(charging.in_advance, delivery_id, "Stor beställning.", PASSWORD)
    assert office.workspace.ask(delivery_facts.of, delivery_id).unpaid == 1
    office.as_(MAJA).workspace.do(intake.remove, other)
    assert owed(office, delivery_id) == 0
    assert office.workspace.ask(delivery_facts.of, delivery_id).unpaid == 0


def test_a_form_chosen_late_has_the_letter_made_anew_and_keeps_the_signature(office: Office) -> None:
    """Copies and signature hold; what has left is not changed."""
    _request, delivery_id, _document = office.masked()
    out(office, delivery_id)
    office.workspace.do(charging.choose_form, delivery_id, "paper")
    view = office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in)
    assert (view.delivery.state, view.papers) == (DeliveryState.SIGNED, ())
    assert view.signature is not None
    assert view.facts.proofs_missing == 0
    now_hash = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(disclosure.paper_made, delivery_id, now_hash, "letter", "Brev.pdf", "3" * 64)
    office.workspace.do(disclosure.ready, delivery_id)
    office.workspace.do(disclosure.release, delivery_id, "4" * 64, "post")
    with pytest.raises(Refused) as held:
        office.workspace.do(charging.choose_form, delivery_id, "electronic")
    assert held.value.code == "delivery-left"
