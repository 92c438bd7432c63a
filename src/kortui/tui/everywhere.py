"""`Everywhere`: the commands that work on every screen: help, palette, tour, colours, redraw, plain text, mouse, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.tui.screens.base import KortuiScreen

if TYPE_CHECKING:
    from kortui.tui.key_order import KeysInOrder
else:
    KeysInOrder = object  # `KortuiApp` brings it; see `PaneViews`


class Everywhere(KeysInOrder):
    """The app's own commands, each an action of the registry's scope ``app``."""

    touring = False
    """Whether a tour is on or was: only then do screens look for it."""

    def show_plain(self, text: str) -> None:
        """Show a text alone on the terminal's own screen until a key comes, so that it can be selected."""
        show = getattr(self._driver, "show_plain", None)
        if show is not None:
            show(text, "Select what you need; any key goes back to kortui.")
        else:  # another driver than kortui's has no such screen
            from kortui.tui.screens.shown import ShownText

            self.push_screen(ShownText(self.session, "Text", text))

    def action_app_redraw(self) -> None:
        """Draw the whole screen again."""
        redraw = getattr(self._driver, "redraw", None)
        if redraw is not None:
            redraw()
        self.refresh(layout=True)

    def action_app_plain(self) -> None:
        """Show what there is to read alone, to select it."""
        if isinstance(self.screen, KortuiScreen):
            text = self.screen.plain_text()
            if text:
                self.show_plain(text)
            else:
                self.screen.say("There is no text here to select")

    def action_app_mouse(self) -> None:
        """Leave the mouse to the terminal, or take it back."""
        if not isinstance(self.screen, KortuiScreen):
            return
        driver = self._driver
        wanted = not getattr(driver, "mouse_on", True)
        if not getattr(driver, "set_mouse", lambda on: False)(wanted):
            self.screen.say("This terminal sends no mouse; select with it as usual")
            return
        key = self.session.key("app.mouse")
        self.screen.say(
            "The mouse is kortui's again" if wanted else f"The mouse is the terminal's: drag to select; {key} takes it back"
        )

    def action_app_suspend(self) -> None:
        """Stop until the shell says ``fg``."""
        self.action_suspend_process()

    def action_app_quit(self) -> None:
        """Leave."""
        self.exit()

    def action_app_help(self) -> None:
        """Show the keys of the place."""
        from kortui.tui.help import HelpScreen

        if isinstance(self.screen, KortuiScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.session, self.screen.place, self.screen.offered()))

    def action_app_palette(self) -> None:
        """Find a command."""
        from kortui.tui.palette import open_palette

        if isinstance(self.screen, KortuiScreen):
            open_palette(self.screen)

    def action_app_tour(self) -> None:
        """Begin the tour, or end the one that is on."""
        from kortui.tui.tour import Tour

        self.touring = True
        self.tour = None if self.tour else Tour(self.session.commands, self.session.library)
        if isinstance(self.screen, KortuiScreen):
            self.screen.show_tour()

    def ran(self, command: str) -> None:
        """Go on with the tour when the command it asked for was run, or end it when much else was."""
        tour = self.tour
        if tour is not None and (tour.ran(command) or tour.given_up):
            self.tour = None if tour.over or tour.given_up else tour
            if isinstance(self.screen, KortuiScreen):
                self.screen.show_tour()
                if tour.over:
                    self.screen.say("That was the tour")
                elif tour.given_up:
                    self.screen.say(f"The tour is set aside; {self.session.key('app.tour')} begins it again", beside=True)

    def action_app_settings(self) -> None:
        """Say where the settings are kept."""
        if isinstance(self.screen, KortuiScreen):
            path = self.session.settings_file
            self.screen.say(
                f"Settings: {path}; kortui config shows and changes them" if path else "No settings are kept in this session"
            )

    def action_app_theme(self) -> None:
        """Choose the colours, seen while choosing."""
        from kortui.tui.palette import open_themes

        if isinstance(self.screen, KortuiScreen):
            open_themes(self.screen)
