"""What is only said of a deed or a figure: rumoured, alleged, suspected, or claimed by somebody whom others correct."""

from __future__ import annotations

import re
from functools import cache

from kortui.extract import triggers
from kortui.extract.denials_words import lexical, telling
from kortui.extract.scene import Scene
from kortui.extract.verbs import BE, is_adverb
from kortui.extract.words import NONE
from kortui.records import dataclass

_HELPING = BE | frozenset(("has", "have", "had", "will", "would", "to"))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What makes hearsay of a deed.

    Attributes:
        before: Stands before it and reaches over it: "rumours that …", "falsely claimed that …".
        at: Stands right before its verb: "is alleged to have …", "was accused of …".
        named: Adjectives right before its noun: "the alleged sale".
        adverb: "allegedly".
        adverb_behind: The same right behind its verb.
        behind: Follows it: "…, or so they believed", "…, critics allege".
        borne_out: Follows all of these and says that it is so after all: "… and admitted it".
    """

    before: re.Pattern[str]
    at: re.Pattern[str]
    named: re.Pattern[str]
    adverb: re.Pattern[str]
    adverb_behind: re.Pattern[str]
    behind: re.Pattern[str]
    borne_out: re.Pattern[str]


_SAY = (
    r"(?:sa(?:y|ys|id|ying)|(?:claim|report|stat|announc|suggest|assert|assum|believ|boast|declar|insist|maintain|not)(?:e?s|e?d|ing)?"
    r"|t(?:ell|ells|old)|th(?:ink|inks|ought)|wrote|writes)"
)
_NAMED = r"(?:claim|report|stor|statement|allegation|accusation|assertion|account|rumou?r|news|boast|figure|number)(?:s|y|ies)?"
"""Nouns for what somebody has said."""
_NAMED_AGAIN = rf"(?:the|this|that|his|her|their|its)\s{_NAMED}"
_WITHDRAWS = r"\b(?:correct|retract|withdr[ae]w|recant|took back|take back|walk(?:ed)? back|debunk|disprov|discredit)\w*"
_DENIES = (
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|refute[sd]?|disput(?:es|ed)|contradict(?:s|ed)|retract(?:s|ed)|debunk(?:s|ed)|"
    r"corrected)"
)
_CALLS = r"\b(?:call|brand|dismiss|label|describ|reject|denounc|decr)\w*"
_DUBIOUS = (
    r"\b(?:forged|fake|fabricated|leaked|unconfirmed|unverified|anonymous|doctored|bogus|unsubstantiated)\s(?:\w+\s)?"
    r"(?:letter|document|memo|memorandum|report|news|e-?mail|paper|file|recording|post|tweet|video|account|source|claim|cable)s?"
)
"""What nobody need believe."""
_ONLINE = r"(?:twitter|x|facebook|instagram|tiktok|reddit|telegram|youtube|social media|internet|online|forum|weibo)"
_STANDS_FOR = r"(?!(?:company|corporate|official|ministry|government|embassy|presidential)\s)"
_NOBODY = (
    rf"(?:(?:an?|one|some|several|many|various|two|three)\s(?:{_STANDS_FOR}[\w-]+\s){{0,2}}?{_STANDS_FOR}"
    r"|(?<![\w’'])(?=social media |internet |twitter ))"
    r"(?:(?:fan )?blogs?|bloggers?|vloggers?|youtubers?|tiktokers?|influencers?|netizens?|redditors?|chain letters?|hoax(?:es)?"
    rf"|(?:{_ONLINE}|anonymous) (?:user|post|account|commenter)s?|(?:user|post|account|commenter)s?(?= on {_ONLINE}\b)"
    r"|viral (?:post|video|message)s?|tweets?)(?!\s(?:by|from|of)\b)"
)
"""Who speaks for nobody: somebody's blog, an account, a post that goes round."""
_CHARGES = rf"\b(?:indictments?|charge sheet|prosecut(?:or|ors|ion)|plaintiffs?|lawsuit)\s(?:\w+\s){{0,2}}?{_SAY}\b"
_SOME = (
    r"\b(?:some|many|few|conspiracy theorists|sceptics|skeptics)\s(?:\w+\s){0,2}?(?:believe|think|assume|suspect|claim|imagine|"
    r"guess|speculate)d?\sthat\b"
)
_WHEN = r"(?!.*\b(?:when|after|while|because|since)\b)"
"""Behind what is only charged or believed, a clause of its own time is told by whoever tells the rest."""


