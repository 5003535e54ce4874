"""What is refused of the company's decisions, appeals and rulings."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "refusal-without-ground": N_(
        "A refusal needs a ground. Write an assessment that names the provision and the harm, and finish it."
    ),
    "delegation-empty": N_("A delegation needs the paper it rests on and what it covers. Fill in both."),
    "delegation-missing": N_(
        "You hold no delegation that is valid today for this. Let the one who does decide, or enter the delegation."
    ),
    "nothing-held-back": N_("Nothing is held back, so there is nothing to decide. Go on without a decision."),
    "answer-first": N_("The clerk's answer has not left yet. Hand it out first, or let the company decide at once."),
    "answer-not-ready": N_("Copies and papers are not made yet. Make them first."),
    "decision-asked": N_("A decision on this answer has been asked for already. Go on with that one."),
    "person-missing": N_("The office has no person of this name. Check the name."),
    "decision-missing": N_("No decision has been asked for in this request. Ask for one first."),
    "decision-not-made": N_("The company has not decided yet. Let it decide first."),
    "appeal-missing": N_("No appeal has been entered. Enter it first."),
    "decision-made": N_("The company has decided on this answer. Open a new delivery to hand out more."),
    "decision-changed": N_("A changed decision has taken its place. Go on with that one."),
    "ruling-part-elsewhere": N_("That is not masked in this decision, or was opened before. List what is held back."),
    "judgment-opens-nothing": N_("Say which masks or grounds the court did not let stand."),
    "judgment-opens": N_("Only where the appeal is granted does the court open masks. Choose that, or open none."),
    "nothing-opened": N_("Choose what shall be handed out after all."),
    "reason-missing-change": N_("Say why more is handed out. It stands with what is opened."),
    "appeal-before-judgment": N_("The judgment cannot be appealed before it was given. Look at the day again."),
    "way-missing": N_("Say how it was sent."),
    "received-before-sent": N_("The requester cannot have got it before it was sent. Look at the day again."),
    "milder-missing": N_("Say why neither a reservation (OSL 10:14) nor consent (OSL 12:2) removes the harm."),
    "receipt-missing": N_("Say how it is known that the requester got it."),
    "appeal-late": N_("The appeal came too late and does not go to the court. Reject it."),
    "appeal-in-time": N_("The appeal is in time, or an exception holds: it goes to the court. Hand it over."),
    "appeal-time-runs": N_("The time to appeal is not over. Come back when it is."),
}
