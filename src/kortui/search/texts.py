"""What is indexed of the words and quotations of events; texts are read and written in a process of their own."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice

from kortui.model import Document, Event, Evidence
from kortui.model.documents import DigestOf
from kortui.rows import bits_of
from kortui.search.collect import Quotations
from kortui.search.fetch import decoder
from kortui.search.layout import FLUSH, LONGEST_PREFIX, PREFIXES, SPACES, Statement
from kortui.search.packed import is_sparse, pack_bits, pack_rows
from kortui.search.words import BETWEEN, Pieces, beside
from kortui.search.writing import Writer
from kortui.text import sanitise

_decode = decoder(Event, {Event: ("topic", "evidence"), Evidence: ("document", "start", "end", "exact", "state")})
_decode_document = decoder(Document, {Document: ("id", "text", "digest_of"), DigestOf: ()})


def texts_of(rows: Iterable[bytes], texts: Mapping[str, str], quotations: Quotations) -> Iterator[str]:
    """Topic and evidence of events as one text each.

    Args:
        rows: Their JSON, from the first row on.
        texts: Texts of the documents by id.
        quotations: Takes in the evidence, which is marked stale where it does not stand in its document.

    Raises:
        ValueError: When a row is not of the shape of an event.
    """
    text_of, add = texts.get, quotations.add
    for row, event in enumerate(map(_decode, rows)):
        evidence, topic = event.evidence, event.topic
        for one in evidence:
            one.state = "found" if _holds(text_of(one.document, ""), one) else "stale"
        add(row, evidence)
        if len(evidence) == 1 and not topic:
            yield evidence[0].exact
        else:
            yield BETWEEN.join([text for text in (topic, *[e.exact for e in evidence]) if text])


def _holds(text: str, evidence: Evidence) -> bool:
    """Whether a quotation stands where it says in the text of its document."""
    exact, start = evidence.exact, evidence.start
    if exact and start >= 0 and evidence.end - start == len(exact) and text.startswith(exact, start):
        return True  # as nearly all do, and nothing is copied
    there = text[start : evidence.end]
    return bool(there) and start >= 0 and (there == exact or there == sanitise(exact))


class Words:
    """What is indexed of the words of titles, or of texts.

    Args:
        space: ``title`` or ``text``.
        names: Names of several words, which are listed beside single words.
    """

    def __init__(self, space: str, names: Sequence[str]) -> None:
        self._space = space
        self._names = sorted(names, key=lambda name: name.count(" "))
        self._lists: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._pieces = Pieces(self._lists)
        self._size = 0

    def add(self, texts: Sequence[str]) -> list[str]:
        """Take in the texts of the next rows; the words of each as text, for phrases."""
        first, lists = self._size, self._lists
        words = self._pieces.words(texts, first)
        self._size += len(words)
        known = {token: len(lists.get(token, ())) for name in self._names for token in name.split(" ")}
        self._pieces.flush()
        new = {token: lists[token][before:] for token, before in known.items() if token in lists}
        of_names: dict[str, list[int]] = {}
        for name in self._names:  # the rows of a long name are among those of its parts
            shorter = [of_names[part] for part in (name.rpartition(" ")[0], name.partition(" ")[2]) if part in of_names]
            of_names[name] = beside(new, words, first, name, shorter)
            lists[name].extend(of_names[name])
        return words

    def statements(self) -> Iterator[Statement]:
        """What writes the row sets of the words, and those of their first letters; the lists are gone after that."""
        lists, size = self._lists, self._size
        insert = "insert into posting values (?, ?, ?)"
        keys = sorted(lists)
        crowded = {key: bits_of(rows, size) for key, rows in lists.items() if not is_sparse(rows, size)}

        def packed(key: str) -> bytes:
            return pack_bits(crowded[key], size) if key in crowded else pack_rows(sorted(lists[key]), size)

        yield insert, ((SPACES[self._space], key, packed(key)) for key in keys)
        short: defaultdict[str, int] = defaultdict(int)
        words = (key for key in keys if " " not in key)
        for beginning, alike in groupby(words, key=lambda key: key[:LONGEST_PREFIX]):
            some = list(alike)
            bits = bits_of(list(chain.from_iterable(lists[key] for key in some if key not in crowded)), size)
            for key in some:
                bits |= crowded.get(key, 0)
            for length in range(1, len(beginning) + 1):
                short[beginning[:length]] |= bits
        lists.clear()
        yield insert, ((PREFIXES[self._space], key, pack_bits(bits, size)) for key, bits in sorted(short.items()))


def write_texts(target: Writer, names: Sequence[str], rows: Iterable[bytes], documents: Iterable[bytes]) -> None:
    """Write what is indexed of all texts.

    Args:
        target: Writes into the derived file.
        names: Names of several words.
        rows: The JSON of all events, in order.
        documents: The JSON of all documents.
    """
    words, known = Words("text", names), list(map(_decode_document, documents))
    quotations = Quotations(known)
    texts = texts_of(rows, {sanitise(d.id): sanitise(d.text) for d in known}, quotations)
    size = 0
    while some := list(islice(texts, FLUSH)):
        target.write([("insert into text_words values (?, ?)", enumerate(words.add(some), size))])
        size += len(some)
    target.write(words.statements())
    found = ((SPACES["fields"], key, pack_rows(rows, size, often=True)) for key, rows in quotations.rows.items() if rows)
    target.write([("insert into posting values (?, ?, ?)", found)])