@cache
def _no_such(kind: str) -> re.Pattern[str] | None:
    """What says behind a deed of a type that there was none; None for types that no word names."""
    nouns = _NOUNS.get(kind)
    if nouns is None:
        return None
    return re.compile(rf"\bthere (?:was|were|is|had been|has been) (?:in fact |actually )?no(?: such)? (?:{nouns})", re.I)


_DEAL = "contract|deal|sale|order|purchase|deliver|agreement"
_NOUNS = {
    "contract": _DEAL, "delivery": _DEAL, "agreement": "agreement|treaty|accord|deal|pact|memorandum", "visit": "visit|trip",
    "meeting": "meeting|talk|summit", "investment": "investment|plant|factory", "deployment": "deployment|troops|soldiers",
    "conflict": "war|attack|battle",
}  # fmt: skip


@cache
def _patterns() -> _Patterns:
    falsely, rumour, alleged, adverb = (lexical(key) for key in ("falsely", "rumours", "alleged", "allegedly"))
    alleging, accusing, untrue, hearsay = (lexical(key) for key in ("alleging", "accusing", "untrue", "hearsay"))
    wrongly = rf"(?:{falsely}\s{_SAY}|{_SAY}\b,?\s{falsely})"
    dubious = rf"(?:{_DUBIOUS}|{rumour}|{untrue}\s{hearsay})"
    return _Patterns(
        re.compile(
            rf"\b{wrongly}\b|{rumour}(?:\s(?!but\b)[\w’'-]+){{0,4}}?\sthat\b|{alleging}\s(?:[\w’'-]+\s){{0,4}}?that\b"
            r"|^\W*(?:according to|by|in)\s(?:an?\s|the\s|some\s|several\s)?(?:\w+\s)?"
            rf"{dubious}(?:\s[\w’'-]+){{0,4}},"
            rf"|(?:{untrue}\s{hearsay}|{_DUBIOUS})\b[^,;.]{{0,40}}?\b(?:{_SAY}|show\w*|indicat\w*|reveal\w*|that)\b|(?:{_CHARGES}|{_SOME}){_WHEN}"
            r"|\berr(?:s|ed)?\s(?:when|in)\b|\bjok(?:es|ed|ing)\s(?:\w+\s){0,2}?that\b"
            r"|\bit (?:is|was|has been) (?:often|sometimes|widely|commonly|frequently|popularly) "
            r"(?:claimed|said|believed|thought) that\b"
            rf"|\b{_SAY}\s(?:jokingly|in jest|as a joke)\b|\b(?:jokingly|jestingly)\s{_SAY}\b"
            rf"|\bcontrary to\s(?:\w+\s){{0,2}}?{hearsay}(?:\s[\w’'-]+){{0,6}}?\sthat\b"
            rf"|{_WITHDRAWS}\s(?:\w+\s){{0,2}}?{_NAMED}(?:\s(?:of|from|in|on|made)\s[^,;.]{{1,30}}?)?\sthat\b|{rumour}\s(?:has|had|have)\sit\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:\b(?:is|are|was|were|been|being)\s(?:\w+ly\s|also\s|still\s|long\s)?{alleged}\sto\shave\s(?:been\s)?"
            rf"|{accusing}\s(?:[^,;:]{{1,80}}?\s)?(?:of|for|with)\s(?:having\s)?(?:been\s)?"
            r"(?:\w+ing\s[^,;.]{1,60}?\s(?:and|or|by|before|after)\s)?"
            r"|\b(?:lied|lying|pretend\w*|fantasi[sz]\w+)\s(?:about|of|to have)\s(?:having\s)?)(?:\w+ly\s){0,2}$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{alleged}|(?:{rumour}|{untrue}\s{hearsay})\s(?:of|about|regarding|concerning)(?:\s(?:an?|the|his|her|its|their))?)"
            r"\s(?:(?!(?:in|of|for|to|over|with|by|about|and|the|an?)\s)[\w’'-]+\s){0,3}$",
            re.IGNORECASE,
        ),
        re.compile(adverb, re.IGNORECASE),
        re.compile(rf",?\s{adverb}(?=\s*(?:[,.;]|to|from|in|on|for|by|with)\b)", re.IGNORECASE),
        re.compile(
            r"\sor so\s(?!(?:many|far|few|much)\b)[\w’'-]+"
            rf"|[,;—–][”\"]?\s(?:or\s|as\s|at least\s)?(?:an?\s|the\s)?(?:{untrue}\s)?{rumour}"
            r"\s(?:had it|has it|said|says|went|goes|claimed)\b"
            rf"|[,;—–”\"]\s(?:[\w.’'-]+\s){{1,6}}?(?:{alleging}(?!\s(?:that|the|an?)\b)|{wrongly}\b)"
            rf"|(?:[,—–]\san?|[,;—–]\s(?:this|that))\s(?:\w+\s)?{_NAMED}\b(?!\s(?:about|of|on|over)\b)[^.;]{{0,60}}?"
            rf"(?:{_DENIES}|\bdismiss\w*|{untrue})"
            rf"|{_CALLS}\s(?:this|that|it|{_NAMED_AGAIN})\s(?:as\s)?(?:\w+\s)?{untrue}"
            rf"|{_DENIES}\s(?:(?:it|this|him|her|them)(?!\s(?:is|was|were|had|has|would|will)\b)|that(?=\s*[.,;])|{_NAMED_AGAIN}(?!\s(?:that|of|about)\b))\b"
            rf"|\baccording to\s(?:an?\s|the\s|some\s|several\s)?(?:\w+\s)?{dubious}"
            rf"|\b(?:withdrew|withdrawn|took back|walked back|recanted)\s(?:it|this|that|{_NAMED_AGAIN})\b"
            r"|[\"”],?\s(?:[\w.’'-]+\s){0,4}?jok(?:es|ed)\b"
            rf"|[\"”],?\s(?:is|was|were|are|proved|turned out(?: to be)?)\s(?:\w+\s)?{untrue}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!not )(?<!n.t )(?<!never )(?<!to ){lexical('borne_out')}", re.IGNORECASE),
    )


