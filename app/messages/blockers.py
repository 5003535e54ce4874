"""What stands in the way of a step, counted and without a full stop, and what to do about it."""

from __future__ import annotations

from app.texts import N_, NN_

COUNTED: dict[str, tuple[str, str]] = {
    "documents-unread": NN_("{count} document has not been read", "{count} documents have not been read"),
    "marks-unjudged": NN_("{count} proposal is not judged", "{count} proposals are not judged"),
    "regions-open": NN_(
        "{count} part that no program can read is not judged", "{count} parts that no program can read are not judged"
    ),
    "documents-unsought": NN_(
        "{count} document has not been looked through for personal data",
        "{count} documents have not been looked through for personal data",
    ),
    "documents-not-done": NN_("{count} document is not marked as done", "{count} documents are not marked as done"),
    "marks-without-provision": NN_("{count} mask has no provision", "{count} masks have no provision"),
    "marks-without-assessment": NN_(
        "{count} mask has no finished assessment", "{count} masks have no finished assessment"
    ),
    "documents-untried": NN_(
        "Of {count} document nobody has said whether it is official",
        "Of {count} documents nobody has said whether they are official",
    ),
    "documents-unofficial": NN_(
        "{count} document is not official and would be handed out",
        "{count} documents are not official and would be handed out",
    ),
    "reasons-tell": NN_(
        "{count} assessment tells in its reason what is masked",
        "{count} assessments tell in their reasons what is masked",
    ),
    "reasons-hollow": NN_(
        "{count} assessment gives a reason that says nothing of the case. Say which harm follows here, and for whom",
        "{count} assessments give reasons that say nothing of the case. Say which harm follows here, and for whom",
    ),
    "assessments-restated": NN_(
        "{count} assessment was written before its provision was changed in the catalogue. Read it against the new "
        "wording; keep it, or write it anew",
        "{count} assessments were written before their provisions were changed in the catalogue. Read them against the "
        "new wording; keep them, or write them anew",
    ),
    "opened-again": NN_(
        "{count} mask covers what the court has opened, on the provision that it tried. Take it off; where another "
        "provision holds, mask on that one and let the company decide anew",
        "{count} masks cover what the court has opened, on the provision that it tried. Take them off; where another "
        "provision holds, mask on that one and let the company decide anew",
    ),
    "opened-undecided": NN_(
        "{count} mask on another provision covers what the court has opened. Let the company decide on it first, "
        "at once",
        "{count} masks on another provision cover what the court has opened. Let the company decide on them first, "
        "at once",
    ),
    "replacements-tell": NN_(
        "{count} mask says in its box what is masked", "{count} masks say in their boxes what is masked"
    ),
    "secrecy-time-over": NN_(
        "{count} assessment: the provision's longest time is over; the information is handed out",
        "{count} assessments: the provisions' longest time is over; the information is handed out",
    ),
    "contract-time-over": NN_(
        "{count} assessment: the contract's terms are too old for the provision. Take away the mask, or put it on one "
        "whose time still runs",
        "{count} assessments: the contracts' terms are too old for the provision. Take away the masks, or put them on "
        "one whose time still runs",
    ),
    "status-over": NN_(
        "{count} assessment: the secrecy ended with the award or its like. Test another provision, or hand out",
        "{count} assessments: the secrecy ended with the award or its like. Test other provisions, or hand out",
    ),
    "emissions-masked": NN_(
        "{count} assessment masks data on emissions, which OSL 10:5 forbids here. Take away the mask",
        "{count} assessments mask data on emissions, which OSL 10:5 forbids here. Take away the masks",
    ),
    "environment-evident": NN_(
        "{count} assessment masks environmental information though insight plainly weighs more (OSL 10:5). Hand it out",
        "{count} assessments mask environmental information though insight plainly weighs more (OSL 10:5). Hand it out",
    ),
    "own-data-masked": NN_(
        "{count} assessment masks the requester's own data (OSL 12:1). Take away the mask",
        "{count} assessments mask the requester's own data (OSL 12:1). Take away the masks",
    ),
    "consent-given": NN_(
        "{count} assessment: the protected person has consented (OSL 12:2). Take away the mask",
        "{count} assessments: the protected persons have consented (OSL 12:2). Take away the masks",
    ),
    "reservation-impossible": NN_(
        "{count} assessment uses a reservation, which absolute secrecy does not allow. Choose another answer",
        "{count} assessments use a reservation, which absolute secrecy does not allow. Choose another answer",
    ),
    "proofs-missing": NN_("{count} copy has no proof", "{count} copies have no proof"),
    "residuals-open": NN_(
        "{count} trace of a masked person is not judged", "{count} traces of masked persons are not judged"
    ),
    "rights-open": NN_("{count} right to own data is not answered", "{count} rights to own data are not answered"),
    "stops-open": NN_(
        "{count} hard stop waits for a reviewer's stand", "{count} hard stops wait for a reviewer's stand"
    ),
    "decision-open": NN_(
        "{count} decision is not yet final or settled", "{count} decisions are not yet final or settled"
    ),
    "assessments-untested": NN_(
        "{count} assessment has not been tested anew for the decision",
        "{count} assessments have not been tested anew for the decision",
    ),
    "documents-asked-for": NN_(
        "{count} document of it is asked for in a running request",
        "{count} documents of it are asked for in running requests",
    ),
    "delivery-open": NN_("{count} delivery is still open", "{count} deliveries are still open"),
}

NEXT: dict[str, str] = {
    "documents-unread": N_("Read each, or take it out."),
    "marks-unjudged": N_("Mask each or leave it visible."),
    "regions-open": N_("Look at each with F8: mask it, or leave it visible with a reason."),
    "documents-unsought": N_("Look through it from the list of documents; the search was broken off."),
    "documents-not-done": N_("Judge each to the end and say that it is done."),
    "marks-without-provision": N_("Choose the provision that carries each."),
    "marks-without-assessment": N_("Assess each, and finish the assessment."),
    "documents-untried": N_("Answer the questions about each."),
    "documents-unofficial": N_("Take each out, or hand it out voluntarily on a named ground."),
    "reasons-tell": N_("Say it in neutral words."),
    "replacements-tell": N_("Say it more coarsely, or say nothing there."),
    "proofs-missing": N_("Make the copies again."),
    "residuals-open": N_("Mask each, or leave it with a reason."),
    "rights-open": N_("Answer each."),
    "stops-open": N_("Ask a reviewer to take it."),
    "decision-open": N_("Bring each to its end first."),
    "assessments-untested": N_("Test each and say why it stands."),
    "documents-asked-for": N_("Answer there first."),
    "delivery-open": N_("Hand each out, or take its documents out."),
}
"""What to do where the words above do not say it; a screen that shows the blocker leads there instead."""
