"""What is refused of the office: signing in, persons, and its catalogue of provisions."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "password-not-given": N_("No password came on stdin. Give it as a line there, or run in a terminal."),
    "user-not-named": N_("Name who you are with --user."),
    "not-signed-in": N_("Nobody is signed in. Sign in first."),
    "right-missing": N_("Your role does not allow this. Ask someone who has it, or the administrator."),
    "person-unknown": N_("There is nobody of that name. Look in the list of persons."),
    "person-not-valid": N_("This person may not sign in today. Ask the administrator."),
    "wrong-sign-in": N_("Name or password is wrong. Try again."),
    "password-short": N_("The password is too short. Use at least {least} characters."),
    "password-long": N_("The password is too long. Use at most {most} characters."),
    "password-common": N_("This password is one of the first that are guessed. Choose another, perhaps a few words."),
    "password-name": N_("The password is hardly more than a name. Choose another, perhaps a few words."),
    "password-same": N_("This is the password you have. Choose another."),
    "password-to-change": N_("Your password was for one time. Choose a new one first."),
    "locked-out": N_("Too many wrong passwords. Try again at {until}, or ask the administrator."),
    "idle-minutes": N_("This is no number of minutes. Write one from 0 (never) to {most}."),
    "name-missing": N_("The name is missing. Enter it."),
    "name-taken": N_("There is a person of that name already. Add something that tells them apart."),
    "last-administrator": N_("This is the only administrator. Make another one first."),
    "administrator-exists": N_("This workspace has been made already. Sign in instead."),
    "profile-missing": N_("No organisation is chosen. Make the workspace again."),
    "law-missing": N_("{provision}: {field} is missing. Fill it in."),
    "law-empty": N_("{provision}: {field} is empty. Fill it in."),
    "law-unknown": N_("{provision}: there is no field {field}. Mend the file."),
    "law-kind": N_("{provision}: {field} holds a value of the wrong kind. Mend the file."),
    "law-twice": N_("{provision} is there already. Change that row instead."),
    "law-id": N_("{provision} is no provision as the catalogue writes them. Write it like ”OSL 21:3 1 st”."),
    "law-chapter": N_("{provision}: {field} is not the one that its name says. Make them agree."),
    "law-choice": N_("{provision}: {field} holds a word that the program does not know. Choose one of those offered."),
    "law-years": N_("{provision}: {field} must be at least one year. Change it, or leave it out."),
    "law-no-secrecy": N_("{provision}: what carries masks needs a requisite. Choose one, or make the row a limit."),
    "law-absolute": N_("{provision}: absolute secrecy has no requisite. Empty {field}."),
    "law-emissions": N_(
        "{provision}: emissions cannot be masked under chapters 19–40 and take a question elsewhere (OSL 10:5). "
        "Change {field}."
    ),
    "law-reservation": N_(
        "{provision}: a reservation (OSL 10:14) is possible where harm is tested, and only there. Change {field}."
    ),
    "catalogue-not-toml": N_("The file is no TOML ({what}). Export the catalogue and change that file."),
    "catalogue-altered": N_(
        "Edition {number} of the catalogue does not read as it was saved. Do not go on; tell the administrator."
    ),
    "catalogue-unchanged": N_("Nothing reads otherwise than in the edition that holds. Change a row first."),
    "page-format": N_("The page is written as PDF. Give a name that ends in .pdf."),
    "note-missing": N_("Say in a note what was changed and why."),
    "edition-changed": N_("Another edition holds by now. Look at it, then sign."),
    "nothing-to-sign": N_("No row is left to sign. Nothing more is needed."),
    "offer-gone": N_("The program brings no other words for {provision}. Look at the list again."),
    "provision-retired": N_("{provision} is retired: old masks keep it, a new one needs another provision."),
    "provision-unknown": N_("{provision} cannot carry a mask. Choose a provision from the catalogue."),
    "provision-other-track": N_("{provision} holds for one's own data alone. Choose a provision of the secrecy act."),
    "category-unknown": N_("The catalogue has no such category. Choose one of its codes."),
}
