"""The words that deny, take back, hinder and dispute: patterns of them, and cues that rule most sentences out.

The words themselves are lists of `modality.toml`, of which `lexical` and `telling` make parts of patterns and of cues, here and
for plans and fiction; what stands around them is written here.
"""

from __future__ import annotations

import re
from functools import cache, reduce
from operator import or_

from kortui.extract import lexicon, triggers
from kortui.extract.word_patterns import words_pattern
from kortui.records import dataclass, fields_of


def lexical(key: str) -> str:
    """Source of the pattern of a list of `modality.toml`.

    Args:
        key: Name of the list.
    """
    return words_pattern(tuple(lexicon.load("modality")[key])).pattern


_COMMON = frozenset(
    ("has", "have", "had", "is", "are", "was", "were", "in", "on", "about", "over", "as", "to", "no", "a", "an", "the",
     "of", "come", "came", "put")
)  # fmt: skip


def telling(key: str) -> tuple[str, ...]:
    """A word of each entry of a list of `modality.toml` without which it stands in no text, a rare one if it has one.

    Args:
        key: Name of the list.
    """
    entries = (entry.split() for entry in lexicon.load("modality")[key])
    return tuple(dict.fromkeys(next((w for w in words if w not in _COMMON), words[0]) for words in entries))


_ASIDE = (
    r"(?:,?\s(?:on|in|at|before|during|yesterday|today|again|once more|last|this|late|early|flatly|firmly|strongly|\w+ly)\b"
    r"[^.;:]{0,60}?)?"
)
"""What may stand between a denial and what it denies: when and where it was made."""
_OURS = r"(?:article|story|report|text|piece|item|post|page|column|headline|dispatch|caption|chart|graphic|table|newsletter)"
"""What a correction is of."""
_UNSAID = (
    r"(?:(?:(?:did|do|does|has|have|had|would|could|can|was|were)(?:\s?not|n['’]t)|never|nobody|no one|none of (?:them|those))"
    r"(?:,[^,;.]{1,30},)?\s(?:\w+ly\s|yet\s|ever\s|been\s|has\s|had\s|have\s)?"
    r"(?:ask|say|said|confirm|announc|claim|suggest|stat|report|believ|admit|acknowledg|propos|demand|request|thought|think|"
    r"mention|recommend|expect|indicat|declar|agree|insist|predict|guarantee)(?:e?d|e|ing)?\b)"
)
"""What somebody did not say, ask or believe; "did not deny that" and "did not know that" tell what follows."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """What takes a deed back.

    Attributes:
        denied: Denies it, before it.
        taken_back: Reaches over it: hearsay that turns out untrue.
        behind: Takes it back behind it.
        unlikely: Says behind a noun that it will not be.
        in_vain: Says in its clause that it was tried to no effect.
        undone: Says right before it that it was left undone.
        verging: Says right before it that it was near at hand, and no more.
        hindered: Says right before it that others hindered it.
        disputed: Says right before it that people have a dispute over it.
    """

    denied: re.Pattern[str]
    taken_back: re.Pattern[str]
    behind: re.Pattern[str]
    unlikely: re.Pattern[str]
    in_vain: re.Pattern[str]
    undone: re.Pattern[str]
    verging: re.Pattern[str]
    hindered: re.Pattern[str]
    disputed: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, compiled when a sentence first has one of their cues."""
    hearsay, untrue, about = lexical("hearsay"), lexical("untrue"), lexical("comes_about")
    return Patterns(
        re.compile(
            r"\b(?<!not )(?<!n.t )(?<!never )(?:(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing))"
            rf"{_ASIDE}\s+(?:(?:\w+\s+)?{hearsay}|that\b|having\b|\w+ing\b|it\b)"
            rf"|(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|{lexical('quashing')})"
            rf"\s+(?:as \w+\s+)?(?:\w+\s+){{0,2}}?(?:{hearsay}"
            r"|(?:forecast|prediction|estimate|idea|notion|view|possibility|expectation)s?\s+that\b)"
            rf"|rul(?:e|es|ed|ing) out that\b|(?<!one )(?<!nobody )(?<!few )doubt(?:s|ed)\s(?:[\w’'-]+\s){{1,8}}?"
            r"(?:will|would|can|could|had|has)\b"
            rf"|(?:not|n[o']t|never)\s+(?:been\s+)?(?:true|the case)\s+that\b|{untrue}\s+that\b|neither\b"
            rf"|{_UNSAID}[^.;:]{{0,60}}?\sthat\b"
            r"|(?:no|little|scant|any)\s+(?:truth|evidence|proof|sign|indication|record|chance|hope|prospect|likelihood|"
            r"question of|reason to (?:think|believe))\s+(?:in\s+\w+\s+)?that\b"
            r"|(?<!no )(?<!one )(?<!nobody )(?<!few )(?<!little )(?<!without )(?<!beyond )"
            r"doubt(?:s|ed|ing)?\s+(?:whether|that|if)\b"
            r"|(?:doubtful|questionable|unlikely|improbable|implausible|inconceivable|unthinkable|scepti\w+|skepti\w+|uncertain|"
            r"unsure|not (?:sure|certain|clear|known|likely))\s+(?:whether|that|if)\b|ask(?:s|ed)?\s+(?:\w+\s+)?"
            r"whether\b|unclear\s+(?:whether|if)\b"
            rf"|\b(?:earlier|previous|prior|original|first|initial|older) versions? of (?:this|the|our|its) (?:\w+\s)?{_OURS}\b"
            rf"|\b(?:this|our|that|the) {_OURS}\s(?:had\s)?(?:originally|initially|previously)\s"
            r"(?:said|stated|gave|reported|claimed|wrote|named|listed|put)\b"
            rf"|^\W*(?:corrections?|erratum|corrigendum)\s?[:—–-]\s[^.;]{{0,60}}?\b{_OURS}s?\b[^.;]{{0,60}}?"
            r"\b(?:said|says|states|stated|gave|reported|claimed|wrote|named|listed|put)\b"
            r"|\bmis(?:stat|report|identif|quot|attribut|represent|describ)(?:e?s|e?d|ied|ies|ing)?\b"
            r"|\bwhether\b(?=[^,;:]*$)(?!.*\b(?:when|after|once|because|since)\b)"
            r"|\bas (?:if|though)\b(?=[^,;:]*$)|\bwish(?:es|ed)?\s(?:that\s)?(?:[\w’'-]+\s){1,3}had\b"
            r"|^\W*how (?:many|much)\b(?=[^,;:]*$)"
            r"|(?:wrong|false|incorrect|misleading|mistaken|inaccurate|mistake|error|untrue) to (?:say|claim|think|"
            r"believe|suggest|assume|state|write|assert|imagine)\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{hearsay} (?:that|to have|of having|of)\b.{{1,200}}?\b(?:is|are|was|were|proved|turned out(?: to be)?)"
            rf"\s+(?:\w+\s+)?{untrue}"
            rf"|(?:call|brand|dismiss|label|describ|denounc)\w*\s(?:\w+\s){{0,3}}?{hearsay} that\b.{{1,200}}?\b{untrue}"
            r"|^\W*(?:(?:some|certain|several|many|most|older|other)\s(?:\w+\s)?)?"
            r"(?:books|sources|historians|accounts|authors|scholars|records|documents|encyclop\w+|papers|writers|lists|texts)"
            r"\s[^;]{1,300}?,\s(?:while\s|but\s|and\s)?others\s(?:\w+\s){0,3}?\d{4}\b"
            rf"|^.{{1,300}}\baccording to (?:an?|the) (?:\w+ )?{hearsay}.{{1,80}}?\b(?:denied|rejected|{untrue})",
            re.IGNORECASE | re.DOTALL,
        ),
        re.compile(
            rf",?\s(?:which|(?:but|though|although|yet|and)\s(?:this|that|it|(?:the|that|this) {hearsay}))\s"
            rf"(?:later\s|in fact\s)?(?:(?:is|was|were|has been|proved|turned out to be)\s(?:\w+\s)?{untrue}"
            rf"|(?:never|did not|didn['’]t|has not|had not)\s{about}"
            r"|(?:[\w.’'-]+\s){1,5}?(?:den(?:y|ies|ied)|refute[sd]?|reject(?:s|ed)|disput(?:es|ed))\b)",
            re.IGNORECASE,
        ),
        re.compile(
            r"[^,;]{0,80}?\s(?:is|are|was|were|seems|looks|appears|remains|be)\s(?:\w+ly\s|now\s|still\s|all but\s)?"
            r"(?:unlikely|improbable|doubtful|in doubt|out of the question|off the (?:table|agenda)|off(?=[.,;])|inconceivable|"
            r"impossible|unthinkable|an? (?:fantasy|pipe dream|non-starter|illusion|fiction|myth)|ruled out|"
            r"not (?:planned|foreseen|expected|possible|on the)|out of reach|unrealistic|unattainable|"
            r"an? (?:distant )?(?:dream|draft)|unsigned|a long way off|far off)\b|\s?[\w-]+\s(?:that|"
            r"which)\s(?:[\w’'-]+\s){1,3}?(?:never|did not|didn['’]t)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:in vain|vainly|unsuccessful(?:ly)?|to no avail|fruitless(?:ly)?)\b", re.IGNORECASE),
        re.compile(
            rf"(?:{lexical('undone')}|\b(?:barr|bann|prevent|prohibit|stopp|block|forb[ia]d|kept|keep|hinder|dissuad|discourag|"
            r"restrain|stop|bar|ban)\w{0,3}\s(?:[\w’'-]+\s){1,5}?from"
            r"|\b(?:threaten|refus|declin|hesitat|neglect|omitt)\w*\s(?:in|on|at|last|this|again|during|late|early)\s[^,;]{1,30}?\sto"
            r"|\b(?:reject|refus|declin|dismiss|turn|spurn|rebuff)\w*\s(?:down\s)?(?:[\w’'-]+\s){1,3}"
            r"(?:offer|request|proposal|plan|demand|bid|appeal|call)s?\s(?:to|for|of))(?: [\w-]+){0,2}\s*$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{lexical('verging')}\s(?:\w+ing\s)?(?:finally\s|again\s|(?:\w+ly\s)?(?:an?|the|its|their|another)\s(?:[\w-]+\s){{0,3}})?$",
            re.IGNORECASE,
        ),
        re.compile(rf"{lexical('hinder')}\s+(?:[\w’'-]+\s+){{0,6}}$", re.IGNORECASE),
        re.compile(
            rf"{lexical('disputes')}(?:\s[^;]*?)?\s(?:over|about|concerning|regarding|into|in connection with|related to|"
            r"linked to|arising from|stemming from)\s(?:[\w’'-]+\s){0,6}$",
            re.IGNORECASE,
        ),
    )


