"""From a database, the settings and the terminal to an app ready to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kortui import config, notes, sessions, store
from kortui.commands import COMMANDS, Command
from kortui.errors import UsageError
from kortui.model import Library
from kortui.notes import Notes
from kortui.places import LARGE
from kortui.searches import Searches
from kortui.stars import FILE, Stars
from kortui.terminal import early
from kortui.terminal.capabilities import Capabilities
from kortui.terminal.driver import KortuiDriver
from kortui.terminal.environment import theme_for, theme_names
from kortui.text import one_line
from kortui.tui import glyphs
from kortui.tui.application import KortuiApp
from kortui.tui.session import Session

if TYPE_CHECKING:
    from kortui.search.deriving import Elsewhere, Making
    from kortui.search.progress import Awaited
    from kortui.search.waiting import Waiting

AWAITED_FILE = 250_000_000
"""Bytes from which on the index is awaited: the app would need six times as many to read the database whole, and as long."""


def _library(
    path: Path, capabilities: Capabilities, *, kiosk: bool
) -> tuple[Library, Callable[[], bool] | None, Waiting | None]:
    """The database, through its derived file when it is large; one is made when there is none, but not by a public session.

    Returns:
        The library; what verifies the derived file it was opened through, None when it was read whole; and the index that is
        being made.
    """
    try:
        large = path.stat().st_size >= LARGE
    except OSError:
        large = False  # `store.load` says what is wrong
    if large:
        from kortui.search import derived

        library = derived.load(path)
        if library is not None:
            return library, None if kiosk else partial(derived.verify, path), None
        if not kiosk:
            from kortui.search import content, deriving
            from kortui.search.waiting import Waiting

            making = deriving.start(path) or deriving.elsewhere(path)
            size = path.stat().st_size
            may_fit = content.may_fit(derived.path_of(path), path)
            if making is not None and (size >= AWAITED_FILE or may_fit):
                awaited = _await(path, making, size, capabilities, may_fit=may_fit)
                if (library := awaited.library) is not None:
                    return library, None, None
                making = awaited.making
            later = "; next time its index opens it at once" if making is not None and making.done is None else ""
            early.announce(one_line(f"Reading {path.name}, {size / 1e6:,.0f} MB{later}; ctrl+c leaves"), capabilities)
            return (library := store.load(path)), None, Waiting(library, path, making)
    return store.load(path), None, None


def _await(path: Path, making: Making | Elsewhere, size: int, capabilities: Capabilities, *, may_fit: bool) -> Awaited:
    """Wait until the derived file is made or cannot be, how far it is being told; `may_fit` where one is looked at first."""
    from kortui.search import progress as making_of

    named = f"the search index of {path.name}, {size / 1e6:,.0f} MB,"
    told = f"Making {named} which is done once; ctrl+c leaves"
    first = f"Looking whether {named} still fits; ctrl+c leaves" if may_fit else told
    before = None
    for progress in (awaited := making_of.Awaited(path, making)):
        words = first if progress is None else f"{told}; {progress}"
        if words != before:
            early.announce(one_line(words), capabilities)
            before = words
    return awaited


def start(
    path: Path,
    capabilities: Capabilities,
    *,
    pane: str | None,
    query: str,
    event: str,
    theme: str | None,
    kiosk: bool,
    fresh: bool = False,
    tour: bool = False,
    left: sessions.Opening | None = None,
    told: str = "",
) -> KortuiApp:
    """Make the app; arguments as of `kortui.tui.app.run`.

    Args:
        path: The database.
        capabilities: What the terminal can do.
        pane: Pane to open on.
        query: Query to start with.
        event: Id of the record to stand on.
        theme: Name of a theme.
        kiosk: Whether this is a public session.
        fresh: Whether the session of last time is left aside.
        tour: Whether to begin with the tour.
        left: Where the app was on the same database a moment ago; it goes on from there.
        told: What to say at the start before all else.

    Raises:
        KortuiError: When the database cannot be used.
    """
    library, verify, waiting = _library(path, capabilities, kiosk=kiosk)
    loaded = None if kiosk else config.settings()
    settings = loaded.settings if loaded else config.Settings()
    if settings.early_frame == "off" and (frame := early.current()) is not None:
        frame.forget()
    glyphs.use(settings.glyphs == "ascii" or (settings.glyphs == "auto" and capabilities.charset == "ascii"))
    rebound = None
    if settings.keys:
        from kortui.rebinding import rebind

        rebound = rebind(settings.keys)
    problems = [*([told] if told else ()), *(loaded.problems if loaded else ()), *(rebound.problems if rebound else ())]
    problems += _themes_lacking(theme, settings.theme)
    state = None if kiosk else config.paths().state
    place = sessions.place(state, path) if state else None
    opening = left or sessions.opening(place, settings, pane=pane, query=query, event=event, fresh=fresh)
    problems += [opening.problem] if opening.problem else []
    session = Session(
        library,
        path="" if kiosk or path == config.bundle() else _quoted(path),
        verify=verify,
        database=path,
        waiting=waiting,
        commands=rebound.commands if rebound else COMMANDS,
        kiosk=kiosk,
        citation=settings.citation,
        searches=Searches(loaded.path if loaded else None, settings.saved),
        stars=Stars(state / FILE if state else None),
        notes=Notes() if kiosk else notes.of_database(path, library),
        state=state,
        axis=settings.axis,
        settings_file=loaded.path if loaded else None,
        place=place,
        review_file=None if kiosk else config.review_file(path),
        notice=problems[0] if problems else _welcome(opening, rebound.commands if rebound else COMMANDS, tour),
    )
    app = KortuiApp(
        session,
        opening,
        tour=tour,
        theme=theme_for(capabilities, theme or settings.theme, ""),
        driver_class=KortuiDriver,
    )
    app.capabilities = capabilities
    return app


def _quoted(path: Path) -> str:
    """A path as a shell takes it."""
    import shlex

    return shlex.quote(str(path))


def _themes_lacking(given: str | None, wanted: str | None) -> list[str]:
    """What is wrong with the theme of the settings.

    Raises:
        UsageError: When there is no theme of the name that the command line gives.
    """
    if not (given or wanted):
        return []
    from kortui.preferences import no_theme

    names = theme_names()
    if given and given not in names:
        raise UsageError(no_theme(given, names), "--theme")
    return [no_theme(wanted, names)] if wanted and wanted not in names else []


def _welcome(opening: sessions.Opening, commands: Iterable[Command], tour: bool) -> str:
    """What to say at the start: that there is a tour, once; or that the search of the last time is on."""
    keys = {c.id: c.shown for c in commands}
    if opening.first and not tour:
        return f"New here? {keys['app.tour']} takes a tour, {keys['app.help']} lists the keys"
    if opening.resumed and opening.query:
        return f"The search of last time is on; {keys['facets.clear']} takes it away"
    return ""
