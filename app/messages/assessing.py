"""What is refused of assessments, and what makes a mask impossible, as the form tells it."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "assessment-elsewhere": N_("The assessment belongs to another delivery. Write a new one here."),
    "mark-not-of-assessment": N_("The mask rests on another provision. Choose the assessment of its own provision."),
    "group-unknown": N_("{group} is no group of the catalogue. Choose one of them."),
    "secrecy-time-over": N_("The provision's longest time is over. Hand the information out."),
    "contract-time-over": N_(
        "The contract's terms are too old for this provision. Take away the mask, or put it on one whose time still "
        "runs (OSL 7:3)."
    ),
    "status-over": N_("The secrecy has ended. Test another provision, or hand the information out."),
    "emissions-masked": N_("Data on emissions may not be masked on this provision (OSL 10:5). Take away the mask."),
    "environment-evident": N_("Insight plainly weighs more (OSL 10:5). Hand the information out."),
    "own-data-masked": N_("The provision does not hold against the person it protects (OSL 12:1). Take away the mask."),
    "consent-given": N_("The protected person has consented (OSL 12:2). Take away the mask."),
    "reservation-impossible": N_("Absolute secrecy allows no reservation. Choose another answer."),
    "recipient-untested": N_(
        "Personal data are left in sight and not tested by OSL 21:7. Tick that no circumstance is known, or name it."
    ),
    "circumstance-unassessed": N_(
        "A circumstance is named for OSL 21:7. Write an assessment on 21:7, whether it ends in a mask or not."
    ),
    "phrase-empty": N_("The text is missing. Write why the provision applies, or which harm follows."),
    "phrase-personal": N_("The text names somebody or tells what is masked. Say it in neutral words, then keep it."),
    "circumstance-named": N_("A circumstance is named. Take it back first, if it no longer holds, and tick then."),
    "circumstance-missing": N_("The circumstance is missing. Say what is known, or tick that none is."),
    "question-unjustified": N_("Say first that the circumstance justifies a question to the requester."),
    "rule-missing": N_("The rule that would be broken is missing. Name it, such as article 6 or 9."),
}
