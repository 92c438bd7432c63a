"""Offices that stand for who holds them: "the minister", "its foreign minister"."""

from __future__ import annotations

import re

from kortui.extract.scene import Scene

_OFFICE = re.compile(
    r"\b(?:the|its|their|his|her) ((?:(?:prime|vice|deputy|foreign|defen[cs]e|trade|energy|interior|finance|[a-z]+) )?"
    r"(?:president|minister|premier|ambassador|general|chairman|chairwoman|envoy|governor|mayor|chief|secretary|leader|official|"
    r"chancellor|king|queen|spokes\w+|commander|director|executive|head))\b", re.I,
)  # fmt: skip

_OF_A_STATE = re.compile(
    r"\b(?:presidents?|premiers?|(?:prime )?ministers?(?: of [a-z]+(?:(?:,| and) [a-z]+)*(?: [a-z]+)?)?|chancellors?|kings?|"
    r"queens?|emirs?|sultans?|emperors?|(?:crown )?princes?|leaders?|heads? of (?:state|government)|secretary of state|"
    r"foreign secretary)"
    r" of (?:the )?(?:(?:people['’]s )?(?:republic|kingdom|state) of )?(?:[^\W\d_]+(?:,| and|, and) )*$", re.I,
)  # fmt: skip
_LONGEST = 90
"""Characters before a country in which the office of who speaks for it is looked for."""


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


def of_a_state(scene: Scene, token: int) -> bool:
    """Whether a country is named as that whose office somebody holds who stands for it ("the president of Kenya").

    Args:
        scene: The sentence.
        token: First token of the country.
    """
    start = scene.tokens.words[token].start
    return _OF_A_STATE.search(scene.tokens.text[max(scene.tokens.sentence.start, start - _LONGEST) : start]) is not None
