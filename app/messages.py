"""What a refusal, a blocker or a document error says to the person: what is so, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import Blocker, Refused
from app.domain.overmasking import Doubt, DoubtKind
from app.texts import N_, NN_, _, ngettext
from redaction.errors import DocumentError

SENTENCES: dict[str, str] = {
    # documents
    "document": N_("The document cannot be used. Ask for a new file."),
    "unsupported": N_(
        "The file is {kind}. PDF, Word (docx) and plain text are taken in; save it as PDF and take that in."
    ),
    "not-a-pdf": N_("The file is no PDF, though its name says so. Ask for a new file."),
    "damaged": N_("The file breaks off or is damaged. Ask for a new file."),
    "no-pages": N_("The file opens but has no pages. Ask for a new file."),
    "empty": N_("The file is empty. Ask for a new file."),
    "password-needed": N_(
        "The file is locked with a password. Enter the password, or ask the sender for an open file."
    ),
    "wrong-password": N_("The password does not open the file. Try again or ask the sender."),
    "too-large": N_("The file is larger than the program takes ({what}). Divide it and take in the parts."),
    "words-lost": N_(
        "Only {kept} % of the words survive when pages are made. Save it as PDF in Word and take that in."
    ),
    "still-readable": N_(
        "Masked text can still be read on page {page}. No file was made. Mask the whole page or tell support."
    ),
    "still-readable-on-page": N_(
        "Masked text can still be read in document {number}, page {page}. No file was made. Mask a larger area there."
    ),
    "still-readable-somewhere": N_(
        "Document {number} could not be proven clean. No file was made. Take it in again as a PDF printed anew."
    ),
    "page-outside": N_("A mark lies outside the document's pages. Remove it and mark again."),
    "wrong-source": N_("The file is not the one the marks were made for. No file was made. Take it in anew and mark."),
    "stalled": N_("The document made no progress for {seconds} s and was stopped. Try again, or ask for a new file."),
    "crashed": N_("The document made its reader stop. Try again, or ask for a new file."),
    "out-of-memory": N_("The document needs more memory than there is. Divide it and take in the parts."),
    "no-space": N_("The disk is full or the folder cannot be written. Free some space and try again; nothing is lost."),
    "expression-wrong": N_("The expression cannot be read, from character {at} on. Mend it and try again."),
    "proof-mismatch": N_("The file does not match its proof ({check}). Do not hand it out."),
    "fault": N_(
        "Something went wrong in the program. Nothing is lost; try again, and tell support if it happens again."
    ),
    # rights and sign-in
    "password-not-given": N_("No password came on stdin. Give it as a line there, or run in a terminal."),
    "user-not-named": N_("Name who you are with --user."),
    "not-signed-in": N_("Nobody is signed in. Sign in first."),
    "right-missing": N_("Your role does not allow this. Ask someone who has it, or the administrator."),
    "person-not-valid": N_("This person may not sign in today. Ask the administrator."),
    "wrong-sign-in": N_("Name or password is wrong. Try again."),
    "password-short": N_("The password is too short. Use at least {least} characters."),
    "name-missing": N_("The name is missing. Enter it."),
    "name-taken": N_("There is a person of that name already. Add something that tells them apart."),
    "last-administrator": N_("This is the only administrator. Make another one first."),
    "administrator-exists": N_("This workspace has been made already. Sign in instead."),
    "profile-missing": N_("No organisation is chosen. Make the workspace again."),
    # requests
    "wording-missing": N_("The request's own words are missing. Enter what was asked for."),
    "subject-missing": N_("The subject is missing. Enter a few neutral words, without personal data."),
    "subject-personal": N_("The subject holds personal data: {what}. Take it out; the diary is read by anybody."),
    "subject-doubted": N_(
        "The subject may hold personal data: {what}. Say it in neutral words, or confirm that nobody is named."
    ),
    "register-kind": N_("The register has no such kind or form, or enters it by itself. Choose one that is listed."),
    "party-missing": N_("The name of the sender or receiver is missing. Enter it, or choose another kind of party."),
    "register-not-struck": N_("What the program entered itself, or was struck before, is not struck."),
    "retention-row": N_("Name the row, a whole number of years or keep, and the paper that the decision rests on."),
    "retention-undecided": N_("The company has not decided how long this kind is kept. Enter the decision first."),
    "retention-kept": N_("The plan keeps this kind for good."),
    "retention-runs": N_("The plan's time is not over."),
    "appeal-runs": N_("A decision or an appeal runs. Nothing is purged before it is over."),
    "request-purged": N_("The request is purged. What is left of it stands in the diary and the purge log."),
    "working-differs": N_("The working copy of document {number} cannot be made again as it was."),
    "archive-tells": N_(
        "{file} would tell in the public part what is masked. Nothing was written; tell the administrator."
    ),
    "archive-broken": N_("The package {file} is not whole: a file was changed, is missing or too many. Write it anew."),
    "working-gone": N_("The working copy went when the request was closed. The original and the masked copy are kept."),
    "register-held": N_("This is held back already."),
    "register-not-held": N_("This is not held back any more."),
    "diary-format": N_("The diary is written as .csv, .xlsx or .pdf. Choose one of them."),
    "arrives-later": N_("The time of arrival lies in the future. Correct it."),
    "question-empty": N_("The question has no words. Write what you want to know."),
    "question-out": N_("A question of which documents is out already. Enter its answer first."),
    "question-asks-why": N_(
        "The question asks who the requester is or why they ask, and that is not free (TF 2:18). Ask which documents."
    ),
    "question-needs-provision": N_(
        "Who asks and why may be asked only where a provision makes it necessary (TF 2:18). Choose the provision."
    ),
    "question-needless": N_(
        "Under {provision} the answer would change nothing, so the question may not be asked (TF 2:18)."
    ),
    "question-needs-circumstance": N_(
        "Under {provision} you must first know of a concrete circumstance that points to harm. Name it, or do not ask "
        "(TF 2:18)."
    ),
    "question-not-here": N_("On this track nobody has to say what for. Ask who it is instead, if you do not know."),
    "question-answered": N_("This question has its reply already."),
    "reply-unknown": N_("That is no reply to this kind of question. Choose one of those shown."),
    "answer-empty": N_("The answer has no words. Write what the requester said."),
    "question-missing": N_("There is no question {number} in this request. Check the number."),
    "search-empty": N_("Say where was searched and what that gave."),
    "delay-empty": N_("Say why the answer takes long."),
    "note-closed": N_("The request is closed. Nothing can be noted in it."),
    "ending-unknown": N_("This request cannot end so. Choose one of the endings shown."),
    "ending-needs-note": N_("A few words are missing. Say what happened and when, so that nothing ends in silence."),
    "ending-needs-authority": N_("The authority is missing. Say who keeps the document (TF 2:17)."),
    "ending-needs-way": N_("Say how it was told: by phone, at the desk, in an e-mail."),
    "ending-needs-search": N_(
        "Nobody has noted where was searched. Note where, by whom and with what result; a court can examine it."
    ),
    "ending-needs-silence": N_(
        "No question of which documents waits for a reply. Ask first; a request is never closed in silence."
    ),
    "ending-needs-rights": N_(
        "Not everything is answered. Note how the person has shown who they are, and answer each right they ask for."
    ),
    "ending-with-documents": N_(
        "Documents are being prepared. Hand them out or take them out first; then the rest can be answered so."
    ),
    "request-ended": N_("The request has ended without documents. Open it again first."),
    "delay-untold": N_("The answer took long and nobody has said why. Note the reason."),
    "track-without-documents": N_(
        "The request has documents, and a question for information is answered without any. Take them out first."
    ),
    "track-takes-none": N_(
        "This request asks for information, which is told without a document. Where a document is wanted, put it on "
        "the track of official documents, or split the letter."
    ),
    "no-decision-information": N_(
        "Who is refused information out of a document cannot appeal (RÅ81 2:45 I), so there is no decision to ask for. "
        "If they want the document, put the request on the track of official documents (JO 1061-2013)."
    ),
    "no-decision-own-data": N_(
        "Who is refused their own data complains to the authority for privacy protection (IMY), not to the court of "
        "appeal. If they want a document, split the letter."
    ),
    "term-short": N_("The word is too short to look for. Use at least two characters."),
    "near-far": N_("At most {most} words may stand between. Choose a smaller number."),
    "entry-without-reason": N_("The reason is missing. Say why it is so."),
    "entry-stop": N_("This is a hard stop, which is never overlooked."),
    "entry-personal": N_(
        "It looks like personal data, which the office's list does not keep. Keep it for this request."
    ),
    "entry-closed": N_("The request is closed, so nothing can be learned for it."),
    "entry-there": N_("The list holds this already."),
    "entry-reversed": N_("The entry has been taken back already."),
    "entry-no-finding": N_("A person made this mark. Remove it instead."),
    "nothing-ticked": N_("Nothing is ticked. Tick what shall be masked."),
    "list-formula": N_("A formula, which is not counted out. Put its value there."),
    "list-long": N_("The term is too long. Shorten it."),
    "list-provision": N_("The provision cannot carry a mask. Choose one from the catalogue."),
    "list-parts": N_("The fourth column is ja or nej: whether parts of words are found."),
    "list-faults": N_("Rows that cannot be used: {count}. Nothing was read from the list; mend them and try again."),
    "list-row": N_("Rows that cannot be used: {count}. The first is row {row}: {what}"),
    "row-missing": N_("There is no row {number}. Search again."),
    "request-open": N_("The request is open. Close it first."),
    "request-missing": N_("There is no request {number}. Check the number."),
    "document-missing": N_("There is no document {number} in this request. Check the number."),
    "reason-missing": N_("The reason is missing. Say why it is left visible."),
    "request-closed": N_("The request is closed. Its persons are not kept any more."),
    "individuals-apart": N_("These are not two persons of one request. Look at the list again."),
    "places-not-theirs": N_("A place belongs to somebody else now. Look at the list again."),
    "nothing-to-split": N_("Everything of the person was chosen. Leave at least one place."),
    "nothing-to-decide": N_("Nothing of the person is open in a document that takes marks."),
    "residual-without-reason": N_("The reason is missing. Say why the trace may stay in sight."),
    "residual-not-on-page": N_("A title or another name cannot be masked. Change it, or leave it for a reason."),
    "residuals-changed": N_("Masks or names were changed meanwhile. Look for traces again."),
    "stand-without-reason": N_("The reason is missing. Say how the stop was met."),
    "stop-missing": N_("There is no such stop any more. Look at the list again."),
    "comment-missing": N_("A comment is missing. Say what should be changed."),
    "area-empty": N_("The area is too small. Draw it again."),
    "page-missing": N_("The document has no page {page}."),
    "law-missing": N_("{provision}: {field} is missing. Fill it in."),
    "law-empty": N_("{provision}: {field} is empty. Fill it in."),
    "law-unknown": N_("{provision}: there is no field {field}. Mend the file."),
    "law-kind": N_("{provision}: {field} holds a value of the wrong kind. Mend the file."),
    "law-twice": N_("{provision} is there already. Change that row instead."),
    "law-id": N_("{provision} is no provision as the catalogue writes them. Write it like ”OSL 21:3 1 st”."),
    "law-chapter": N_("{provision}: {field} is not the one that its name says."),
    "law-choice": N_("{provision}: {field} holds a word that the program does not know. Choose one of those offered."),
    "law-years": N_("{provision}: {field} must be at least one year."),
    "law-no-secrecy": N_("{provision}: what carries masks needs a requisite. Choose one, or make the row a limit."),
    "law-absolute": N_("{provision}: absolute secrecy has no requisite. Empty {field}."),
    "law-emissions": N_(
        "{provision}: emissions cannot be masked under chapters 19–40 and take a question elsewhere (OSL 10:5)."
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
    "nothing-to-sign": N_("No row is left to sign."),
    "offer-gone": N_("The program brings no other words for {provision}."),
    "provision-retired": N_("{provision} is retired: old masks keep it, a new one needs another provision."),
    "provision-unknown": N_("{provision} cannot carry a mask. Choose a provision from the catalogue."),
    "category-unknown": N_("The catalogue has no such category. Choose one of its codes."),
    "assessment-elsewhere": N_("The assessment belongs to another delivery. Write a new one here."),
    "refusal-without-ground": N_(
        "A refusal needs a ground. Write an assessment that names the provision and the harm, and finish it."
    ),
    "delegation-empty": N_("A delegation needs the paper it rests on and what it covers. Fill in both."),
    "delegation-missing": N_(
        "You hold no delegation that is valid today for this. Let the one who does decide, or enter the delegation."
    ),
    "nothing-held-back": N_("Nothing is held back, so there is nothing to decide."),
    "answer-first": N_("The clerk's answer has not left yet. Hand it out first, or let the company decide at once."),
    "answer-not-ready": N_("Copies and papers are not made yet. Make them first."),
    "decision-asked": N_("A decision on this answer has been asked for already."),
    "file-there": N_("{file} is there already. Choose an empty folder."),
    "person-missing": N_("The office has no person of this name."),
    "decision-missing": N_("No decision has been asked for in this request."),
    "decision-not-made": N_("The company has not decided yet."),
    "paper-tells": N_("The paper would hold words that are masked. Say titles and reasons in neutral words."),
    "paper-tells-requester": N_("The letter goes to somebody else and would tell who asked. Take that out."),
    "letter-field-empty": N_("Fill in ”{field}”: the letter cannot do without it."),
    "letter-unknown": N_("There is no letter ”{letter}”. utlamna letters list shows them."),
    "letter-question-first": N_("Enter the question first, with the provision that makes it necessary."),
    "letter-field-own": N_("The request itself fills {field}. Leave it out."),
    "letter-field-unknown": N_("This letter has no field ”{field}”."),
    "letter-case-unknown": N_("This letter has no case ”{case}”."),
    "template-shipped": N_("The template that ships is used already."),
    "template-refused": N_("The template cannot be used. {what}"),
    "template-field": N_("Paragraph {place} (”{words}”): this letter has no field ”{what}”."),
    "template-case": N_("Paragraph {place} (”{words}”): this letter has no case ”{what}”."),
    "template-brace": N_("Paragraph {place} (”{words}”): a brace without its partner."),
    "template-block": N_("Paragraph {place} (”{words}”): the field ”{what}” must stand alone in its paragraph."),
    "template-personal-number": N_("Paragraph {place} holds a personal number. Take it out."),
    "template-never": N_("Paragraph {place} (”{words}”): this letter must not say ”{what}”."),
    "template-title": N_("The title is missing. Give one paragraph the style Title."),
    "template-headed": N_("The title must not begin with ”{what}”: that would be another kind of letter."),
    "template-lacks": N_("The field ”{what}” is missing. Put it in a paragraph that does not begin with a bracket."),
    "template-silent": N_("The letter must say ”{what}”, in a paragraph that does not begin with a bracket."),
    "template-long": N_("The template is longer than any letter."),
    "template-signs": N_("A paragraph begins with =, #, - or a number, or holds **. Use the styles of Word instead."),
    "template-table": N_("There is a table in the template. Tables are written by the program, in fields."),
    "template-picture": N_("There is a picture or text box in the template. Take it out: only text is used."),
    "template-changes": N_("There are tracked changes in the template. Accept or reject them all first."),
    "template-notes": N_("There are footnotes in the template. Take them out."),
    "template-hidden": N_("There is hidden text in the template. Take it out or show it."),
    "appeal-missing": N_("No appeal has been entered."),
    "decision-made": N_("The company has decided on this answer. Open a new delivery to hand out more."),
    "tariff-undecided": N_("Say what the tariff is called, who decided it, and by which paper (registry number)."),
    "tariff-numbers": N_("Pages and fees are whole numbers, none below nought."),
    "form-unknown": N_("There is no such form of handing out. Choose one of those listed."),
    "fee-none": N_("There is no fee to waive, ask for or note: the form is free, or the tariff asks for none."),
    "fee-why-missing": N_("Say why the fee is to be paid before the release in this case."),
    "fee-note-missing": N_("Say how it was paid. No name is needed."),
    "fee-unpaid": N_("The fee is to be paid before the release. Note the payment, or waive the fee."),
    "delivery-left": N_("It has been handed out."),
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
    "reservation-absolute": N_("{provision} has no test of harm, so no reservation is possible (OSL 10:14)."),
    "reservation-gone": N_("There is no reservation here that can be taken back."),
    "decision-changed": N_("A changed decision has taken its place. Go on with that one."),
    "delivery-under-way": N_("Another delivery of the request is open. Hand it out, or take its documents out, first."),
    "request-closed-now": N_("The request is closed. It is opened again when an appeal is entered."),
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
    "appeal-late": N_("The appeal came too late and is rejected by the company; it does not go to the court."),
    "appeal-in-time": N_("The appeal is in time, or an exception holds: it goes to the court."),
    "appeal-time-runs": N_("The time to appeal is not over."),
    "answer-unknown": N_("That is no answer to this question. Choose one of those shown."),
    "answers-missing": N_("The questions are not answered to the end. Go on with the next one."),
    "not-voluntary": N_("Only a document that was found not to be official can be handed out voluntarily."),
    "ground-missing": N_("The ground in the data protection regulation is missing. Say on which one it is handed out."),
    "group-unknown": N_("{group} is no group of the catalogue. Choose one of them."),
    "proposal-stays": N_("A proposal cannot be removed. Leave it visible instead, with a reason."),
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
    "provision-other-track": N_("{provision} holds for one's own data alone. Choose a provision of the secrecy act."),
    "mark-not-masked": N_("This mark masks nothing. Look at it again."),
    "mark-not-of-assessment": N_("The mask rests on another provision. Choose the assessment of its own provision."),
    "nothing-to-undo": N_("There is nothing to undo."),
    "nothing-to-redo": N_("There is nothing to redo."),
    "undo-past-signature": N_("Someone has signed since. Change the marks themselves instead of undoing."),
    "undo-past-change": N_("Someone else has changed the same marks since. Change them yourself instead of undoing."),
    "changed-in-between": N_("Someone else changed this a moment ago. Look at it again and repeat."),
    "gone": N_("This is not there any more; someone may have removed it. Look at the list again."),
    "not-text": N_("The file is no text in UTF-8. Save it as that and try again."),
    "vault-paper-changed": N_(
        "A letter or list of the delivery has been changed in the vault. Make them again; tell the administrator."
    ),
    "replacement-missing": N_("Say what stands in the mask, and how much that leaves: both or neither."),
    "replacement-long": N_("What stands in a mask has at most {most} characters. Shorten it."),
    "replacement-unprintable": N_("What stands in a mask cannot be printed. Use ordinary letters and digits."),
    "replacement-tells": N_("It would tell something that is masked. Say it more coarsely."),
    "replacement-unfit": N_("Mask {number} would tell what it hides, or cannot be printed. No file was made."),
    "column-missing": N_("There is no column {column}. The columns are: {columns}."),
    "sums-empty": N_("There are no rows to sum. Choose a table with a heading and rows."),
    "sum-row-unread": N_("Row {row} has no number to sum, or no group that can be read. Mend it or leave it out."),
    "smallest-group-bounds": N_("The least number of persons in a group is between {least} and {most}."),
    "compilation-untitled": N_("Say in neutral words what the compilation is about."),
    "compilation-tells": N_("The compilation would tell something that is masked. Name the groups in other words."),
    "compilation-linked": N_(
        "Taken from compilation {number} it could tell few persons. Form groups of which none is held back, or remove "
        "the other one. Where they are not the same rows, say of both where the rows come from."
    ),
    "compilation-missing": N_("There is no compilation {number} in this delivery."),
    "export-ending": N_("Name a file that ends in .json or .csv."),
    "outcome-missing": N_("Say what the answer is: granted, partly or refused."),
    "secret-in-own-data": N_(
        "The file with the person's own data would tell something that is masked. Look at what is gathered as theirs."
    ),
    "secret-in-compilation": N_("Compilation {number} repeats something that is masked. Make it again in other words."),
    "kind-unknown": N_("There is no such way to make a value coarser. Choose one of: {kinds}."),
    "pseudonym-word": N_("A pseudonym begins with one of these words: {words}."),
    "mark-missing": N_("There is no mark {number}. List the marks again."),
    "title-missing": N_("The title is missing. Enter what letters shall call the document."),
    "log-broken": N_("The log's chain is broken. Stop working and tell the administrator."),
    "log-year-not-oldest": N_("Only the oldest year of the log can be removed. Begin with that one."),
    "log-year-open": N_("This year of the log is not over, so it cannot be removed."),
    # what makes a mask impossible, as the form tells it
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
        "Personal data are left in sight and not tested by OSL 21:7. Tick that no circumstance is known, or name it"
    ),
    "circumstance-unassessed": N_(
        "A circumstance is named for OSL 21:7. Write an assessment on 21:7, whether it ends in a mask or not"
    ),
    "phrase-empty": N_("The text is missing. Write why the provision applies, or which harm follows."),
    "phrase-personal": N_("The text names somebody or tells what is masked. Say it in neutral words, then keep it."),
    "circumstance-missing": N_("The circumstance is missing. Say what is known, or tick that none is."),
    "question-unjustified": N_("Say first that the circumstance justifies a question to the requester."),
    "rule-missing": N_("The rule that would be broken is missing. Name it, such as article 6 or 9."),
    # steps
    "step-not-open": N_("This cannot be done now."),
    "no-documents": N_("There are no documents. Take some in, or refuse the request."),
    "document-unread": N_("Document {number} has not been read. Read it first."),
    "you-prepared": N_("You prepared this request. Someone else needs to sign."),
    "signature-missing": N_("A signature by a second person is missing. Send it to review."),
    "no-signature-needed": N_("Nothing is masked or refused, so no signature is needed. Make the copies."),
    "letter-missing": N_("The letter is not made. Make the copies again."),
    "plan-changed": N_("Something was changed meanwhile. Look at it again."),
    "proof-failed": N_("The copy of document {number} could not be proven clean. No file was made."),
    "proofs-missing": N_("Copies without proof: {count}. Make the copies again."),
    "copies-made": N_("The copies are made already. Hand them out, or open a document to change something."),
    "not-released": N_("The delivery has not been handed out. Hand it out first."),
    "secret-in-title": N_("The title of document {number} repeats something that is masked. Change the title."),
    "secret-in-visible": N_(
        "In document {number} the reason for leaving something visible repeats what is masked. Change the reason."
    ),
    "secret-in-reason": N_("Assessment {number} repeats something that is masked. Use neutral words."),
    "demo-not-here": N_("{folder} is not empty and no demo. Name another folder in UTLAMNA_WORKSPACE, or unset it."),
    "demo-mark-missing": N_("The words of a scripted mark are not in document {number} of the demo."),
    # files and databases
    "out-not-pdf": N_("The result must be named .pdf, or be a folder that exists."),
    "same-file": N_("The result would lie over its source. Choose another name."),
    "marks-not-understood": N_(
        "The file of marks cannot be understood. It is JSON with terms, regions, hide_lengths and label."
    ),
    "not-a-proof": N_("The file is no proof of a known format. Use the one that came with the document."),
    "line-not-json": N_("A line is not JSON with id and text. Nothing after it was read."),
    "file-vanished": N_("The file is not there any more. Choose it again."),
    "file-unreadable": N_("The file cannot be read. Close it in other programs and try again."),
    "file-changed": N_("The file was changed while it was read. Try again."),
    "vault-file-missing": N_("A file is missing from the vault. Restore it from the backup; do not go on without it."),
    "vault-file-changed": N_(
        "The copy of document {number} has been changed in the vault. Make it again; tell the administrator."
    ),
    "vault-unreachable": N_("The vault's folder cannot be reached. Check the network and try again; nothing is lost."),
    "vault-not-named": N_("UTLAMNA_DATABASE_URL is set but not UTLAMNA_VAULT. Name a folder that all machines reach."),
    "folder-read-only": N_(
        "The folder {folder} cannot be written. Choose another one or change its rights; nothing is lost."
    ),
    "disk-full": N_("The disk is full. Free some space and try again; nothing is lost."),
    "read-only": N_("The database cannot be written. Change the folder's rights and try again; nothing is lost."),
    "database-busy": N_("The database is busy. Try again in a moment."),
    "database-lost": N_(
        "The database cannot be reached. Check the network or the disk and try again; nothing is lost."
    ),
    "database-login": N_("The database does not let the program in. Ask the administrator for name and password."),
    "database-damaged": N_("The database is damaged. Stop working and restore the backup."),
    "database-url": N_("UTLAMNA_DATABASE_URL cannot be understood. Use postgresql://NAME@HOST/DATABASE."),
    "database-driver-missing": N_("The driver for PostgreSQL is not installed. Run the set-up again."),
    "store-newer": N_("The workspace was made by a newer version. Install that version."),
    "network-drive": N_(
        "The workspace lies on a network drive, where SQLite loses data. Use a local folder or PostgreSQL."
    ),
    "workspace-missing": N_("There is no workspace in {folder}. Make one with: utlamna init"),
}

COUNTED: dict[str, tuple[str, str]] = {
    "documents-unread": NN_("{count} document has not been read", "{count} documents have not been read"),
    "marks-unjudged": NN_("{count} proposal is not judged", "{count} proposals are not judged"),
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
    "identity-open": NN_("It is not known who asks for their data", "It is not known who asks for their data"),
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

KINDS: dict[str, str] = {
    "mail": N_("an e-mail"),
    "sheet": N_("a spreadsheet"),
    "image": N_("a picture"),
    "zip": N_("an archive"),
    "doc": N_("an old Word file (doc)"),
    "odt": N_("an OpenDocument text"),
    "rtf": N_("an RTF text"),
    "html": N_("a web page"),
    "sound": N_("a sound recording"),
    "video": N_("a film"),
    "presentation": N_("a presentation"),
    "unknown": N_("of a kind that is not known"),
}

ON_PAGE: dict[str, str] = {
    "damaged": N_("Page {page} cannot be read. Ask for a new file."),
    "stalled": N_("Page {page} took more than {seconds} s and was stopped. No file was made. Ask for a new file."),
    "crashed": N_("Page {page} made its reader stop. No file was made. Ask for a new file."),
    "too-large": N_(
        "Page {page} is larger than the program takes ({what}). No file was made. Take it in as a PDF printed anew."
    ),
    "out-of-memory": N_("Page {page} needs more memory than there is. No file was made. Ask for a new file."),
}
"""What is said instead where the page (from 0) is known."""


def sentence(code: str, parameters: Mapping[str, str | int] | None = None) -> str:
    """The sentence for a code, in the language spoken; a code that has none is shown as a fault of ours."""
    given = dict(parameters or {})
    if code in COUNTED and "count" in given:
        one, many = COUNTED[code]
        return ngettext(one, many, int(given["count"])).format(**given) + "."
    if code.startswith("law-"):
        given["field"] = row_field(str(given["field"]))
    if "kind" in given:
        given["kind"] = _(KINDS.get(str(given["kind"]), KINDS["unknown"]))
    on_page = int(given.get("page", -1)) >= 0 and code in ON_PAGE
    if "page" in given and (on_page or code == "still-readable"):
        given["page"] = int(given["page"]) + 1
    pattern = ON_PAGE[code] if on_page else SENTENCES.get(code, SENTENCES["fault"])
    try:
        return _(pattern).format(**given)
    except (KeyError, IndexError):
        return _(pattern)


def of(error: Refused | DocumentError) -> str:
    """What the error says to the person."""
    return sentence(error.code, error.parameters)


def packed(error: DocumentError) -> str:
    """The error's code and parameters on one line, as a document keeps why it could not be read."""
    return " ".join([error.code, *(f"{name}={value}" for name, value in sorted(error.parameters.items()))])


