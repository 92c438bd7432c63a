"""The registry of commands: one table, no key with two meanings, and everything made from it agrees."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kortui.commands import COMMANDS, PLACES, SCOPES, Command, footer, in_place
from kortui.keyboard import HANGUL, show_key
from kortui.rebinding import clashes, rebind

BY_ID = {c.id: c for c in COMMANDS}


def test_ids_and_actions_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert len({c.action for c in COMMANDS}) == len(COMMANDS)


def test_no_key_means_two_things_in_one_place() -> None:
    assert list(clashes()) == []


def test_a_clash_is_found() -> None:
    extra = Command("test.clash", ("ㅓ",), "clash", "Clash with the alias of j", "move")
    assert any("move.down" in c and "test.clash" in c for c in clashes([*COMMANDS, extra]))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_is_whole(command: Command) -> None:
    assert command.scope in SCOPES
    assert any(command.scope in scopes for scopes in PLACES.values())
    assert command.help and not command.help.endswith(".") and command.help[0].isupper()
    assert 0 < len(command.label.split()) <= 3
    assert command.keys or command.id in ("app.settings", "app.theme")
    assert not command.twin or command.twin in BY_ID


def test_every_scope_is_open_somewhere() -> None:
    assert set(SCOPES) == {scope for scopes in PLACES.values() for scope in scopes} | {c.scope for c in COMMANDS}


def test_letters_work_with_a_hangul_layout() -> None:
    assert HANGUL["j"] == "ㅓ" and HANGUL["k"] == "ㅏ" and HANGUL["q"] == "ㅂ" and HANGUL["Q"] == "ㅃ"
    for command in COMMANDS:
        for key in command.keys:
            if key in HANGUL:
                assert HANGUL[key] in command.typed


def test_nothing_essential_on_keys_turkish_layouts_lack() -> None:
    typed = {key for c in COMMANDS for key in c.keys}
    assert not typed & set("i[]{}\\|")


def test_the_footer_keeps_help_and_the_way_back_longest() -> None:
    for place in PLACES:
        hints = footer(place)
        if place != "copy":
            assert [h[3] for h in hints[:2]] == ["app.help", "go.back"]
        assert [h[2] for h in hints] == sorted(h[2] for h in hints)
        assert {h[3] for h in hints} <= {c.id for c in in_place(place)}


def test_ranks_differ_within_a_place() -> None:
    for place in PLACES:
        ranks = [h[2] for h in footer(place)]
        assert len(set(ranks)) == len(ranks), place


def test_keys_are_shown_as_people_write_them() -> None:
    assert [show_key(k) for k in ("ctrl+d", "escape", "down", "j", "f1")] == ["^d", "esc", "↓", "j", "F1"]


def test_rebinding_by_id() -> None:
    rebound = rebind({"move.down": ["n", "down"], "hit.next": "f4"})
    assert not rebound.problems
    keys = {c.id: c.keys for c in rebound.commands}
    assert keys["move.down"] == ("n", "down") and keys["hit.next"] == ("f4",)
    assert rebound.keymap == {"move.down": "n,down,ㅜ", "hit.next": "f4"}


def test_two_commands_can_swap_keys() -> None:
    rebound = rebind({"record.evidence": "c", "record.context": "e"})
    assert rebound.problems == ()
    assert {c.id: c.keys for c in rebound.commands if c.id.startswith("record.")}["record.context"] == ("e",)


def test_a_command_can_lose_its_keys() -> None:
    rebound = rebind({"record.star": ""})
    assert BY_ID["record.star"].keys == ("m",)
    assert next(c for c in rebound.commands if c.id == "record.star").keys == ()
    assert rebound.keymap["record.star"]  # Textual would keep the old key for an empty entry


def test_wishes_that_cannot_be_had_are_named_and_left_out() -> None:
    rebound = rebind({"move.dwn": "x", "search.open": "s"})
    assert rebound.problems == (
        "no command is called move.dwn; did you mean move.down?",
        "s means both search.open and sort.next (list)",
    )
    assert rebound.commands == COMMANDS


def test_the_registry_needs_no_textual() -> None:
    code = "import sys, kortui.commands; sys.exit(any(m.split('.')[0] in ('textual', 'rich') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
