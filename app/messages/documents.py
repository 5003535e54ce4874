"""What is said of documents that cannot be read, masked or proven, and of files."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "document": N_("The document cannot be used. Ask for a new file."),
    "unsupported": N_(
        "The file is {kind}, which is not taken in. Save it as PDF and take that in, or judge it outside the program."
    ),
    "heard": N_("The file is {kind}. Judge it on paper, by ear and eye, and take it out of the request here."),
    "locked-office": N_(
        "The file is {kind}. Open it with the password in its own program, save it without one or print it as PDF, and "
        "take that in."
    ),
    "packed": N_("The file is {kind}. Unpack it and take in the files, or the folder."),
    "needs-office": N_(
        "The file is {kind}, which LibreOffice reads, and it is not on this machine. Have LibreOffice installed, or "
        "open the file, print it as PDF and take that in."
    ),
    "office-cannot": N_(
        "The file is {kind}, and LibreOffice cannot read it. Open it in the program it came from, print it as PDF and "
        "take that in."
    ),
    "not-a-pdf": N_("The file is no PDF, though its name says so. Ask for a new file."),
    "stamped": N_(
        "The marking of a class was read on it. What was copied is removed. Call the head of protective security: the "
        "computer may have to be handled too."
    ),
    "stamped-unclear": N_(
        "A stamp was read on it (HEMLIG, KONFIDENTIELL) that may be the marking of a class. What was copied is "
        "removed. Ask the head of protective security; if it is not classified, take it in again and say why."
    ),
    "said-classified": N_(
        "Classified, as somebody said. What was copied is removed. Call the head of protective security: the computer "
        "may have to be handled too."
    ),
    "shut-out": N_("Document {number} was shut out as classified. Nothing of it is here to be read. Take it out."),
    "turned-away": N_(
        "The file carries the marking of a class and was turned away; nothing of it is kept. Call the head of "
        "protective security. If it is not classified, a reviewer can say why and take it in."
    ),
    "turned-away-unclear": N_(
        "The file carries a stamp (HEMLIG, KONFIDENTIELL) that may be the marking of a class, and was turned away; "
        "nothing of it is kept. Ask the head of protective security. If it is not classified, say why and take it in."
    ),
    "not-classified-reason": N_("Say why the document is not classified, and who has told you."),
    "damaged": N_("The file breaks off or is damaged. Ask for a new file."),
    "no-pages": N_("The file opens but has no pages. Ask for a new file."),
    "empty": N_("The file is empty. Ask for a new file."),
    "password-needed": N_(
        "The file is locked with a password. Enter the password, or ask the sender for an open file."
    ),
    "wrong-password": N_("The password does not open the file. Try again or ask the sender."),
    "too-large": N_("The file is larger than the program takes: {what}. Divide it and take in the parts."),
    "words-lost": N_(
        "Only {kept} % of the words survive when pages are made. Save it as PDF in Word and take that in."
    ),
    "pages-lack": N_(
        "The pages hold {kept} % of the words of document {number}. Print them again from the same file. Missing are: "
        "{words}."
    ),
    "pages-judged": N_(
        "Something on the pages of document {number} is judged. Take it out and in again to put in pages of your own."
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
    "reading-fault": N_(
        "The program met a fault of its own in this file ({where}). Tell whoever looks after the program. The file can "
        "be taken out and judged outside the program."
    ),
    "crashed": N_("The document made its reader stop. Try again, or ask for a new file."),
    "out-of-memory": N_("The document needs more memory than there is. Divide it and take in the parts."),
    "no-space": N_("The disk is full or the folder cannot be written. Free some space and try again; nothing is lost."),
    "expression-wrong": N_("The expression cannot be read, from character {at} on. Mend it and try again."),
    "proof-mismatch": N_("The file does not match its proof ({check}). Do not hand it out."),
    "out-not-pdf": N_("The result must be named .pdf, or be a folder that exists. Name another."),
    "out-not-folder": N_("What comes of a folder is put in a folder that exists. Make it first."),
    "folder-empty": N_("There is no file in the folder. Choose another one."),
    "files-too-many": N_("There are more than {limit} files. Take them in by parts."),
    "same-file": N_("The result would lie over its source. Choose another name."),
    "marks-not-understood": N_(
        "The file of marks cannot be understood. It is JSON with terms, regions, hide_lengths, label and stamp."
    ),
    "not-a-proof": N_("The file is no proof of a known format. Use the one that came with the document."),
    "line-not-json": N_("A line is not JSON with id and text. Nothing after it was read. Mend it and begin again."),
    "folder-unreachable": N_("The folder {folder} cannot be reached. See that it is there and may be read."),
    "file-vanished": N_("The file is not there any more. Choose it again."),
    "file-unreadable": N_("The file cannot be read. Close it in other programs and try again."),
    "file-changed": N_("The file was changed while it was read. Try again."),
    "not-text": N_("The file is no text in UTF-8. Save it as that and try again."),
    "file-there": N_("{file} is there already. Choose an empty folder."),
}

BOUNDS: dict[str, str] = {
    "pages": N_("more than {limit} pages"),
    "parts": N_("more than {limit} parts"),
    "cells": N_("more than {limit} cells"),
    "rows": N_("more than {limit} rows"),
    "pixels": N_("more than {limit} pixels in a picture"),
    "depth": N_("parts inside parts, more than {limit} deep"),
    "ratio": N_("packed so tightly that it may be a trap"),
    "objects": N_("more than {limit} objects"),
    "operators": N_("more than {limit} drawing steps on a page"),
}
"""What there is too much of, by its code; what is none of these is bytes."""
BYTES = N_("more than {limit} bytes")

KINDS: dict[str, str] = {
    "mailbox": N_("a mailbox of Outlook (pst)"),
    "drawing": N_("a drawing (svg, odg)"),
    "archive": N_("an archive that cannot be opened here"),
    "doc": N_("an old Word file (doc)"),
    "sound": N_("a sound recording"),
    "video": N_("a film"),
    "ppt": N_("an old presentation (ppt)"),
    "xls": N_("an old Excel file (xls)"),
    "xlsb": N_("a binary Excel file (xlsb)"),
    "wpd": N_("a WordPerfect file"),
    "wps": N_("a file of Microsoft Works"),
    "sxw": N_("an old OpenOffice file"),
    "sxc": N_("an old OpenOffice file"),
    "sxi": N_("an old OpenOffice file"),
    "locked-office": N_("an Office file that is locked with a password"),
    "program": N_("a program"),
    "database": N_("a database"),
    "unknown": N_("of a kind that is not known"),
}

BY_KIND = {"sound": "heard", "video": "heard", "locked-office": "locked-office"} | dict.fromkeys(
    ("archive", "mailbox"), "packed"
)
"""Kinds of files of which something else is said than that they are not taken in."""

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
