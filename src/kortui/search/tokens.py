"""Words of a text as the index and the highlighter see them, so that a hit in the one is a hit in the other.

A token is a run of letters or a run of digits of folded text: ``K2``, ``K-2`` and ``K 2`` are all ``k 2``, ``Türkiye'nin`` is
``turkiye nin``. Text is cut into chunks at white space and ASCII punctuation first and each distinct chunk is folded once:
folding character by character costs 0.6 µs each, a look-up 0.05 µs a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from kortui.records import dataclass, replace
from kortui.search.spelling import begun, halves, inflected, spelled_on, spellings
from kortui.text import choseong, fold, fold_text, is_choseong

_CHUNK = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s?$")
_MEMO_AT_MOST = 200_000
_HANGUL = ("\uac00", "\ud7a3")
_FINALS = 28
"""Code points from one Hangul syllable without a final consonant to the next."""


class _Memo(dict[str, tuple[str, ...]]):
    """Tokens by chunk; a chunk is folded the first time it is met."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _MEMO_AT_MOST:
            self.clear()
        found = self[chunk] = tuple(_TOKEN.findall(fold_text(chunk)))
        return found


_memo = _Memo()


def forget() -> None:
    """Give back what is kept of chunks that were folded."""
    _memo.clear()


def tokens(text: str) -> list[str]:
    """The folded tokens of a text, in order."""
    return list(chain.from_iterable(map(_memo.__getitem__, _CHUNK.findall(text))))


@dataclass(frozen=True, slots=True)
class Located:
    """A token with the chunk of source text it stands in.

    Attributes:
        token: Folded token.
        chunk: Source text of its chunk.
        start: Where the chunk begins in the text.
        at: Which of the chunk's tokens it is.
    """

    token: str
    chunk: str
    start: int
    at: int

    def span(self, length: int | None = None) -> tuple[int, int]:
        """The source span of the token, or of its first `length` folded characters."""
        folded = fold(self.chunk)
        for number, match in enumerate(_TOKEN.finditer(folded.text)):
            if number == self.at:
                end = match.end() if length is None else min(match.start() + length, match.end())
                start, behind = folded.source(match.start(), end)
                return self.start + start, self.start + behind
        raise AssertionError("a located token is one of its chunk's")  # pragma: no cover


def located(text: str) -> list[Located]:
    """The tokens of a text with the way back to where they stand."""
    return [
        Located(token, match[0], match.start(), at)
        for match in _CHUNK.finditer(text)
        for at, token in enumerate(_memo[match[0]])
    ]


def is_hangul(token: str) -> bool:
    """Whether a token ends in a Hangul syllable; Korean particles are written onto their noun."""
    return bool(token) and _HANGUL[0] <= token[-1] <= _HANGUL[1]


def goes_on(token: str) -> bool:
    """Whether a token stands for all words that begin with it: Hangul nouns of two syllables or more, for their particles."""
    return len(token) > 1 and is_hangul(token)


FEW_INITIALS = 2
"""Consonants that very many words begin with: so few mean whole words where there are any, not beginnings."""


