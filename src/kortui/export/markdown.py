"""A briefing in Markdown: dated points, a footnote with source and sentence each, disagreements set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui import __version__
from kortui.export.base import Exporter, Selection
from kortui.export.grid import escape_markdown
from kortui.export.styles import citation
from kortui.export.told import beside
from kortui.model import Conflict, Event, Evidence, Library
from kortui.text import one_line
from kortui.vocabulary import DISAGREEMENTS

_PLAIN_URL = re.compile(r"https?://[^\s<>\\]+")
_HASH_SHOWN = 12
"""Characters of the database's hash; enough to tell two builds apart."""


class MarkdownExporter(Exporter):
    """Records as a briefing to paste into a document."""

    name, suffix, label = "md", ".md", "briefing in Markdown"
    takes_notes = titled = True

    def pieces(self, selection: Selection) -> Iterator[str]:
        """Heading, points, disagreements, footnotes, and the state of the database they are from."""
        library = selection.library
        words = selection.asked
        yield f"# South Korea–Türkiye relations{f': {escape_markdown(one_line(words))}' if words else ''}\n\n"
        notes: dict[tuple[str, str, str], tuple[int, Evidence]] = {}
        conflicts: dict[Conflict, None] = {}
        reviewed = 0
        for event in selection.events:
            reviewed += event.reviewed
            conflicts |= dict.fromkeys(library.index.conflicts_of.get(event.id, ()))
            marks = []
            for evidence in event.evidence:
                same = (evidence.document, one_line(evidence.exact), evidence.state)
                number, _ = notes.setdefault(same, (len(notes) + 1, evidence))
                marks.append(f"[^{number}]")
            yield _point(library, event) + "".join(dict.fromkeys(marks)) + "\n"
            if note := selection.notes.get(event.id):
                yield "  - *Note:* " + "  \n    ".join(escape_markdown(line) for line in note.split("\n")) + "\n"
        for heading, disagreeing in (("Where the sources disagree", True), ("What the sources say together", False)):
            boxed = [c for c in conflicts if (c.kind in DISAGREEMENTS) is disagreeing]
            if boxed:
                yield f"\n> **{heading}**\n"
                yield from (_boxed(library, conflict) for conflict in boxed)
        if notes:
            yield "\n"
        for number, evidence in notes.values():
            yield f"[^{number}]: {_footnote(library, evidence)}\n"
        state = library.sha256[:_HASH_SHOWN] or "unknown"
        query = f"; found by {_code(selection.query)}" if selection.query else ""
        yield f"\n*{_counted(len(selection.events), reviewed)}{query}; from database `{state}`, kortui {__version__}.*\n"


def _code(text: str) -> str:
    """Text as it is typed, in a code span: fenced by one more backtick than stand in it."""
    words = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    pad = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _counted(count: int, seen: int) -> str:
    """How many records these are, and how many of them an editor has looked at."""
    reviewed = "none" if not seen else "all" if seen == count else f"{seen:,}"
    if count == 1:
        return f"1 record, {'reviewed' if seen else 'not reviewed'} by an editor"
    return f"{count:,} records, {reviewed} of them reviewed by an editor"


def _point(library: Library, event: Event) -> str:
    """``- **1987** · Title · Actor, Actor · $1 billion``: whom and what the title does not name, and what is not plain fact."""
    parts = [f"**{escape_markdown(event.date.display)}**", escape_markdown(event.title)]
    names = [name for actor in event.actors if (name := library.index.name(actor.id)) not in event.title]
    if names:
        parts.append(escape_markdown(", ".join(dict.fromkeys(names))))
    if amounts := dict.fromkeys(beside(event)):
        parts.append(escape_markdown(", ".join(amounts)))
    said: list[str] = [event.date.role] if event.date.role not in ("event", "reported") else []
    said += [event.confidence] if event.confidence != "stated" else []
    return "- " + " · ".join(parts) + (f" *({', '.join(said)})*" if said else "")


def _boxed(library: Library, conflict: Conflict) -> str:
    from kortui.overview.contrast import KINDS

    kind = KINDS[conflict.kind][0]
    lines = [f"> - {escape_markdown(conflict.subject)} ({kind}): {escape_markdown(one_line(conflict.note))}\n"]
    for one in conflict.events:
        row = library.index.row.get(one)
        if row is not None:
            event = library.events[row]
            lines.append(f">   - {escape_markdown(event.date.display)}: {escape_markdown(event.title)}\n")
    return "".join(lines)


def _footnote(library: Library, evidence: Evidence) -> str:
    """Source, then the sentence: quoted where the document is the source, as kortui's own words where it is a digest."""
    document = library.index.document.get(evidence.document)
    sentence = escape_markdown(one_line(evidence.exact))
    stale = " **(no longer found in the document)**" if evidence.state == "stale" else ""
    if document is None:
        return f"Document {escape_markdown(evidence.document)}, not in the database: “{sentence}”{stale}"
    source = _linked(citation(document), (document.digest_of or document).url or "")
    if document.digest_of:
        return f"{source} In the digest's words: {sentence}{stale}"
    return f"{source} “{sentence}”{stale}"


def _linked(words: str, url: str) -> str:
    """Escaped words in which the address, when it is a plain one, is a link."""
    if not _PLAIN_URL.fullmatch(url):
        return escape_markdown(words)
    before, found, after = words.partition(url)
    return escape_markdown(before) + (f"<{url}>" if found else "") + escape_markdown(after)
