"""``build``: documents to records."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kortui.cli.options import prepare
from kortui.cli.output import counted, note
from kortui.errors import BuildError, UsageError

if TYPE_CHECKING:
    from kortui.extract.pipeline import Progress

REVIEW = "review.toml"
GAZETTEER = "gazetteer.toml"
_PATH = click.Path(path_type=Path)


def _published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from kortui import edtf

    if value is not None and not edtf.is_valid(value):
        raise click.BadParameter(f"{value!r} is not EDTF; write it like 2026, 2026-01 or 2026-01-15")
    return value


published_option = click.option(
    "--published", metavar="EDTF", callback=_published, help="When the documents were published, where they do not say."
)
gazetteer_option = click.option(
    "--gazetteer", "gazetteers", type=_PATH, multiple=True, help="Further names (TOML); may be given several times."
)


@click.command("build")
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=_PATH)
@click.option("-o", "--output", type=_PATH, help="Database to write; default kortui.json, in a checkout data/kortui.json.")
@published_option
@click.option("--strict", is_flag=True, help="Leave with 4 when a document was skipped or a decision found no record.")
@click.option("--report", is_flag=True, help="Say on stderr how much became records, and what stayed unknown.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes to read documents with.")
@click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers read documents, such as tcp://host:8786.")
@click.option("--no-cache", is_flag=True, help="Analyse every document anew; the result is the same.")
@click.option(
    "--review",
    "reviews",
    type=_PATH,
    multiple=True,
    help="More decisions (TOML) than those beside the database and in the folders.",
)
@gazetteer_option
def build_command(
    paths: tuple[Path, ...],
    output: Path | None,
    published: str | None,
    strict: bool,
    report: bool,
    jobs: int,
    cluster: str | None,
    no_cache: bool,
    reviews: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
) -> int:
    """Turn documents and folders of documents into a database; the same input gives the same bytes.

    Without PATHS, inside a checkout: data/documents and data/review.toml into data/kortui.json.
    """
    from kortui import config, store
    from kortui.extract import pipeline
    from kortui.extract.readers.databases import DATABASE, DATABASE_MEND, begins_as_database
    from kortui.extract.report import left_by_name, other_kinds
    from kortui.stopping import stoppable

    if not paths:
        paths, default, reviews = _bundle_inputs(reviews)
    else:
        default = Path("kortui.json")
    if cluster is not None and jobs > 1:
        raise UsageError("--jobs and --cluster exclude each other", "", "leave one of them out")
    for path in (*paths, *reviews, *gazetteers):
        if not path.exists():
            raise UsageError("there is no such file or folder", str(path))
    if all(map(begins_as_database, paths)):
        raise UsageError(DATABASE, ", ".join(map(str, paths)), DATABASE_MEND)
    target = output or default
    store.try_target(target)
    reviews += _beside(target, (*reviews, *(folder / REVIEW for folder in paths)))
    try:
        with stoppable(), _narration() as progress:
            made = pipeline.build(
                paths, published=published, review=reviews, gazetteers=gazetteers, jobs=jobs, progress=progress,
                cache=None if no_cache else config.paths().cache / "analyses", cluster=cluster,
            )  # fmt: skip
    except KeyboardInterrupt:
        kept = "" if no_cache else "; what was read is remembered for the next build"
        note(f"stopped: {target} was not touched{kept}")
        raise
    if report:
        for line in made.report.lines():
            print(line, file=sys.stderr)  # made safe and aligned by the report; `note` would close the columns up
    else:
        for line in made.problems():
            note(line)
        for line in left_by_name(made.left):
            note(line)
        if others := other_kinds(made.left):
            note(others)
    for line in made.advice():
        note(line)
    if not made.library.documents:
        raise _nothing_read(paths, failed=any(made.problems()))
    store.save(target, made.library)
    prepare(target)
    note(f"{target}: {counted(len(made.library.documents), 'document')}, {counted(len(made.library.events), 'event')}")
    problems = len(tuple(made.problems()))
    if strict and problems:
        raise BuildError(counted(problems, "problem"), str(target), "see the lines above")
    return 0


def _nothing_read(paths: tuple[Path, ...], *, failed: bool) -> UsageError:
    """Why there is nothing to write: no documents, or none that could be read, which the lines before this say."""
    where = ", ".join(map(str, paths))
    if failed:
        return UsageError("no document there could be read; nothing was written", where, "the lines above say why")
    from kortui.extract.readers.registry import suffixes

    known = ", ".join(sorted(suffixes()))
    return UsageError("no documents there; nothing was written", where, f"name a folder with files that end with {known}")


def _bundle_inputs(reviews: tuple[Path, ...]) -> tuple[tuple[Path, ...], Path, tuple[Path, ...]]:
    """Documents, database and decisions of the checkout kortui runs from, when one is in it: elsewhere none of it is meant.

    Raises:
        UsageError: When it runs from no checkout, or the working directory is outside.
    """
    from kortui import config

    root = config.checkout()
    if root is None or not Path.cwd().is_relative_to(root.resolve()):
        raise UsageError("no documents were named", "", "name files or folders: kortui build PATHS")
    data = root / "data"
    own = data / REVIEW
    return (data / "documents",), data / "kortui.json", ((own,) if own.exists() else ()) + reviews


def _beside(target: Path, taken: Iterable[Path]) -> tuple[Path, ...]:
    """The decisions made on the records of a database, kept beside it, unless they are taken in already."""
    from kortui import config

    own = config.review_file(target)
    if not own.is_file() or any(own.samefile(other) for other in taken if other.is_file()):
        return ()
    return (own,)


@contextmanager
def _narration() -> Iterator[Callable[[Progress], None]]:
    """How far the build is, on stderr: a bar on a terminal, elsewhere a line now and then when it takes long."""
    if not sys.stderr.isatty():
        from kortui.cli.pace import Pace

        yield Pace(note)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class _Name(TextColumn):
        def render(self, task: Any) -> Text:
            return Text(task.description)  # never markup: it is a file's name

    columns = (
        BarColumn(), TextColumn("{task.fields[count]}"), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(compact=True),
        _Name("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, count="", rate="")
        since = time.monotonic()

        begun: dict[Path, float] = {}

        def show(step: Any) -> None:
            words = _name(step.path) if step.done < step.total else "merging and writing"
            if step.bytes:
                spent = time.monotonic() - begun.setdefault(step.path, time.monotonic())
                pace = f", {step.bytes * step.share / spent / 1e3:,.0f} kB/s" if step.share and spent else ""
                words = f"{_name(step.path)}, {step.share:.0%} of {step.bytes / 1e6:,.0f} MB{pace}"
            spent = time.monotonic() - since
            count, rate = f"{step.done:,}/{step.total:,}", f"{step.done / spent:,.0f}/s" if step.done >= spent > 0 else ""
            bar.update(task, total=1.0, completed=step.part, description=words, count=count, rate=rate)

        yield show


def _name(path: Path) -> str:
    from kortui.text import one_line, sanitise

    return one_line(sanitise(path.name))
