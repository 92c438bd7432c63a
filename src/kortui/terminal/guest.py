"""What an app does not do to the machine it runs on, since its reader may be a guest of it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from textual.driver import Driver


class Guest(Driver):
    """A driver that opens and saves nothing."""

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Show an address instead of opening it: a browser would start on the machine that the reader is a guest of."""
        self._app.notify(url, title="Address", markup=False)

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Save nothing: exports have a command of their own, and a visitor must not write files."""
        binary.close()
        self._app.notify("Nothing was saved", severity="warning", markup=False)