def of_initials(words: Iterable[str], initials: str) -> list[str]:
    """Those of some Hangul words that initial consonants mean.

    Args:
        words: The words.
        initials: The consonants. Few of them mean words that have no others, but for a particle of one syllable, and only
            where there is none, words that begin so.
    """
    found = [word for word in words if choseong(word).startswith(initials)]
    if len(initials) > FEW_INITIALS:
        return found
    return [word for word in found if len(word) <= len(initials) + 1] or found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A run of tokens to look for.

    Attributes:
        tokens: At least one; consonants as typed when `initials`.
        prefix: Whether the last token may go on.
        loose: Whether British and American spelling match each other, of a beginning too, the last token also its plain
            English plural or singular and its other forms as a verb, and words written as one or as two.
        initials: Whether the single token is a choseong pattern.
        apart: Longer runs of tokens in which it does not count (``People's Republic of China``).
        particled: Whether the last token goes on for the particles that Korean texts write onto it, and for nothing else: no
            name is written so, and ``한국`` is not the beginning of 한국전쟁.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    loose: bool = False
    initials: bool = False
    apart: tuple[tuple[str, ...], ...] = ()
    particled: bool = False

    @property
    def in_names(self) -> Pattern:
        """What it looks for among names."""
        return replace(self, prefix=False, particled=False) if self.particled else self

    @property
    def last(self) -> tuple[str, ...]:
        """The forms the last token may take as a whole word."""
        return variants(self.tokens[-1]) if self.loose else (self.tokens[-1],)

    @property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The forms of each token before the last."""
        return tuple(spellings(token) if self.loose else (token,) for token in self.tokens[:-1])

    @property
    def joined(self) -> tuple[str, ...]:
        """The forms of two words written as one (``cease-fire``, ``ceasefire``); empty of all others."""
        return variants(self.together) if self.together else ()

    @property
    def together(self) -> str:
        """Two words as one, with more letters to come when `prefix`; empty of all others."""
        if not self.loose or len(self.tokens) != 2 or not all(t.isascii() and t.isalpha() for t in self.tokens):
            return ""
        return "".join(self.tokens)

    @property
    def halves(self) -> tuple[tuple[str, str], ...]:
        """The ways to write a single word and its plural or singular as two."""
        if not self.loose or len(self.tokens) != 1:
            return ()
        return tuple(pair for form in plurals(self.tokens[0]) for pair in halves(form))

    @property
    def begun_halves(self) -> tuple[tuple[str, str], ...]:
        """The ways to write the beginning of a single word as a word and the beginning of a second one."""
        return halves(self.tokens[0], 1) if self.loose and self.prefix and len(self.tokens) == 1 else ()

    def parts(self, sequence: Sequence[str], at: int) -> int:
        """How many tokens at a position of a sequence are the pattern, also written as one word or as two; 0 when none."""
        if self.fits(sequence, at):
            return 0 if self.apart and self._belongs_to_a_longer(sequence, at) else len(self.tokens)
        if not self.loose:
            return 0
        first = sequence[at]
        if len(self.tokens) == 2:
            if first[:2] != self.tokens[0][:2] or not self.together:
                return 0
            return int(first in self.joined or (self.prefix and first.startswith(self.together)))
        if len(self.tokens) != 1 or not self.tokens[0].startswith(first):
            return 0
        beside = sequence[at + 1] if at + 1 < len(sequence) else ""
        split = (first, beside) in self.halves
        begun_so = any(first == one and beside.startswith(rest) for one, rest in self.begun_halves)
        return 2 if split or begun_so else 0

    @property
    def letters(self) -> frozenset[str]:
        """The letters that a token begins with where the pattern may stand; none where these are very many."""
        first = self.tokens[0]
        if self.initials or (self.prefix and len(first) == 1 and is_hangul(first)):
            return frozenset()
        if len(self.tokens) > 1:
            return frozenset(form[0] for form in (first, *self.heads[0]))
        others = spelled_on(first) if self.prefix and self.loose else ()
        return frozenset(form[0] for form in (first, *self.last, *others))

    def may_begin(self, token: str) -> bool:
        """Whether the pattern may stand where a token does: a quick look that spares most of `parts`."""
        if len(self.tokens) == 1:
            return self.fits_last(token) or (self.loose and self.tokens[0].startswith(token))
        return token in self.heads[0] or (self.loose and len(self.tokens) == 2 and token[:2] == self.tokens[0][:2])

    def fits_last(self, token: str) -> bool:
        """Whether a token of the text is the pattern's last."""
        if self.initials:
            return is_hangul(token) and choseong(token).startswith(self.tokens[-1])
        if self.prefix:
            low, high = prefix_range(self.tokens[-1])
            return low <= token < high or token in self.last or (self.loose and begun(token, self.tokens[-1]))
        return token in self.last

    def fits(self, sequence: Sequence[str], at: int) -> bool:
        """Whether the pattern stands at a position of a token sequence."""
        behind = at + len(self.tokens) - 1
        if behind >= len(sequence) or not self.fits_last(sequence[behind]):
            return False
        return all(sequence[at + i] in forms for i, forms in enumerate(self.heads))

    def _belongs_to_a_longer(self, sequence: Sequence[str], at: int) -> bool:
        """Whether the tokens at a position are part of a run that it has to be apart from."""
        size = len(self.tokens)
        for longer in self.apart:
            for before in range(len(longer) - size + 1):
                there = longer[before : before + size] == self.tokens and at >= before
                if there and Pattern(longer, prefix=goes_on(longer[-1])).fits(sequence, at - before):
                    return True
        return False

    def within(self, sequence: Sequence[str]) -> bool:
        """Whether the pattern stands anywhere in a token sequence."""
        begins = {token for token in set(sequence) if self.may_begin(token)}
        return bool(begins) and any(token in begins and self.parts(sequence, at) for at, token in enumerate(sequence))


@lru_cache(maxsize=4096)
def variants(token: str) -> tuple[str, ...]:
    """A token with its plain English plural or singular and its other forms as a verb, in British and American spelling."""
    forms = (*plurals(token), *inflected(token))
    return tuple(dict.fromkeys(spelled for form in forms for spelled in spellings(form)))


def plurals(token: str) -> tuple[str, ...]:
    """A token with its plain English plural or singular (``missile``, ``missiles``); other words alone."""
    if len(token) < 4 or not token.isascii() or not token.isalpha():
        return (token,)
    if token.endswith("s"):
        return (token,) if token.endswith("ss") or len(token) < 5 else (token, token[:-1])
    return (token, token + "s")


def prefix_range(prefix: str) -> tuple[str, str]:
    """The range ``[low, high)`` of tokens that begin with a prefix.

    A last Hangul syllable without a final consonant may still receive one: ``한구`` is on its way to ``한국``.
    """
    last = prefix[-1]
    step = 1
    if _HANGUL[0] <= last <= _HANGUL[1] and (ord(last) - ord(_HANGUL[0])) % _FINALS == 0:
        step = _FINALS
    return prefix, prefix[:-1] + chr(min(ord(last) + step, 0x10FFFF))


@lru_cache(maxsize=512)
def word_pattern(word: str, *, prefix: bool = False, literal: bool = False) -> Pattern | None:
    """What a typed word looks for.

    Args:
        word: The word as typed, or several words of a phrase.
        prefix: Whether the last token may go on.
        literal: Whether English plurals are kept apart, as inside quotation marks.

    Returns:
        None when the word holds nothing that is indexed (``…``, ``!``).
    """
    if is_choseong(word):
        return Pattern((word,), prefix=True, initials=True)
    found = tuple(tokens(_POSSESSIVE.sub("", word)))
    if not found:
        return None
    return Pattern(found, prefix, not literal) if prefix else of_name(found, loose=not literal)


def of_name(key: tuple[str, ...], *, loose: bool = False, apart: tuple[tuple[str, ...], ...] = ()) -> Pattern:
    """What looks for a name or a whole word, behind which Korean texts may write particles."""
    particled = goes_on(key[-1])
    return Pattern(key, particled, loose, apart=apart, particled=particled)
