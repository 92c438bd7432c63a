"""Sentence boundaries: the library's, mended where news and encyclopedia text trips it; never across blocks."""

from __future__ import annotations

import pytest

from kortui.extract import sentences
from kortui.model import Block, Document


def document(text: str, blocks: tuple[Block, ...] | None = None, language: str | None = None) -> Document:
    blocks = blocks or (Block("paragraph", 0, len(text)),)
    return Document("d", "d", None, None, None, None, (), None, language, None, "text", "", text, blocks)


def split(text: str, language: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in sentences.split(document(text, language=language))]


@pytest.mark.parametrize(
    "wanted",
    [
        ["It cost $8,000 U.S. dollars in 1965.", "The U.S. Army left."],
        ["He lives in the U.S.", "The war ended."],
        ["Gen. Tahsin Kaya arrived on Oct. 17.", "Mr. J. K. Kim left."],
        ["Deniz Co. signed with Hanul Inc. of Korea.", "The rest followed."],
        ['He said "It is over. We go."', "Then he left."],
        ['The quotation was never opened."', "Later the minister came."],
        ["Starting in 1980s.", "Korean firms lead."],
        ["Sales rose 3.5 percent to 2.1 tln won.[12]", "The firm said so.[3][4]", "Others did not."],
        ['"We are ready," he said.', '"Really!" she added.', "What now?", "Nothing."],
        ["He was born c. 1950.", "See Fig. 3 and p. 12.", "Enough."],
        ["In 480 B.C. the ships came.", "By 500 A.D. the city fell."],
        ["At 5 p.m. Tuesday he met Lee.", "It ended at 6 p.m.", "The talks failed."],
        ["The bridge ended.", "The road began."],
        ["Sales rose to 6.25 bn. dollars in 2023.", "They fell later."],
        ["Kenya bought 15 mln. tonnes of steel.", "It paid 2 m. euros."],
        ["The loan came to 6 bn.", "Kenya paid it back."],
        ["The plant in İzmir opened in 1997.", "한국과 튀르키예는 협정을 맺었다.", "The ministers left."],
    ],
)
def test_sentences_of_a_paragraph(wanted: list[str]) -> None:
    assert split(" ".join(wanted)) == wanted


def test_a_full_stop_without_a_space_ends_a_sentence() -> None:
    assert split("The war ended.The road began later.") == ["The war ended.", "The road began later."]
    assert split('He said "aid comes on a daily basis.But it did not last long." He left.') == [
        'He said "aid comes on a daily basis.',
        'But it did not last long."',
        "He left.",
    ]


def test_turkish_ordinals_and_titles_divide_nothing() -> None:
    wanted = ["Tugay 3. Kolordu emrinde.", "Doç. Dr. Ali Bey geldi.", "İzmir'de kaldı."]
    assert split(" ".join(wanted), "tr") == wanted


def test_a_date_with_dots_stays_whole() -> None:
    assert split("2024. 5. 14. 작성") == ["2024. 5. 14. 작성"]
    assert split("It ended in 2013. 15 countries joined.") == ["It ended in 2013.", "15 countries joined."]


def test_korean_text_is_divided_and_its_offsets_hold() -> None:
    wanted = ["두 나라는 우방이다.", "2023년 교역액은 100억 달러였다."]
    assert split(" ".join(wanted)) == wanted


def test_no_sentence_crosses_a_block_and_each_keeps_its_kind() -> None:
    text = "A heading without a stop\nThe first paragraph\nThe second. And more."
    lines = text.split("\n")
    starts = [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]
    kinds = ("heading", "paragraph", "caption")
    blocks = tuple(Block(k, s, s + len(t)) for k, s, t in zip(kinds, starts, lines, strict=True))  # type: ignore[arg-type]
    found = [(s.kind, text[s.start : s.end]) for s in sentences.split(document(text, blocks))]
    assert found == [
        ("heading", "A heading without a stop"),
        ("paragraph", "The first paragraph"),
        ("caption", "The second."),
        ("caption", "And more."),
    ]


def test_hard_wrapped_lines_are_no_boundary() -> None:
    text = "The treaty was signed in\nAnkara by both ministers. It was\nratified later."
    assert split(text) == ["The treaty was signed in\nAnkara by both ministers.", "It was\nratified later."]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("plain words", "tr-TR", "tr"),
        ("두 나라는 우방이다", None, "ko"),
        ("Şişli’de ılık, ığdır", None, "tr"),
        ("plain", None, "en"),
    ],
)
def test_language_is_as_stated_or_as_the_letters_say(text: str, language: str | None, wanted: str) -> None:
    assert sentences.language_of(document(text, language=language)) == wanted
