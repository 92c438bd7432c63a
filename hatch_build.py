"""Puts the built database into the wheel; an editable install reads the checkout's own."""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATABASE = "data/kortui.json"


class DatabaseHook(BuildHookInterface):
    """Includes `data/kortui.json` as `kortui/data/kortui.json`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to a standard wheel.

        Args:
            version: ``standard`` or ``editable``.
            build_data: What hatchling builds from.

        Raises:
            FileNotFoundError: When the database was not built yet.
        """
        if version == "editable":
            # pip compiles what it installs but not what it points at; where nothing may be written later (a read-only
            # checkout, PYTHONDONTWRITEBYTECODE) every start would compile all modules anew, for half its time.
            compileall.compile_dir(str(Path(self.root) / "src"), quiet=1)
            return
        if not (Path(self.root) / DATABASE).is_file():
            raise FileNotFoundError(f"{DATABASE} is missing; make it with `kortui build`")
        build_data["force_include"][DATABASE] = f"kortui/{DATABASE}"
