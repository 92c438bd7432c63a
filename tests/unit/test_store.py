"""The database file: what is written is read, what is damaged is told, and no crash leaves a mixture."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from kortui import store
from kortui.errors import (
    DatabaseDamagedError,
    DatabaseError,
    DatabaseLockedError,
    DatabaseMissingError,
    DatabaseSchemaError,
)
from kortui.model import Entity, Library
from tests.bench import generate
from tests.unit.samples import library

TABLES = {"meta", "documents", "events", "entities", "series", "conflicts"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "kortui.json"
    store.save(target, library())
    return target


def rewrite(path: Path, **tables: Any) -> None:
    """Change rows of a file behind kortui's back."""
    data = json.loads(path.read_text("utf-8"))
    for name, change in tables.items():
        change(data[name])
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def test_what_is_saved_is_loaded(path: Path) -> None:
    assert store.load(path) == library()


def test_plain_tinydb_opens_the_file(path: Path) -> None:
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        assert database.tables() == TABLES
        assert [e["id"] for e in database.table("events").all()] == [e.id for e in library().events]
        assert list(range(1, 7)) == [row.doc_id for row in database.table("events").all()]
        assert database.table("meta").all() == [
            {"schema": store.SCHEMA, "kortui": "0.1.0", "documents": 2, "events": 6, "sha256": "f" * 64}
        ]


def test_layout_is_one_row_a_line_with_sorted_keys(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    rows = [json.loads("{" + line.rstrip(",") + "}") for line in lines if line.startswith('"') and not line.endswith("{")]
    found = library()
    expected = 1 + len(found.documents) + len(found.events) + len(found.entities) + len(found.series) + len(found.conflicts)
    assert len(rows) == expected
    for row in rows:
        (fields,) = row.values()
        assert list(fields) == sorted(fields)
    assert "Fırtına" in path.read_text("utf-8"), "letters stand as they are"


def test_same_library_same_bytes(tmp_path: Path, path: Path) -> None:
    again = tmp_path / "again.json"
    store.save(again, store.load(path))
    assert again.read_bytes() == path.read_bytes()


def test_empty_library_round_trips(tmp_path: Path) -> None:
    empty = Library((), (), (), (), ())
    store.save(tmp_path / "empty.json", empty)
    assert store.load(tmp_path / "empty.json") == empty


def test_utf8_whatever_the_locale(path: Path) -> None:
    code = f"from pathlib import Path; from kortui import store; print(len(store.load(Path({str(path)!r})).events))"
    environ = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
    assert done.stdout == "6\n", done.stderr


def test_absent_path_is_told_and_not_made(tmp_path: Path) -> None:
    target = tmp_path / "mistyped.json"
    with pytest.raises(DatabaseMissingError, match=r"mistyped\.json: there is no such file; make it with `kortui build`"):
        store.load(target)
    assert list(tmp_path.iterdir()) == []


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: b"", "is empty"),
        (lambda raw: b" \n", "is empty"),
        (cut, "is cut short or not JSON: line"),
        (lambda raw: b"PK\x03\x04\xff\xfe", "is not UTF-8 at byte 4"),
        (lambda raw: b"SQLite format 3", "is cut short or not JSON"),
        (lambda raw: b"[1, 2]", "its top is not an object of tables"),
        (lambda raw: b"null", "is empty|not an object"),
        (lambda raw: b"{}", "has no table `meta`"),
        (lambda raw: b'{"_default": {"1": {"name": "x"}}}', "has no table `meta`"),
        (lambda raw: b'{"meta": {"1": {"schema": "1"}}}', "has no table `meta`"),
        (lambda raw: b'{"meta": {"1": {"schema": true}}}', "has no table `meta`"),
        (lambda raw: b'{"meta": {"1": {"schema": 1}}}', "has no table `documents`"),
        (lambda raw: raw.replace(b'"events": {', b'"happenings": {'), "has no table `events`"),
        (lambda raw: raw.replace(b"515000000,", b"NaN,"), "NaN is not a JSON number"),
        (lambda raw: b"[" * 100_000, "is not the JSON of a database"),
        (lambda raw: raw.replace(b'"edtf": "1987"', b'"edtf": "19-87"'), "'19-87' is not a date"),
        (lambda raw: raw.replace(b'"type": "visit"', b'"type": "trip"'), r"events \d\.type is none of"),
        (lambda raw: raw.replace(b'"equivalent_to": 0', b'"equivalent_to": 7'), "equivalent to number 7"),
        (lambda raw: raw.replace(b'"start": "1987-01-01"', b'"start": "1987"'), "'1987' is not a day"),
    ],
)  # fmt: skip
def test_damage_is_one_line_and_the_file_is_left_alone(path: Path, spoil: Any, said: str) -> None:
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(DatabaseDamagedError, match=said) as caught:
        store.load(path)
    line = caught.value.line()
    assert line.startswith(f"{path}: ") and "\n" not in line and line.endswith("make it again with `kortui build`")
    assert caught.value.exit_code == 3
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(("number", "said"), [(2, "reads up to 1; update kortui"), (0, "old schema 0")])
def test_other_schema_is_refused(path: Path, number: int, said: str) -> None:
    rewrite(path, meta=lambda meta: meta["1"].update(schema=number))
    with pytest.raises(DatabaseSchemaError, match=said):
        store.load(path)


