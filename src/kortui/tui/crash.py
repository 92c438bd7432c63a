"""What is left to say when the app has a fault: one line, and for a private session a report in the state folder."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from rich.text import Text

from kortui import __version__
from kortui.errors import KortuiError
from kortui.text import one_line, sanitise

if TYPE_CHECKING:
    from kortui.tui.session import Session


def report(error: BaseException | None, session: Session) -> Text:
    """Keep a report of a fault and give the line that tells of it.

    Args:
        error: What was raised.
        session: Says whether anything may be written, and where.
    """
    if session.kiosk:
        return Text("kortui: the session has ended because of a fault; come again with the same command")
    if isinstance(error, KortuiError):  # as a database that was changed in place: no fault of the app, and nothing to report
        return Text(f"kortui: {one_line(sanitise(error.line()))}")
    name = type(error).__name__ if error else "unknown error"
    line = f"kortui: stopped by a fault of its own ({name}: {one_line(sanitise(str(error)))[:120]})"
    if session.state is None or error is None:
        return Text(line)
    path = session.state / "crash.txt"
    try:
        session.state.mkdir(parents=True, exist_ok=True)
        details = "".join(traceback.format_exception(error))
        path.write_text(f"kortui {__version__}\n{sanitise(details)}", "utf-8")
    except OSError:
        return Text(line)
    return Text(f"{line}; what happened is in {path}")
