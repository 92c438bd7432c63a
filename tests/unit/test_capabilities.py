"""What `detect` reads from TERM, COLORTERM, NO_COLOR and the locale."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from kortui.terminal import environment as settings
from kortui.terminal.capabilities import detect
from kortui.terminal.environment import prepare, theme_for
from kortui.terminal.modes import clipboard, enter, leave
from kortui.terminal.tty import refuse_reason

UTF8 = {"LANG": "en_US.UTF-8"}


@pytest.mark.parametrize(
    ("term", "depth", "with_colorterm", "charset", "modern"),
    [
        ("xterm", "16", "true", "utf8", True),
        ("xterm-256color", "256", "true", "utf8", True),
        ("xterm-kitty", "true", "true", "utf8", True),
        ("xterm-direct", "true", "true", "utf8", True),
        ("xterm-mono", "none", "none", "utf8", True),
        ("alacritty", "true", "true", "utf8", True),
        ("foot", "true", "true", "utf8", True),
        ("tmux", "256", "true", "utf8", True),
        ("tmux-256color", "256", "true", "utf8", True),
        ("screen", "16", "16", "utf8", True),
        ("screen-256color", "256", "256", "utf8", True),
        ("screen.xterm-256color", "256", "256", "utf8", True),
        ("putty", "16", "true", "utf8", True),
        ("putty-256color", "256", "true", "utf8", True),
        ("rxvt-unicode-256color", "256", "true", "utf8", True),
        ("linux", "16", "16", "linux", False),
        ("linux-16color", "16", "16", "linux", False),
        ("vt100", "none", "none", "ascii", False),
        ("vt220", "none", "none", "ascii", False),
        ("XTERM-256COLOR", "256", "true", "utf8", True),
        ("something-unheard-of", "16", "true", "utf8", False),
    ],
)
def test_terminals(term: str, depth: str, with_colorterm: str, charset: str, modern: bool) -> None:
    plain = detect({"TERM": term, **UTF8})
    assert (plain.depth, plain.charset, plain.problem) == (depth, charset, None)
    assert (plain.mouse, plain.paste, plain.alternate_screen, plain.clipboard) == (modern,) * 4
    assert detect({"TERM": term, "COLORTERM": "truecolor", **UTF8}).depth == with_colorterm
    assert detect({"TERM": term, "COLORTERM": "24bit", **UTF8}).depth == with_colorterm
    assert detect({"TERM": term, "COLORTERM": "yes", **UTF8}).depth == depth
    for environ in ({"NO_COLOR": "1"}, {"NO_COLOR": "0", "COLORTERM": "truecolor"}):
        assert detect({"TERM": term, **environ, **UTF8}).depth == "none"
    assert detect({"TERM": term, "NO_COLOR": "", **UTF8}).depth == depth  # no-color.org: "when present and not empty"


@pytest.mark.parametrize("term", ["dumb", "DUMB", "", "emacs", "unknown"])
def test_terminals_that_cannot_be_drawn_on(term: str) -> None:
    problem = detect({"TERM": term, **UTF8}).problem
    assert problem is not None
    assert "TERM" in problem
    assert "\n" not in problem


def test_term_unset_is_a_problem() -> None:
    assert detect(UTF8).problem == detect({"TERM": "", **UTF8}).problem is not None


@pytest.mark.parametrize(
    ("environ", "encoding", "charset"),
    [
        ({"LANG": "C.UTF-8"}, None, "utf8"),
        ({"LANG": "tr_TR.utf8"}, None, "utf8"),
        ({"LANG": "ko_KR.UTF-8@euro"}, None, "utf8"),
        ({"LC_CTYPE": "UTF-8"}, None, "utf8"),
        ({"LANG": "C"}, "utf-8", "ascii"),
        ({"LANG": "POSIX"}, "utf-8", "ascii"),
        ({"LC_ALL": "C", "LANG": "C.UTF-8"}, "utf-8", "ascii"),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, None, "utf8"),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, None, "utf8"),
        ({"LANG": "tr_TR.ISO-8859-9"}, "utf-8", "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, None, "ascii"),
        ({"LANG": "ko_KR.eucKR"}, None, "ascii"),
        ({"LANG": "tr_TR"}, "iso8859-9", "ascii"),
        ({"LANG": "tr_TR"}, "utf-8", "utf8"),
        ({}, "utf-8", "utf8"),
        ({}, None, "ascii"),
    ],
)
def test_locales(environ: dict[str, str], encoding: str | None, charset: str) -> None:
    assert detect({"TERM": "xterm", **environ}, encoding=encoding).charset == charset
    assert detect({"TERM": "vt100", **environ}, encoding=encoding).charset == "ascii"
    linux = detect({"TERM": "linux", **environ}, encoding=encoding).charset
    assert linux == ("linux" if charset == "utf8" else "ascii")


def test_multiplexers_and_apple() -> None:
    assert detect({"TERM": "screen-256color", "TMUX": "/tmp/x", "COLORTERM": "truecolor", **UTF8}).depth == "true"
    apple = detect({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal", "COLORTERM": "truecolor", **UTF8})
    assert (apple.depth, apple.synchronised) == ("256", False)


@pytest.mark.parametrize("term", ["xterm", "tmux-256color", "screen", "putty", "linux", "vt100", "rxvt"])
def test_a_terminal_gets_only_the_modes_it_has_and_they_are_undone(term: str) -> None:
    capabilities = detect({"TERM": term, **UTF8})
    on, off = enter(capabilities), leave(capabilities)
    assert "1003" not in on
    assert "2048" not in on
    assert ">" not in on  # the kitty keyboard
    assert ("$p" in on) == (term in ("xterm", "tmux-256color"))
    assert ("1006h" in on) == ("2004h" in on) == (term not in ("linux", "vt100"))
    for number, state in re.findall(r"\x1b\[\?(\d+)([hl])", on):
        assert f"\x1b[?{number}{'h' if state == 'l' else 'l'}" in off
    assert "1000h" not in enter(capabilities, mouse=False)


def test_clipboard_is_capped_and_encoded() -> None:
    xterm, console = detect({"TERM": "xterm", **UTF8}), detect({"TERM": "linux", **UTF8})
    assert clipboard("서울\x1b", xterm) == "\x1b]52;c;7ISc7Jq4Gw==\x07"
    assert clipboard("x" * 8193, xterm) is None
    assert clipboard("x", console) is None


def test_clipboard_is_wrapped_for_what_stands_between() -> None:
    text = "Ankara ve Seul " * 60
    plain = clipboard(text, detect({"TERM": "xterm", **UTF8}))
    assert plain is not None
    for environ in ({"TERM": "tmux-256color"}, {"TERM": "xterm", "TMUX": "/tmp/x"}, {"TERM": "screen", "TMUX": "/tmp/x"}):
        assert clipboard(text, detect({**environ, **UTF8})) == f"{plain}\x1bPtmux;\x1b{plain}\x1b\\"
    for environ in ({"TERM": "screen"}, {"TERM": "screen.xterm-256color"}, {"TERM": "xterm", "STY": "1.a"}):
        wrapped = clipboard(text, detect({**environ, **UTF8}))
        assert wrapped is not None
        envelopes = re.findall(r"\x1bP(.*?)\x1b\\", wrapped)
        assert "".join(envelopes) == plain
        assert "".join(f"\x1bP{e}\x1b\\" for e in envelopes) == wrapped
        assert max(map(len, envelopes)) <= 700  # GNU screen prints what is longer than 767


def test_prepare_keeps_what_the_user_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_found", None)
    environ = {"TERM": "xterm", "NO_COLOR": "1", "TEXTUAL_ANIMATIONS": "full", **UTF8}
    capabilities = prepare(environ)
    assert capabilities.depth == "none"
    assert environ["TEXTUAL_ANIMATIONS"] == "full"
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "truecolor"
    assert environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert "NO_COLOR" not in environ
    assert settings.current(environ) == capabilities


@pytest.mark.parametrize(
    ("environ", "wanted", "theme"),
    [
        ({"TERM": "xterm-256color"}, None, "kortui"),
        ({"TERM": "xterm"}, None, "ansi-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, None, "ansi-dark"),
        ({"TERM": "xterm"}, "nord", "nord"),
    ],
)
def test_theme(environ: dict[str, str], wanted: str | None, theme: str) -> None:
    assert theme_for(detect(environ), wanted, "kortui") == theme


def test_no_terminal_is_refused_with_one_line() -> None:
    read, write = os.pipe()
    try:
        reason = refuse_reason({"TERM": "xterm", **UTF8}, stdin=read, stderr=write)
        over_ssh = refuse_reason({"TERM": "xterm", "SSH_CONNECTION": "x", **UTF8}, stdin=read, stderr=write)
    finally:
        os.close(read)
        os.close(write)
    for line in (reason, over_ssh, refuse_reason({"TERM": "xterm"}, stdin=read, stderr=write)):
        assert line is not None
        assert "ssh -t" in line
        assert "\n" not in line


def test_a_terminal_is_accepted_unless_dumb() -> None:
    master, slave = os.openpty()
    try:
        assert refuse_reason({"TERM": "xterm", **UTF8}, stdin=slave, stderr=slave) is None
        dumb = refuse_reason({"TERM": "dumb", **UTF8}, stdin=slave, stderr=slave)
        assert dumb is not None
        assert "dumb" in dumb
    finally:
        os.close(master)
        os.close(slave)


def test_asking_costs_no_textual() -> None:
    code = (
        "import sys; from kortui.terminal import capabilities, environment, tty, output, modes;"
        "sys.exit(any(m.split('.')[0] == 'textual' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