def unpacked(failure: str) -> Refused:
    """What was packed, as a refusal with its code and parameters."""
    code, *pairs = failure.split()
    return Refused(code, **dict(pair.split("=", 1) for pair in pairs if "=" in pair))


def failure(kept: str) -> str:
    """The sentence for why a document could not be read, from what it keeps."""
    return of(unpacked(kept)) if kept else ""


def blocker(held: Blocker) -> str:
    """What stands in the way, without a full stop, as a row or a tooltip shows it."""
    if held.code in COUNTED:
        one, many = COUNTED[held.code]
        return ngettext(one, many, held.count).format(count=held.count)
    return sentence(held.code)


MISSING: dict[str, str] = {
    "applies": N_("Why the provision applies is missing"),
    "harm": N_("The harm is missing"),
    "factors": N_("No factor is ticked"),
    "variant": N_("Which part of the provision holds is missing"),
    "document_date": N_("The day the document was made is missing"),
    "contract": N_("Whether it is a contract's terms is missing"),
    "contract_date": N_("The contract's day is missing"),
    "municipal": N_("Whether the contract is of municipal business is missing"),
    "status": N_("How far the matter has come is missing"),
    "special": N_("Whether the data are sensitive is missing"),
    "own_data": N_("Whether it is the requester's own data is missing"),
    "consent_ref": N_("When and how consent was asked for is missing"),
    "emissions": N_("Whether it is environmental information is missing"),
    "emissions_reason": N_("Why data on emissions can be masked is missing"),
    "reservation": N_("Whether a reservation suffices is missing"),
    "reservation_reason": N_("Why a reservation suffices or not is missing"),
}
"""What an assessment still has to say, by field."""


