"""Keys by name: what a person reads, what a keyboard with Hangul on types, and which keys there are to be bound."""

from __future__ import annotations

from types import MappingProxyType

# Dubeolsik (KS X 5002), the layout of Korean keyboards: what a letter key types while Hangul is on. With shift only
# Q W E R T O P type something else, so other capitals have no alias: they could not be told from small letters.
HANGUL = MappingProxyType(
    dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
    | dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
)
"""Latin letter to the jamo its key types under a Hangul layout."""

_SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "f1": "F1",
    "shift+tab": "S-tab",
}  # fmt: skip


def show_key(key: str) -> str:
    """A key as people read it: ``esc``, ``^d``, ``↓``."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    return _SHOWN.get(key, key)


NAMED_KEYS = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "tab", "enter",
    "escape", "space", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
"""Keys that have a name and no character of their own."""


def is_key(key: str) -> bool:
    """Whether a key is one that can be pressed: a character, a key with a name, or either with ctrl, alt or shift."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if not set(held) <= {"ctrl", "alt", "shift"}:
        return False
    return (len(last) == 1 and last.isprintable()) or last in NAMED_KEYS or _is_character(last)


def _is_character(name: str) -> bool:
    """Whether a name is the Unicode name of a character, as in ``question_mark``."""
    from unicodedata import lookup

    try:
        return bool(lookup(name.replace("_", " ")))
    except KeyError:
        return False
