"""What people type: an example or two for every command, shown by its help and on the manual page, and run by a test."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "search": (
            "kortui search altay since:2010",
            "kortui search 'date:=1987 OR amount:>=10bn' --format jsonl",
            "kortui search firtina --why",
        ),
        "list": ("kortui list documents", "kortui list events --format ids | wc -l"),
        "show": ("kortui show turkiye", "kortui search firtina --format ids | kortui show -"),
        "chart": ("kortui chart trade", "kortui chart trade --format csv"),
        "conflicts": ("kortui conflicts", "kortui conflicts date:1980s --format md"),
        "today": ("kortui today --date 2027-07-27",),
        "cite": ("kortui search type:visit --format ids | kortui cite - --format bibtex",),
        "export": ("kortui export type:agreement -o agreements.md", "kortui export domain:trade --format csv > trade.csv"),
        "serve": (
            "kortui serve --db mine.json --authorized-keys ~/.ssh/authorized_keys",
            "kortui serve --authorized-keys readers.pub --listen 0.0.0.0:2222 --idle 5m",
            "kortui serve --public --listen 0.0.0.0:2222 --max-sessions 20",
            "kortui serve --public --print-systemd-unit > kortui.service",
        ),
        "build": ("kortui build notes/ report.md -o mine.json", "kortui build notes/ -o mine.json --report --jobs 2"),
        "annotate": ("kortui annotate report.txt", "kortui annotate report.txt --published 2026-01 --format jsonl"),
        "review": ("kortui review list", 'kortui review edit e7k3m9qa2hxw --date 1987~ --note "the year is a guess"'),
        "check": ("kortui check", "kortui check mine.json --format json"),
        "config": ("kortui config show > settings.toml", "kortui config check --config settings.toml"),
        "keys": ("kortui keys --format md",),
        "completion": ('eval "$(kortui completion bash)"',),
    }
)
"""Command lines by command."""


def epilog(name: str) -> str:
    """The examples of a command as click prints them below its options; empty for a command without."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in EXAMPLES[name]))) if name in EXAMPLES else ""
