"""Where kortui keeps things, as plain paths: what a command needs that looks at one file and leaves (pathlib takes 5 ms).

`kortui.config` gives the same places as `pathlib.Path`. Nothing here makes a file or folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

APP = "kortui"

LARGE = 8_000_000
"""Bytes of a database from which on its search index is kept in the cache folder: some 8,000 events, a quarter of a second."""

_PACKAGE = os.path.dirname(os.path.realpath(__file__))


def settings_file(environ: Mapping[str, str] = os.environ) -> str:
    """The settings file, whether it exists or not: what `KORTUI_CONFIG` names, else the platform's place."""
    return environ.get("KORTUI_CONFIG") or (
        os.path.join(_xdg("XDG_CONFIG_HOME", "~/.config"), "config.toml") if _is_xdg() else _elsewhere("config")
    )


def state() -> str:
    """Folder of stars, notes and the app's state."""
    return _xdg("XDG_STATE_HOME", "~/.local/state") if _is_xdg() else _elsewhere("state")


def cache() -> str:
    """Folder of what can be made again."""
    return _xdg("XDG_CACHE_HOME", "~/.cache") if _is_xdg() else _elsewhere("cache")


def _is_xdg() -> bool:
    return sys.platform == "linux"


def _xdg(variable: str, usual: str) -> str:
    """A place by the XDG Base Directory Specification: what platformdirs says on Linux, without its import (8 ms)."""
    named = os.environ.get(variable, "").strip()
    return os.path.join(named if os.path.isabs(named) else os.path.expanduser(usual), APP)


def _elsewhere(kind: str) -> str:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    if kind == "config":
        return os.path.join(dirs.user_config_dir, "config.toml")
    return dirs.user_state_dir if kind == "state" else dirs.user_cache_dir


def checkout() -> str | None:
    """The root of the source checkout kortui runs from (an editable install); None for an installed wheel."""
    root = os.path.dirname(os.path.dirname(_PACKAGE))
    sources = os.path.isfile(os.path.join(root, "pyproject.toml")) and os.path.isdir(os.path.join(root, "data", "documents"))
    return root if sources else None


def bundle() -> str:
    """The database kortui comes with: the checkout's ``data/kortui.json``, else the one inside the package."""
    return os.path.join(checkout() or _PACKAGE, "data", "kortui.json")


def database(explicit: str | os.PathLike[str] | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """The database to read: what the command line names, else `KORTUI_DB`, else the bundle.

    Args:
        explicit: What the command line names.
        environ: Where `KORTUI_DB` is looked up.
    """
    return os.fspath(explicit) if explicit is not None else environ.get("KORTUI_DB") or bundle()
