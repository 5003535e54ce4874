"""What is refused of a request: registering it, its questions, notes and endings, and taking its documents in."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "nothing-said": N_("Nobody has said anything of this document that could be taken back. Say it first."),
    "order-unlike": N_("The order must name every document of the delivery once. Look at the list again."),
    "wording-missing": N_("The request's own words are missing. Enter what was asked for."),
    "subject-missing": N_("The subject is missing. Enter a few neutral words, without personal data."),
    "subject-personal": N_("The subject holds personal data: {what}. Take it out; the diary is read by anybody."),
    "subject-doubted": N_(
        "The subject may hold personal data: {what}. Say it in neutral words, or confirm that nobody is named."
    ),
    "search-personal": N_(
        "That seems to be somebody's: {what}. Nobody is searched for over all requests. Open the request that it "
        "concerns, and search there."
    ),
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
        "Under {provision} the answer would change nothing, so the question may not be asked (TF 2:18). Answer "
        "without it."
    ),
    "question-needs-circumstance": N_(
        "Under {provision} you must first know of a concrete circumstance that points to harm. Name it, or do not ask "
        "(TF 2:18)."
    ),
    "question-not-here": N_("On this track nobody has to say what for. Ask who it is instead, if you do not know."),
    "question-answered": N_("This question has its reply already. Put a new one, if something is still unclear."),
    "reply-unknown": N_("That is no reply to this kind of question. Choose one of those shown."),
    "answer-empty": N_("The answer has no words. Write what the requester said."),
    "question-missing": N_("There is no question {number} in this request. Check the number."),
    "search-empty": N_("Say where was searched and what that gave."),
    "delay-empty": N_("Say why the answer takes long."),
    "note-closed": N_("The request is closed. Nothing can be noted in it. It is opened again when an appeal comes in."),
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
    "request-open": N_("The request is open. Close it first."),
    "request-missing": N_("There is no request {number}. Check the number."),
    "document-missing": N_("There is no document {number} in this request. Check the number."),
    "request-closed": N_(
        "The request is closed. Its persons are not kept any more. They come back when it is opened again for an "
        "appeal."
    ),
    "answer-unknown": N_("That is no answer to this question. Choose one of those shown."),
    "answers-missing": N_("The questions are not answered to the end. Go on with the next one."),
    "not-voluntary": N_(
        "Only a document that was found not to be official can be handed out voluntarily. Answer first whether it is."
    ),
    "ground-missing": N_("The ground in the data protection regulation is missing. Say on which one it is handed out."),
    "title-missing": N_("The title is missing. Enter what letters shall call the document."),
    "working-gone": N_(
        "The working copy went when the request was closed. The original and the masked copy are kept. Open those."
    ),
    "working-differs": N_(
        "The working copy of document {number} cannot be made again as it was. The original is kept: take it in anew "
        "to mark in it."
    ),
    "document-unread": N_("Document {number} has not been read. Read it first."),
}