@cache
def _of_nobody() -> re.Pattern[str]:
    """Words of somebody who speaks for nobody: "a blog claims", "according to a post on Twitter"."""
    where = r"(?:\s(?:on|in)\s[\w’'-]+(?:\s[\w’'-]+)?)?(?:\s(?:has|have|had|also|recently|even))?"
    return re.compile(rf"(?P<led>\baccording to\s)?\b{_NOBODY}(?(led)|{where}\s{_SAY}\b)", re.IGNORECASE)


_BEFORE = triggers.patterns().add(
    (*telling("falsely"), *telling("rumours"), *telling("alleged"), *telling("allegedly"), *telling("alleging"),
     *telling("accusing"), *telling("untrue"), "forged", "leaked", "anonymous", "doctored", "indictment*", "charge",
     "prosecut*",
     "plaintiff*", "lawsuit", "some", "many", "few", "conspiracy", "scepti*", "skepti*", "err", "errs", "erred",
     "joke*", "joking", "jokingly", "jestingly", "jest", "contrary", "correct*", "retract*", "withdr*", "recant*", "took",
     "take",
     "walk*", "debunk*", "disprov*", "discredit*", "lied", "lying", "pretend*", "fantasi*",
     "often", "sometimes", "widely", "commonly", "frequently", "popularly")
).bit  # fmt: skip
_NAMELESS = triggers.patterns().add(
    ("blog*", "vlogger*", "youtuber*", "tiktoker*", "influencer*", "netizen*", "redditor*", "chain", "hoax*", "user", "users",
     "post", "posts", "account", "accounts", "commenter*", "viral", "tweet*")
).bit  # fmt: skip
_BEHIND = triggers.patterns().add(
    ("so", "according", *telling("falsely"), *telling("rumours"), *telling("alleging"), *telling("allegedly"),
     *telling("untrue"), "claim*",
     "report*", "stor*", "statement*", "allegation*", "accusation*", "assertion*", "account*", "den*", "reject*", "refut*",
     "disput*", "contradict*", "retract*", "debunk*", "corrected", "withdr*", "took", "walked", "recanted", "no", "joke*")
).bit  # fmt: skip
"""The words without one of which a sentence makes no hearsay of what stands behind or before them."""
_DISMISSING = triggers.patterns().add(("dismiss*",)).bit
"""What also tells of hearsay, of those who said something."""


