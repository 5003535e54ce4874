"""What is refused of the register, of how long things are kept, and of archive packages."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "register-kind": N_("The register has no such kind or form, or enters it by itself. Choose one that is listed."),
    "party-missing": N_("The name of the sender or receiver is missing. Enter it, or choose another kind of party."),
    "register-not-struck": N_(
        "What the program entered itself, or was struck before, is not struck. Choose an entry that a person made."
    ),
    "register-held": N_("This is held back already. Show it again first, to hold it back on another provision."),
    "register-not-held": N_("This is not held back any more. Look at the list again."),
    "diary-format": N_("The diary is written as .csv, .xlsx or .pdf. Choose one of them."),
    "retention-row": N_("Name the row, a whole number of years or keep, and the paper that the decision rests on."),
    "retention-undecided": N_("The company has not decided how long this kind is kept. Enter the decision first."),
    "retention-kept": N_("The plan keeps this kind for good; let it stay."),
    "retention-runs": N_("The plan's time is not over; wait until it is."),
    "appeal-runs": N_("A decision or an appeal runs; wait until it is over."),
    "request-purged": N_("The request is purged. What is left of it stands in the diary and the purge log."),
    "archive-tells": N_(
        "{file} would tell in the public part what is masked. Nothing was written; tell the administrator."
    ),
    "archive-broken": N_("The package {file} is not whole: a file was changed, is missing or too many. Write it anew."),
}
