"""Documents from disk: what is found, how it is read, what is known of it, what is refused and how that is said."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import types
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.errors import DocumentError, UsageError
from kortui.extract import readers
from kortui.extract.readers import base, registry
from kortui.extract.readers import document as document_module
from kortui.model import Block, DigestOf, Document
from kortui.text import sanitise


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


# What is known of a document


def test_metadata_come_from_option_then_side_car_then_front_matter_then_the_format(tmp_path: Path) -> None:
    front = "---\ntitle: Of the front matter\npublished: 2021-03-04\npublisher: Front\nlanguage: en\n---\n"
    path = write(tmp_path, "note.txt", front + " date 2020-01-02 Of the first line\nBody text stands here.\n")
    assert readers.read(path).title == "Of the front matter"
    write(tmp_path, "note.json", json.dumps({"title": "Of the side-car", "published": "2022"}))
    read = readers.read(path)
    assert (read.title, read.published, read.publisher, read.language) == ("Of the side-car", "2022", "Front", "en")
    assert readers.read(path, published="2023-05").published == "2023-05"


def test_the_first_line_may_hold_date_and_title(tmp_path: Path) -> None:
    read = readers.read(write(tmp_path, "a.txt", " date 2024-02-03 Ministers open a works\nThe works opened on Friday.\n"))
    assert (read.title, read.published, read.id) == ("Ministers open a works", "2024-02-03", "ministers-open-a-works")
    assert kinds(read)[0] == ("headline", "date 2024-02-03 Ministers open a works")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SEOUL, March 30 (Yonhap) -- Kenya and India held talks.", "Kenya and India held talks."),
        (
            "The president of Kenya welcomed the foreign minister of India in the port of Mombasa on Friday, his office said.",
            "The president of Kenya welcomed the foreign minister of India in the port of Mo…",
        ),
    ],
)
def test_a_report_may_begin_behind_the_date_of_the_first_line(tmp_path: Path, line: str, title: str) -> None:
    read = readers.read(write(tmp_path, "x.txt", f" date 2023-03-30 {line}\n\nThey met again.\n"))
    assert (read.published, read.title.rstrip("…")[:70]) == ("2023-03-30", title.rstrip("…")[:70])
    assert kinds(read)[0] == ("paragraph", line)


def test_a_section_of_the_site_behind_the_date_is_no_title(tmp_path: Path) -> None:
    lines = [
        " date 2018-05-02 NATIONAL",
        "2 MIN READ",
        "Two sides agree to trade",
        "The two sides agreed on Wednesday to trade.",
    ]
    read = readers.read(write(tmp_path, "x.txt", "\n".join(lines)))
    assert (read.published, read.title) == ("2018-05-02", "Two sides agree to trade")
    assert [kind for kind, _ in kinds(read)] == ["boilerplate", "boilerplate", "headline", "paragraph"]


def test_a_title_made_of_the_text_is_no_line_of_the_page(tmp_path: Path) -> None:
    text = "NAIROBI-Anadolu Agency\nKenya to sign an agreement\n\nKenya is to sign an agreement, the ministry said.\n"
    assert readers.read(write(tmp_path, "x.txt", text)).title == "Kenya to sign an agreement"


def test_without_metadata_the_title_is_the_first_line_and_the_rest_is_unknown(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.txt", "The harbour of Mersin was enlarged by builders from Busan, and ships came from far away. More.\n"
    )
    os.utime(path, (0, 0))
    read = readers.read(path)
    assert read.title == "The harbour of Mersin was enlarged by builders from Busan, and ships came from far away"
    assert len(read.title) <= document_module.TITLE_CELLS
    assert (read.published, read.publisher, read.url, read.published_bounds) == (None, None, None, None)


def test_front_matter_is_no_part_of_the_text_and_names_what_a_digest_retells(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "d.md",
        "---\ntitle: Digest\nlicence: CC0\ndigest_of:\n  title: The original\n  publisher: A paper\n  published: 2025-07-08\n"
        "  url: https://example.org/a\n---\n# Heading\n\nOne fact.\n",
    )
    read = readers.read(path)
    assert read.digest_of == DigestOf("The original", "A paper", "2025-07-08", "https://example.org/a")
    assert read.text == "# Heading\n\nOne fact.\n" and read.published is None and read.licence == "CC0"
    assert read.attribution == "A paper, The original (kortui digest)"


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: [unclosed", "front matter is not YAML"),
        ("title: a\n\tb: c", "front matter is not YAML"),
        ("published: last Tuesday", "'last Tuesday' is not EDTF"),
        ("title: [a, list]", "title is not text"),
        ("digest_of: a plain word", "digest_of is not a mapping"),
        ("digest_of:\n  publisher: nobody", "digest_of is not a mapping with a title"),
        ("a: &a [x]\nb: " + "[" * 3000, "front matter is not YAML"),
        ("published: 2024-13-40", "2024-13-40 is no day of the calendar"),
    ],
)
def test_bad_front_matter_is_said_in_one_line(tmp_path: Path, front: str, words: str) -> None:
    path = write(tmp_path, "bad.md", f"---\n{front}\n---\nText.\n")
    with pytest.raises(DocumentError) as caught:
        readers.read(path)
    assert words in caught.value.line() and str(path) in caught.value.line() and "\n" not in caught.value.line()


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: a\npublished: last Tuesday", "front matter, line 3: published 'last Tuesday'"),
        ("url: x\n\ntitle: [a, list]", "front matter, line 4: title is not text"),
        ("published: 2025\ndigest_of:\n  title: t\n  published: soon", "front matter, line 5: digest_of: published 'soon'"),
        ("title: a\ndigest_of: a plain word", "front matter, line 3: digest_of is not a mapping"),
        ("title: a\npublished: 2010-13-40", "front matter, line 3: 2010-13-40 is no day of the calendar"),
        ("title: 2010-12-24\nseen: 2010-02-30", "front matter, line 3: 2010-02-30 is no day of the calendar"),
        ("title: a\nurl: [unclosed", "front matter is not YAML (line 4"),
    ],
)
def test_a_fault_of_the_front_matter_names_its_line(tmp_path: Path, front: str, words: str) -> None:
    path = write(tmp_path, "bad.md", f"---\n{front}\n---\nText.\n")
    with pytest.raises(DocumentError, match=re.escape(words)):
        readers.read(path)


def test_a_rule_at_the_beginning_is_no_front_matter(tmp_path: Path) -> None:
    text = "---\nJust a paragraph between rules\n---\nMore text.\n"
    assert readers.read(write(tmp_path, "a.txt", text)).text == text


@pytest.mark.parametrize("content", ["not json", "[1]", '{"published": "soon"}', '{"title": {"a": 1}}', "[" * 100_000])
def test_a_bad_side_car_is_named(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, "a.txt", "Text.")
    beside = write(tmp_path, "a.json", content)
    with pytest.raises(DocumentError) as caught:
        readers.read(path)
    assert caught.value.where == str(beside)


@pytest.mark.parametrize(
    ("name", "title", "wanted"),
    [
        ("x.txt", "Çay ve Şeker — 2024", "cay-ve-seker-2024"),
        ("kore.txt", "한국과 터키", "kore"),
        ("한국.txt", "한국과 터키", "document-"),
    ],
)
def test_the_id_is_an_ascii_slug_of_the_title_else_of_the_name(tmp_path: Path, name: str, title: str, wanted: str) -> None:
    read = readers.read(write(tmp_path, name, f" date 2024 {title}\nText.\n"))
    assert read.id.startswith(wanted) and read.id.isascii()


# What is refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"\x7fELF\x00\x01\x02", "is binary"),
        ("metin".encode("utf-16"), "is UTF-16"),
        ("Türkiye ".encode("iso-8859-9"), "is not UTF-8 (line 1, byte 1)"),
        (b"fine\nfine\n\xff\xfa", "is not UTF-8 (line 3, byte 10)"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        readers.read(write(tmp_path, "a.txt", content))
    assert words in caught.value.line()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # sparse: no disk is used, and reading it would not end
    with pytest.raises(DocumentError, match="is too big"):
        readers.read(path)


@pytest.mark.parametrize("make", ["folder", "pipe", "missing", "loop"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, make: str) -> None:
    path = tmp_path / "a.txt"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "loop":
        path.symlink_to(path)
    with pytest.raises(DocumentError):
        readers.read(path)


def test_a_byte_order_mark_and_foreign_line_ends_are_accepted_and_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfOne line.\r\nTwo lines.\rThree.\n"
    read = readers.read(write(tmp_path, "a.txt", raw))
    assert read.text == "One line.\nTwo lines.\nThree.\n"
    assert read.sha256 == hashlib.sha256(raw).hexdigest()


def test_hostile_text_is_made_harmless_at_the_door(tmp_path: Path) -> None:
    read = readers.read(write(tmp_path, "a.txt", "Evil \x1b[31mred\u202e text\x07 here.\n"))
    assert read.text == sanitise(read.text) and "\x1b" not in read.text and "\u202e" not in read.text
    assert all("\x1b" not in part for part in (read.title, read.id))


# Kinds of blocks


def test_a_text_saved_from_a_terminal_loses_its_colours_and_links(tmp_path: Path) -> None:
    raw = "\x1b[1;31mHanwha\x1b[0m sold \x1b]8;;https://k.example/\x1b\\guns\x1b]8;;\x07 to \x9b4mKenya\x9b24m in 1981.\x1b(B"
    text = readers.read(write(tmp_path, "log.txt", raw)).text
    assert text == "Hanwha sold guns to Kenya in 1981."
    assert sanitise(text) == text
    broken = readers.read(write(tmp_path, "cut.txt", "A treaty \x1b]8;;never closed\nof 1981.")).text
    assert broken == "A treaty \ufffd]8;;never closed\nof 1981.", "what is no sequence loses no words"


@pytest.mark.parametrize("line", [" date 1981-05-02 {}", "# {}", "= {} =", "{}\n==="])
def test_a_whole_text_on_the_line_of_a_title_is_a_paragraph(tmp_path: Path, line: str) -> None:
    told = " ".join(f"In {1950 + n}, Kenya and India signed treaty number {n} on fisheries." for n in range(40))
    name = "a.md" if "#" in line or "\n" in line else "a.txt"
    read = readers.read(write(tmp_path, name, line.format(told.removesuffix("."))))
    assert [b.kind for b in read.blocks if b.end - b.start > 1000] == ["paragraph"]
    assert len(read.title) < 100


def test_a_title_made_of_a_long_line_is_its_first_sentence_or_clause(tmp_path: Path) -> None:
    one = "The envoy of Kenya called on Mr. Park of the U.S. Mission in Seoul."
    assert readers.read(write(tmp_path, "a.txt", f"{one} He stayed there for a week and a day.")).title == one.removesuffix(".")
    clause = "Kenya and India have signed a treaty on the fisheries of the western ocean"
    long = f"{clause}, which their parliaments, after many months of talks, have to bring into force before the next year ends."
    title = readers.read(write(tmp_path, "b.txt", long)).title
    assert title == f"{clause}, which their parliaments, after many months of talks…"


def test_plain_text_kinds(tmp_path: Path) -> None:
    caption = "Minister Seo Min-a (center) speaks to builders in Mersin on Friday. (Ministry of Works)"
    lines = [
        f"{caption} {caption}",
        "",
        "Minister Seo Min-a on Friday opened a works that builders from two countries had raised in three years.",
        "Old friends, new works",
        "The works will make engines for ships, she said, and the first of them is to leave the hall in May.",
        "- a list item stands here",
        "reporter@paper.example",
        "Comments are closed.",
        "See also",
        "- Other works",
    ]
    read = readers.read(write(tmp_path, "a.txt", "\n".join(lines)))
    assert [k for k, _ in kinds(read)] == [
        "caption", "caption", "paragraph", "heading", "paragraph", "list", "byline", "boilerplate", "heading", "boilerplate",
    ]  # fmt: skip
    assert kinds(read)[0][1] == kinds(read)[1][1] == caption


def test_a_caption_printed_on_two_lines_is_a_caption_twice(tmp_path: Path) -> None:
    caption = "The two ministers shake hands before their talks in Ankara on Monday."
    read = readers.read(
        write(tmp_path, "a.txt", f"{caption}\n{caption}\nThe ministers met for an hour and signed nothing at all.\n")
    )
    assert [k for k, _ in kinds(read)] == ["caption", "caption", "paragraph"]


@pytest.mark.parametrize("times", [1, 2, 3, 5])
def test_a_sentence_that_stands_several_times_is_text_once(tmp_path: Path, times: int) -> None:
    sentence = "South Korea and Türkiye signed an agreement on trade on 3 May 1999."
    read = readers.read(write(tmp_path, "a.txt", "A page\n\n" + f"{sentence}\n\n" * times))
    assert [k for k, _ in kinds(read)][1:] == ["paragraph"] + ["caption"] * (times - 1)


def test_a_line_that_says_itself_many_times_is_no_caption(tmp_path: Path) -> None:
    sentence = "South Korea and Türkiye signed an agreement on trade on 3 May 1999. "
    read = readers.read(write(tmp_path, "a.txt", "A page\n\n" + sentence * 4 + "\n\nNothing else.\n"))
    assert [k for k, _ in kinds(read)][1] == "paragraph"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Kim Min-ji", "byline"),
        ("Kim Min-ji, staff reporter", "byline"),
        ("Kim Min-ji (kim@paper.example)", "byline"),
        ("(Reporting by Ali Kaya; Editing by Jo March)", "byline"),
        ("© 2024 The Paper", "boilerplate"),
        ("All rights reserved.", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("(END)", "boilerplate"),
        ("Photo: Ministry of Works", "caption"),
        ("Trade rose by a tenth, the ministry said.", "paragraph"),
        ("Share prices of builders rose on Friday, analysts said.", "paragraph"),
        ("Copying machines were sold to both countries.", "paragraph"),
    ],
)
def test_lines_of_the_page_are_told_from_lines_of_the_text(tmp_path: Path, line: str, kind: str) -> None:
    body = "The ministers met for an hour and agreed to meet again before the end of the year, officials said."
    read = readers.read(write(tmp_path, "a.txt", f"{body}\n{line}\n{body} Twice.\n"))
    assert kinds(read)[1] == (kind, line)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Hanwha Ocean delivered two tankers to Kenya in March", "2021. They are called A and B."], ["paragraph"]),
        (["Hanwha Ocean delivered two tankers to Kenya on 5 May", "2021, as it had promised."], ["paragraph"]),
        (["Hanwha Ocean delivered two tankers to", "Kenya in March 2021, as it had promised."], ["paragraph"]),
        (["Tankers of Hanwha Ocean for Kenya", "Kenya took delivery of two tankers in March 2021."], ["headline", "paragraph"]),
        (
            ["What Kenya expects of us in March", "2021 was the year in which Kenya bought two tankers."],
            ["headline", "paragraph"],
        ),
        (
            ["Kenya and India Will Meet in March", "The two ministers said that they would meet again."],
            ["headline", "paragraph"],
        ),
    ],
)
@pytest.mark.parametrize("before", ["", f"A paragraph on one line, {'which goes on and on, ' * 9}ends here.\n\n"])
def test_a_line_that_cannot_end_there_is_no_heading(tmp_path: Path, lines: list[str], wanted: list[str], before: str) -> None:
    read = readers.read(write(tmp_path, "lines.txt", before + "\n".join(lines) + "\n"))
    expected = [kind.replace("headline", "heading") if before else kind for kind in wanted]
    assert [b.kind for b in read.blocks][bool(before) :] == expected


def test_hard_wrapped_paragraphs_are_joined_and_short_lines_are_not(tmp_path: Path) -> None:
    text = (
        "MEMORANDUM\n\n"
        "The brigade embarked at the southern port in September and\n"
        "reached the peninsula in the middle of October after a long\nvoyage by way of the canal.\n\n"
        "It was received with honours by the government.\nThe president spoke.\n"
    )
    read = readers.read(write(tmp_path, "a.txt", text))
    assert [t.count("\n") for k, t in kinds(read) if k == "paragraph"] == [2, 0, 0]


def test_wiki_markup(tmp_path: Path) -> None:
    text = (
        "= Two Countries =\n\nInfobox\n- Map: map.png\n- Mission1: Embassy\n\nTwo countries have relations.\n\n== Trade ==\n"
        "* Ships\n{{Infobox treaty\n| signed = 1957\n}}\nTrade grew.\n\n== See also ==\n- Other countries\n[[Category:Trade]]\n"
    )
    read = readers.read(write(tmp_path, "a.txt", text))
    assert (read.format, read.title) == ("wiki", "Two Countries")
    assert [k for k, _ in kinds(read)] == [
        "headline", "infobox", "infobox", "infobox", "paragraph", "heading", "list", "infobox", "infobox", "infobox",
        "paragraph", "heading", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_markdown(tmp_path: Path) -> None:
    text = (
        "# Two *Countries*\n\nA paragraph wrapped\nover lines.\n\nSetext\n------\n\n- one\n- two\n  goes on\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n![a picture](a.png)\n\n[ref]: https://example.org\n\n"
        "## References\n- link\n"
    )
    read = readers.read(write(tmp_path, "a.md", text))
    assert (read.format, read.title, read.text) == ("markdown", "Two Countries", text)
    assert [k for k, _ in kinds(read)] == [
        "headline", "paragraph", "heading", "list", "list", "list", "boilerplate", "list", "boilerplate", "boilerplate",
        "boilerplate", "caption", "boilerplate", "heading", "boilerplate",
    ]  # fmt: skip
    assert kinds(read)[4][1] == "- two\n  goes on"


PIECES = st.sampled_from(
    [
        "# T",
        "== S ==",
        "- x",
        "text here.",
        "",
        "```",
        "|a|",
        "---",
        "{{a",
        "}}",
        "Infobox",
        "See also",
        "é\u0301",
        "한국",
        " date 2024 T",
        "\t",
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from([".txt", ".md", ".wiki"]))
def test_blocks_are_ordered_disjoint_and_without_white_space_at_their_ends(lines: list[str], suffix: str) -> None:
    text = sanitise("\n".join(lines))
    for reader in registry.readers():
        if suffix not in reader.suffixes:
            continue
        extracted = reader.extract(base.Source(Path("a" + suffix), b"", text))
        assert extracted.text == text
        at = 0
        for block in extracted.blocks:
            assert at <= block.start < block.end <= len(text)
            assert text[block.start : block.end] == text[block.start : block.end].strip()
            at = block.end


# Discovery


def test_a_folder_gives_its_documents_in_order_without_their_companions(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.wiki",
        "b.json",
        "review.toml",
        "gazetteer.toml",
        "kortui.json",
        ".hidden.txt",
        ".git/x.txt",
    ):
        write(tmp_path, name, "x")
    odd = write(tmp_path, "picture.png", b"\x89PNG")
    found = readers.discover([tmp_path])
    assert [p.relative_to(tmp_path).as_posix() for p in found.files] == ["a.md", "b.txt", "sub/c.wiki"]
    assert [(s.path, s.fault) for s in found.skipped] == [(odd, False)]


def test_a_named_file_is_taken_whatever_its_name_and_only_once(tmp_path: Path) -> None:
    odd = write(tmp_path, "notes.dat", "x")
    assert [*readers.discover([odd, tmp_path, odd]).files] == [odd]


def test_link_loops_dead_links_and_deep_folders_end(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    deep = tmp_path / "/".join(["d"] * 80)
    deep.mkdir(parents=True)
    (deep / "z.txt").write_text("x")
    found = readers.discover([tmp_path])
    assert [p.name for p in found.files] == ["a.txt"]
    whys = {s.path.name: s.why for s in found.skipped}
    assert "back to a folder" in whys["loop"] and "nowhere" in whys["dead.txt"] and "deeper" in whys["d"]
    assert {s.path.name for s in found.skipped if s.fault} == {"dead.txt", "self.txt", "d"}


def test_a_missing_path_is_a_fault_and_the_rest_is_found(tmp_path: Path) -> None:
    here = write(tmp_path, "a.txt", "x")
    found = readers.discover([tmp_path / "gone.txt", here])
    assert [*found.files] == [here]
    assert [(s.why, s.fault) for s in found.skipped] == [("no such file", True)]


# Formats and their registration


def test_every_built_in_reader_is_declared_as_an_entry_point() -> None:
    declared = {e.name: e.value for e in metadata.entry_points(group=registry.GROUP) if e.value.startswith("kortui.")}
    if not declared:
        pytest.skip("the package's metadata is not installed")
    assert declared == registry.BUILT_IN


def test_readers_work_without_the_package_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: ())
    registry.readers.cache_clear()
    try:
        assert [r.format for r in registry.readers()] == ["pdf", "html", "markdown", "wiki", "text"]
    finally:
        registry.readers.cache_clear()


class Csv:
    format = "text"
    rank = 5
    suffixes = frozenset({".csv"})
    binary = False

    def recognises(self, head: str, suffix: str) -> bool:
        return suffix == ".csv"

    def extract(self, source: base.Source) -> base.Extracted:
        return base.Extracted(source.text, (Block("list", 0, len(source.text.rstrip())),))


READER = Csv()


def entry(name: str, value: str) -> metadata.EntryPoint:
    return metadata.EntryPoint(name, value, registry.GROUP)


def test_another_package_can_add_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("csv_reader_of_a_test")
    module.READER = READER
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: (entry("csv", f"{module.__name__}:READER"),))
    registry.readers.cache_clear()
    try:
        path = write(tmp_path, "a.csv", "1957,relations\n")
        assert [*readers.discover([tmp_path]).files] == [path]
        assert kinds(readers.read(path)) == [("list", "1957,relations")]
    finally:
        registry.readers.cache_clear()


def test_a_reader_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: (entry("odd", "no.such.module:READER"),))
    registry.readers.cache_clear()
    try:
        with pytest.raises(UsageError, match="'odd' cannot be loaded"):
            registry.readers()
    finally:
        registry.readers.cache_clear()


HTML = """<!DOCTYPE html><html lang="en"><head><title>Works opened - Paper</title>
<meta property="og:title" content="Works opened"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-02-03T10:00:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Works opened</h1>
<p>Builders from two countries opened a works in Mersin on Friday after three years of labour by many hands.</p>
<h2>Ships</h2>
<p>The works will make engines for ships, the minister said, and the first is to leave the hall in May of next year.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_html_gives_the_article_and_the_metadata_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra kortui[readers] is not installed")
    read = readers.read(write(tmp_path, "a.html", HTML))
    assert (read.format, read.title, read.publisher, read.published) == ("html", "Works opened", "The Paper", "2024-02-03")
    assert read.language == "en"
    assert "Builders from two countries" in read.text and "Home" not in read.text
    assert any(k == "paragraph" and t.startswith("The works will make") for k, t in kinds(read))


