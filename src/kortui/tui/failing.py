"""`Failing`: how the app ends when something fails: in one line, or to have its database read anew."""

from __future__ import annotations

from kortui.errors import DatabaseError, KortuiError
from kortui.records import replace
from kortui.sessions import Opening
from kortui.tui.everywhere import Everywhere
from kortui.tui.screens.explorer import Explorer


class Failing(Everywhere):
    """The app's ways to end that nobody asked for.

    Attributes:
        unreadable: Why the app ended to have its database read anew, and where it was.
    """

    _opening: Opening
    """What to go back to when it ends before there is a screen."""

    unreadable: tuple[DatabaseError, Opening] | None = None

    @property
    def faulty(self) -> bool:
        """Whether a fault ends the app."""
        return self._exception is not None

    def _handle_exception(self, error: Exception) -> None:
        """End after an exception that nobody caught, to be begun anew where the files of the database were to blame."""
        from textual.worker import WorkerFailed

        cause = error.error if isinstance(error, WorkerFailed) else error
        if not isinstance(cause, DatabaseError) or self.session.database is None or self.faulty:
            super()._handle_exception(error)
        elif self.unreadable is None:
            explorer = self.screen_stack[0] if self.screen_stack else None
            left = explorer.left if isinstance(explorer, Explorer) else self._opening
            self.unreadable = cause, replace(left, resumed=True)
            self.exit()

    def _fatal_error(self) -> None:
        """End after a fault in one line: a traceback of 200 lines tells a reader nothing, and a stranger too much."""
        from kortui.tui.crash import report

        if isinstance(self._exception, KortuiError):
            self._return_code = self._exception.exit_code
        self.panic(report(self._exception, self.session))
