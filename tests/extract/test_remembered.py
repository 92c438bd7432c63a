"""Analyses kept between builds: what is unchanged is not analysed again, and the database is the same byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kortui import store
from kortui.extract import pipeline, readers, remembered, stages
from kortui.extract.filed import RowFile
from kortui.extract.packed import pack
from kortui.extract.remembered import Analyses
from kortui.extract.shelved import Shelf
from kortui.model import Library

TEXTS = {
    "kenya.txt": "Kenya and India\n\nKenya and India signed a treaty in 1981. Trade was about $60.5 million (4.0 billion "
    "shillings) last year, up 2.0 percent. Kenya aims at $1 billion by 2030.\n",
    "japan.md": "# Japan and Poland\n\nJapan recognized Poland on 6 March 1919. Someday talks were held for five years.\n",
    "arms.txt": " date 2025-07-08 Arms\n\nThe Zanobar Institute met Defense Minister Ahmet Yılmaz on Tuesday. 한국 and "
    "Türkiye signed a $2-3 billion contract yesterday.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of the documents that the stages ran over."""
    seen: list[str] = []
    run: Callable[..., Any] = stages.before_events

    def counted(document: Any, *others: Any) -> Any:
        seen.append(document.title)
        return run(document, *others)

    monkeypatch.setattr(stages, "before_events", counted)
    return seen


def built(folder: Path, cache: Path | None, **options: Any) -> bytes:
    """The bytes of the database that a build makes."""
    library: Library = pipeline.build([folder], cache=cache, **options).library
    target = folder.parent / "out.json"
    store.save(target, library)
    return target.read_bytes()


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("[!.]*.json"))