def test_keys_of_a_later_minor_version_are_ignored(path: Path) -> None:
    rewrite(path, events=lambda events: events["1"].update(mood="sunny"))
    assert store.load(path) == library()


def test_event_without_evidence_is_refused(path: Path) -> None:
    rewrite(path, events=lambda events: events["1"].update(evidence=[]))
    with pytest.raises(DatabaseDamagedError, match="has no evidence"):
        store.load(path)


def test_folders_and_pipes_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(DatabaseError, match="is not a file"):
            store.load(target)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_forbidden_file_is_told(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(DatabaseError, match="cannot be read: Permission denied"):
        store.load(path)


def test_moved_quote_is_stale_and_never_looked_for_elsewhere(path: Path) -> None:
    def shift(documents: dict[str, Any]) -> None:
        for row in documents.values():
            row["text"] = "Foreword. " + row["text"]

    rewrite(path, documents=shift)
    found = store.load(path)
    assert {e.state for event in found.events for e in event.evidence} == {"stale"}
    assert [e.evidence[0].start for e in found.events] == [e.evidence[0].start for e in library().events]


def test_only_the_quote_that_is_gone_is_stale(path: Path) -> None:
    rewrite(path, documents=lambda rows: rows["1"].update(text=rows["1"]["text"].replace("mid-1980s", "mid-1970s")))
    states = [e.state for event in store.load(path).events for e in event.evidence]
    assert sorted(states) == ["found"] * 5 + ["stale"] * 2


def test_evidence_found_again_is_found_again(path: Path) -> None:
    rewrite(path, events=lambda rows: [e.update(state="stale") for row in rows.values() for e in row["evidence"]])
    assert store.load(path) == library()


def test_evidence_of_a_document_that_is_not_there_is_stale(path: Path) -> None:
    rewrite(path, documents=lambda rows: rows.pop("1"))
    assert [e.state for e in store.load(path).events[0].evidence] == ["stale"]


def test_empty_quote_is_stale(path: Path) -> None:
    rewrite(path, events=lambda rows: rows["1"]["evidence"][0].update(exact="", start=0, end=0))
    assert store.load(path).events[0].evidence[0].state == "stale"


def test_escape_codes_in_the_file_do_not_get_in(path: Path) -> None:
    rewrite(path, events=lambda rows: rows["1"].update(title="\x1b]0;owned\x07 \u202eevil"))
    title = store.load(path).events[0].title
    assert "\x1b" not in title and "\u202e" not in title and "owned" in title


def test_rows_are_in_order_of_date_whatever_the_file_says(path: Path) -> None:
    rewrite(path, events=lambda rows: rows.update({str(n): row for n, row in enumerate(reversed(list(rows.values())), 1)}))
    assert store.load(path) == library()


def test_collector_is_left_as_it_was(path: Path) -> None:
    gc.disable()
    try:
        store.load(path)
        assert not gc.isenabled()
    finally:
        gc.enable()
    store.load(path)
    assert gc.isenabled()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.lists(st.text()), st.integers(0, 10**12))
def test_any_text_comes_back_sanitised_and_then_stays(tmp_path_factory: Any, name: str, aliases: list[str], count: int) -> None:
    target = tmp_path_factory.mktemp("any") / "any.json"
    surrogates_out = [text.encode("utf-8", "replace").decode() for text in (name, *aliases)]
    one = Entity("x", surrogates_out[0], "person", tuple(surrogates_out[1:]), mentions=count)
    store.save(target, Library((), (), (one,), (), ()))
    first = store.load(target)
    store.save(target, first)
    assert store.load(target) == first
    assert first.entities[0].mentions == count


# Writing


def test_save_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="its folder does not exist; make it with `mkdir -p"):
        store.save(tmp_path / "no" / "kortui.json", library())
    assert list(tmp_path.iterdir()) == []


def test_save_over_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="is a folder"):
        store.save(tmp_path, library())


@pytest.mark.parametrize("content", ["# A document\n", '{"title": "A side-car"}', "PK\x03\x04"])
def test_save_does_not_replace_what_is_no_database(tmp_path: Path, content: str) -> None:
    target = tmp_path / "report.md"
    target.write_text(content)
    with pytest.raises(DatabaseError, match="exists and is no database; it is as it was"):
        store.save(target, library())
    assert target.read_text() == content


@pytest.mark.parametrize("spoil", [lambda raw: b"", lambda raw: b"\n", lambda raw: raw[:200], lambda raw: b'{"_default": {}}'])
def test_save_replaces_a_damaged_database(path: Path, spoil: Any) -> None:
    path.write_bytes(spoil(path.read_bytes()))
    store.save(path, library())
    assert store.load(path) == library()


def test_save_where_the_name_is_a_pattern_or_a_loop_of_links(tmp_path: Path) -> None:
    for name in ("[a-z]*.json", "?.json"):
        store.save(tmp_path / name, library())
        assert store.load(tmp_path / name) == library()
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(DatabaseError):
        store.save(tmp_path / "a", library())
    with pytest.raises(DatabaseError):
        store.load(tmp_path / "a")