def missing(code: str) -> str:
    """What an assessment still has to say."""
    return _(MISSING[code])


DOUBTS: dict[DoubtKind, str] = {
    DoubtKind.UNASSESSED: N_("A mask without a finished assessment"),
    DoubtKind.OUR_OWN: N_("The company's own, or what is never proposed here, is masked"),
    DoubtKind.IN_DUTY: N_("Somebody in their duty is masked"),
    DoubtKind.WHOLE_PAGE: N_("A whole page is masked"),
    DoubtKind.MUCH_OF_PAGE: N_("{share} % of the page's words are masked"),
}
"""Why it is asked whether more can be handed out."""


def doubt(found: Doubt) -> str:
    """Why it is asked whether more can be handed out."""
    return _(DOUBTS[found.kind]).format(share=round(100 * found.share))


TRACES: dict[str, str] = {
    "number": N_("the same number"),
    "email": N_("the e-mail address"),
    "name": N_("the name"),
    "address": N_("the address"),
    "surname": N_("the surname alone"),
    "local": N_("the name of the e-mail address"),
    "first": N_("a first name that only this person has here"),
    "initials": N_("the initials"),
}
"""How something points to a masked person."""

FIELDS: dict[str, str] = {
    "title": N_("title"),
    "file-name": N_("file name"),
    "subject": N_("subject of the request"),
}
"""Where a trace stands that is on no page."""


