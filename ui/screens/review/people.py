"""Persons on the review page: key G asks about the whole person of the current finding, decided once for all."""

from __future__ import annotations

from app import gathering
from app.domain.ids import RequestId
from app.domain.people import Right
from app.services.marking import individual_marks, individuals
from app.services.marking.individual_marks import Member, Person
from app.texts import _

from ...work import Work
from .person import PersonQuestion, UnclearQuestion
from .rows import PERSON
from .searching import SearchingPage
from .words import FindingRow


class PeoplePage(SearchingPage):
    """The review page with the persons of the request; they are gathered when they are first asked for."""

    def _build(self) -> None:
        super()._build()
        self.asked: PersonQuestion | None = None
        self._leaving: Person | None = None
        self.gathering = Work(self)
        self.gathering.finished.connect(lambda _anew: self.look())
        self.gathering.refused.connect(self._refuse)
        self.panel.grouping.currentIndexChanged.connect(self._grouped)

    # -- gathering -------------------------------------------------------------------------------------------------

    def gather(self) -> bool:
        """Begins to gather the persons where the findings have changed; whether it has begun."""
        if self.view is None or not self.workspace.signed_in.may(Right.PREPARE):
            return False
        request_id = RequestId(self.view.request.id)
        if not self.workspace.ask(individuals.may_gather, request_id):
            return False
        if not self.workspace.ask(individuals.is_stale, request_id):
            return False
        return self.gathering.start(lambda progress: gathering.gather(self.workspace, request_id, progress), self.job())

    def _grouped(self, _index: int) -> None:
        if self.panel.list.findings.grouping == PERSON:
            self.gather()

    # -- one person ------------------------------------------------------------------------------------------------

    def show_person(self) -> None:
        """Asks about the person whom the current finding is about, or whose an unclear name is."""
        row = self.current()
        if row is None or self.view is None or not self._may_edit():
            return
        if self.gather():
            self._refuse(_("The persons are being gathered. Press G again in a moment."))
            return
        if row.owner is not None:
            self._ask(row.owner.id)
        else:
            self._ask_whose(row)

    def _ask(self, individual_id: int) -> None:
        assert self.view is not None
        found = self.workspace.ask(individual_marks.people, RequestId(self.view.request.id))
        person = next((one for one in found if one.individual.id == individual_id), None)
        if person is None:
            return
        row = self.current()
        ground = self._ground_for(row) if row is not None else self.ground
        self.asked = question = PersonQuestion(person, _likely(person, found), self.view.numbers.get(ground, 0))
        question.masked.connect(lambda places: self._mask_person(person, places, ground))
        question.named.connect(lambda word: self._name_person(person, word, ground))
        question.left.connect(lambda: self._ask_why(person))
        question.merged.connect(lambda other: self._regroup(self.deeds.merge(individual_id, other, _name(person))))
        question.split.connect(lambda places: self._regroup(self.deeds.split(individual_id, places, _name(person))))
        question.numbered.connect(self._renumbered)
        question.closed.connect(self._close_question)
        question.moded.connect(self.panel.card.resized)
        self.panel.card.ask_with(question, _name(person))
        question.yes.setFocus()

    def _renumbered(self, key: int) -> None:
        """A number masks the ticked places with that ground at once."""
        question, provision = self.asked, self.palette_row.provision_of(key)
        if question is not None and provision:
            self._set_ground_quietly(provision)
            self._mask_person(question.person, question.ticked(), provision)

    def _set_ground_quietly(self, provision: str) -> None:
        self.ground = provision
        self.palette_row.choose(provision)

    def _mask_person(self, person: Person, places: list[int], provision: str) -> None:
        row = self.current()
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
        elif places and self.deeds.mask_person(person.individual.id, places, provision, _name(person)):
            self._decided(row)

    def _name_person(self, person: Person, word: str, provision: str) -> None:
        row = self.current()
        if not provision:
            self._refuse(_("Choose a ground with 1–9, or 0 for the whole catalogue."))
        elif self.deeds.name_person(person.individual.id, word, provision, _name(person)):
            self._decided(row)

    def _ask_why(self, person: Person) -> None:
        self._leaving = person
        self.panel.card.ask_reason()

    def _leave_for(self, reason: str) -> None:
        person, self._leaving = self._leaving, None
        if person is None:
            super()._leave_for(reason)
        else:
            row = self.current()
            if self.deeds.leave_person(person.individual.id, None, reason, _name(person)):
                self._decided(row)

    def _decided(self, row: FindingRow | None) -> None:
        self.asked = None
        if row is not None:
            self._after(row)
        else:
            self.look()

    def _regroup(self, done: bool) -> None:
        if done:
            self.asked = None
            self.look()
            self._close_question()

    def _close_question(self) -> None:
        self.asked = self._leaving = None
        super()._close_question()

    # -- unclear names -----------------------------------------------------------------------------------------------

    def _ask_whose(self, row: FindingRow) -> None:
        assert self.view is not None
        member = self._unclear(row)
        if member is None:
            self._refuse(_("This belongs to no person that is known."))
            return
        found = {one.individual.id: one for one in self._people()}
        fits = [found[i] for i in member.place.fits if i in found]
        question = UnclearQuestion(row.words, fits)
        question.given.connect(
            lambda who: self._regroup(self.deeds.assign(who, [member.place.id], found[who].individual.name))
        )
        question.closed.connect(self._close_question)
        self.panel.card.ask_with(question, row.words)
        if question.choices:
            question.choices[0].setFocus()

    def _people(self) -> tuple[Person, ...]:
        assert self.view is not None
        found: tuple[Person, ...] = self.workspace.ask(individual_marks.people, RequestId(self.view.request.id))
        return found

    def _unclear(self, row: FindingRow) -> Member | None:
        assert self.view is not None
        open_ = self.workspace.ask(individual_marks.unclear, RequestId(self.view.request.id))
        return next((m for m in open_ if m.mark is not None and m.mark.id == row.id), None)


def _name(person: Person) -> str:
    return person.individual.name or _("Unnamed person")


def _likely(person: Person, found: tuple[Person, ...]) -> list[Person]:
    """The other persons, those who share a name with this one first."""
    words = set(person.individual.name.casefold().split())

    def apart(other: Person) -> tuple[bool, str]:
        name = other.individual.name.casefold()
        return not words & set(name.split()), name

    return sorted((one for one in found if one.individual.id != person.individual.id), key=apart)