def test_a_date_in_the_text_of_a_page_is_not_taken_for_its_publication(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra kortui[readers] is not installed")
    page = HTML.replace('<meta property="article:published_time" content="2024-02-03T10:00:00+00:00">', "").replace(
        "on Friday", "on 5 May 2021"
    )
    assert readers.read(write(tmp_path, "a.html", page)).published is None


def pdf(text: str) -> bytes:
    """The smallest file with one page of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def test_pdf_gives_its_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra kortui[readers] is not installed")
    read = readers.read(write(tmp_path, "treaty.pdf", pdf("The treaty was signed in Ankara in 1957.")))
    assert (read.format, read.text.strip()) == ("pdf", "The treaty was signed in Ankara in 1957.")
    assert read.published is None


def test_a_text_named_pdf_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is no PDF, though its name says so"):
        readers.read(write(tmp_path, "a.pdf", "Kenya and India signed a treaty in 1981."))


@pytest.mark.parametrize("content", [b"%PDF-1.4\nnothing more", pdf(" ")])
def test_a_pdf_that_is_damaged_or_has_no_text_is_refused(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("pypdf", reason="the extra kortui[readers] is not installed")
    with pytest.raises(DocumentError):
        readers.read(write(tmp_path, "a.pdf", content))
    assert caplog.records == [], "the error is the one line there is"


@pytest.mark.parametrize(
    ("name", "content", "package"), [("a.html", HTML.encode(), "trafilatura"), ("a.pdf", pdf("x"), "pypdf")]
)
def test_a_missing_package_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DocumentError) as caught:
        readers.read(write(tmp_path, name, content))
    assert package in caught.value.what and "kortui[readers]" in caught.value.mend