ROW_FIELDS: dict[str, str] = {
    "id": N_("Provision"),
    "chapter": N_("Chapter"),
    "kind": N_("Kind"),
    "heading": N_("Heading"),
    "scope": N_("Where it applies"),
    "protects": N_("Protects"),
    "interest": N_("Interest"),
    "requisite": N_("Requisite"),
    "requisite_text": N_("The statute's words"),
    "text_checked": N_("Compared word for word"),
    "max_years": N_("Longest time, years"),
    "contract_cap": N_("Limit for terms of contract"),
    "ends_when": N_("Ends when"),
    "status_field": N_("State that decides"),
    "overrides": N_("What may open it"),
    "limits": N_("Limits"),
    "emissions": N_("Emissions (OSL 10:5)"),
    "reservation_possible": N_("Reservation possible"),
    "meddelarfrihet_limited": N_("Limits the freedom to inform"),
    "typical": N_("Typical data"),
    "questions": N_("Questions"),
    "letter_line": N_("Words in the letter"),
    "note": N_("Note"),
    "confidence": N_("Confidence"),
    "doubt": N_("Open doubt"),
    "source": N_("Source"),
    "valid_from": N_("Known to hold from"),
    "variants": N_("Parts with a requisite of their own"),
    "reviewed_by": N_("Reviewed by"),
    "reviewed_on": N_("Reviewed on"),
    "retired": N_("Retired"),
    "retired_why": N_("Why it is retired"),
}
"""The fields of a row of the catalogue, by their names in TOML and in Provision."""


