"""A document's text with everything the stages saw marked in it, for a person at a terminal.

Each kind of mark has brackets of its own beside its colour, so that it can be told without colour too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from kortui.cli import output
from kortui.extract.spans import Analysis, Sentence
from kortui.records import dataclass
from kortui.text import one_line, sanitise


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of mark looks: what stands before and behind it, and its colour."""

    name: str
    opening: str
    closing: str
    style: str


_DATE = _Kind("date", "[", "]", "cyan")
_AMOUNT = _Kind("amount", "<", ">", "green")
_NAME = _Kind("name", "{", "}", "yellow")
_EVENT = "bold magenta"
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Mark:
    """One marked stretch; `value` is what it was read as, empty where its words say it."""

    start: int
    end: int
    kind: _Kind
    value: str


def show(heading: str, analysis: Analysis) -> None:
    """Print a document with its marks to stdout, wrapped to the terminal.

    Args:
        heading: Line that names the document.
        analysis: What the stages saw in it.
    """
    columns = output.width() or output.PLAIN_WIDTH
    console = _Piped(file=sys.stdout, width=columns, force_terminal=output.is_terminal(), highlight=False)
    _print(console, Text(one_line(sanitise(heading)), style="bold"))
    _print(console, _legend())
    marks = _marks(analysis)
    at = 0
    for line in _paragraphs(analysis):
        inside = []
        while at < len(marks) and marks[at].start < line[-1].end:
            inside.append(marks[at])
            at += 1
        console.print()
        _print(console, _marked(analysis.document.text, line, inside))
        for under in _under(analysis, line, inside):
            _print(console, under, _INDENT)


class _Piped(Console):
    """A console that leaves a closed pipe to the command line, which has an exit code for it; rich's own leaves with 1."""

    def on_broken_pipe(self) -> None:
        """Pass it on.

        Raises:
            BrokenPipeError: Always.
        """
        raise BrokenPipeError


def _print(console: Console, text: Text, indent: int = 0) -> None:
    """Print text wrapped, with no blanks at the ends of lines for whoever copies it."""
    for line in text.wrap(console, max(1, console.width - indent)):
        line.rstrip()
        console.print(Text(" " * indent) + line, no_wrap=True, crop=False, overflow="ignore")


def _legend() -> Text:
    legend = Text("Marks: ")
    for kind in (_DATE, _AMOUNT, _NAME):
        legend.append(f"{kind.opening}{kind.name}{kind.closing}", kind.style).append(", ")
    return legend.append("> event", _EVENT)


def _paragraphs(analysis: Analysis) -> Iterator[Sequence[Sentence]]:
    """Sentences by lines of the text, as they stand in it."""
    text = analysis.document.text
    number = 0
    numbered = []
    for index, sentence in enumerate(analysis.sentences):
        before = analysis.sentences[index - 1].end if index else 0
        number += "\n" in text[before : sentence.start]
        numbered.append((number, sentence))
    for _, group in groupby(numbered, key=lambda n: n[0]):
        yield [sentence for _, sentence in group]


def _marks(analysis: Analysis) -> list[_Mark]:
    """All marks in order and disjoint; of those that overlap the first and longest."""
    found = [_Mark(d.start, d.end, _DATE, d.edtf or "") for d in analysis.dates]
    found += [_Mark(a.start, a.end, _AMOUNT, _amount(a.hedge, a.value, a.value_to, a.unit)) for a in analysis.amounts]
    found += [_Mark(e.start, e.end, _NAME, "") for e in analysis.entities]
    kept: list[_Mark] = []
    for mark in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _amount(hedge: str | None, value: float | None, upper: float | None, unit: str | None) -> str:
    if value is None:
        return ""
    said = f"{hedge or ''}{value:,}" + (f" to {upper:,}" if upper is not None else "")
    return f"{said} {unit or ''}".rstrip()


def _marked(text: str, sentences: Sequence[Sentence], marks: Sequence[_Mark]) -> Text:
    """A paragraph's text with its marks."""
    made = Text(style="bold" if sentences[0].kind in ("heading", "headline") else "")
    at = sentences[0].start
    for mark in marks:
        made.append(_plain(text[at : mark.start]))
        made.append(f"{mark.kind.opening}{_plain(text[mark.start : mark.end])}{mark.kind.closing}", mark.kind.style)
        at = mark.end
    return made.append(_plain(text[at : sentences[-1].end]))


def _plain(piece: str) -> str:
    return sanitise(piece).replace("\n", " ").replace("\t", " ")


def _under(analysis: Analysis, sentences: Sequence[Sentence], marks: Sequence[_Mark]) -> Iterator[Text]:
    """What the marks of a paragraph were read as, then its events."""
    text = analysis.document.text
    read = Text(style="dim")
    for mark in marks:
        words = one_line(_plain(text[mark.start : mark.end]))
        if mark.value and mark.value != words:
            read.append(", " if read else "").append(f"{mark.kind.opening}{words}{mark.kind.closing}", mark.kind.style)
            read.append(f" {mark.value}")
    if read:
        yield read
    inside = range(sentences[0].start, sentences[-1].end)
    for event in analysis.events:
        if event.evidence[0].start in inside:
            line = Text("> ", _EVENT)
            yield line.append(f"{event.type} {event.date.edtf or 'undated'} ").append(
                one_line(sanitise(event.title)), "not bold"
            )
