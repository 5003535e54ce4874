"""What is refused of letters and of their templates."""

from __future__ import annotations

from app.texts import N_

SENTENCES: dict[str, str] = {
    "paper-tells": N_("The paper would hold words that are masked. Say titles and reasons in neutral words."),
    "paper-tells-requester": N_("The letter goes to somebody else and would tell who asked. Take that out."),
    "letter-field-empty": N_("Fill in ”{field}”: the letter cannot do without it."),
    "letter-unknown": N_("There is no letter ”{letter}”. utlamna letters list shows them."),
    "letter-question-first": N_("Enter the question first, with the provision that makes it necessary."),
    "letter-field-own": N_("The request itself fills {field}. Leave it out."),
    "letter-field-unknown": N_(
        "This letter has no field ”{field}”. Leave it out; utlamna letters show lists those there are."
    ),
    "letter-case-unknown": N_(
        "This letter has no case ”{case}”. Leave it out; utlamna letters show lists those there are."
    ),
    "template-shipped": N_("The template that ships is used already. Nothing more is needed."),
    "template-refused": N_("The template cannot be used. {what}"),
    "template-field": N_(
        "Paragraph {place} (”{words}”): this letter has no field ”{what}”. Choose one that it has, or take it out."
    ),
    "template-case": N_(
        "Paragraph {place} (”{words}”): this letter has no case ”{what}”. Choose one that it has, or take it out."
    ),
    "template-brace": N_(
        "Paragraph {place} (”{words}”): a brace without its partner. Add the other one, or take it out."
    ),
    "template-block": N_("Paragraph {place} (”{words}”): the field ”{what}” must stand alone in its paragraph."),
    "template-personal-number": N_("Paragraph {place} holds a personal number. Take it out."),
    "template-never": N_("Paragraph {place} (”{words}”): this letter must not say ”{what}”. Take it out."),
    "template-title": N_("The title is missing. Give one paragraph the style Title."),
    "template-headed": N_(
        "The title must not begin with ”{what}”: that would be another kind of letter. Choose other words."
    ),
    "template-lacks": N_("The field ”{what}” is missing. Put it in a paragraph that does not begin with a bracket."),
    "template-silent": N_("The letter must say ”{what}”: write it in a paragraph that does not begin with a bracket."),
    "template-long": N_("The template is longer than any letter. Shorten it."),
    "template-signs": N_("A paragraph begins with =, #, - or a number, or holds **. Use the styles of Word instead."),
    "template-table": N_(
        "There is a table in the template. Tables are written by the program, in fields. Take it out."
    ),
    "template-picture": N_("There is a picture or text box in the template. Take it out: only text is used."),
    "template-changes": N_("There are tracked changes in the template. Accept or reject them all first."),
    "template-notes": N_("There are footnotes in the template. Take them out."),
    "template-hidden": N_("There is hidden text in the template. Take it out or show it."),
}