def row_field(name: str) -> str:
    """What a field of a row of the catalogue is called; one that is not known keeps its name."""
    return _(ROW_FIELDS[name]) if name in ROW_FIELDS else name


def trace(code: str) -> str:
    """How something points to a masked person."""
    return _(TRACES[code]) if code in TRACES else code


def field(code: str) -> str:
    """Where a trace stands that is on no page."""
    return _(FIELDS[code]) if code in FIELDS else code


ROLES: dict[str, str] = {
    "private": N_("private person"),
    "employee": N_("employee in duty"),
    "official": N_("official"),
    "supplier": N_("supplier's contact"),
    "requester": N_("requester"),
}
"""What a person of a request seems to be."""

ROLE_REASONS: dict[str, str] = {
    "title": N_("The word ”{word}” stands beside the name"),
    "column": N_("Stands under the heading ”{word}”"),
    "number": N_("Stands with an identity number"),
    "own-mail": N_("Has an address at the company"),
    "requester": N_("Is who has asked"),
    "with-requester": N_("Is named together with the requester"),
    "nothing": N_("Nothing speaks for another role"),
}
"""Why a person seems to be that."""


def role(code: str) -> str:
    """What a person seems to be."""
    return _(ROLES[code]) if code in ROLES else code


OUTCOMES: dict[str, str] = {"granted": N_("Granted"), "partly": N_("Granted in part"), "refused": N_("Refused")}
"""What became of a right to own data."""


