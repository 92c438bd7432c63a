"""Settings that Textual reads from the environment while it is imported."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from kortui.terminal.capabilities import Capabilities, detect

_found: Capabilities | None = None

_SETTINGS: Mapping[str, str] = {
    # Animated scrolling and tab underlines send every intermediate frame: 34 kB for a tab at 80x24 instead of 28 kB.
    "TEXTUAL_ANIMATIONS": "none",
    # The kitty keyboard protocol adds no key that kortui uses; terminals that know half of it leak codes such as
    # "9;1:3u" into the shell, and iTerm2 loses text composed by an input method.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # Textual renders in 24 bit and the output stage converts for the terminal: Rich takes a dumb terminal for a
    # 24-bit one, maps 16 colours so that text and background meet, and caches strips for the first depth it saw.
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    # Smooth scrolling turns on mouse reports in pixels and in-band resizes, which a visitor can forge.
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # Milliseconds before Esc counts as the key: half of Textual's, since `input` waits as long for a split paste mark.
    "ESCDELAY": "50",
}


def prepare(environ: MutableMapping[str, str]) -> Capabilities:
    """Set what Textual reads at import time, each only if the user has not set it, and detect the terminal.

    Call it before the first import of Textual. NO_COLOR is taken out after it has been read: Textual would turn colours
    into greys (which are colours still) and so hide from the output stage what a selection is, which the stage shows
    in reverse video; an empty NO_COLOR, which means nothing by no-color.org, counts for Textual too.

    Args:
        environ: The environment to change, usually `os.environ`.

    Returns:
        What `detect` found before the change.
    """
    global _found
    capabilities = _found = detect(environ)
    for name, value in _SETTINGS.items():
        environ.setdefault(name, value)
    environ.pop("NO_COLOR", None)
    return capabilities


def current(environ: Mapping[str, str]) -> Capabilities:
    """What `prepare` found, else what the environment says: after `prepare` NO_COLOR is no longer in it."""
    return _found or detect(environ)


OWN_THEMES = ("kortui-dark", "kortui-light")
"""Names of the themes kortui brings."""


def theme_names() -> tuple[str, ...]:
    """Names of all themes; asking loads a part of Textual."""
    from textual.theme import BUILTIN_THEMES

    return (*OWN_THEMES, *BUILTIN_THEMES)


def theme_for(capabilities: Capabilities, wanted: str | None, default: str = "textual-dark") -> str:
    """The theme to start with: the one asked for, else `ansi-dark` where colours are few, else the default.

    With 16 colours or fewer the usual themes collapse: their surfaces become black and 72 cells of a probe screen had
    text and background alike. `ansi-dark` uses the user's own palette.

    Args:
        capabilities: What the terminal can do.
        wanted: Theme that the user asked for.
        default: Theme for terminals with 256 colours and more.
    """
    if wanted:
        return wanted
    return "ansi-dark" if capabilities.few_colours else default
