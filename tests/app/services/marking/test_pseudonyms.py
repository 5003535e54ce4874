"""Pseudonyms: one for a person, the same in every document, following merges and splits, gone with the case."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest

from app import gathering
from app.domain.errors import Refused
from app.domain.ids import DocumentId, RequestId
from app.services.delivering import delivery
from app.services.marking import individual_marks, individuals, pseudonyms
from redaction.marks import Level, MarkState
from tests.builders import Office

from .test_individuals import FOUND, case, people


def said(office: Office, *documents: DocumentId) -> dict[str, str]:
    """What the boxes say, by the words under them."""
    found = office.workspace.ask(lambda reader: reader.marks.of_all(documents))
    return {mark.text: mark.replacement for its in found.values() for mark in its if mark.state is MarkState.ACCEPTED}


def called(office: Office, request_id: RequestId, name: str, word: str = "Kund") -> str:
    """Masks everything of a person by a pseudonym and gives it."""
    individual_id = people(office, request_id)[name].individual.id
    office.workspace.do(individual_marks.mask, individual_id, "OSL 21:7", word=word)
    return office.workspace.ask(pseudonyms.of, request_id)[individual_id]


def test_one_decision_names_all_places(office: Office) -> None:
    """Name, number and address in every document say the same; one undo takes it back in all of them."""
    request_id, letter, note = case(office)
    name = called(office, request_id, "Lovisa Granberg")
    assert name.startswith("Kund ")
    found = said(office, letter, note)
    assert {found[text] for text in ("Lovisa Granberg", "19810107-9294", "Tallstigen 14", "L. Granberg")} == {name}
    office.workspace.do(individuals.undo, note)
    assert said(office, letter, note) == {}


def test_what_was_masked_before_gets_the_name_and_keeps_its_ground(office: Office) -> None:
    """Masking first and naming afterwards is the same as naming at once."""
    request_id, letter, note = case(office)
    one = people(office, request_id)["Lovisa Granberg"].individual.id
    office.workspace.do(individual_marks.mask, one, "OSL 21:1")
    assert set(said(office, letter, note).values()) == {""}
    name = called(office, request_id, "Lovisa Granberg")
    assert set(said(office, letter, note).values()) == {name}
    marks = office.workspace.ask(lambda reader: reader.marks.of(letter))
    assert {m.provision for m in marks if m.state is MarkState.ACCEPTED} == {"OSL 21:1"}


def test_the_letter_stays_and_the_word_may_change(office: Office) -> None:
    """Named again the person is the same; another word is a change of all boxes."""
    request_id, letter, note = case(office)
    name = called(office, request_id, "Lovisa Granberg")
    one = people(office, request_id)["Lovisa Granberg"].individual.id
    assert office.workspace.do(pseudonyms.give, one, "Kund") == name
    other = office.workspace.do(pseudonyms.give, one, "Granne")
    assert other == name.replace("Kund", "Granne")
    assert set(said(office, letter, note).values()) == {other}
    with pytest.raises(Refused, match="pseudonym-word"):
        office.workspace.do(pseudonyms.give, one, "Lovisa")


def test_a_merge_and_its_undo_are_followed(office: Office) -> None:
    """Who turns out to be one person is called by one name, and by two again when that is taken back."""
    request_id, letter, note = case(office)
    names = [called(office, request_id, name) for name in ("Lovisa Granberg", "Erik Norling")]
    one, other = (people(office, request_id)[name].individual.id for name in ("Lovisa Granberg", "Erik Norling"))
    assert len(set(names)) == 2
    office.workspace.do(individuals.merge, one, other)
    assert set(said(office, letter, note).values()) == {names[0]}
    office.workspace.do(individuals.undo, letter)
    assert set(said(office, letter, note).values()) == set(names)


def test_who_is_split_off_gets_a_name_of_the_same_word(office: Office) -> None:
    """Two people are never called by one name."""
    request_id, letter, note = case(office)
    name = called(office, request_id, "Lovisa Granberg", "Granne")
    one = people(office, request_id)["Lovisa Granberg"]
    place = next(m.place.id for m in one.members if m.finding.text == "L. Granberg")
    office.workspace.do(individuals.split, one.individual.id, [place])
    found = said(office, letter, note)
    assert found["Lovisa Granberg"] == name
    assert found["L. Granberg"] not in ("", name)
    assert found["L. Granberg"].startswith("Granne ")


def test_a_judged_document_follows_and_its_plan_is_another(office: Office) -> None:
    """Marks closed or not, two people are never called by one name; what was signed falls."""
    request_id, letter, note = case(office)
    for name in ("Lovisa Granberg", "Erik Norling"):
        called(office, request_id, name)
    delivery_id = office.delivery(request_id)
    before = office.workspace.ask(delivery.plan_hash, delivery_id)
    one, other = (people(office, request_id)[name].individual.id for name in ("Lovisa Granberg", "Erik Norling"))
    office.workspace.do(individuals.merge, one, other)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) != before
    assert len(set(said(office, letter, note).values())) == 1


def test_a_second_delivery_knows_the_name(office: Office) -> None:
    """A document that comes later is gathered to the same person, who is called the same."""
    request_id, _letter, _note = case(office)
    name = called(office, request_id, "Lovisa Granberg")
    later = office.paper(request_id, ("Lovisa Granberg ringde.",), FOUND, "Senare")
    gathering.gather(office.workspace, request_id)
    assert called(office, request_id, "Lovisa Granberg") == name
    assert said(office, later)["Lovisa Granberg"] == name


def test_names_go_with_the_case(office: Office) -> None:
    """Closed or forgotten, nothing says who was called what; the boxes still say it."""
    request_id, letter, _note = case(office)
    name = called(office, request_id, "Lovisa Granberg")
    office.workspace.do(individuals.forget, request_id)
    assert office.workspace.ask(pseudonyms.of, request_id) == {}
    assert name in said(office, letter).values()


def test_letters_are_drawn_by_lot(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """From all that are free, never twice; after the alphabet come pairs. Their order tells nothing of the names."""
    request_id, _letter, _note = case(office)
    offered: list[Sequence[str]] = []

    def last(free: Sequence[str]) -> str:
        offered.append(free)
        return free[-1]

    monkeypatch.setattr("app.services.marking.pseudonyms.secrets.choice", last)
    assert called(office, request_id, "Lovisa Granberg") == "Kund Z"
    assert called(office, request_id, "Erik Norling") == "Kund Y"
    assert list(offered[0]) == list(string.ascii_uppercase)
    assert "Z" not in offered[1]
    levels = {m.level for m in office.workspace.ask(lambda reader: reader.marks.of(_letter))}
    assert Level.PSEUDONYM in levels
