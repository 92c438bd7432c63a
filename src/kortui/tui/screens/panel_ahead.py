"""`PanelAhead`: the panel of facets, made in quiet moments so that its key only has to show it.

To make its parts, style and lay them out takes 15 ms, as long as a key may take for all it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kortui.tui.application import KortuiApp
    from kortui.tui.screens.facets import FacetScreen
    from kortui.tui.screens.narrowing import Narrowing


class PanelAhead:
    """Makes a panel for one main screen, and another one when that was used.

    Args:
        screen: The main screen.
    """

    def __init__(self, screen: Narrowing) -> None:
        self._screen = screen
        self._panel: FacetScreen | None = None
        self._theme = ""

    def prepare(self) -> Iterator[None]:
        """Make a panel piece by piece; none where many share a processor, nor of a database that is counted at once."""
        from kortui.tui.screens import facet_counting, facets

        screen, app = self._screen, cast("KortuiApp", self._screen.app)
        large = len(screen.session.library.events) >= facet_counting.LARGE
        if self._panel is not None or screen.session.kiosk or screen.session.finder.waits or not large:
            return
        panel, theme = facets.FacetScreen(screen.session, screen.pane, screen.text, screen.search), app.theme
        app.make(panel)
        while not panel.made:
            yield
        yield from panel.make_ready()
        self._panel, self._theme = panel, theme

    def take(self) -> FacetScreen | None:
        """The panel for what is on the screen now; None where none is ready, or the colours have changed since."""
        panel, self._panel = self._panel, None
        if panel is not None and self._theme != self._screen.app.theme:
            panel.remove()
            return None
        if panel is not None:
            panel.open_on(self._screen.pane, self._screen.text)
        return panel
