"""The page for a jurist tells every provision, rule and doubt, and names no file that is not there."""

from __future__ import annotations

import pytest

from app.domain.provisions import Provision
from app.services.assessing import common_mistakes
from app.services.office import law_page, organisation
from tests import law_page as written

ROOT = written.PAGE.parent.parent
PAGE = written.PAGE.read_text(encoding="utf-8")
CONFIDENCE = {"V", "V2", "H", "M", "L"}


def test_the_page_in_docs_is_the_one_of_the_catalogues() -> None:
    """Whoever changes a row renews the page: ``python -m tests.law_page``."""
    assert written.page() == PAGE


@pytest.mark.parametrize("provision", organisation.shipped().values(), ids=lambda row: row.id)
def test_every_provision_stands_in_it(provision: Provision) -> None:
    """With its scope, its confidence, its source and its doubt."""
    part = PAGE.partition(f"### {provision.id} {provision.heading}\n")[2].partition("\n### ")[0]
    for words in (provision.scope, provision.source, provision.doubt, *provision.questions):
        assert words in part
    assert f"{provision.confidence}: " in part


def test_every_doubt_and_rule_and_mistake_stands_in_it() -> None:
    """The ten open doubts among them; each rule with how sure it is and what is left of it."""
    assert len(law_page.doubts()) == 10
    for doubt in law_page.doubts():
        assert doubt.text in PAGE
        assert doubt.confidence in CONFIDENCE | {""}
        assert set(doubt.provisions) <= set(organisation.shipped())
    for rule in law_page.rules():
        assert rule.rule in PAGE
        assert rule.confidence in CONFIDENCE
        assert rule.state in law_page.STATES
        assert bool(rule.left) == (rule.state != "done")
    assert all(mistake.claim in PAGE for mistake, _pattern in common_mistakes.known())


def test_every_file_that_a_rule_names_is_there() -> None:
    """A rule that moved is told by this test, not by a jurist who looks for it."""
    gone = [path for rule in law_page.rules() for path in rule.where if not (ROOT / path).exists()]
    assert gone == []
