"""The questions of TF 2 kap. lead every document to one verdict with its paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Blocked, Refused
from app.domain.official import Path
from app.services.cases import official
from app.services.delivering import delivery, delivery_facts, sign_off
from tests.builders import RECEIVED, an_office

TREE = official.tree()
USUAL = TREE.proposed()


def paths(path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """Every way through the questions, with the verdict and the paragraph it ends in."""
    walked = TREE.walk(path)
    if walked.question is None:
        yield path, walked.verdict, walked.source
        return
    for choice in walked.question.answers:
        yield from paths((*path, (walked.question.id, choice.code)))


def test_every_way_ends_in_a_verdict_of_the_catalogue_with_a_paragraph():
    """No question leads in a circle or nowhere, and every question can be reached."""
    found = list(paths())
    assert {verdict for _path, verdict, _source in found} == set(official.labels())
    assert all(source.startswith("TF 2:") for _path, _verdict, source in found)
    assert {q for path, *_rest in found for q, _answer in path} == set(TREE.questions)


def test_nobody_but_a_person_answers_what_the_law_leaves_to_judgment():
    """The program proposes what is plain, and stops at whether it came in, is drawn up, or is a draft (Q7-Q10)."""
    assert USUAL == (("document", "yes"), ("held", "yes"), ("backup", "no"))
    assert not {"private", "received", "drawn-up", "handed-over", "draft"} & {q for q, _answer in USUAL}


@pytest.mark.parametrize(("answers", "verdict", "source"), [
    ([("private", "no"), ("received", "yes")], "official", "TF 2:9"),
    ([("private", "yes")], "not-official", "TF 2:8"),
    ([("private", "no"), ("received", "no"), ("drawn-up", "no")], "not-official", "TF 2:10"),
    ([("private", "no"), ("received", "no"), ("drawn-up", "sent"), ("handed-over", "no"), ("draft", "no")],
     "official", "TF 2:10"),
    ([("private", "no"), ("received", "no"), ("drawn-up", "finished"), ("handed-over", "yes")],
     "not-official", "TF 2:11"),
    ([("private", "no"), ("received", "no"), ("drawn-up", "finished"), ("handed-over", "no"), ("draft", "yes")],
     "not-official", "TF 2:12"),
    ([("private", "no"), ("received", "no"), ("drawn-up", "finished"), ("handed-over", "no"), ("draft", "facts")],
     "official", "TF 2:12"),
])  # fmt: skip
def test_law_mds_examples_come_out_as_it_says(answers, verdict, source):
    """Received, private, unfinished, sent, internal, a draft, a draft that added facts."""
    walked = TREE.walk((*USUAL, *answers))
    assert (walked.verdict, walked.source) == (verdict, source)


@given(st.lists(st.tuples(st.sampled_from(sorted(TREE.questions)), st.sampled_from(["yes", "no", "sent", "facts"]))))
def test_a_path_that_answers_out_of_order_is_refused(path):
    """Only the question that comes next can be answered, with an answer that it has."""
    known = {p[:n] for p, *_rest in paths() for n in range(len(p) + 1)}
    if tuple(path) in known:
        TREE.walk(path)
    else:
        with pytest.raises(Refused):
            TREE.walk(path)


NOT_OFFICIAL = (*USUAL, ("private", "yes"))


def test_nothing_goes_on_before_somebody_has_said_that_it_is_official(tmp_path):
    """A document nobody has tried, or one that is not official, holds the delivery; a voluntary one does not."""
    office = an_office(tmp_path)
    do = office.workspace.do
    _request, delivery_id, document_id = office.masked()

    def held() -> list[str]:
        with pytest.raises(Blocked) as raised:
            do(sign_off.submit, delivery_id)
        return [b.code for b in raised.value.blockers]

    do(lambda unit: unit.trials.remove(document_id=document_id))
    assert held() == ["documents-untried"]
    do(official.answer, [document_id], NOT_OFFICIAL)
    assert held() == ["documents-unofficial"]
    with pytest.raises(Refused) as raised:
        do(official.hand_out_voluntarily, document_id, " ")
    assert raised.value.code == "ground-missing"
    do(official.hand_out_voluntarily, document_id, "Artikel 6.1 e")
    do(sign_off.submit, delivery_id)


def test_an_official_document_is_not_handed_out_voluntarily(tmp_path):
    """Whoever has a right to it is not given it as a favour."""
    office = an_office(tmp_path)
    document_id = office.document(office.request())
    with pytest.raises(Refused) as raised:
        office.workspace.do(official.hand_out_voluntarily, document_id, "Artikel 6.1 e")
    assert raised.value.code == "not-voluntary"


def test_half_an_answer_is_none(tmp_path):
    """The walk must end in a verdict before anything is stored."""
    office = an_office(tmp_path)
    document_id = office.document(office.request())
    with pytest.raises(Refused) as raised:
        office.workspace.do(official.answer, [document_id], RECEIVED[:-1])
    assert raised.value.code == "answers-missing"


def test_a_new_answer_voids_the_signature(tmp_path):
    """The reviewer signed for a document that was official."""
    office = an_office(tmp_path)
    _request, delivery_id, document_id = office.signed()
    office.workspace.do(official.answer, [document_id], NOT_OFFICIAL)
    assert office.workspace.ask(delivery.signature, delivery_id) is None


def test_a_refusal_may_rest_on_the_document_not_being_official(tmp_path):
    """No secrecy is needed then; the letter names the paragraph."""
    office = an_office(tmp_path)
    request_id = office.request()
    document_id = office.document(request_id)
    delivery_id = office.delivery(request_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    assert office.workspace.ask(delivery_facts.of, delivery_id).ungrounded == 1
    office.workspace.do(official.answer, [document_id], NOT_OFFICIAL)
    facts = office.workspace.ask(delivery_facts.of, delivery_id)
    assert (facts.ungrounded, facts.unofficial) == (0, 0)
