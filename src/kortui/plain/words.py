"""The commands of the linear mode, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kortui.commands import COMMANDS
from kortui.plain import comparing, finding, marking, narrowing, pages
from kortui.plain.finding import PANES
from kortui.records import dataclass, field

if TYPE_CHECKING:
    from kortui.plain.reader import Reader


def _nothing(rest: str) -> bool:
    return False


def _anything(rest: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Word:
    """A command in words.

    Attributes:
        names: How it is typed.
        help: What it does.
        run: Does it, with what is typed behind it.
        fits: Whether it can do something with what is typed behind it; the whole line is searched for when not.
        only: How it has to be typed to be a command, for whoever typed more.
    """

    names: tuple[str, ...]
    help: str
    run: Callable[[str], None]
    fits: Callable[[str], bool] = field(default=_nothing)
    only: str = "alone"

    def takes(self, rest: str, *, letter: bool = False) -> bool:
        """Whether what is typed behind the command belongs to it.

        Args:
            rest: What is typed behind it, not empty.
            letter: Whether the command was typed as a key; then only what can be nothing else belongs to it.
        """
        return self.fits(rest) and not (letter and self.fits is _anything)


def words_of(reader: Reader) -> tuple[Word, ...]:
    """Every command of the linear mode; those the app has too take its words and keys.

    Args:
        reader: Who carries them out.
    """

    def of(
        ids: Sequence[str], run: Callable[[str], None], help_: str, *names: str,
        takes: Callable[[str], bool] = _nothing, only: str = "alone",
    ) -> Word:  # fmt: skip
        found = [c for c in COMMANDS if c.id in ids]
        typed = [n for c in found for n in (*c.keys, c.id) if len(n) == 1 or "." in n]
        taken = [n for n in dict.fromkeys(typed) if not n.isdigit() and n not in _OTHERWISE]
        return Word((*names, *taken), help_ or found[0].help, run, takes, only)

    def do(command: Callable[[Reader], None]) -> Callable[[str], None]:
        return lambda rest: command(reader)

    return (
        *(of([f"pane.{name}"], lambda rest, name=name: finding.open_pane(reader, name), "", name) for name in PANES),  # type: ignore[misc]
        of(
            ["search.open"], lambda rest: finding.search(reader, rest),
            "Search everything: search WORDS, in the query language of the app", "search", takes=_anything,
        ),
        of(["facets.clear"], lambda rest: finding.search(reader, ""), "", "clear"),
        of(["chip.remove"], do(finding.remove), "", "remove"),
        of(
            ["facets.open"], lambda rest: narrowing.facets(reader, rest),
            "Say by what the search can be narrowed, with counts: facets, or facets type", "facets", "narrow",
            takes=narrowing.is_facet, only="alone or with the name of a facet",
        ),
        Word(
            ("not",), "Leave a value of the facets out: not 3", lambda rest: narrowing.leave_out(reader, rest),
            lambda rest: rest.isdecimal() and len(rest) < 5, "with the number of a value",
        ),
        of(
            ["saved.open"], lambda rest: finding.saved(reader, rest), "Say the saved searches, or take one up: saved NAME",
            "saved", takes=lambda rest: rest in reader.searches.texts, only="alone or with the name of a saved search",
        ),
        of(
            ["saved.save"], lambda rest: marking.save(reader, rest) if rest else reader.say("Say its name: save NAME."),
            "Save the search: save NAME", "save", takes=lambda rest: " " not in rest,
            only="with a name of one word",
        ),
        Word(
            ("forget",), "Take a saved search away: forget NAME",
            lambda rest: marking.forget(reader, rest) if rest else reader.say("Say which: forget NAME."),
            lambda rest: rest in reader.searches.texts, "with the name of a saved search",
        ),
        of(
            ["date.go"], lambda rest: finding.go_to(reader, rest), "Go to the record nearest to a date: date 1987", "date",
            takes=finding.is_date, only="with a date",
        ),
        of(
            ["sort.next"], lambda rest: finding.sort(reader, rest),
            f"Put the records in order: sort and one of {', '.join(finding.ORDERS)}", "sort",
            takes=lambda rest: rest.removeprefix("-") in finding.ORDERS, only="with one of its orders",
        ),
        Word(
            ("today",), "Say what happened on this day and what is due, or on another: today 2027-07-27; today all says each",
            lambda rest: finding.today(reader, rest), finding.is_day, "alone, with a day such as 2027-07-27, or with all",
        ),
        Word(
            ("charts", "chart", "tables", "table", "lanes"), "Say the charts and tables of the pane, each in a sentence",
            do(finding.charts),
        ),
        of(
            ["conflicts.open"], lambda rest: reader.show(pages.conflicts(reader.library)),
            "Say where statements differ; a number says its sides, following those of the next", "conflicts", "conflict",
        ),
        of(
            ["record.evidence"], lambda rest: marking.evidence(reader, rest),
            "Say the document of the record with its sentence marked: evidence, or evidence 2", "evidence",
            takes=lambda rest: rest.isdecimal() and len(rest) < 5, only="alone or with a number",
        ),
        of(["record.document"], do(marking.document), "Say the whole document from its beginning", "document"),
        of(["record.context"], do(finding.context), "", "context"),
        of(
            ["record.relations"], lambda rest: finding.relations(reader, rest), "Say whom an actor deals with: relations NAME",
            "relations", "who", takes=_anything,
        ),
        of(["record.star"], do(marking.star), "", "star"),
        of(["stars.open"], do(marking.stars), "", "stars"),
        of(
            ["record.note"], lambda rest: marking.note(reader, rest),
            "Say the note on the record, or write one: note TEXT; note - takes it away", "note", takes=_anything,
        ),
        of(["notes.open"], lambda rest: reader.show(finding.notes(reader)), "", "notes"),
        of(["undo.last"], do(marking.undo), "Take the last change of a star, a note or a saved search back", "undo"),
        of(
            ["record.compare"], do(comparing.compare), "Hold the record; on another one, say the two side by side", "compare"
        ),
        of(["copy.citation"], do(marking.cite), "Say a citation of the source of the record", "cite", "citation"),
        of(["copy.quote"], do(marking.quote), "Say the sentence of the record with its source", "quote"),
        of(["copy.link"], do(marking.link), "Say a command that opens the record", "link"),
        of(["copy.id"], do(marking.identify), "Say the id of the record", "id"),
        of(
            ["export.open"], lambda rest: marking.export(reader, rest),
            "Write the record, or the records of the list, to a file: export FILE.md, and with notes behind it", "export",
            takes=lambda rest: "." in rest, only="with the name of a file, with its suffix",
        ),
        Word(("next", "n", "more"), "Say the next lines", lambda rest: reader.turn(1)),
        Word(("previous", "p"), "Say the lines before", lambda rest: reader.turn(-1)),
        of(
            ["group.next"], lambda rest: reader.follow(1), "Open the line after the one this page was opened from", "following"
        ),
        of(
            ["group.previous"], lambda rest: reader.follow(-1), "Open the line before the one this page was opened from",
            "preceding",
        ),
        Word(("again", "where"), "Say this page again", lambda rest: reader.again()),
        of(["history.back"], lambda rest: reader.back(), "Go back to the page before", "back"),
        of(["go.back"], lambda rest: reader.up(), "Go back to the page before; where you began, q again leaves", "q"),
        of(["history.forward"], lambda rest: reader.forward(), "Go forward again, after back", "forward"),
        Word(
            ("glossary",), "Say what the words on records mean, or one of them: glossary derived",
            lambda rest: reader.show(pages.glossary(rest)), pages.explains, "alone or with a word it knows",
        ),
        of(
            ["app.help"], lambda rest: reader.show(pages.glossary()) if rest else reader.help(),
            "Say the commands; help glossary says the words on records", "help", takes=lambda rest: rest == "glossary",
            only="alone or with glossary",
        ),
        of(["app.quit"], lambda rest: reader.quit(), "", "quit", "exit"),
    )  # fmt: skip


_OTHERWISE = ("n", "p", "c", "q", "l")
"""Keys that stand for something else on a line, or for too much to be typed by mistake; `c` is the record's context."""