def only_said(scene: Scene, number: int, first: int, last: int, verb: int, noun: bool = False, kind: str = "") -> bool:
    """Whether a sentence gives a deed or a figure for hearsay, and does not say that it is so after all.

    Args:
        scene: The sentence.
        number: Index of its clause.
        first: The first token of what tells it.
        last: The token behind that.
        verb: The verb that an adverb makes hearsay of, -1 when the clause has none.
        noun: Whether a noun tells it, which adjectives make hearsay of.
        kind: The type of the deed, of which the sentence may say that there was none.
    """
    tokens, cues, found = scene.tokens, scene.cues, _patterns()
    text, sentence = tokens.text, tokens.sentence
    at, behind = tokens.words[first].start, tokens.words[last - 1].end
    said = False
    if cues.within(_BEFORE, sentence.start, at):
        before = text[sentence.start : at]
        said = (
            any(";" not in before[f.end() :] for f in found.before.finditer(before))
            or found.at.search(before) is not None
            or (noun and found.named.search(before) is not None)
            or _adverb(scene, number, first, verb)
        )
    if not said and _NAMELESS & cues.bits:
        told = _of_nobody().search(text, sentence.start, sentence.end)
        said = told is not None and (told["led"] is not None or (told.start() < at and ";" not in text[told.end() : at]))
    if not said and cues.within(_BEHIND, behind, sentence.end):
        follows = found.behind.search(text, behind, sentence.end) or found.adverb_behind.match(text, behind)
        none = _no_such(kind)
        said = follows is not None or (none is not None and none.search(text, behind, sentence.end) is not None)
    return said and not found.borne_out.search(text, behind, sentence.end)


def _adverb(scene: Scene, number: int, first: int, verb: int) -> bool:
    """Whether a clause tells a deed with an adverb of hearsay to its verb ("allegedly sold"), and not to an adjective."""
    part, words, lowers = scene.parts[number], scene.tokens.words, scene.tokens.lowers
    text = scene.tokens.text
    for i in range(part.first, first):
        if lowers[i].endswith("ly") and _patterns().adverb.fullmatch(text, words[i].start, words[i].end):
            verb = first if verb == NONE else verb
            if i >= verb or i == part.first or lowers[i + 1] == ",":
                return True
            if all(lowers[j] in _HELPING or is_adverb(lowers[j]) for j in range(i + 1, verb)):
                return True
    return False


def disputed_saying(scene: Scene, verb: int) -> bool:
    """Whether somebody is said to say what is not so, or what others call untrue: it is no stance of theirs.

    Args:
        scene: The sentence.
        verb: The verb of saying.
    """
    cues, found, text, sentence = scene.cues, _patterns(), scene.tokens.text, scene.tokens.sentence
    if _NAMELESS & cues.bits and _of_nobody().search(text, sentence.start, sentence.end):
        return True
    if not (_BEFORE | _BEHIND) & cues.bits:
        return False
    if _BEFORE & cues.bits:
        word, whole = scene.tokens.words[verb], text[sentence.start : sentence.end]
        if any(f.start() <= word.start - sentence.start < f.end() for f in found.before.finditer(whole)):
            return True
    asked = (_BEHIND | _DISMISSING) & cues.bits != 0
    return asked and found.behind.search(text, sentence.start, sentence.end) is not None
