"""A small app on `KortuiDriver` for the terminal tests: a list, a detail pane and an input over strings of our own."""

from __future__ import annotations

import json
import os
import sys
from typing import ClassVar

from kortui.terminal.environment import prepare, theme_for

capabilities = prepare(os.environ)

from textual.app import App, ComposeResult  # noqa: E402  (prepare sets what Textual reads while it is imported)
from textual.containers import Horizontal, VerticalScroll  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Input, OptionList, Static  # noqa: E402

from kortui.terminal.driver import KortuiDriver  # noqa: E402

WORDS = ["Ankara", "서울", "İstanbul", "Türkiye", "한국전쟁", "Fırtına", "Altay", "e\u0301", "🇰🇷", "⚔️", "①", "treaty"]


class Small(App[None]):
    CSS = """
    #list { width: 1fr; height: 1fr; min-width: 12 } #detail { width: 1fr; height: 1fr } #search { height: 3 }
    """
    BINDINGS: ClassVar = [
        ("q", "quit", "Quit"),
        ("ctrl+l", "redraw", "Redraw"),
        ("ctrl+y", "yank", "Copy"),
        ("ctrl+o", "visit", "Open"),
    ]
    ENABLE_COMMAND_PALETTE = False
    capabilities = capabilities

    def __init__(self, rows: list[str]) -> None:
        super().__init__(driver_class=KortuiDriver)
        self.rows = rows
        self.theme = theme_for(capabilities, None)

    def compose(self) -> ComposeResult:
        yield Static("ready", id="head", markup=False)
        with Horizontal():
            yield OptionList(*[Content(row) for row in self.rows], id="list", markup=False)
            with VerticalScroll(id="detail"):
                yield Static("", id="text", markup=False)
        yield Input(id="search", placeholder="search")

    def on_mount(self) -> None:
        self.query_one("#list").focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        index = event.option_index
        self.query_one("#text", Static).update(f"detail of {index}\n" + "\n".join(self.rows[index : index + 3]))

    def on_paste(self, event: object) -> None:
        self.query_one("#head", Static).update(f"pasted {len(getattr(event, 'text', ''))}")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#head", Static).update(f"query {event.value}")

    def action_redraw(self) -> None:
        assert isinstance(self._driver, KortuiDriver)
        self._driver.redraw()

    def action_yank(self) -> None:
        self.copy_to_clipboard("yanked")

    def action_visit(self) -> None:
        self.open_url("https://example.org/\x1b]0;x\x07")


def main() -> None:
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8", errors="surrogatepass") as file:
            rows = json.load(file)
    else:
        rows = [f"{n:03} " + " ".join(WORDS[(n * 7 + k) % len(WORDS)] for k in range(4)) for n in range(300)]
    app = Small(rows)
    app.run()
    raise SystemExit(app.return_code or 0)


if __name__ == "__main__":
    main()
