"""The help screen: what works in the place it was asked from, the signs, and the search language; all generated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import COMMANDS, SCOPES, Command, show_key
from kortui.tui.glyphs import glyphs
from kortui.tui.keys import bindings
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.text_view import Paragraph, TextView

_PLACES = {
    "list": "in the list", "detail": "in the detail", "strip": "on the time strip", "chart": "on the chart",
    "document": "in a document", "conflicts": "among conflicts", "entity": "on this page", "compare": "on two records",
    "review": "in review", "page": "here",
}  # fmt: skip


def _signs() -> tuple[tuple[str, str], ...]:
    """The signs of rows and what they say."""
    return (
        ("def trd dip", "defense, trade, diplomacy; + after it: more than one"),
        ("!", "statements disagree: x shows them side by side"),
        ("?", "the date is uncertain, or the thing is planned, aimed at or conditional"),
        (glyphs.check, "a person has checked the record"),
        ("*", "you starred it"),
        ("#", "you wrote a note on it"),
        ("=", "you hold it, to compare it with another"),
    )


def help_paragraphs(commands: Sequence[Command]) -> list[Paragraph]:
    """Help on some commands, by scope, then the signs of rows and the search language."""
    found: list[Paragraph] = []
    indent = 17
    if any(c.id == "copy.open" for c in commands):
        commands = [*commands, *(c for c in COMMANDS if c.scope == "copy")]
    for scope, heading in SCOPES.items():
        listed = [c for c in commands if c.scope == scope]
        if listed:
            found.append(Paragraph(heading, "group", section=True))
        for command in listed:
            keys = " ".join(show_key(k) for k in command.keys) or ":"
            found.append(Paragraph(command.help, label="  " + keys, indent=indent))
        if listed:
            found.append(Paragraph())
    found.append(Paragraph("Signs in lists", "group", section=True))
    found += [Paragraph(words, label="  " + sign, indent=indent) for sign, words in _signs()]
    return [*found, Paragraph(), *_search_paragraphs(indent)]


def _search_paragraphs(indent: int) -> list[Paragraph]:
    from kortui.search.fields import FIELDS

    words = (
        ("word word", "both words; case, accents and Turkish dots do not matter"),
        ('"two words"', "side by side"),
        ("-word", "without it"),
        ("a OR b, ( )", "one of them; brackets group"),
        ('="Altay"', "exactly as written"),
        ("ㅎㄱㅈㅈ", "initial consonants find Korean names"),
    )
    found = [Paragraph("Search", "group", section=True)]
    found += [Paragraph(text, label="  " + sign, indent=indent) for sign, text in words]
    found += [Paragraph(spec.help, label=f"  {name}:", indent=indent) for name, spec in FIELDS.items()]
    dot = glyphs.dot
    text = f"Dates are what the source says {dot} records that only may match are counted as possible"
    return [*found, Paragraph(), Paragraph(text, "muted")]


class HelpText(TextView):
    """The text of help."""

    PLACE: ClassVar[str] = "page"


class HelpScreen(KortuiScreen):
    """Help on a place."""

    PLACE: ClassVar[str] = "page"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open")

    def __init__(self, session: Session, place: str, commands: Sequence[Command]) -> None:
        super().__init__(session)
        self._from = place
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Headline, text, footer."""
        yield Headline()
        yield HelpText(id="text")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(Headline).show(f"Keys that work {_PLACES.get(self._from, 'here')}", "J K sections   q back")
        text = self.query_one(HelpText)
        text.show(help_paragraphs(self._commands))
        text.focus()

    def available(self, command: Command) -> bool:
        """Only what a page can do."""
        return command.id not in ("record.open", "focus.next", "focus.previous", "app.help")

    def action_record_up(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_record_open(self) -> None:
        """Nothing to open."""
