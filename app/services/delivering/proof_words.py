"""The words by which a proof's codes are told to somebody who reads no code: checks, reasons, what was left behind."""

from __future__ import annotations

from dataclasses import dataclass

from app.texts import N_


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A check in a reader's words: what was done, and what it means that it passed."""

    done: str
    means: str


CHECKS = {
    "syntax": CheckWords(
        N_("The structure of the file was read by a program that did not write it."),
        N_("The file is whole, is not encrypted, and opens in strict readers."),
    ),
    "pages": CheckWords(
        N_("Number and size of the pages were compared with the original."), N_("No page is missing or was resized.")
    ),
    "archive-claim": CheckWords(
        N_("What the file says of its own format was held against the standard for archiving (PDF/A)."),
        N_("It is called PDF/A only if it is."),
    ),
    "carriers": CheckWords(
        N_("Every entry of the file was held against a short list of what may be there."),
        N_("No notes, attachments, form fields, scripts, bookmarks, layers, signatures or properties came along."),
    ),
    "one-revision": CheckWords(
        N_("The file was read from its first byte to its last."),
        N_("It is one single version; no older one lies in it."),
    ),
    "strings": CheckWords(
        N_("Every text outside the pages was searched for the masked words."), N_("They stand in no name and no field.")
    ),
    "streams": CheckWords(
        N_("Every part of the file was unpacked and searched for the masked words, and so were its bytes."),
        N_("They lie in no part of the file."),
    ),
    "operands": CheckWords(
        N_("The drawing commands of each page were read, letter by letter."),
        N_("No command writes a masked word, visible or not."),
    ),
    "fonts": CheckWords(
        N_("The typefaces in the file were compared with what the pages write."),
        N_("No letter that was masked can be told from a typeface."),
    ),
    "reading-order": CheckWords(
        N_("What a screen reader is told about the pages was compared with what we wrote there."),
        N_("It reads in order, and says “masked” where something is masked; nothing of the old structure is left."),
    ),
    "terms-in-text": CheckWords(
        N_("The text of each page was read by a program that did not mask it."),
        N_("No masked word can be found by searching or copied."),
    ),
    "text-under-marks": CheckWords(
        N_("The text in each masked area was read."), N_("Nothing can be read there but our own label.")
    ),
    "replacements": CheckWords(
        N_("What stands in a box instead of masked words was read from the drawing commands."),
        N_("It is what the list of masks says, and nothing more."),
    ),
    "page-stamp": CheckWords(
        N_("The stamp of each page was read: the registry number, the document's number, and the page."),
        N_("Every page bears its own where the copy is stamped, and it covers nothing."),
    ),
    "words-kept": CheckWords(
        N_("The letters that remain were counted against the original."), N_("Nothing went but what was masked.")
    ),
    "positions": CheckWords(
        N_("The places of the letters that remain were compared with the original."),
        N_("No word has moved, so that none stands where it says something else."),
    ),
    "marks-filled": CheckWords(
        N_("Each page was drawn and every masked area measured."), N_("Every mask is a filled box without a gap.")
    ),
    "nothing-under-marks": CheckWords(
        N_("The drawing commands were read for lines and pictures in the masked areas."),
        N_("Under the boxes there is no drawing and no part of a picture. Who takes a box away finds nothing."),
    ),
    "pixels-outside": CheckWords(
        N_("The pages were drawn before and after the masking and compared point by point."),
        N_("Outside the masks they look as before."),
    ),
    "unseen-pixels": CheckWords(
        N_("It was followed which parts of the pictures the pages show."),
        N_("No picture holds a part that no page shows."),
    ),
    "read-at-marks": CheckWords(
        N_("The finished page was drawn, and a program that reads pictures read around each mask."),
        N_("The eye finds no masked word there either."),
    ),
}
"""By the name of the check."""

REASONS = {
    "letters-stayed": N_("letters could not be taken out of it safely"),
    "slanted-line": N_("a line on it runs aslant, and its length was to be hidden"),
}
"""Why a page became a picture, by code; the name of a check stands for what it still found."""

FAILED_CHECK = N_("a check still found something on it as text")

DROPPED = {
    "actions": N_("actions that start by themselves"),
    "alternate-image": N_("spare versions of pictures"),
    "annotation-notes": N_("texts behind markings"),
    "annotations": N_("notes and markings that the page does not show"),
    "appearances": N_("spare appearances"),
    "attachments": N_("attached files"),
    "bookmarks": N_("bookmarks"),
    "broken-image": N_("pictures that could not be read"),
    "document-parts": N_("division into parts"),
    "extensions": N_("extensions of the format"),
    "foreign-redactions": N_("masks that another program had begun"),
    "form-fields": N_("form fields (what they show is kept)"),
    "hidden-content": N_("texts and pictures that the page hides"),
    "hidden-form-fields": N_("hidden form fields"),
    "image-metadata": N_("information inside pictures (camera, place, remarks)"),
    "javascript": N_("scripts"),
    "layer": N_("layers that were off"),
    "layers": N_("division into layers"),
    "lines-masked-whole": N_("lines masked whole because their length was to be hidden"),
    "links": N_("links"),
    "measures": N_("measures"),
    "media": N_("sound and film"),
    "metadata": N_("properties of the document (author, title, dates)"),
    "named-dests": N_("named places"),
    "output-intents": N_("instructions for printing"),
    "page-labels": N_("names of pages"),
    "popups": N_("boxes of notes"),
    "portfolio": N_("the cover of a portfolio"),
    "postscript": N_("programs for printers"),
    "private": N_("data of the program that made the file"),
    "requirements": N_("demands on the reader's program"),
    "signatures": N_("electronic signatures (a masked file cannot keep them)"),
    "structure": N_("the old structure for screen readers"),
    "templates": N_("page templates"),
    "text-in-tiles": N_("text in patterns"),
    "text-without-area": N_("texts without height or width"),
    "threads": N_("reading threads"),
    "thumbnails": N_("small pictures of pages"),
    "unseen-pixels": N_("parts of pictures that no page shows"),
    "web-capture": N_("data of a web page"),
    "xfa": N_("the form's own data (XFA)"),
    "xmp": N_("descriptions of the document (XMP)"),
}
"""What was left behind, by code."""

PROGRAMS = {
    "utlamna": N_("this program"),
    "PyMuPDF": N_("takes the words out"),
    "pikepdf": N_("writes the file, reads its structure"),
    "qpdf": N_("writes the file, reads its structure"),
    "pypdfium2": N_("reads and draws the finished file"),
    "pdfium": N_("reads and draws the finished file"),
    "Pillow": N_("compares pictures"),
    "fonttools": N_("cuts typefaces down"),
    "tesserocr": N_("reads the drawn page"),
    "Tesseract": N_("reads the drawn page"),
}
"""What each engine does, by its name in the proof."""
