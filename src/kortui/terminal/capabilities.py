"""What the terminal can do, read from the environment alone: colours, characters and modes.

Nothing here talks to the terminal: an answer to a query comes one round trip late, over a slow link half a second, and
some terminals print the question instead of answering it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Depth = Literal["true", "256", "16", "none"]
"""How many colours are sent: 24 bit, the palette of 256, the palette of 16, or only bold, underline and reverse."""

Charset = Literal["utf8", "linux", "ascii"]
"""Which characters are sent: all, those of a Linux console font (UTF-8, Latin and code page 437), or ASCII."""

_TRUE_COLOUR = ("xterm-kitty", "xterm-ghostty", "ghostty", "alacritty", "foot", "wezterm", "contour", "iterm2")
"""Terminals that draw 24-bit colours and whose TERM says who they are; sshd does not pass COLORTERM on by default."""

_XTERM_LIKE = (
    "xterm", "tmux", "screen", "putty", "rxvt", "konsole", "gnome", "vte", "st", "mintty", "mlterm", "nsterm", "iterm",
    "eterm", "ghostty", "alacritty", "foot", "wezterm", "contour", "kitty", "rio", "cygwin",
)  # fmt: skip
_SILENT = ("screen", "putty", "rxvt", "eterm", "nsterm", "cygwin")
"""Terminals that do not know mode queries; some print the last letter of one."""

_NO_FOCUS = ("screen", "putty", "cygwin")
_KEEPS_DEFAULT = ("screen",)
"""Terminals that erase to the default background, not the current one (no "bce" in terminfo)."""

Multiplexer = Literal["", "tmux", "screen"]
"""What stands between kortui and the terminal and takes sequences for the terminal only in an envelope of its own."""

_UNUSABLE = ("dumb", "emacs", "unknown", "network", "dialup", "lpr", "printer")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What may be sent to one terminal.

    Attributes:
        term: Value of TERM, lower case; empty when unset.
        depth: Colours, see `Depth`.
        charset: Characters, see `Charset`.
        alternate_screen: Mode 1049, which gives the screen back as it was.
        mouse: Modes 1000, 1002 and 1006: buttons, wheel, drags; never 1003, which reports every motion (142 B each way).
        focus: Mode 1004, window focus.
        paste: Mode 2004, bracketed paste.
        synchronised: The terminal may be asked whether it knows mode 2026 (a frame is shown whole).
        erase: ECH and CHA (ECMA-48) are known; VT100 has neither.
        erase_coloured: Erasing fills with the current background.
        clipboard: OSC 52 may be sent.
        multiplexer: What it has to be wrapped for; empty for a terminal itself.
        problem: One line saying why no app can be drawn here, or None.
    """

    term: str
    depth: Depth
    charset: Charset
    alternate_screen: bool
    mouse: bool
    focus: bool
    paste: bool
    synchronised: bool
    erase: bool
    erase_coloured: bool
    clipboard: bool
    multiplexer: Multiplexer = ""
    problem: str | None = None

    @property
    def few_colours(self) -> bool:
        """Whether the app should use a theme of the user's own 16 colours (`ansi-dark`)."""
        return self.depth in ("16", "none")


def _family(term: str, names: tuple[str, ...]) -> bool:
    """Whether TERM is one of the names or one with a suffix (``screen.xterm-256color``, ``tmux-256color``)."""
    return any(term == name or term.startswith((name + "-", name + ".")) for name in names)


def _depth(term: str, environ: Mapping[str, str]) -> Depth:
    """The colour depth; NO_COLOR as on no-color.org: present and not empty."""
    if environ.get("NO_COLOR") or term.startswith("vt") or term.endswith(("-m", "-mono")):
        return "none"
    if term == "linux" or _family(term, ("linux", "cygwin")):
        return "16"
    many = "256color" in term
    if _family(term, ("screen",)) and not environ.get("TMUX"):
        return "256" if many else "16"  # GNU screen 4 misreads 24-bit codes, and COLORTERM comes from around it
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "256"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "true"
    if _family(term, _TRUE_COLOUR) or "-direct" in term:
        return "true"
    return "256" if many or _family(term, ("tmux",)) else "16"


def _multiplexer(term: str, environ: Mapping[str, str]) -> Multiplexer:
    """TMUX and STY are what tmux and GNU screen tell the programs in them; over SSH only TERM is left."""
    if environ.get("TMUX") or _family(term, ("tmux",)):
        return "tmux"
    return "screen" if environ.get("STY") or _family(term, ("screen",)) else ""


def _is_utf8(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the locale's charset is UTF-8.

    LC_ALL, LC_CTYPE and LANG count in this order. C and POSIX are ASCII: Python writes UTF-8 there anyway, which a
    terminal set to Latin-1 shows as rubbish. (When the locale is C by default Python itself sets LC_CTYPE=C.UTF-8
    before kortui starts, PEP 538, so that only a wish for C arrives here.) A name without a charset, or no name at
    all, leaves it to `encoding`.
    """
    name = next((environ[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(key)), "")
    charset = name.partition(".")[2].partition("@")[0]
    if not charset:
        if name in ("C", "POSIX"):
            return False
        charset = name if name.lower() in ("utf-8", "utf8") else encoding or ""  # macOS sets LC_CTYPE=UTF-8
    return charset.lower().replace("-", "").replace("_", "") == "utf8"


def _charset(term: str, environ: Mapping[str, str], encoding: str | None) -> Charset:
    if term.startswith("vt") or not _is_utf8(environ, encoding):
        return "ascii"
    return "linux" if _family(term, ("linux",)) else "utf8"


def _problem(term: str) -> str | None:
    if not term:
        return "TERM is not set, so this terminal cannot be drawn on; set it, for example TERM=xterm-256color"
    if term in _UNUSABLE:
        return f"TERM={term} cannot move its cursor; use another terminal, or kortui search, show and list, which print lines"
    return None


def detect(environ: Mapping[str, str], *, encoding: str | None = None) -> Capabilities:
    """Read what the terminal can do from the environment.

    Args:
        environ: Environment variables: TERM, COLORTERM, NO_COLOR, TERM_PROGRAM, TMUX, STY, LC_ALL, LC_CTYPE, LANG.
        encoding: Charset of the locale where its name does not say (`locale.getencoding()`).

    Returns:
        The capabilities; `Capabilities.problem` is set when no app can be drawn at all.
    """
    term = environ.get("TERM", "").strip().lower()
    modern = _family(term, _XTERM_LIKE)
    talks = modern and not _family(term, _SILENT) and environ.get("TERM_PROGRAM") != "Apple_Terminal"
    return Capabilities(
        term=term,
        depth=_depth(term, environ),
        charset=_charset(term, environ, encoding),
        alternate_screen=modern,
        mouse=modern,
        focus=modern and not _family(term, _NO_FOCUS),
        paste=modern,
        synchronised=talks,
        erase=modern or _family(term, ("linux",)),
        erase_coloured=(modern and not _family(term, _KEEPS_DEFAULT)) or _family(term, ("linux",)),
        clipboard=modern,
        multiplexer=_multiplexer(term, environ),
        problem=_problem(term),
    )
