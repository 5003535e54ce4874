"""The company's decision and the appeal: who may decide, what the papers say, and what comes too late."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain import secrecy
from app.domain.decisions import DecisionState, Scope
from app.domain.errors import Blocked
from app.domain.ids import DecisionId, DeliveryId, DocumentId, MarkId, RequestId
from app.domain.time_limits import Timeliness
from app.services.assessing import assessment
from app.services.cases import intake
from app.services.deciding import decisions
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.office import organisation
from redaction.marks import MarkState

from .desk import OVE, VERA, Desk, opened, reopened

PRICES = ("0,92 kr/kWh", "0,11 kr/kWh", "4,7 procent")


def test_scenario_06_a_partial_refusal_is_decided_appealed_and_forwarded(desk: Desk) -> None:
    """Prices and margin under 19:1, as the time of 31:16 is over; only who is delegated decides; the court got it in
    time.
    """
    desk.at("2026-02-02T09:00")
    desk.delegate(VERA, "2020-01-01", Scope.REFUSE, Scope.REJECT)
    request = desk.request(
        "Jag begär avtal, prisbilagor och marginalkalkyl för storkund Y.",
        "Begäran om utlämnande av handling – elhandelsavtal",
        "Elhandel AB",
    )
    contract = desk.document(
        request,
        desk.word(
            "Elhandelsavtal 2020",
            "Elhandelsavtal",
            "Avtalet tecknades 2020-11-02 och löper tills vidare.",
            "Leverans sker i elområde SE2.",
            rows=[["Volym", "Pris"], ["0–50 GWh", "0,92 kr/kWh"], ["Påslag", "0,11 kr/kWh"]],
        ),
    )
    sheet = desk.document(request, desk.text("Kalkyl", "Kalkyl för avtalet.", "Marginal: 4,7 procent."))
    prices = [*desk.mask(contract, PRICES[0], "OSL 31:16"), *desk.mask(contract, PRICES[1], "OSL 31:16")]
    desk.mask(sheet, PRICES[2], "OSL 19:1 1 st")
    for document in (contract, sheet):
        desk.leave(document, "Offentligt: bolagets och kundens namn är kända.")
    part = desk.delivery(request)
    _over_for_contract_terms(desk, part, prices)
    desk.assess(
        part, "OSL 19:1 1 st", "own_business",
        "Elhandel bedrivs av bolaget i konkurrens med andra elhandlare i hela landet.",
        "En konkurrent kan anpassa sina anbud till storkunden och vinna den på bolagets bekostnad.",
    )  # fmt: skip
    desk.done(contract, sheet)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks(*PRICES)
    assert package.has("2020-11-02")
    assert package.has("SE2")
    assert "skriftligt beslut" in package.letter

    decision = desk.workspace.do(decisions.ask, part)
    with pytest.raises(Blocked) as held:
        desk.decide(decision, OVE)
    assert {b.code for b in held.value.blockers} >= {"delegation-missing"}
    desk.decide(decision, VERA)
    paper = desk.decision_papers(decision)["Beslut"]
    assert "osl 19:1" in paper
    assert "kammarrätten i sundsvall" in paper
    assert "tre veckor" in paper
    assert all(price not in paper for price in PRICES)

    desk.at("2026-02-05T10:00").workspace.do(decisions.send, decision, "e-post")
    desk.workspace.do(decisions.received, decision, date(2026, 2, 5), "Kvitterat i e-post.")
    desk.at("2026-02-27T10:00").workspace.do(decisions.appeal, decision, date(2026, 2, 27), date(2026, 2, 25))
    row = desk.workspace.ask(lambda r: r.decisions.get(decision))
    assert row.timeliness == Timeliness.COURT_IN_TIME, "day 20 at the court, day 22 at the company: in time"
    missive = desk.decision_papers(decision)["Överlämnande av överklagande"]
    assert "2026-02-25" in missive
    assert "2026-02-27" in missive
    assert all(p not in missive for p in PRICES)
    assert "kammarrätten" in missive
    desk.workspace.do(decisions.forward, decision)
    assert desk.workspace.ask(lambda r: r.decisions.get(decision)).state is DecisionState.FORWARDED
    assert desk.events(request).count("decision-made") == 1


def _over_for_contract_terms(desk: Desk, part: DeliveryId, prices: Sequence[MarkId]) -> None:
    """31:16 held to 2025-11-02, five years after the contract; the company's own 19:1 runs to 2040, so it carries on
    (OSL 7:3).
    """
    signed = {"contract": "yes", "contract_date": date(2020, 11, 2), "document_date": date(2020, 11, 2)}
    written = desk.assess(
        part, "OSL 31:16", "supplier_price", "Kund Y har trätt i affärsförbindelse med bolaget.",
        "Kundens konkurrenter får veta vad elen kostar kunden.", **signed,
    )  # fmt: skip
    row = desk.workspace.ask(delivery.assessments, part)[written]
    supplier, own = (desk.workspace.ask(organisation.provision, p) for p in ("OSL 31:16", "OSL 19:1 1 st"))
    assert [end.day for end in secrecy.ends(row, supplier) if end.rule == secrecy.CAP] == [date(2025, 11, 2)]
    assert [end.day for end in secrecy.ends(row, own)] == [date(2040, 11, 2)]
    with pytest.raises(Blocked) as over:
        desk.workspace.do(sign_off.submit, part)
    assert "contract-time-over" in {b.code for b in over.value.blockers}
    desk.workspace.do(review.accept, prices, "OSL 19:1 1 st")
    desk.workspace.do(assessment.remove, written)


BIDDERS = ("Rörteknik Nord AB", "Fjällrör AB", "Skandia Fjärrvärme AB", "Bergslagens Rör AB")


def bids(desk: Desk, request: RequestId) -> list[DocumentId]:
    """Four bids, taken in under names that tell nobody."""
    lines = ("Pris per meter: 1 980 kr.", "Metod: kulvert med larmtråd.")
    return [
        desk.document(request, desk.word(f"Anbud {number}", "Anbud", f"Anbudsgivare: {bidder}.", *lines))
        for number, bidder in enumerate(BIDDERS, 1)
    ]


def test_scenario_05_bids_are_absolutely_secret_until_the_award(desk: Desk) -> None:
    """Before it everything is refused without a test of harm and no bidder is named; after it the same is blocked."""
    desk.at("2026-03-02T09:00")
    desk.delegate(VERA, "2020-01-01", Scope.REFUSE, Scope.RESERVE)
    wording = "Alla anbud i upphandlingen av fjärrvärmerör, dnr 2026/0123."
    request = desk.request(wording, "Begäran om utlämnande av handling – anbud")
    documents = bids(desk, request)
    part = desk.delivery(request)
    desk.workspace.do(delivery.choose, part, refused=True)
    absolute = desk.assess(
        part, "OSL 19:3 2 st", "supplier_price", "Upphandlingen pågår och beslut om leverantör är inte fattat.", "",
        status="running",
    )  # fmt: skip
    for document in documents:
        desk.leave(document, "Hela handlingen är sekretessbelagd; inget lämnas ut.")
    desk.done(*documents)
    desk.sign(part)
    package = desk.release(part)
    assert package.lacks(*BIDDERS, "1 980")
    assert not any(package.copies.values()), "no copy leaves"
    assert "osl 19:3" in package.letter
    assert "skriftligt beslut" in package.letter
    decision = desk.workspace.do(decisions.ask, part)
    desk.decide(decision, VERA, "")
    paper = desk.decision_papers(decision)["Beslut"]
    assert "osl 19:3" in paper
    assert all(bidder.casefold() not in paper for bidder in BIDDERS)
    row = desk.workspace.ask(lambda r: r.assessments.get(absolute))
    assert row.requisite == "ABSOLUT"
    assert not desk.workspace.ask(organisation.provision, "OSL 19:3 2 st").reservation_possible

    desk.at("2026-05-04T09:00")
    again = desk.request(wording, "Begäran om utlämnande av handling – anbud")
    first = desk.document(again, desk.word("Anbud 1", "Anbud", "Anbudsgivare: Fjällrör AB.", "Pris: 1 980 kr."))
    desk.mask(first, "1 980 kr", "OSL 19:3 2 st")
    desk.leave(first, "Leverantörens namn är offentligt efter tilldelningen.")
    part = desk.delivery(again)
    desk.assess(part, "OSL 19:3 2 st", "supplier_price", "Anbudet kom in i upphandlingen.", "", status="awarded")
    desk.done(first)
    with pytest.raises(Blocked) as held:
        desk.sign(part)
    assert "status-over" in [b.code for b in held.value.blockers]
    desk.workspace.do(intake.reopen, first)
    desk.workspace.do(review.accept, [MarkId(m.id) for m in desk.marks(first, MarkState.ACCEPTED)], "OSL 31:16")
    desk.workspace.do(assessment.remove, desk.workspace.ask(lambda r: r.assessments.where(delivery_id=part))[0].id)
    desk.assess(
        part, "OSL 31:16", "supplier_price", "Anbudsgivaren har trätt i affärsförbindelse med bolaget.",
        "Konkurrenter kan räkna ut företagets kalkyl och bjuda under det nästa gång.",
    )  # fmt: skip
    desk.done(first)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    package = desk.release(part)
    assert package.has("Fjällrör AB")
    assert package.lacks("1 980 kr")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DecisionId]:
    """A registry, closed, whose managing director refused in part on 2 March 2026; and the decision."""
    folder = tmp_path_factory.mktemp("decided")
    desk = opened(folder).at("2026-03-02T09:00")
    desk.delegate(VERA, "2020-01-01", Scope.REFUSE, Scope.REJECT)
    request = desk.request("Jag vill läsa klagomålet.", "Begäran om utlämnande av handling – klagomål")
    document = desk.document(request, desk.text("Klagomål", "Från Lovisa Granberg."))
    desk.accept(document, "OSL 21:7")
    part = desk.delivery(request)
    desk.assess_seller(part)
    desk.done(document)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    desk.release(part)
    decision = desk.workspace.do(decisions.ask, part)
    desk.decide(decision, VERA)
    desk.workspace.close()
    return folder, decision


@pytest.mark.parametrize(
    ("got", "came", "noticed", "last", "found"),
    [
        ("2026-03-04", "2026-03-27", True, "2026-03-25", Timeliness.LATE),
        ("2026-03-04", "2026-03-25", True, "2026-03-25", Timeliness.IN_TIME),
        ("2026-03-04", "2026-03-27", False, "2026-03-25", Timeliness.NO_NOTICE),
        ("2026-03-07", "2026-03-30", True, "2026-03-30", Timeliness.IN_TIME),
        ("2026-03-08", "2026-03-31", True, "2026-03-30", Timeliness.LATE),
        ("2026-03-13", "2026-04-07", True, "2026-04-07", Timeliness.IN_TIME),
    ],
    ids=["two days late", "last day", "no notice", "Saturday to Monday", "Sunday to Monday", "Good Friday to Tuesday"],
)
def test_scenario_07_a_late_appeal_is_rejected_unless_the_notice_was_missing(
    decided: tuple[Path, DecisionId], tmp_path: Path, got: str, came: str, noticed: bool, last: str, found: Timeliness
) -> None:
    """Received on a Wednesday, the last day is Wednesday three weeks later; weekends and holidays move it."""
    folder, decision = decided
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with closing(reopened(tmp_path)) as desk:
        _appeal(desk, decision, got, came, noticed, last, found)


def _appeal(
    desk: Desk, decision: DecisionId, got: str, came: str, noticed: bool, last: str, found: Timeliness
) -> None:
    desk.at("2026-03-03T09:00").workspace.do(decisions.send, decision, "e-post", noticed=noticed)
    desk.at(f"{got}T15:00").workspace.do(decisions.received, decision, date.fromisoformat(got), "Kvitterat i e-post.")
    row = desk.workspace.ask(lambda r: r.decisions.get(decision))
    end = decisions.last_day(row)
    assert end is not None
    assert end.day == date.fromisoformat(last)
    desk.at(f"{came}T15:00").workspace.do(decisions.appeal, decision, date.fromisoformat(came), None)
    row = desk.workspace.ask(lambda r: r.decisions.get(decision))
    assert row.timeliness == found
    if found is Timeliness.LATE:
        with pytest.raises(Blocked):
            desk.workspace.do(decisions.forward, decision)
        desk.as_(VERA).workspace.do(decisions.reject, decision, "korrekt häst batteri")
        assert desk.workspace.ask(lambda r: r.decisions.get(decision)).state is DecisionState.REJECTED
    else:
        desk.workspace.do(decisions.forward, decision)
        assert desk.workspace.ask(lambda r: r.decisions.get(decision)).state is DecisionState.FORWARDED
