"""A reason says something of the case, and nothing of what is masked."""

from __future__ import annotations

import pytest

from app.domain import reasons
from app.domain.assessments import Answers
from app.domain.errors import Blocked
from app.services.assessing import assessment, reason_faults
from app.services.delivering import sign_off
from app.services.office import organisation
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState, Origin
from tests.builders import an_office, answers_of


def a_mask(text, category="PERSON", number=1):
    """An accepted mark over these words."""
    return Mark(number, 0, (Rect(0, 0, 9, 9),), MarkState.ACCEPTED, MarkKind.TEXT, Origin.DETECTOR, category, text=text)


@pytest.mark.parametrize(("masked", "category", "reason", "tells"), [
    ("Karin Wallström", "PERSON", "Karin Wallström har klagat flera gånger.", True),
    ("Karin Wallström", "PERSON", "KARIN WALL-\nSTRÖMS hälsa framgår.", True),
    ("Wallström", "PERSON", "Wallströms hälsa framgår.", True),
    ("Ström", "PERSON", "Kunden är beroende av ström till respiratorn.", False),
    ("Anna", "PERSON", "Annan uppgift finns inte.", False),
    ("19810107-9294", "PERSONNUMMER", "Numret 810107 9294 går att söka på.", False),
    ("19810107-9294", "PERSONNUMMER", "Numret 19810107 9294 går att söka på.", True),
    ("priset", "", "Att priset röjs skadar leverantören.", False),
    ("4 711 kr", "", "Kalkylen visar 4711 kr i marginal.", True),
    ("AB", "PERSON", "Avtalet med leverantören AB gäller.", False),
    ("", "", "En ritning av stationens skalskydd.", False),
])  # fmt: skip
def test_a_masked_word_in_a_reason_is_seen(masked, category, reason, tells):
    """However it is written; an ordinary word that happens to be masked does not forbid itself."""
    assert bool(reasons.told(reason, [a_mask(masked, category)])) is tells


@pytest.mark.parametrize(("reason", "repeats"), [
    ("Det måste antas att den enskilde lider betydande men om uppgiften röjs.", True),
    ("Sekretess enligt 21 kap. 1 § offentlighets- och sekretesslagen.", True),
    ("Kunden behöver el till en respirator; grannar och arbetsgivare kan få veta hur sjuk hon är.", False),
    ("", False),
])  # fmt: skip
def test_a_reason_of_the_statutes_own_words_is_none(reason, repeats):
    """Courts send back a decision whose reasons only repeat the provision."""
    assert assessment.repeats(reason, organisation.shipped()["OSL 21:1"]) is repeats


def test_a_reason_that_tells_what_is_masked_blocks_the_delivery(tmp_path):
    """The letter shows the reason, so the delivery goes nowhere until it is said in neutral words."""
    office = an_office(tmp_path)
    _request, delivery_id, _document = office.masked()
    row = office.workspace.ask(lambda reader: reader.assessments.where(delivery_id=delivery_id))[0]
    told = {name: getattr(row, name) for name in Answers.__dataclass_fields__}

    def write(harm):
        office.workspace.do(assessment.write, delivery_id, Answers(**(told | {"harm": harm})), row.id)

    write("Med numret 19810107-9294 kan någon ta lån i kundens namn.")
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert [b.code for b in held.value.blockers] == ["reasons-tell"]
    write("Med numret kan någon ta lån i kundens namn.")
    office.workspace.do(sign_off.submit, delivery_id)


@pytest.mark.parametrize(("applies", "harm", "provision", "nothing"), [
    ("GDPR.", "Personuppgifter.", "OSL 21:7", True),
    ("Arbetsmaterial.", "Enligt avtal.", "OSL 31:16", True),
    ("Gäller överallt.", "Det kan antas att uppgiften behandlas i strid med dataskyddsförordningen.", "OSL 21:7", True),
    ("Uppgifterna omfattas av sekretess enligt 31 kap. 16 § OSL.", "Bolagets rykte skadas.", "OSL 31:16", True),
    ("Gäller överallt.", "Oönskade säljsamtal.", "OSL 21:7", False),
    ("Enligt GDPR.", "Kunden blir uppringd av säljare.", "OSL 21:7", False),
    ("", "", "OSL 21:7", False),
])  # fmt: skip
def test_a_reason_without_a_word_of_its_own_is_certain_to_fall(applies, harm, provision, nothing):
    """Grounds that are none, the statute's words and what may not be weighed: with one word of the case it stands."""
    row = organisation.shipped()[provision]
    assert reason_faults.says_nothing(Answers(provision, "", applies, harm), row) is nothing


@pytest.mark.parametrize(("text", "factor"), [
    ("Sökanden är bara nyfiken.", "Sökandens nyfikenhet"),
    ("Ett utlämnande ger dålig publicitet.", "Bolagets rykte"),
    ("Det är tidskrävande att ta fram dem.", "Besvär för bolaget"),
    ("Leverantörens rykte på marknaden skadas.", None),
])  # fmt: skip
def test_what_may_not_be_weighed_is_told(text, factor):
    """By the words of the factors that the law does not know; a supplier's name on the market is another matter."""
    assert reason_faults.forbidden(text) == ((factor,) if factor else ())


def test_a_reason_that_says_nothing_blocks_the_delivery(tmp_path):
    """The demand is one word of the case; the sentence tells what to write."""
    office = an_office(tmp_path)
    _request, delivery_id, _document = office.masked()
    row = office.workspace.ask(lambda reader: reader.assessments.where(delivery_id=delivery_id))[0]
    nothing = answers_of(row, applies="GDPR.", harm="Personuppgifter.")
    office.workspace.do(assessment.write, delivery_id, nothing, row.id)
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert [b.code for b in held.value.blockers] == ["reasons-hollow"]
