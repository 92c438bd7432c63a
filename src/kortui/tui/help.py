"""The help screen: what works in the place it was asked from, the signs, the search language, the words on records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from kortui.commands import COMMANDS, PLACE_WORDS, SCOPES, Command, in_place
from kortui.glossary import TYPES, WORDS
from kortui.keyboard import show_key
from kortui.records import dataclass
from kortui.text import fold, fold_text
from kortui.tui.glyphs import glyphs, key_words
from kortui.tui.keys import bindings
from kortui.tui.paint import Spans
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer, Small
from kortui.tui.widgets.headline import Headline
from kortui.tui.widgets.query_bar import LineEditor
from kortui.tui.widgets.text_view import Paragraph, TextView

INDENT = 17
"""Cells of the column of keys and signs."""


def _signs(conflicts: str) -> tuple[tuple[str, str], ...]:
    """The signs of rows and what they say.

    Args:
        conflicts: The key that shows conflicts.
    """
    return (
        ("def trd dip", "defense, trade, diplomacy; + after it: more than one"),
        ("!", f"statements disagree: {conflicts} shows them side by side"),
        ("?", "the date is uncertain, or the thing is planned, aimed at or conditional"),
        (glyphs.check, "a person has checked the record"),
        ("*", "you starred it"),
        ("#", "you wrote a note on it"),
        ("=", "you hold it, to compare it with another"),
    )


def _chart_signs() -> tuple[tuple[str, str], ...]:
    """The signs of charts and what they say."""
    from kortui.overview.lanes import STAGES

    letters = ", ".join(f"{letter} {stage}" for stage, letter in STAGES.items())
    return (
        (glyphs.mark, "an event on its lane"),
        (f"2{glyphs.ellipsis}9", "so many events at one place of a lane"),
        ("+", "ten events or more at one place"),
        (glyphs.span, "the time that an event takes, or within which it lies"),
        (glyphs.rule, "from the first event of a lane to its last"),
        (f"r{glyphs.ellipsis}x", f"stages of an arms deal, after SIPRI: {letters}"),
        ("<", "earlier than 1900, which is not drawn to scale"),
        ("n.d.", "no date: the source gives none"),
        (glyphs.hedged, 'a figure that is not exact, such as "more than"'),
        (glyphs.ranged, "from the lower end of a range to its upper end"),
        (glyphs.aimed, "a figure aimed at or foreseen, not reached"),
        ("< > ~ k m bn", "less than, more than, about; thousand, million, billion"),
    )


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of help.

    Attributes:
        group: Heading it stands under.
        sign: Keys or signs, blanks between them.
        words: What they do or mean.
        more: Further words to find it by.
    """

    group: str
    sign: str
    words: str
    more: str = ""

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of some folded words are in it."""
        text = fold_text(f"{self.group} {self.sign} {self.words} {self.more}")
        return all(word in text for word in words)


def help_lines(commands: Sequence[Command]) -> list[HelpLine]:
    """Help on some commands, by scope, then the signs of rows and charts, the search language and the words on records."""
    if any(c.id == "copy.open" for c in commands):
        commands = [*commands, *(c for c in COMMANDS if c.scope == "copy")]
    found = [
        HelpLine(heading, _keys(c), c.help, f"{c.label} {c.id}")
        for scope, heading in SCOPES.items()
        for c in commands
        if c.scope == scope
    ]
    conflicts = next((_keys(c) for c in (*commands, *COMMANDS) if c.id == "conflicts.open"), "")
    found += [HelpLine("Signs in lists", sign, words) for sign, words in _signs(conflicts)]
    found += [HelpLine("Signs in charts", sign, words, "legend") for sign, words in _chart_signs()]
    found += _search_lines()
    if any(c.id == "facets.open" for c in commands):
        found += _facet_lines()
    found += [HelpLine("Types of records", name, words, "glossary") for name, words in TYPES.items()]
    return [*found, *(HelpLine("Words on records", name, words, "glossary") for name, words in WORDS)]


def _keys(command: Command) -> str:
    """All keys of a command; where it has none, what to type in the palette."""
    return " ".join(key_words(show_key(key)) for key in command.keys) or f": {command.label}"


def _elsewhere(commands: Sequence[Command]) -> list[HelpLine]:
    """Help on commands that do not work here, under where they do."""
    found: list[HelpLine] = []
    for place, words in PLACE_WORDS.items():
        for command in in_place(place, commands):
            if command.scope != "copy" and not any(line.more.endswith(f" {command.id}") for line in found):
                found.append(HelpLine(f"Works {words}", _keys(command), command.help, f"{command.label} {command.id}"))
    return found


def _facet_lines() -> list[HelpLine]:
    words = (
        ("space", "switches a value on and off"),
        ("-", "leaves a value out"),
        ("letters", "look for a value by any of its names; blanks and hyphens are then letters, too"),
        ("tab", "switches a value on and off while something is typed, shift+tab leaves it out"),
        ("enter", "keeps the result, with the value that was looked for"),
        ("esc", "shows all values again while something is typed, else goes back to the result before"),
    )
    return [HelpLine("In the panel of facets", sign, text, "narrow") for sign, text in words]


def _search_lines() -> list[HelpLine]:
    from kortui.search.fields import FIELDS

    words = (
        ("word word", "both words; case, accents and Turkish dots do not matter"),
        ('"two words"', "side by side"),
        ("-word", "without it"),
        ("a OR b, ( )", "one of them; brackets group"),
        ('="Altay"', "exactly as written"),
        ("ㅎㄱㅈㅈ", "initial consonants find Korean names"),
        *((f"{name}:", spec.help) for name, spec in FIELDS.items()),
    )
    return [HelpLine("Search", sign, text) for sign, text in words]


def wanted(lines: Sequence[HelpLine], typed: str) -> list[HelpLine]:
    """The lines that hold all typed words; of a single character those whose key it is, when there are any."""
    if len(typed.strip()) == 1 and (keys := [line for line in lines if typed.strip() in line.sign.split()]):
        return keys
    words = fold_text(typed).split()
    return [line for line in lines if line.holds(words)]


def help_paragraphs(lines: Sequence[HelpLine], typed: str = "") -> list[Paragraph]:
    """Lines of help under their headings, what was typed lit."""
    found: list[Paragraph] = []
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            found += [Paragraph()] if found else []
            found.append(Paragraph(group, "group", section=True))
        found.append(Paragraph(line.words, hits=_lit(line.words, typed), label="  " + line.sign, indent=INDENT))
    if not typed:
        text = f"Dates are what the source says {glyphs.dot} records that only may match are counted as possible"
        found += [Paragraph(), Paragraph(text, "muted")]
    return found or [Paragraph("Nothing by that name; backspace takes a letter away", "muted")]


def _lit(text: str, typed: str) -> Spans:
    folded = fold(text)
    places = ((folded.text.find(word), len(word)) for word in fold_text(typed).split() if len(word) > 1)
    return sorted(folded.source(at, at + wide) for at, wide in places if at >= 0)


class HelpText(TextView):
    """The text of help."""

    PLACE: ClassVar[str] = "page"
    hints: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "back", 1, "back"),
        ("letters", "look for a key or word", 2, "filter"),
        ("↓/↑", "scroll", 3, "scroll"),
    )


class HelpScreen(KortuiScreen):
    """Help on a place; what is typed narrows it. Keys that type nothing scroll; ``q`` and ``?`` leave before anything is typed.

    Args of the constructor: the session, the place, and the commands it offers.
    """

    PLACE: ClassVar[str] = "page"
    BINDINGS: ClassVar[list[BindingType]] = bindings("open")

    def __init__(self, session: Session, place: str, commands: Sequence[Command]) -> None:
        super().__init__(session)
        self._from = place
        self._lines = help_lines(commands)
        self._elsewhere = _elsewhere([c for c in session.commands if c not in commands])
        """What is looked through when nothing here fits."""

        self.editor = LineEditor()

    def compose(self) -> ComposeResult:
        """Headline, text, footer."""
        yield Headline()
        yield HelpText(id="text")
        yield Small()
        yield Footer()

    def on_mount(self) -> None:
        """Show the text."""
        self._show()
        self.query_one(HelpText).focus()

    def _show(self) -> None:
        typed = self.editor.text
        lines = wanted(self._lines, typed) or wanted(self._elsewhere, typed)
        count = f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"
        title = f"Keys that work {PLACE_WORDS.get(self._from, 'here')}"
        self.query_one(Headline).show(title, f"{typed}{glyphs.bar}  {count}" if typed else "type to look for one")
        self.query_one(HelpText).show(help_paragraphs(lines, typed))

    def take_key(self, event: events.Key) -> bool:
        """Take what types something; the rest scrolls."""
        typed = self.editor.text
        edits = event.is_printable or event.key in ("backspace", "ctrl+h", "ctrl+u", "ctrl+w")
        if not typed and self._leaves(event):
            self.dismiss(None)
        elif typed and event.key == "escape":
            self.editor.set("")
            self._show()
        elif edits and (typed or event.key != "space"):
            self.editor.key(event)
            self._show()
        else:
            return super().take_key(event)
        return True

    def _leaves(self, event: events.Key) -> bool:
        keys = {event.key, event.character}
        return any(keys & set(c.typed) for c in self.session.commands if c.id in ("go.back", "app.help"))

    def command_of(self, event: events.Key) -> str:
        """None for what is typed; a blank is typed only behind other letters, and turns the page before."""
        typed = event.is_printable and (event.key != "space" or self.editor.text)
        return "" if typed else super().command_of(event)

    def available(self, command: Command) -> bool:
        """Only what a page can do."""
        return command.id not in ("record.open", "focus.next", "focus.previous", "app.help")

    def action_record_up(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_record_open(self) -> None:
        """Nothing to open."""
