"""``annotate``: what the stages see in documents, for programs, for people with time, and marked in the text itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kortui.cli.building import gazetteer_option, published_option
from kortui.cli.output import note, write

if TYPE_CHECKING:
    from kortui.extract.spans import Analysis

_PATH = click.Path(path_type=Path)


@click.command("annotate")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    "chosen",
    type=click.Choice(("marked", "text", "jsonl", "json")),
    help="marked: the text with its marks; text: a list under each sentence. Default: marked on a terminal, else jsonl.",
)
@published_option
@gazetteer_option
def annotate_command(files: tuple[Path, ...], chosen: str | None, published: str | None, gazetteers: tuple[Path, ...]) -> int:
    """Show everything the build sees in documents: sentences, dates, amounts, names and events, with offsets."""
    from kortui.cli.output import is_terminal
    from kortui.errors import DocumentError
    from kortui.extract import gazetteer, pipeline, readers

    known = gazetteer.load(gazetteers)
    style = chosen or ("marked" if is_terminal() else "jsonl")
    whole: list[dict[str, Any]] = []
    failed = 0
    for path in files:
        try:
            analysis = pipeline.analyse(readers.read(path, published=published), known)
        except DocumentError as error:
            note(error.line())
            failed += 1
            continue
        if style == "marked":
            from kortui.cli import marking

            marking.show(_heading(path, analysis), analysis)
        elif style == "text":
            write(_text(path, analysis))
        elif style == "jsonl":
            write([json.dumps(pipeline.annotation(path, analysis), ensure_ascii=False) + "\n"])
        else:
            whole.append(pipeline.annotation(path, analysis))
    if style == "json":
        write([json.dumps(whole, ensure_ascii=False, indent=1) + "\n"])
    return 1 if failed == len(files) else 0


def _heading(path: Path, analysis: Analysis) -> str:
    from kortui.text import one_line, sanitise

    document = analysis.document
    when = document.published or document.published_bounds or "undated"
    return f"{one_line(sanitise(str(path)))}: {document.title} ({when})"


def _text(path: Path, analysis: Analysis) -> Iterator[str]:
    """Each sentence with what stands in it under it."""
    from kortui.text import one_line

    document = analysis.document
    yield f"{_heading(path, analysis)}\n"
    for sentence in analysis.sentences:
        inside = range(sentence.start, sentence.end)
        yield f"\n{sentence.start}–{sentence.end} {sentence.kind}: {one_line(document.text[sentence.start : sentence.end])}\n"
        for date in (d for d in analysis.dates if d.start in inside):
            yield f"  date    {date.start}–{date.end} “{one_line(date.text)}” {date.kind} {date.edtf or '?'} ({date.basis})\n"
        for amount in (a for a in analysis.amounts if a.start in inside):
            value = "?" if amount.value is None else f"{amount.value:,}"
            upper = f" to {amount.value_to:,}" if amount.value_to is not None else ""
            said = f"{amount.kind} {amount.hedge or ''}{value}{upper} {amount.unit or ''}".rstrip()
            yield f"  amount  {amount.start}–{amount.end} “{one_line(amount.text)}” {said}\n"
        for entity in (e for e in analysis.entities if e.start in inside):
            yield f"  name    {entity.start}–{entity.end} “{one_line(entity.text)}” {entity.kind} {entity.id}\n"
        for event in (e for e in analysis.events if e.evidence[0].start in inside):
            yield f"  event   {event.id} {event.type} {event.date.edtf or 'undated'} {event.title} [{event.rule}]\n"