def test_save_follows_a_link_and_keeps_the_mode(path: Path) -> None:
    path.chmod(0o640)
    link = path.parent / "link.json"
    link.symlink_to(path.name)
    store.save(link, replace(library(), sha256="0"))
    assert link.is_symlink() and store.load(path).sha256 == "0"
    assert path.stat().st_mode & 0o777 == 0o640


def test_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        store.save(tmp_path / "new.json", library())
    finally:
        os.umask(before)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640


def test_disk_full_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatabaseError, match="cannot be written: No space left on device; it is as it was"):
        store.save(path, replace(library(), sha256="other"))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.tmp")) and not list(path.parent.glob(".*.tmp"))


def test_file_size_limit_leaves_the_old_file(path: Path) -> None:
    """The kernel refuses the write half-way, as a full disk does."""
    before = path.read_bytes()
    code = (
        "import resource, signal, sys; from dataclasses import replace; from pathlib import Path\n"
        "from kortui import store\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "path = Path(sys.argv[1]); library = replace(store.load(path), sha256='other')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "store.save(path, library)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "DatabaseWriteError" in done.stderr and "File too large" in done.stderr
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from kortui import store

path, mark, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
library = replace(store.load(Path(sys.argv[4])), sha256=mark * 64)
print("ready", flush=True)
for _ in range(rounds):
    store.save(path, library)
"""


def big(path: Path) -> Path:
    """A database of some megabytes, so that a write takes long enough to be interrupted."""
    base = library()
    target = path.parent / "big.json"
    entities = tuple(Entity(f"e{n:06}", f"Example number {n} " + "x" * 60, "person") for n in range(12_000))
    store.save(target, replace(base, entities=entities))
    return target


def writer(target: Path, mark: str, rounds: int, source: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(target), mark, str(rounds), str(source)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process


def test_two_builds_at_once_leave_one_or_the_other(path: Path) -> None:
    source = big(path)
    whole = {}
    for mark in "ab":
        expected = path.parent / f"{mark}.json"
        store.save(expected, replace(store.load(source), sha256=mark * 64))
        whole[mark] = expected.read_bytes()
    processes = [writer(path, mark, 5, source) for mark in "ab"]
    seen = set()
    while any(p.poll() is None for p in processes):
        seen.add(path.read_bytes())
    for process in processes:
        assert process.wait(60) == 0, process.stderr.read() if process.stderr else ""
    old = store.serialise(library())
    assert seen - {old} <= set(whole.values()) and seen - {old}
    assert path.read_bytes() in whole.values()


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.08])
def test_kill_during_a_write_leaves_the_old_or_the_new(path: Path, delay: float) -> None:
    source = big(path)
    store.save(path, replace(store.load(source), sha256="old"))
    old = path.read_bytes()
    process = writer(path, "n", 1000, source)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not list(path.parent.glob(".kortui.json.*.tmp")):
        pass
    time.sleep(delay)  # not a wait for anything: it moves the blow to another stage of the write
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    data = path.read_bytes()
    assert data == old or store.load(path).sha256 == "n" * 64
    store.save(path, library())
    assert store.load(path) == library(), "the lock of the dead is free"
    assert not list(path.parent.glob(".kortui.json.*.tmp")), "what it left is cleared away"


def test_lock_held_by_another_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(store, "LOCK_SECONDS", 0.05)
    before = path.read_bytes()
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    lock = path.parent / f".{path.name}.lock"
    holder = subprocess.Popen([sys.executable, "-c", code, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseLockedError, match="another build is writing this file"):
            store.save(path, library())
        assert path.read_bytes() == before
    finally:
        holder.communicate()
    with FileLock(lock, timeout=5):
        pass


_ENDLESS = """
import sys, time
from pathlib import Path
from kortui.files import replace_file

def pieces():
    yield b"begun"
    print("begun", flush=True)
    while True:
        yield b" and goes on"
        time.sleep(0.001)

replace_file(Path(sys.argv[1]), pieces())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_no_half_file(tmp_path: Path, number: signal.Signals) -> None:
    target = tmp_path / "x.md"
    target.write_text("old")
    writer = subprocess.Popen([sys.executable, "-c", _ENDLESS, str(target)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert writer.stdout and writer.stdout.readline() == b"begun\n"
    writer.send_signal(number)
    writer.communicate(timeout=60)
    assert writer.returncode
    assert target.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["x.md"]


@pytest.mark.parametrize(("seed", "size"), [(0, 0), (1, 1), (2, 17), (3, 60), (1957, 200)])
def test_made_up_libraries_come_back_whole_and_sound(tmp_path: Path, seed: int, size: int) -> None:
    """Names in three scripts, dates of all kinds, amounts with twins: what is saved is loaded, and the bytes stay."""
    made = generate.library(size, seed)
    target = tmp_path / "made.json"
    store.save(target, made)
    again = store.load(target)
    assert store.tables(again) == store.tables(made)
    assert store.serialise(again) == target.read_bytes()
