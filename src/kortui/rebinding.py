"""Commands with a person's own keys: what of the wishes can be had, and which keys would mean two things in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kortui.commands import COMMANDS, PLACES, Command, in_place
from kortui.keyboard import NAMED_KEYS, is_key, show_key
from kortui.records import dataclass, replace


def clashes(commands: Iterable[Command] = COMMANDS) -> Iterator[str]:
    """Every key that means two things in one place, as a sentence each."""
    known = tuple(commands)
    told = set()
    for place in PLACES:
        taken: dict[str, Command] = {}
        for command in in_place(place, known):
            for key in command.typed:
                first = taken.setdefault(key, command)
                if first is not command and (key, first.id, command.id) not in told:
                    told.add((key, first.id, command.id))
                    yield f"{show_key(key)} means both {first.id} and {command.id} ({place})"


@dataclass(frozen=True, slots=True)
class Rebound:
    """The registry with a person's own keys.

    Attributes:
        commands: All commands with the keys in force.
        problems: What of the wishes could not be had, a sentence each.
    """

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()

    @property
    def keymap(self) -> dict[str, str]:
        """Keys of every command that differs from the registry, as Textual's keymap takes them.

        A command that lost its keys gets one no terminal sends: Textual keeps the old keys for an empty entry.
        """
        default = {c.id: c.keys for c in COMMANDS}
        return {c.id: ",".join(c.typed) or "unbound" for c in self.commands if c.keys != default[c.id]}


def rebind(wishes: Mapping[str, Sequence[str] | str]) -> Rebound:
    """The commands with other keys.

    Args:
        wishes: Command id to its keys, as a list or with commas between; no keys at all take the command off the keyboard.

    Returns:
        The commands; wishes for unknown ids, and those that would give a key two meanings, are left out and named.
    """
    from difflib import get_close_matches

    default = {c.id: c for c in COMMANDS}
    problems: list[str] = []
    wished: dict[str, Command] = {}
    for name, keys in wishes.items():
        if name not in default:
            near = get_close_matches(name, default, 1)
            problems.append(f"no command is called {name}" + (f"; did you mean {near[0]}?" if near else ""))
            continue
        listed = [k.strip() for k in (keys.split(",") if isinstance(keys, str) else keys) if k.strip()]
        if wrong := [k for k in listed if not is_key(k)]:
            near = get_close_matches(wrong[0], NAMED_KEYS, 1)
            problems.append(f"{name}: no key is called {wrong[0]}" + (f"; did you mean {near[0]}?" if near else ""))
            continue
        wished[name] = replace(default[name], keys=tuple(listed))
    while clash := next(clashes({**default, **wished}.values()), ""):
        problems.append(clash)
        # Wishes are granted together, so that two commands can swap keys; of a clash the wishes in it are dropped.
        wished = {name: command for name, command in wished.items() if f" {name} " not in f" {clash} "}
    return Rebound(tuple({**default, **wished}.values()), tuple(problems))
