"""One transaction: its repositories, its actor, its clock, and the events that become log rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.assessments import Assessment, Copy, Signature
from app.domain.decisions import Decision, Delegation
from app.domain.described import Description
from app.domain.endings import DelayNote, Ending, SearchNote
from app.domain.errors import Refused
from app.domain.events import Event
from app.domain.fees import Charge, TariffEdition
from app.domain.follow_ups import FollowUp
from app.domain.handover import Handover
from app.domain.letters import Letter, LetterTemplate
from app.domain.likeness import DocumentPrint, Likeness, PagePrintRow
from app.domain.local_time import local_day
from app.domain.log import Head, LogRow
from app.domain.office import OfficeEntry
from app.domain.official import Trial
from app.domain.own_data import DataAnswer, OwnData
from app.domain.people import Person, Right
from app.domain.phrases import Phrase
from app.domain.questions import Question
from app.domain.recipient import RecipientTest
from app.domain.regions import PageRegion
from app.domain.register import RegisterEntry, RegisterHold
from app.domain.requests import Delivery, Document, Request, Requester, Wording
from app.domain.reservations import Reservation, Reserved
from app.domain.residuals import Residual, ResidualCheck
from app.domain.retention import LeavingFile, Purge
from app.domain.rulings import Ruling, RulingPart, Unaccepted
from app.domain.sums import Compilation

from . import audit_log, schema
from .editions import Editions
from .marks import Changes, Findings, Marks
from .records import (
    Comment,
    Confirmation,
    DocumentLook,
    Draft,
    Gathered,
    GroundNumber,
    Individual,
    IndividualPlace,
    KeptSet,
    Look,
    MarkComment,
    NotClassified,
    Paper,
    Password,
    Pseudonym,
    Regrouping,
    Retest,
    RowChange,
    SetHead,
    SignIn,
    Stand,
    WatchedTerm,
)
from .rows import Rows
from .touches import Touches


class Reader:
    """What can be read in one transaction: frozen values only. ``now`` is the one time (UTC) of all of it."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.people = Rows(connection, schema.person, Person)
        self.passwords = Rows(connection, schema.password, Password)
        self.sign_ins = Rows(connection, schema.sign_in, SignIn)
        self.requests = Rows(connection, schema.request, Request)
        self.wordings = Rows(connection, schema.wording, Wording)
        self.requesters = Rows(connection, schema.requester, Requester)
        self.deliveries = Rows(connection, schema.delivery, Delivery)
        self.documents = Rows(connection, schema.document, Document)
        self.page_prints = Rows(connection, schema.page_print, PagePrintRow)
        self.document_prints = Rows(connection, schema.document_print, DocumentPrint)
        self.likenesses = Rows(connection, schema.likeness, Likeness)
        self.descriptions = Rows(connection, schema.description, Description)
        self.findings = Findings(connection)
        self.marks = Marks(connection)
        self.regions = Rows(connection, schema.region, PageRegion)
        self.changes = Changes(connection)
        self.assessments = Rows(connection, schema.assessment, Assessment)
        self.phrases = Rows(connection, schema.phrase, Phrase)
        self.confirmations = Rows(connection, schema.confirmation, Confirmation)
        self.recipient_tests = Rows(connection, schema.recipient_test, RecipientTest)
        self.signatures = Rows(connection, schema.signature, Signature)
        self.copies = Rows(connection, schema.copy, Copy)
        self.papers = Rows(connection, schema.paper, Paper)
        self.letter_templates = Rows(connection, schema.letter_template, LetterTemplate)
        self.letters = Rows(connection, schema.letter, Letter)
        self.comments = Rows(connection, schema.comment, Comment)
        self.mark_comments = Rows(connection, schema.mark_comment, MarkComment)
        self.looks = Rows(connection, schema.look, Look)
        self.document_looks = Rows(connection, schema.document_look, DocumentLook)
        self.touches = Touches(connection)
        self.kept_sets = Rows(connection, schema.kept_set, KeptSet)
        self.set_heads = Rows(connection, schema.kept_set, SetHead)
        self.drafts = Rows(connection, schema.draft, Draft)
        self.own_data = Rows(connection, schema.own_data, OwnData)
        self.data_answers = Rows(connection, schema.data_answer, DataAnswer)
        self.terms = Rows(connection, schema.term, WatchedTerm)
        self.individuals = Rows(connection, schema.individual, Individual)
        self.compilations = Rows(connection, schema.compilation, Compilation)
        self.pseudonyms = Rows(connection, schema.pseudonym, Pseudonym)
        self.individual_places = Rows(connection, schema.individual_place, IndividualPlace)
        self.residuals = Rows(connection, schema.residual, Residual)
        self.residual_checks = Rows(connection, schema.residual_check, ResidualCheck)
        self.regroupings = Rows(connection, schema.regrouping, Regrouping)
        self.gathered = Rows(connection, schema.gathered, Gathered)
        self.delegations = Rows(connection, schema.delegation, Delegation)
        self.decisions = Rows(connection, schema.decision, Decision)
        self.follow_ups = Rows(connection, schema.follow_up, FollowUp)
        self.handovers = Rows(connection, schema.handover, Handover)
        self.tariffs = Rows(connection, schema.tariff, TariffEdition)
        self.charges = Rows(connection, schema.charge, Charge)
        self.reservations = Rows(connection, schema.reservation, Reservation)
        self.reserved = Rows(connection, schema.reserved, Reserved)
        self.rulings = Rows(connection, schema.ruling, Ruling)
        self.ruling_parts = Rows(connection, schema.ruling_part, RulingPart)
        self.unaccepted = Rows(connection, schema.unaccepted, Unaccepted)
        self.retests = Rows(connection, schema.retest, Retest)
        self.trials = Rows(connection, schema.trial, Trial)
        self.questions = Rows(connection, schema.question, Question)
        self.search_notes = Rows(connection, schema.search_note, SearchNote)
        self.delay_notes = Rows(connection, schema.delay_note, DelayNote)
        self.endings = Rows(connection, schema.ending, Ending)
        self.not_classified = Rows(connection, schema.not_classified, NotClassified)
        self.stands = Rows(connection, schema.stand, Stand)
        self.office_entries = Rows(connection, schema.office_entry, OfficeEntry)
        self.editions = Editions(connection)
        self.register_entries = Rows(connection, schema.register_entry, RegisterEntry)
        self.register_holds = Rows(connection, schema.register_hold, RegisterHold)
        self.row_changes = Rows(connection, schema.catalogue_change, RowChange)
        self.purges = Rows(connection, schema.purge, Purge)
        self.leaving_files = Rows(connection, schema.leaving_file, LeavingFile)
        self.ground_numbers = Rows(connection, schema.ground_number, GroundNumber)

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the workspace, or the default where it was never set."""
        found = self.connection.execute(select(schema.setting.c.value).where(schema.setting.c.key == key)).scalar()
        return default if found is None else str(found)

    def preparers(self, delivery_id: int) -> frozenset[int]:
        """The persons who have prepared anything in a delivery."""
        table = schema.preparer
        query = select(table.c.person_id).where(table.c.delivery_id == delivery_id)
        return frozenset(self.connection.execute(query).scalars())

    def log_head(self) -> Head:
        """Number and hash of the log's last row."""
        return audit_log.head(self.connection)


    def log_after(self, seq: int, limit: int) -> tuple[LogRow, ...]:
        """The rows of the log that came after this one, oldest first: what colleagues have done meanwhile."""
        return audit_log.after(self.connection, seq, limit)


