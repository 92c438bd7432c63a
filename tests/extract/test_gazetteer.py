"""The gazetteer: its data, its matching and the files of users."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui import edtf
from kortui.errors import GazetteerError
from kortui.extract import gazetteer
from kortui.extract.tokens import tokens
from kortui.text import slug


@pytest.fixture(scope="module")
def shipped() -> gazetteer.Gazetteer:
    return gazetteer.load()


def first(shipped: gazetteer.Gazetteer, text: str, word: str = "") -> tuple[str, str, bool] | None:
    """Id, words and demonym flag of the longest name that begins at a word."""
    row = tokens(text, 0, len(text))
    at = next(i for i, t in enumerate(row) if not word or t.text == word)
    match = next(shipped.matches(text, row, at), None)
    return (match.name.id, text[row[match.first].start : match.end], match.name.demonym) if match else None


@pytest.mark.parametrize(
    ("text", "id_", "words"),
    [
        ("Türkiye", "turkiye", "Türkiye"),
        ("TÜRKİYE", "turkiye", "TÜRKİYE"),
        ("Turkey's exports", "turkiye", "Turkey"),
        ("튀르키예는", "turkiye", "튀르키예"),
        ("터키", "turkiye", "터키"),
        ("Güney Kore'nin", "south-korea", "Güney Kore"),
        ("대한민국의", "south-korea", "대한민국"),
        ("Republic of Korea", "south-korea", "Republic of Korea"),
        ("Republic of China", "taiwan", "Republic of China"),
        ("People’s Republic of China", "china", "People’s Republic of China"),
        ("U.S. troops", "united-states", "U.S."),
        ("US-China talks", "united-states", "US"),
        ("Tang China", "tang-china", "Tang China"),
        ("Korean Peninsula", "korean-peninsula", "Korean Peninsula"),
        ("K2 Black Panther", "k-2-black-panther", "K2 Black Panther"),
        ("T–155 Firtina", "t-155-firtina", "T–155 Firtina"),
        ("Izmir", "izmir", "Izmir"),
        ("İZMİR", "izmir", "İZMİR"),
        ("Export-Import Bank of Korea", "kexim", "Export-Import Bank of Korea"),
        ("Lee Jae Myung", "lee-jae-myung", "Lee Jae Myung"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan", "Recep Tayyip Erdogan"),
    ],
)
def test_names_in_any_script_and_spelling(shipped: gazetteer.Gazetteer, text: str, id_: str, words: str) -> None:
    assert first(shipped, text) == (id_, words, False)


@pytest.mark.parametrize(
    ("text", "id_"), [("Turkish", "turkiye"), ("Turks", "turkiye"), ("South Koreans", "south-korea"), ("Chinese", "china")]
)
def test_demonyms_are_told_apart(shipped: gazetteer.Gazetteer, text: str, id_: str) -> None:
    assert first(shipped, text) == (id_, text, True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("they told us so", "us"),
        ("roast turkey for dinner", "turkey"),
        ("a polish on the table", "polish"),
        ("it was kai who came", "kai"),
        ("Stm", "Stm"),
        ("Türkiye Scholarships", "Scholarships"),
    ],
)
def test_capitals_matter(shipped: gazetteer.Gazetteer, text: str, word: str) -> None:
    assert first(shipped, text, word) is None


def test_a_name_does_not_run_over_a_line_end_or_a_comma(shipped: gazetteer.Gazetteer) -> None:
    for text in ("Hyundai\nRotem", "Hyundai, Rotem"):
        assert first(shipped, text) == ("hyundai", "Hyundai", False)


def test_ids_are_slugs_and_both_states_are_there(shipped: gazetteer.Gazetteer) -> None:
    for id_, entity in shipped.entities.items():
        assert slug(id_) == id_ == entity.id
        assert entity.country is None or (len(entity.country) == 3 and entity.country.isupper())
    assert shipped.countries["KOR"].id == "south-korea"
    assert shipped.countries["TUR"].name == "Türkiye"
    wanted = "hyundai-rotem altay t-155-firtina k-2-black-panther korean-war manisa cho-hyun dapa baykar g20 idef gaza anatolia"
    assert set(wanted.split()) <= set(shipped.entities)


def test_every_member_of_the_united_nations_is_known(shipped: gazetteer.Gazetteer) -> None:
    codes = {e.country for e in shipped.entities.values() if e.kind == "country" and e.country}
    assert len(codes) >= 193
    assert {"TUV", "SSD", "TLS", "MNE", "KNA", "FSM", "SWZ"} <= codes


def test_offices_are_edtf_in_order(shipped: gazetteer.Gazetteer) -> None:
    for entity in shipped.entities.values():
        for office in entity.offices:
            low, high = edtf.bounds(office.since), edtf.bounds(office.until)
            if office.since and office.until:
                assert edtf.iso(low.start) <= edtf.iso(high.end), (entity.id, office)  # type: ignore[operator]


def test_no_two_kinds_of_entity_share_a_name(shipped: gazetteer.Gazetteer) -> None:
    owners: dict[tuple[object, ...], set[str]] = {}
    for names in shipped.names.values():
        for name in names:
            owners.setdefault((name.words, name.joins, name.cases), set()).add(name.id)
    shared = {words: ids for (words, _, _), ids in owners.items() if len(ids) > 1}
    assert shared == {}


def user_file(folder: Path, text: str) -> Path:
    path = folder / "gazetteer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_user_adds_an_entity(tmp_path: Path) -> None:
    path = user_file(
        tmp_path, '[organisation]\nexample-works = { name = "Example Works", country = "TUR", aliases = ["예시"] }\n'
    )
    known = gazetteer.load([path])
    assert known.entities["example-works"].country == "TUR"
    assert first(known, "예시는") == ("example-works", "예시", False)
    assert "example-works" not in gazetteer.load().entities


def test_a_user_adds_names_to_a_shipped_entity(tmp_path: Path) -> None:
    path = user_file(tmp_path, '[country]\nturkiye = { name = "Türkiye", aliases = ["Turquía"], demonyms = ["turco"] }\n')
    known = gazetteer.load([path])
    assert known.entities["turkiye"].country == "TUR"
    assert first(known, "Turquía") == ("turkiye", "Turquía", False)
    assert first(known, "Turkey") == ("turkiye", "Turkey", False)
    assert first(known, "turco") == ("turkiye", "turco", True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[organisation\n", "not TOML"),
        ('[firm]\nx = { name = "X" }\n', "[firm]"),
        ("organisation = 3\n", "not a table"),
        ('[organisation]\n"No Slug" = { name = "X" }\n', "'No Slug'"),
        ("[organisation]\nx = 3\n", "'x'"),
        ('[organisation]\nx = { country = "TUR" }\n', "has no name"),
        ('[organisation]\nx = { name = "X", county = "TUR" }\n', "'county'"),
        ('[organisation]\nx = { name = "X", country = "Turkey" }\n', "alpha-3"),
        ('[organisation]\nx = { name = "X", aliases = "Y" }\n', "aliases"),
        ('[organisation]\nx = { name = "X", aliases = [""] }\n', "aliases"),
        ('[organisation]\nx = { name = "X", wikidata = "884" }\n', "item id"),
        ('[person]\nx = { name = "X", offices = [{ from = "2001" }] }\n', "office"),
        ('[person]\nx = { name = "X", offices = [{ title = "Mayor", from = "spring" }] }\n', "EDTF"),
        ('[person]\nx = { name = "X", offices = 3 }\n', "offices"),
        ('[person]\naltay = { name = "Altay" }\n', "is a weapon"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(tmp_path: Path, text: str, what: str) -> None:
    path = user_file(tmp_path, text)
    with pytest.raises(GazetteerError) as caught:
        gazetteer.load([path])
    assert what in caught.value.line()
    assert caught.value.where == str(path)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "absent.toml", binary):
        with pytest.raises(GazetteerError, match=path.name):
            gazetteer.load([path])


def test_escape_codes_in_a_user_file_are_made_harmless(tmp_path: Path) -> None:
    path = user_file(tmp_path, '[place]\nx = { name = "X\\u001b[31mY" }\n')
    assert "\x1b" not in gazetteer.load([path]).entities["x"].name


def test_names_for_search_alone_are_found_and_not_shown(shipped: gazetteer.Gazetteer, tmp_path: Path) -> None:
    china = shipped.entities["china"]
    assert "Red China" in china.aliases and "Red China" in china.unshown and set(china.unshown) <= set(china.aliases)
    assert not {"Red China", "Communist China"} & set(china.other_names) and "PRC" in china.other_names
    text = "Red China sent troops."
    assert any(match.name.id == "china" for match in shipped.matches(text, tokens(text, 0, len(text)), 0))
    own = tmp_path / "gazetteer.toml"
    own.write_text('[country]\nchina = { name = "China", search = ["Cathay"] }\n', "utf-8")
    known = gazetteer.load([own]).entities["china"]
    assert {"Cathay", "Red China"} <= set(known.unshown) and "Cathay" in known.aliases and "Cathay" not in known.other_names
