"""Every mistake of the catalogue is found in the forms in which people write it, and is no mistake elsewhere."""

from __future__ import annotations

import pytest

from app.services.assessing import common_mistakes

SAID = (
    ("gdpr", "Lämnas inte ut på grund av GDPR."),
    ("gdpr", "Det strider mot GDPR-reglerna"),
    ("personal_number", "Personnumret är sekretessbelagt."),
    ("personal_number", "Personnummer är alltid hemliga"),
    ("contract_clause", "Avtalsklausulerna hindrar."),
    ("contract_clause", "Uppgiften är hemlig enligt avtalet med leverantören."),
    ("contract_clause", "Vi har ett NDA."),
    ("working_papers", "Det här är arbetsmaterialet."),
    ("working_papers", "Interna handlingar lämnas inte ut."),
    ("pending", "Ärendet pågår."),
    ("pending", "Det gäller ett pågående\närende."),
    ("trade_secret", "Det är företagshemligheter."),
    ("copyright", "Ritningen är upphovsrättsligt skyddad."),
    ("meter_values", "Mätvärdena är sekretessbelagda."),
    ("population_register", "Sekretess enligt OSL 22:1."),
    ("population_register", "22 kap 1 § hindrar."),
    ("tax_enforcement", "27 kap. OSL gäller."),
    ("tax_enforcement", "34 kapitlet gäller inkasso."),
    ("supervision", "30:23 gäller hos oss."),
    ("certificates", "OSL 31:10"),
    ("social_services", "Socialtjänstsekretessen följer med."),
    ("courts", "36 kap. gäller."),
    ("policy_consent", "Kunden har samtyckt till policyn."),
    ("policy_consent", "Enligt integritetspolicyn får vi inte."),
    ("purpose", "Sökanden måste uppge syftet."),
)
HOLDS = (
    "Kunden behöver el till en respirator.",
    "OSL 22:15 och 26:12, 136 kap.",
    "Sekretess enligt 31:16: leverantören har särskilda skäl.",
    "Uppgiften behandlas i strid med dataskyddsförordningen efter ett utlämnande.",
    "Handlaren Ndaba ringde.",
)


@pytest.mark.parametrize(("code", "text"), SAID)
def test_a_mistake_is_found_in_the_forms_in_which_it_is_written(code: str, text: str) -> None:
    """Inflected, in capitals, over a line's end, with and without the full stop of "kap."."""
    assert code in [mistake.code for mistake in common_mistakes.found(text)]


@pytest.mark.parametrize("text", HOLDS)
def test_what_holds_is_no_mistake(text: str) -> None:
    """A longer number, a part of a word, the words of OSL 21:7 itself."""
    assert common_mistakes.found(text) == ()


def test_every_mistake_is_tried_here() -> None:
    """No row of the catalogue is left out of the table above, and each explains itself."""
    assert {code for code, _text in SAID} == {mistake.code for mistake, _pattern in common_mistakes.known()}
    assert all(mistake.claim and mistake.why and mistake.confidence for mistake, _pattern in common_mistakes.known())
