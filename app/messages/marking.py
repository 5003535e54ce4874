"""What is refused of marks: searching, lists, persons, traces, comments, undoing, what stands in a mask."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "term-short": N_("The word is too short to look for. Use at least two characters."),
    "near-far": N_("At most {most} words may stand between. Choose a smaller number."),
    "entry-without-reason": N_("The reason is missing. Say why it is so."),
    "entry-stop": N_(
        "This is a hard stop, which is never overlooked. Let a reviewer take a stand on it where it stands."
    ),
    "entry-personal": N_(
        "It looks like personal data, which the office's list does not keep. Keep it for this request."
    ),
    "entry-closed": N_(
        "The request is closed, so nothing can be learned for it. Keep it for the whole office, or let it be."
    ),
    "entry-there": N_("The list holds this already. Nothing more is needed."),
    "entry-reversed": N_("The entry has been taken back already. Enter it anew, if it shall hold."),
    "entry-no-finding": N_("A person made this mark. Remove it instead."),
    "nothing-ticked": N_("Nothing is ticked. Tick what shall be masked."),
    "list-formula": N_("A formula, which is not counted out. Put its value there."),
    "list-long": N_("The term is too long. Shorten it."),
    "list-provision": N_("The provision cannot carry a mask. Choose one from the catalogue."),
    "list-parts": N_("Write ja or nej in the fourth column: whether parts of words are found."),
    "list-faults": N_("Rows that cannot be used: {count}. Nothing was read from the list; mend them and try again."),
    "list-row": N_("Rows that cannot be used: {count}. The first is row {row}: {what}"),
    "row-missing": N_("There is no row {number}. Search again."),
    "reason-missing": N_("The reason is missing. Say why it is left visible."),
    "individuals-apart": N_("These are not two persons of one request. Look at the list again."),
    "places-not-theirs": N_("A place belongs to somebody else now. Look at the list again."),
    "nothing-to-split": N_("Everything of the person was chosen. Leave at least one place."),
    "nothing-to-decide": N_(
        "Nothing of the person is open in a document that takes marks. Open a document again, or choose somebody "
        "else."
    ),
    "residual-without-reason": N_("The reason is missing. Say why the trace may stay in sight."),
    "residual-not-on-page": N_("A title or another name cannot be masked. Change it, or leave it for a reason."),
    "residuals-changed": N_("Masks or names were changed meanwhile. Look for traces again."),
    "region-without-reason": N_("The reason is missing. Say why it may stay visible."),
    "region-missing": N_("There is no such part {number} to judge. List them again."),
    "stand-without-reason": N_("The reason is missing. Say how the stop was met."),
    "stop-missing": N_("There is no such stop any more. Look at the list again."),
    "comment-missing": N_("A comment is missing. Say what should be changed."),
    "area-not-masked": N_("Only an area that somebody drew and masked goes on every page."),
    "area-empty": N_("The area is too small. Draw it again."),
    "page-missing": N_("The document has no page {page}. Choose one that it has."),
    "proposal-stays": N_("A proposal cannot be removed. Leave it visible instead, with a reason."),
    "mark-not-masked": N_("This mark masks nothing. Look at it again."),
    "mark-missing": N_("There is no mark {number}. List the marks again."),
    "nothing-to-undo": N_("There is nothing to undo."),
    "nothing-to-redo": N_("There is nothing to redo."),
    "undo-past-signature": N_("Someone has signed since. Change the marks themselves instead of undoing."),
    "undo-past-change": N_("Someone else has changed the same marks since. Change them yourself instead of undoing."),
    "undo-past-their-change": N_(
        "{who} changed the same marks {when}. What was decided since is not overwritten; change the marks themselves."
    ),
    "mark-changed": N_("{who} changed this mark {when}. Look at it and decide which holds."),
    "not-alike": N_("That document has too little in common with this one to carry marks. Mark by hand."),
    "nothing-carried": N_(
        "No mark of document {number} stands in words that this document has too. Mark what is to be masked by hand."
    ),
    "set-missing": N_("There is no such set. List the sets again."),
    "set-nothing": N_("There is nothing to take over there. List the differences again."),
    "replacement-missing": N_("Say what stands in the mask, and how much that leaves: both or neither."),
    "replacement-long": N_("What stands in a mask has at most {most} characters. Shorten it."),
    "replacement-unprintable": N_("What stands in a mask cannot be printed. Use ordinary letters and digits."),
    "replacement-tells": N_("It would tell something that is masked. Say it more coarsely."),
    "replacement-unfit": N_("Mask {number} would tell what it hides, or cannot be printed. No file was made."),
    "kind-unknown": N_("There is no such way to make a value coarser. Choose one of: {kinds}."),
    "pseudonym-word": N_("A pseudonym begins with one of these words: {words}."),
}
