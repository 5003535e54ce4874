"""What is refused of a delivery: its steps, fees, reservations, own data and compilations."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "handover-unfit": N_(
        "Files go to a folder, a memory stick or a mail; paper goes by post or over the counter. Choose again."
    ),
    "folder-missing": N_("Say where it is to be put: choose a folder or a memory stick."),
    "folder-own": N_("That folder belongs to the program, and holds what stays here. Choose another one."),
    "folder-holds-original": N_(
        "{file} in that folder is an unmasked original of the request. Nothing was written. Choose another folder, or "
        "take it away."
    ),
    "folder-not-alone": N_(
        "Other things lie there ({count}). Whoever gets the folder gets them too. Choose an empty one, or say that you "
        "have seen it."
    ),
    "lock-unfit": N_("Something in the package is no PDF and cannot be locked by itself. Choose ZIP with a password."),
    "mail-too-large": N_(
        "The package is {size} MB, and a mail carries at most {limit} MB. Choose a memory stick, or several deliveries."
    ),
    "copy-differs": N_("{file} was not written as it is. Nothing was handed over. Try another folder or stick."),
    "receipt-day": N_("It was received on the day it was handed over or later, and not after today. Correct the day."),
    "unmasked-unseen": N_(
        "Documents that leave without a single mask: {count}, with {pages} pages. Look them through, then say it: "
        "--unmasked {count}."
    ),
    "tariff-undecided": N_("Say what the tariff is called, who decided it, and by which paper (registry number)."),
    "tariff-numbers": N_("Pages and fees are whole numbers, none below nought. Correct them."),
    "form-unknown": N_("There is no such form of handing out. Choose one of those listed."),
    "fee-none": N_(
        "There is no fee to waive, ask for or note: the form is free, or the tariff asks for none. Go on without."
    ),
    "fee-why-missing": N_("Say why the fee is to be paid before the release in this case."),
    "fee-note-missing": N_("Say how it was paid. No name is needed."),
    "fee-unpaid": N_("The fee is to be paid before the release. Note the payment, or waive the fee."),
    "delivery-left": N_("It has been handed out. Open a new delivery, if more shall leave."),
    "reservation-anonymous": N_(
        "A reservation binds a person who is known by name. Tell the requester so; whoever wants to stay anonymous "
        "need not say who they are, and then gets what everybody gets."
    ),
    "reservation-empty": N_("Say what the recipient may not do with the information."),
    "reservation-blanket": N_(
        "A reservation is made for each group of information by itself. Choose the groups, and say of each, in its own "
        "words, why the reservation removes the harm."
    ),
    "reservation-untested": N_("Say of each group why the reservation removes the harm."),
    "reservation-own": N_(
        "{provision} protects the recipient herself, and secrecy for her own sake does not hold against her (OSL 12:1; "
        "RÅ 2007 not 45). No reservation may be made: hand it out to her without one, in a request of her own."
    ),
    "reservation-absolute": N_(
        "{provision} has no test of harm, so no reservation is possible (OSL 10:14). Let it stay masked."
    ),
    "reservation-gone": N_("There is no reservation here that can be taken back. Look at the delivery again."),
    "delivery-under-way": N_("Another delivery of the request is open. Hand it out, or take its documents out, first."),
    "request-closed-now": N_("The request is closed. It is opened again when an appeal is entered."),
    "not-extended": N_("The time was not extended. Extend it first, with the reason."),
    "right-open": N_("This right has no answer yet. Answer it first."),
    "not-own-data": N_("The request is not about the requester's own data. Choose that track first."),
    "right-unknown": N_("There is no such right. Choose one of the list."),
    "right-not-asked": N_("This right was not asked for. Add it to the rights first."),
    "way-unknown": N_("There is no such way of showing who one is. Choose one of the list."),
    "extended-already": N_("The time has been extended already. It cannot be extended again."),
    "extended-late": N_("The first month is over. The time can only be extended within it."),
    "identity-missing": N_("It is not known who asks. Note how the person has shown it."),
    "ground-not-of-right": N_("The ground does not answer this right. Choose one of the list."),
    "data-ground-missing": N_("A no needs a ground. Choose at least one."),
    "done-missing": N_("Say what was done, in words for the letter."),
    "asker-missing": N_("Point out who of the persons asks. Then the others can be masked."),
    "column-missing": N_("There is no column {column}. The columns are: {columns}."),
    "sums-empty": N_("There are no rows to sum. Choose a table with a heading and rows."),
    "sum-row-unread": N_("Row {row} has no number to sum, or no group that can be read. Mend it or leave it out."),
    "smallest-group-bounds": N_(
        "The least number of persons in a group is between {least} and {most}. Choose a number there."
    ),
    "compilation-untitled": N_("Say in neutral words what the compilation is about."),
    "compilation-tells": N_("The compilation would tell something that is masked. Name the groups in other words."),
    "compilation-linked": N_(
        "Taken from compilation {number} it could tell few persons. Form groups of which none is held back, or remove "
        "the other one. Where they are not the same rows, say of both where the rows come from."
    ),
    "compilation-missing": N_("There is no compilation {number} in this delivery. Check the number."),
    "export-ending": N_("Name a file that ends in .json or .csv."),
    "outcome-missing": N_("Say what the answer is: granted, partly or refused."),
    "secret-in-own-data": N_(
        "The file with the person's own data would tell something that is masked. Look at what is gathered as theirs."
    ),
    "secret-in-compilation": N_("Compilation {number} repeats something that is masked. Make it again in other words."),
    "step-not-open": N_("This cannot be done now. Look at what the request waits for."),
    "no-documents": N_("There are no documents. Take some in, or refuse the request."),
    "you-prepared": N_("You prepared this request. Someone else needs to sign."),
    "signature-missing": N_("A signature by a second person is missing. Send it to review."),
    "no-signature-needed": N_("Nothing is masked or refused, so no signature is needed. Make the copies."),
    "letter-missing": N_("The letter is not made. Make the copies again."),
    "plan-changed": N_("Something was changed meanwhile. Look at it again."),
    "proof-failed": N_(
        "The copy of document {number} could not be proven clean. No file was made. Take it in again as a PDF printed"
        " anew."
    ),
    "copies-made": N_("The copies are made already. Hand them out, or open a document to change something."),
    "not-released": N_("The delivery has not been handed out. Hand it out first."),
    "secret-in-title": N_("The title of document {number} repeats something that is masked. Change the title."),
    "secret-in-visible": N_(
        "In document {number} the reason for leaving something visible repeats what is masked. Change the reason."
    ),
    "secret-in-reason": N_("Assessment {number} repeats something that is masked. Use neutral words."),
}