class Unit(Reader):
    """A transaction that may change things."""

    def __init__(self, connection: Connection, actor: Person | None, now: datetime) -> None:
        super().__init__(connection, now)
        self._actor = actor
        self.events: list[Event] = []
        self.marks = Marks(connection, self._first_row)
        self._begun: int | None = None
        self._last: audit_log.Last | None = None  # nobody else writes meanwhile

    @property
    def actor(self) -> Person:
        """The person signed in. Raises Refused where nobody is, or where they may no longer act."""
        if self._actor is None:
            raise Refused("not-signed-in")
        if not self._actor.valid_on(local_day(self.now)):
            raise Refused("person-not-valid")
        return self._actor

    def require(self, *rights: Right) -> Person:
        """The person signed in, who must hold one of the rights. Raises Refused otherwise."""
        if not any(self.actor.may(right) for right in rights):
            raise Refused("right-missing", right=rights[0].value)
        return self.actor

    def act_as(self, person: Person) -> None:
        """From here on the person acts: used once, by the first administrator's own making and at sign-in."""
        self._actor = person

    def record(self, event: Event) -> Head:
        """Writes the event to the log in this transaction; it is told to the screens after commit."""
        self.events.append(event)
        who = self._actor.id if self._actor else None
        head, self._last = audit_log.append(self.connection, event, who, self.now, self._last)
        return head

    def log_head(self) -> Head:
        """As the reader's; known without asking where this transaction has written the last row."""
        return super().log_head() if self._last is None else Head(*self._last[:2])

    def leave(self, sha256s: Iterable[str]) -> None:
        """Puts files on the list of those that leave the vault after the commit, where nothing points to them."""
        listed = {file.sha256 for file in self.leaving_files.where()}
        self.leaving_files.add_all(LeavingFile(sha256) for sha256 in sorted({*sha256s} - listed))

    def _first_row(self) -> int:
        """The number of the log's first row that tells of this transaction."""
        if self._begun is None:
            self._begun = self.log_head().seq - len(self.events) + 1
        return self._begun

    def remove_log_year(self, year: int) -> Head:
        """Removes the log's oldest year, exported before, and records that; its head stays.

        Raises Refused as ``audit_log.remove_segment`` does.
        """
        return self.record(audit_log.remove_segment(self.connection, year, self.now))

    def set_setting(self, key: str, value: str) -> None:
        """Sets a setting; the caller records the event that tells of it."""
        table = schema.setting
        changed = self.connection.execute(update(table).where(table.c.key == key).values(value=value)).rowcount
        if not changed:
            self.connection.execute(insert(table).values(key=key, value=value))

    def sent_before(self, token: str) -> bool:
        """Whether the deed of this token has been done."""
        table = schema.sent_deed
        return self.connection.execute(select(table.c.token).where(table.c.token == token)).first() is not None

    def note_sent(self, token: str) -> None:
        """The deed of this token is done with this transaction."""
        table = schema.sent_deed
        self.connection.execute(insert(table).values(token=token, at=self.now))

    def forget_sent(self, before: datetime) -> None:
        """Forgets the tokens of deeds that were done before this time."""
        self.connection.execute(delete(schema.sent_deed).where(schema.sent_deed.c.at < before))

    def note_preparer(self, delivery_id: int, person_id: int | None = None) -> None:
        """Remembers that the person (else the actor) has prepared something in the delivery, and so cannot sign it."""
        who = self.actor.id if person_id is None else person_id
        if who not in self.preparers(delivery_id):
            self.connection.execute(insert(schema.preparer).values(delivery_id=delivery_id, person_id=who))

    def forget_preparers(self, delivery_id: int) -> None:
        """Removes the notes on who prepared a delivery that is going away."""
        self.connection.execute(delete(schema.preparer).where(schema.preparer.c.delivery_id == delivery_id))

    def next_in_series(self, prefix: str, year: int) -> int:
        """The next number of a diary series; a number is never given twice, gaps are not made."""
        table = schema.diary_series
        key = (table.c.prefix == prefix) & (table.c.year == year)
        last = self.connection.execute(select(table.c.last).where(key)).scalar()
        if last is None:
            self.connection.execute(insert(table).values(prefix=prefix, year=year, last=1))
            return 1
        self.connection.execute(update(table).where(key).values(last=last + 1))
        return int(last) + 1
