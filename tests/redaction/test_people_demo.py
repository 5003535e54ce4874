"""The people of the demo case, gathered from its own files by the real readers and detectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import resources
from redaction import importers, people, text_layer
from redaction.detectors import AllowList, detect_page
from redaction.detectors.allow import IN_DUTY
from redaction.people import Gathering, Human
from redaction.persons import mentions
from redaction.persons.mentions import Mention
from redaction.persons.roles import HEADINGS, Role
from tests.samples import letter
from tests.samples import people as invented

Case = tuple[Sequence[Mention], Gathering]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The mentions of all the case's documents, and the persons they come to."""
    allow = AllowList.of(resources.table("profiles", "fjallvik.toml"))
    table = resources.table("samples", "case.toml")
    made: list[Mention] = []
    for number, row in enumerate(table["document"]):
        folder: Path = tmp_path_factory.mktemp("document")
        imported = importers.take_in(resources.path("samples", row["file"]), row["file"], folder)
        for page in text_layer.read(imported.pdf):
            found = [(len(made) + i, f) for i, f in enumerate(detect_page(page, (), allow))]
            made += mentions.on_page(page, number, found, HEADINGS, IN_DUTY)
    return made, people.gather(made, table["request"]["requester"])


def human(case: Case, name: str) -> Human:
    """The one person of this name."""
    (one,) = [h for h in case[1].humans if h.name == name]
    return one


def held(case: Case, name: str, category: str) -> set[str]:
    """What of a category belongs to the person."""
    made, one = case[0], human(case, name)
    return {" ".join(made[m].text.split()) for m in one.members if made[m].category == category}


def test_every_customer_is_one_person_with_the_own_row(case: Case) -> None:
    """43 private customers, each with exactly the address and the telephone of the list."""
    for customer in invented.PRIVATE:
        assert held(case, customer.name, "ADDRESS") == {customer.street}, customer.name
        assert held(case, customer.name, "PHONE") == {customer.phone}, customer.name
        assert human(case, customer.name).role.role is Role.PRIVATE, customer.name


def test_the_complainant_over_three_documents(case: Case) -> None:
    """Her letter, the list and the minutes are gathered, with number and address; her husband is another person."""
    name = invented.COMPLAINANT.name
    documents = {case[0][m].document for m in human(case, name).members}
    assert len(documents) == 3
    assert held(case, name, "PERSONNUMMER") == {invented.COMPLAINANT_NUMBER}
    assert held(case, name, "EMAIL") == {invented.COMPLAINANT_MAIL}
    assert held(case, invented.HUSBAND, "HEALTH") >= {letter.HEALTH[0]}
    assert held(case, invented.HUSBAND, "PHONE") == set()


def test_the_staff_act_in_duty(case: Case) -> None:
    """Title before, after, in the next cell or over the column: all the company's own are employees."""
    staff = (invented.FITTER, invented.SECOND_FITTER, invented.REGISTRAR, invented.JURIST, invented.OPERATIONS)
    for employee in (*staff, invented.CUSTOMER_HEAD, invented.STAFF_HEAD):
        assert human(case, employee.name).role.role is Role.EMPLOYEE, employee.name
    assert held(case, invented.FITTER.name, "ADDRESS") == {invented.FITTER.home}
    assert held(case, invented.SECOND_FITTER.name, "PHONE") == {
        invented.SECOND_FITTER.work_phone,
        invented.SECOND_FITTER.private_phone,
    }


def test_the_callers_numbers_go_with_the_callers(case: Case) -> None:
    """The file note's three numbers are told apart; he who called for the requester is seen as such."""
    assert held(case, invented.CALLER.name, "PERSONNUMMER") == {invented.CALLER_NUMBER}
    assert held(case, invented.SECOND_CALLER.name, "SAMORDNINGSNUMMER") == {invented.SECOND_CALLER_NUMBER}
    assert held(case, invented.SIGNATORY, "PERSONNUMMER") == {invented.SIGNATORY_NUMBER}
    assert human(case, invented.SIGNATORY).role.role is Role.REQUESTER


def test_nobody_is_unclear(case: Case) -> None:
    """No name of the case fits two persons."""
    assert case[1].unclear == ()