def test_a_second_build_analyses_nothing_and_gives_the_same_bytes(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    cache = tmp_path / "cache"
    plain = built(folder, None)
    assert len(analysed) == 3
    assert built(folder, cache) == plain and len(analysed) == 6
    assert built(folder, cache) == plain and len(analysed) == 6
    assert len(entries(cache)) == 3
    assert built(folder, None) == plain and len(analysed) == 9


def test_what_comes_back_is_what_went_in_to_the_last_digit(folder: Path, tmp_path: Path) -> None:
    analyses = Analyses(tmp_path / "cache")
    for name in TEXTS:
        document = readers.read(folder / name)
        names = pipeline.gazetteer.load()
        analysis, found = stages.run(document, names)
        assert analysis.events and analysis.dates
        made = pack(analysis, found, names.entities)
        key = analyses.key(folder / name)
        assert key is not None and analyses.get(key) is None
        analyses.put(key, made)
        again = analyses.get(key)
        assert again is not None and again.name == key
        assert again == replace(made, name=key)
        assert repr([card.event for card in again.cards]) == repr(list(analysis.events))
        shelf = Shelf(RowFile())
        assert repr(shelf[shelf.put(again)].document) == repr(analysis.document)


def test_only_the_changed_document_is_analysed_again(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    cache = tmp_path / "cache"
    built(folder, cache)
    analysed.clear()
    (folder / "japan.md").write_text(TEXTS["japan.md"].replace("1919", "1920"), encoding="utf-8")
    again = built(folder, cache)
    assert analysed == ["Japan and Poland"]
    assert again == built(folder, None) and b'"1920-03-06"' in again


def test_whatever_an_analysis_depends_on_makes_it_anew(
    folder: Path, tmp_path: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, gazetteer = tmp_path / "cache", folder / "gazetteer.toml"

    def count(**options: Any) -> int:
        analysed.clear()
        assert built(folder, cache, **options) == built(folder, None, **options)
        return len(analysed) - 3

    assert count() == 3 and count() == 0
    (folder / "kenya.json").write_text('{"published": "2001"}', encoding="utf-8")
    assert count() == 1
    (folder / "kenya.json").write_text('{"published": "2002"}', encoding="utf-8")
    assert count() == 1
    assert count(published="2003") == 3 and count(published="2003") == 0 and count() == 0
    gazetteer.write_text('[organisation]\nzanobar = { name = "Zanobar Institute" }\n', encoding="utf-8")
    assert count() == 3
    gazetteer.write_text('[organisation]\nzanobar-institute-2 = { name = "Zanobar Institute" }\n', encoding="utf-8")
    assert count() == 3 and count() == 0
    monkeypatch.setattr(remembered, "fingerprint", lambda: "another version of the stages")
    assert count() == 3


def test_the_fingerprint_is_of_code_lexicons_and_readers_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kortui"
    for name in ("text.py", "model/events.py", "extract/dates.py", "extract/readers/wiki.py", "extract/lexicons/dates.toml"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(remembered.kortui, "__file__", str(package / "__init__.py"))  # type: ignore[attr-defined]
    whole: Callable[[], str] = remembered.fingerprint.__wrapped__
    seen = {whole()}
    assert whole() in seen, "the same code, the same fingerprint"
    for path in sorted(package.rglob("*.*")):
        path.write_text("2", encoding="utf-8")
        seen.add(whole())
    monkeypatch.setattr(remembered, "_version", lambda name: "99")
    seen.add(whole())
    monkeypatch.setattr(remembered.kortui, "__version__", "99")  # type: ignore[attr-defined]
    seen.add(whole())
    assert len(seen) == 1 + 5 + 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:200] + bytes([raw[200] ^ 1]) + raw[201:],
        lambda raw: b"\xff\xfe" + raw,
        lambda raw: raw + b" ",
        lambda raw: b"[" * 100_000,
    ],
    ids=["empty", "cut off", "altered", "not text", "longer", "deep"],
)
def test_a_damaged_entry_is_made_again(
    folder: Path, tmp_path: Path, analysed: list[str], damage: Callable[[bytes], bytes]
) -> None:
    cache = tmp_path / "cache"
    plain = built(folder, cache)
    for entry in entries(cache):
        entry.write_bytes(damage(entry.read_bytes()))
    analysed.clear()
    assert built(folder, cache) == plain and len(analysed) == 3
    assert built(folder, cache) == plain and len(analysed) == 3, "and is whole again"


def test_an_entry_in_anothers_place_or_of_another_shape_is_not_taken(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    cache = tmp_path / "cache"
    plain = built(folder, cache)
    one, two, three = entries(cache)
    one.write_bytes(two.read_bytes())
    body = zlib.compress(b'{"document": {}}\n{}')
    three.write_bytes(remembered._digest([three.stem.encode(), body]).encode() + b"\n" + body)
    analysed.clear()
    assert built(folder, cache) == plain and len(analysed) == 2, len(analysed)


def test_a_folder_that_cannot_be_is_no_error(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert built(folder, tmp_path / "file" / "cache") == built(folder, None)
    assert len(analysed) == 6


def test_a_document_that_cannot_be_read_is_told_each_time(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\x00")
    for _ in range(2):
        (problem,) = pipeline.build([folder], cache=tmp_path / "cache").report.problems()
        assert "broken.txt" in problem
    assert len(entries(tmp_path / "cache")) == 3


def test_a_file_that_changes_under_the_build_is_not_remembered(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = readers.read

    def late(path: Path, **options: Any) -> Any:
        document = read(path, **options)
        path.write_text(path.read_text("utf-8") + "More.\n", encoding="utf-8")
        return document

    monkeypatch.setattr(readers, "read", late)
    pipeline.build([folder], cache=tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_several_processes_share_the_folder(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    cache = tmp_path / "cache"
    plain = built(folder, cache, jobs=2)
    assert len(entries(cache)) == 3 and plain == built(folder, None)
    analysed.clear()
    assert built(folder, cache) == plain and not analysed


def test_two_builders_at_once_do_not_meet(folder: Path, tmp_path: Path) -> None:
    cache, plain = tmp_path / "cache", built(folder, None)
    program = (
        "import sys; from pathlib import Path; from kortui import store; from kortui.extract import pipeline\n"
        "for _ in range(3): made = pipeline.build([Path(sys.argv[1])], cache=Path(sys.argv[2])).library\n"
        "store.save(Path(sys.argv[3]), made)"
    )
    targets = [tmp_path / f"{n}.json" for n in range(2)]
    running = [subprocess.Popen([sys.executable, "-c", program, str(folder), str(cache), str(t)]) for t in targets]
    stop = threading.Event()

    def clean() -> None:
        while not stop.is_set():
            Analyses(cache).prune(at_most=0)

    cleaner = threading.Thread(target=clean, daemon=True)
    cleaner.start()
    try:
        assert [process.wait(60) for process in running] == [0, 0]
    finally:
        stop.set()
        cleaner.join()
    assert {t.read_bytes() for t in targets} == {plain}


def test_the_folder_stays_bounded_and_keeps_what_was_used_last(folder: Path, tmp_path: Path, analysed: list[str]) -> None:
    cache = tmp_path / "cache"
    built(folder, cache)
    analyses = Analyses(cache)
    for entry in entries(cache):
        os.utime(entry, (1, 1))
    key = analyses.key(folder / "japan.md")
    assert key is not None and analyses.get(key) is not None, "which makes it the one used last"
    old, new = cache / ".x.json.1.tmp", cache / ".y.json.2.tmp"
    for left in (old, new):
        left.write_text("", encoding="utf-8")
    os.utime(old, (1, time.time() - 7200))
    sizes = {p: p.stat().st_size for p in cache.glob("[!.]*")}
    analyses.prune(at_most=sum(sizes.values()))
    assert len(list(cache.glob("[!.]*"))) == 5, "no bigger than it may be"
    assert new.exists() and not old.exists()
    analyses.prune(at_most=sum(sizes.values()) - 1)
    kept = list(cache.glob("[!.]*"))
    assert cache / f"{key}.json" in kept and sum(sizes[p] for p in kept) <= 0.75 * sum(sizes.values())


def test_the_folder_is_the_users_alone(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
