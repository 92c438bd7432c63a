"""The manual page, ``kortui.1``, from the commands: names, options and examples as the command line itself has them.

Written in the macros of man(7), which every reader of manual pages knows. `docs/generate.py` writes the page; wheels install
it as ``share/man/man1/kortui.1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from kortui import __version__
from kortui.cli.examples import EXAMPLES
from kortui.cli.group import group, outer
from kortui.cli.names import COMMANDS

_CODES = (
    ("0", "found, done"),
    ("1", "nothing found"),
    ("2", "usage; no terminal for the app"),
    ("3", "the database is missing, damaged or of another version"),
    ("4", "build --strict: documents were skipped or decisions found no record"),
    ("5", "check found faults"),
    ("74", "the output could not be written"),
    ("130", "interrupted"),
    ("141", "the reader of the output went away"),
)
_VARIABLES = (
    ("KORTUI_DB", "database to read when no --db is given"),
    ("KORTUI_CONFIG", "settings file to use"),
    ("NO_COLOR", "when set, nothing is coloured"),
)


def escape(text: str) -> str:
    """Text as troff takes it: its own signs disarmed, hyphens as typed, typographic quotes and dashes by name."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("–", r"\(en").replace("“", r"\(lq").replace("”", r"\(rq")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def _paragraphs(help_text: str) -> Iterator[str]:
    """Our docstrings as paragraphs; one that begins with a backspace, click's sign for it, keeps its lines."""
    for number, block in enumerate(re.split(r"\n\s*\n", help_text.strip())):
        if number:
            yield ".PP"
        lines = [line.strip() for line in block.splitlines()]
        if lines[0] == "\b":
            yield from (".nf", *map(escape, lines[1:]), ".fi")
        else:
            yield escape(" ".join(lines))


def _options(command: click.Command) -> Iterator[str]:
    context = click.Context(command, parent=outer(), info_name=command.name or "kortui")
    for parameter in command.get_params(context):
        record = (
            parameter.get_help_record(context)
            if parameter.param_type_name == "option" and "--help" not in parameter.opts
            else None
        )
        if record is not None:
            names, words = record
            yield from (".TP", rf"\fB{escape(names)}\fR", escape(words))


def _command(name: str) -> Iterator[str]:
    context = outer()
    command = group.get_command(context, name)
    assert command is not None
    usage = " ".join(command.collect_usage_pieces(click.Context(command, parent=context, info_name=name)))
    yield from (f".SS {escape(f'kortui {name} {usage}')}", *_paragraphs(command.help or ""), *_options(command))
    yield from (".PP", "Examples:", ".PP", ".nf", ".RS 4", *map(escape, EXAMPLES[name]), ".RE", ".fi")


def page() -> str:
    """The manual page."""
    opening = group.get_command(outer(), "open")
    assert opening is not None
    lines = [
        f'.TH KORTUI 1 "" "kortui {__version__}" "User commands"',
        ".SH NAME",
        r"kortui \- explore South Korea\(enTürkiye relations in a terminal",
        ".SH SYNOPSIS",
        r"\fBkortui\fR [\fIoptions\fR] [\fIDB\fR]",
        ".br",
        r"\fBkortui\fR \fIcommand\fR [\fIarguments\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(group.help or ""),
        ".SH OPTIONS",
        *_options(opening),
        ".TP",
        r"\fB\-h, \-\-help\fR",
        "Show help and exit; behind a command, that command's.",
        ".TP",
        r"\fB\-\-version\fR",
        "Show the version and exit.",
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        lines += _command(name)
    lines.append(".SH EXIT STATUS")
    for code, words in _CODES:
        lines += [".TP", rf"\fB{code}\fR", escape(words)]
    lines.append(".SH ENVIRONMENT")
    for variable, words in _VARIABLES:
        lines += [".TP", rf"\fB{variable}\fR", escape(words)]
    lines += [".SH SEE ALSO", r"The pages in \fIdocs/\fR: queries, documents, records, review, configuration, ssh, extending."]
    return "\n".join(lines) + "\n"
