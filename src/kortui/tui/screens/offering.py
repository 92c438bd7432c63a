"""`Offering`: what the main screen offers where the focus is, in which words, and why it does not offer the rest."""

from __future__ import annotations

from kortui.commands import Command
from kortui.records import replace
from kortui.tui.screens.leading import Leading


class Offering(Leading):
    """What the main screen's keys can do at the moment."""

    def available(self, command: Command) -> bool:
        """Whether a command can do something here."""
        if command.scope == "record" or command.id == "copy.open":
            reads = command.id in ("record.document", "record.evidence")
            return self.lists_records or (reads and self.document is not None)
        if command.scope == "hits":
            return bool(self.found.text)
        if command.scope == "timeline":
            return self.pane == "timeline"
        if command.scope in ("bars", "chart", "drawing"):
            view = self.focused if command.scope != "drawing" else self.view
            offers = getattr(view, "offers", None)
            return bool(offers(command.id)) if offers is not None else command.scope != "drawing"
        return True

    def worded(self, command: Command) -> Command:
        """A command of a chart with what it leads to next."""
        label = getattr(self.view, "label_of", lambda _: "")(command.id) if command.scope == "drawing" else ""
        if self.place == "strip":
            label = {"bar.open": "narrow to it", "bar.down": "later, too"}.get(command.id, label)
        return replace(command, label=label) if label else super().worded(command)

    def why_not(self, command: Command) -> str:
        """Why a command can do nothing here."""
        if command.scope == "hits":
            return f"There are no hits to go to without a search; {self.key_of('search.open')} begins one"
        if command.scope == "record":
            return "There is no record here; this is a list of documents" if self.document else "There is no record here"
        if command.scope == "timeline":
            return f"{command.shown} zooms the time strip, which is in the Timeline ({self.key_of('pane.timeline')})"
        if command.scope in ("bars", "chart", "drawing") and (why := getattr(self.view, "why_not", None)) is not None:
            return str(why(command.id))
        return "There is no chart in this pane" if command.scope == "drawing" else super().why_not(command)

    def key_of(self, command: str) -> str:
        """The first key in force of a command."""
        return next(c.shown for c in self.session.commands if c.id == command)