def data_outcome(code: str | None) -> str:
    """What became of a right to own data; that it is open where nothing did."""
    return _(OUTCOMES[code]) if code is not None else _("Not answered")


def role_reason(code: str, word: str) -> str:
    """Why a person seems to be what is guessed."""
    return _(ROLE_REASONS.get(code, ROLE_REASONS["nothing"])).format(word=word)


PHASES: dict[str, str] = {
    "copy": N_("Copying"),
    "read": N_("Reading"),
    "pages": N_("Making pages"),
    "words": N_("Reading words"),
    "find": N_("Looking for personal data"),
    "gather": N_("Gathering persons"),
    "residual": N_("Looking for traces of masked persons"),
    "seek": N_("Searching"),
    "open": N_("Opening"),
    "sanitise": N_("Cleaning"),
    "search": N_("Looking for what to mask"),
    "burn": N_("Masking"),
    "rebuild": N_("Writing the copy"),
    "verify": N_("Proving"),
    "sight": N_("Reading around the masks"),
    "papers": N_("Writing letter and lists"),
    "package": N_("Packing"),
}


def phase(code: str) -> str:
    """What long work is doing now."""
    return _(PHASES.get(code, "Working"))


STANDS: dict[str, str] = {
    "free": N_("not marked"),
    "proposed": N_("proposed"),
    "masked": N_("masked"),
    "visible": N_("left visible"),
}


def stands(code: str) -> str:
    """How the marks stand where a search found something."""
    return _(STANDS[code])


def hits(count: int, masked: int, more: bool) -> str:
    """How many hits a search gave, how many of them are masked, and whether there are more."""
    told = ngettext("{count} hit, {masked} masked", "{count} hits, {masked} masked", count)
    words = told.format(count=count, masked=masked)
    return f"{words}. " + _("There are more; narrow the search.") if more else words


def slow(number: int, page: int) -> str:
    """That an expression ran out of time in a document (by its number), on a page (from 0)."""
    told = _("The expression takes too long in document {number}, page {page}. What follows there was not searched.")
    return told.format(number=number, page=page + 1)
