"""Offices that stand for who holds them: "the minister", "its foreign minister"."""

from __future__ import annotations

import re

from kortui.extract.scene import Scene

_OFFICE = re.compile(
    r"\b(?:the|its|their|his|her) ((?:(?:prime|vice|deputy|foreign|defen[cs]e|trade|energy|interior|finance|[a-z]+) )?"
    r"(?:president|minister|premier|ambassador|general|chairman|chairwoman|envoy|governor|mayor|chief|secretary|leader|official|"
    r"chancellor|king|queen|spokes\w+|commander|director|executive|head))\b", re.I,
)  # fmt: skip


def names_office(text: str) -> bool:
    """Whether words name somebody by an office alone ("the minister", "its foreign minister")."""
    return _OFFICE.search(text) is not None


def office_holder(scene: Scene, text: str) -> str:
    """The person an office alone stands for: the last spoken of, if known to hold it; empty when nobody is.

    Args:
        scene: The sentence.
        text: Subject words ("the defence minister").
    """
    known = scene.entities.get(scene.discourse.person)
    named = _OFFICE.search(text) if known is not None and known.offices else None
    if named is None or known is None:
        return ""
    asked = named[1].lower().replace("defence", "defense").split()
    for office in known.offices:
        held = re.findall(r"\w+", office.title.lower().replace("defence", "defense"))
        if held and asked[-1] == held[-1] and set(asked) <= set(held) and ("prime" in asked) == ("prime" in held):
            return scene.discourse.person
    return ""
