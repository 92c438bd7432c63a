"""From settings and terminal to a session: what `kortui.tui.app.run` needs before it can draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kortui import config, store
from kortui.commands import COMMANDS, rebind
from kortui.terminal import capabilities
from kortui.tui import glyphs
from kortui.tui.session import Session
from kortui.tui.stars import Stars

if TYPE_CHECKING:
    from textual.driver import Driver


@dataclass(frozen=True)
class Options:
    """How the app starts: pane, query, theme and driver."""

    pane: str
    query: str
    theme: str
    driver: type[Driver] | None


def prepare(path: Path, *, theme: str | None, kiosk: bool, environ: Mapping[str, str]) -> tuple[Session, Options]:
    """Read the database and the settings, and look at the terminal.

    Raises:
        KortuiError: When the database cannot be used.
    """
    library = store.load(path)
    settings = config.Settings() if kiosk else config.settings().settings
    can = capabilities.detect(environ)
    glyphs.use(settings.glyphs == "ascii")
    rebound = rebind(settings.keys) if settings.keys else None
    session = Session(
        library,
        path="" if path == config.bundle() else str(path),
        commands=rebound.commands if rebound else COMMANDS,
        kiosk=kiosk,
        citation=settings.citation,
        stars=Stars(None if kiosk else config.paths().state / "stars.json"),
    )
    chosen = theme or settings.theme or ("ansi-dark" if can.few_colours else "")
    return session, Options(settings.pane, settings.query, chosen, None)
