"""`ReviewScreen`: records nobody has looked at, one after the other, to be accepted, rejected or edited."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import Command
from kortui.errors import ReviewError
from kortui.model import Event
from kortui.tui.detail import event_paragraphs
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.messages import LinkOpened
from kortui.tui.reviewing import DONE, Review
from kortui.tui.screens.records import RecordCommands
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.text_view import Paragraph, TextView
from kortui.vocabulary import DOMAIN_LABELS


def told(error: ReviewError, path: Path) -> str:
    """An error in one line that begins with what matters: the file by its name, for paths are longer than footers."""
    return error.line().replace(str(path), path.name)


class ReviewText(TextView):
    """The record at hand."""

    PLACE: ClassVar[str] = "review"


class ReviewScreen(RecordCommands):
    """The round of review. Leaves with the id of the record to go to, or None.

    Args of the constructor: the session, and its round of review, read.
    """

    PLACE: ClassVar[str] = "review"
    BINDINGS: ClassVar[list[BindingType]] = bindings("review", "history")

    def __init__(self, session: Session, review: Review) -> None:
        super().__init__(session)
        self.review = review

    def compose(self) -> ComposeResult:
        """Headline, the record, footer."""
        yield Headline()
        yield ReviewText(id="text")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the first record."""
        self.text = self.query_one(ReviewText)
        self.text.measure = 96
        self._show()
        self.text.focus()

    @property
    def record(self) -> Event | None:
        """The record at hand."""
        return self.review.event

    def available(self, command: Command) -> bool:
        """What needs a record is shut once none is left; there is one part, so tab leads nowhere."""
        if command.id in ("review.accept", "review.reject", "review.edit", "review.evidence", "review.next", "review.link"):
            return self.record is not None
        return command.id not in ("focus.next", "focus.previous")

    # What is shown

    def _show(self) -> None:
        going = self.review
        done = going.total - going.to_go
        title = f"Review: {done:,} of {going.total:,} decided, {going.to_go:,} to go"
        event = going.shown
        if event is None or going.event is None:
            self.query_one(Headline).show(title, "Nothing is left to decide")
            self.text.show(self._summary())
        else:
            self.query_one(Headline).show(title, self._standing(going.event))
            self.text.show([*self._decided(going.event), *event_paragraphs(going.library, event)])
        self.update_footer()

    def _standing(self, event: Event) -> str:
        """How sure the record is and why it comes when it does; what was decided goes first."""
        decision = self.review.decision
        notes = [DONE[decision.action]] if decision else []
        notes += [event.confidence, f"rule {event.rule}"]
        if event.date.edtf is None:
            notes.append("undated")
        if event.id in self.review.library.index.conflicts_of:
            notes.append("another statement differs")
        return f" {glyphs.dot} ".join(notes)

    def _decided(self, event: Event) -> list[Paragraph]:
        """What an edit changed: the machine's values."""
        changes = self.review.changes
        was = {
            "title": event.title,
            "date": event.date.display,
            "type": event.type,
            "domains": " and ".join(DOMAIN_LABELS[d][0] for d in event.domains),
        }
        lines = [Paragraph(f"{name} was: {was[name]}", "warn") for name in was if name in changes]
        return [*lines, Paragraph()] if lines else []

    def _summary(self) -> list[Paragraph]:
        """What was done, and what comes next."""
        going = self.review
        counts = ", ".join(f"{n:,} {DONE[a]}" for a in ("accept", "edit", "reject") if (n := going.count(a)))
        return [
            Paragraph("Every record is decided", "strong", section=True),
            Paragraph(),
            Paragraph(counts or "nothing was decided just now", label="Here", indent=8),
            Paragraph(str(going.path), label="File", indent=8),
            Paragraph(
                "the next kortui build applies it, found among its documents or named by --review", label="Then", indent=8
            ),
        ]

    # Deciding

    def action_review_accept(self) -> None:
        """Write that the record is right, and go on; an edited one is taken as edited."""
        if self.review.changes:
            self._go_on("Stays as edited")
        else:
            self._decide("accept")

    def action_review_reject(self) -> None:
        """Write that it is no record, and go on."""
        self._decide("reject")

    def _decide(self, action: str) -> None:
        try:
            self.review.decide("accept" if action == "accept" else "reject")
        except ReviewError as error:
            self.say(told(error, self.review.path), "bad")
        else:
            self._undoable(action)
            self._go_on(f"{DONE[action].capitalize()}, written to {self.review.path.name}")  # type: ignore[index]

    def _undoable(self, action: str) -> None:
        """Let the decision just made be taken back from the main screen, unless it is taken back here before."""
        review, made = self.review, self.review.last

        def undo() -> object:
            return review.undo() if review.last is made else False

        self.session.changes.append((f"review, {action}", undo))

    def _go_on(self, words: str) -> None:
        self.review.onward()
        self._show()
        self.say(words)

    def action_review_edit(self) -> None:
        """Ask for other values; each is written as it is given, and the record stays to be looked at."""
        from kortui.tui.editing import ask

        if (event := self.review.shown) is not None:
            ask(self, event, self.review.changes, self._edited)

    def _edited(self, changes: dict[str, object]) -> None:
        (name,) = changes
        try:
            self.review.decide("edit", changes)
        except ReviewError as error:
            self.say(told(error, self.review.path), "bad")
        else:
            self._undoable("edit")
            self._show()
            keys = {c.id: c.shown for c in self.session.commands}
            more, onward = keys["review.edit"], keys["review.accept"]
            self.say(f"New {name} written to {self.review.path.name}; {more} edits more, {onward} goes on")

    def action_review_undo(self) -> None:
        """Take the last decision back."""
        try:
            taken = self.review.undo()
        except ReviewError as error:
            self.say(told(error, self.review.path), "bad")
            return
        self._show()
        self.say(f"Taken back: {taken.action}" if taken else "Nothing was decided here that could be taken back")

    # Moving and reading

    def action_review_next(self) -> None:
        """Go to the next record without deciding."""
        self._move(1, "This is the last record")

    def action_review_previous(self) -> None:
        """Go back one record, to see or change what was decided."""
        self._move(-1, "This is the first record")

    def _move(self, way: int, end: str) -> None:
        if self.review.move(way):
            self._show()
        else:
            self.say(end)

    def action_review_evidence(self) -> None:
        """Show the sentence in its document."""
        self.open_document(0)

    def on_link_opened(self, message: LinkOpened) -> None:
        """Follow a link of the record."""
        from kortui.tui.screens.entity import EntityScreen

        kind, _, name = message.target.partition(":")
        if kind == "evidence":
            self.open_document(int(name))
        elif kind == "event":
            self.dismiss(name)
        elif kind == "entity" and name in self.session.library.index.entity:
            self.app.push_screen(EntityScreen(self.session, name), self.document_left)

    def action_review_link(self) -> None:
        """Follow the chosen link."""
        self.text.open()

    def document_left(self, event: str | None) -> None:
        """Go on to another record a page was left for; the one at hand stays."""
        if event and (self.record is None or event != self.record.id):
            self.dismiss(event)


def open_review(screen: RecordCommands) -> None:
    """Take up the session's round of review where it was left.

    Args:
        screen: Where it was asked; told why when there is nothing to decide or the file is damaged.
    """
    session = screen.session
    if session.review_file is None:
        screen.say("Nothing may be written here, so there is no review")
        return
    review = session.review or Review(session.library, session.review_file)
    try:
        review.read()
    except ReviewError as error:
        screen.say(told(error, session.review_file), "bad")
        return
    session.review = review
    if not review.queue:
        screen.say(f"All {review.total:,} records are decided; kortui build makes some of your own documents, to review")
        return
    screen.show_page("review", lambda: ReviewScreen(session, review))