@dataclass(frozen=True, slots=True)
class Cues:
    """For each pattern, here and in `kortui.extract.denials`, the words without one of which it cannot match.

    See `kortui.extract.word_patterns`.
    """

    denied: int
    taken_back: int
    behind: int
    unreal: int
    no_one: int
    unlikely: int
    hindered: int
    undone: int
    verging: int
    in_vain: int
    disputed: int
    not_to: int


def _cues() -> Cues:
    def bit(*words: str) -> int:
        return triggers.patterns().add(words).bit

    table = lexicon.load("modality")
    denying = ("den*", "refut*", "reject*", "disput*")
    return Cues(
        denied=bit(*denying, *telling("untrue"), "dismiss*", "contradict*", "not", "n", "t", "never", "neither", "no", "nobody",
                   "none", "doubt*", "ask*", "unclear", "little", "scant", "doubtful", "questionable", "unlikely", "improbable",
                   "implausible",
                   "inconceivable", "unthinkable", "whether", "if", "though", "wish*", "how", "wrong", "false", "incorrect",
                   "misleading",
                   "mistaken", "inaccurate", "mistake", "error", "rule*",
                   "ruling", "scepti*", "skepti*", "uncertain", "unsure", "version*", "originally", "initially", "previously",
                   "misstat*", "misreport*", "misidentif*", "misquot*", "misattribut*", "misrepresent*", "misdescrib*",
                   "correction*", "erratum", "corrigendum",
                   *telling("quashing")),
        taken_back=bit(*table["hearsay"], "according", "others"),
        behind=bit(*denying, *telling("untrue"), "never", "not", "didn"),
        unreal=bit("would", "could", "might", "should"),
        no_one=bit("no", "none", "nobody", "neither"),
        unlikely=bit("unlikely", "unable", "position", "improbable", "doubtful", "doubt", "question", "table",
                     "agenda", "off",
                     "inconceivable", "impossible", "unthinkable", "fantasy", "dream", "starter", "illusion", "fiction",
                     "myth", "ruled", "not", "out", "unrealistic", "unattainable", "draft", "unsigned", "way", "far",
                     "never", "didn"),
        hindered=bit(*table["hinder"]),
        undone=bit(*telling("undone"), "reject*", "refus*", "declin*", "dismiss*", "turn*", "spurn*", "rebuff*", "bar*", "ban*",
                   "prevent*", "prohibit*", "stop*", "block*", "forbid*", "forbad*", "kept", "keep*", "hinder*", "dissuad*",
                   "discourag*", "restrain*"),
        in_vain=bit("vain", "vainly", "unsuccessful*", "avail", "fruitless*"),
        verging=bit(*telling("verging")),
        disputed=bit(*table["disputes"]),
        not_to=bit("not", "against"),
    )  # fmt: skip


CUES = _cues()
"""The cues of each pattern."""
ANY_CUE = reduce(or_, (getattr(CUES, name) for name in fields_of(Cues)))
"""Most sentences have none of them."""
