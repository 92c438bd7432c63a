"""Leaves out of a start what Textual imports and the app never calls: a sixth of what a start imports.

Of 230 ms by ``-X importtime``: Textual's own command palette with the trees, inputs and selects it draws in 20, TLS in
asyncio 6, the folder of downloads with all that packs and copies files 6, UUIDs with names of platforms 3, Rich's tables 2,
markup of Textual and Rich 4, notices with the containers they stand in 4, pickled styles 4, key lines 2, panels 1; and of the
standard library the wrapping of tracebacks, names of locales and types of files 3.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

UNCALLED = (
    "textual.canvas", "textual.command", "textual.markup", "textual.widgets._toast",
    "rich.markup", "rich.padding", "rich.panel", "rich.table", "rich.tree", "platformdirs",
    "difflib", "locale", "mimetypes", "pickle", "textwrap", "uuid",
)  # fmt: skip
"""Modules of which Textual takes names when it is imported, and calls none until the first frame of a kortui app."""


class _StandIn(ModuleType):
    """A module each of whose names is a class: whoever calls one after all gets what the real module's gives."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def call(cls: type, *args: Any, **named: Any) -> Any:
            if sys.modules.get(module) is self:  # called while Textual is imported, which another version may do
                del sys.modules[module]
            return getattr(import_module(module), name)(*args, **named)

        return type(name, (), {"__new__": call})


@contextmanager
def _standing_in() -> Iterator[None]:
    """Stand-ins for modules that are not imported yet; whoever imports one of them later gets the real one."""
    stand_ins = {name: _StandIn(name) for name in UNCALLED if name not in sys.modules}
    modules: dict[str, ModuleType | None] = {**stand_ins}
    if "ssl" not in sys.modules:
        modules["ssl"] = None  # as where Python is built without it, which asyncio allows for
    sys.modules.update(modules)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in modules.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def import_textual() -> None:
    """Import Textual without what the app never calls; whole, where this Textual wants more of it than names."""
    try:
        with _standing_in():
            import textual.app
    except (ImportError, AttributeError, TypeError):
        for name in [name for name in sys.modules if name.partition(".")[0] in ("textual", "rich")]:
            del sys.modules[name]
        import textual.app  # noqa: F401
