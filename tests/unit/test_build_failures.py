"""What can go wrong with a build, through the command: each thing is named, the rest is built, the old database stays."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kortui import store
from kortui.check import check
from kortui.extract.readers.source import SIZE_AT_MOST
from tests.unit.conftest import Run

NOTE = "A short note\n\nSouth Korea's foreign minister visited Ankara on 5 May 2005.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    made.mkdir()
    (made / "note.txt").write_text(NOTE, "utf-8")
    return made


def test_everything_that_is_no_document_is_named_and_the_rest_is_built(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\x89PNG\x00\x01\xff")
    (folder / "latin.txt").write_bytes("Türkiye\n".encode("latin-1"))
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "front.md").write_text("---\ntitle: a\npublished: one day\n---\nText.\n", "utf-8")
    with (folder / "giant.txt").open("wb") as file:
        file.truncate(1 << 30)  # sparse: 1 GB that takes no room
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "nowhere.txt").symlink_to("absent.txt")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    deep = folder
    for _ in range(70):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(NOTE, "utf-8")
    (folder / "locked.txt").write_text(NOTE, "utf-8")
    (folder / "locked.txt").chmod(0)
    target = tmp_path / "x.json"
    done = run("build", str(folder), "-o", str(target), "--strict")
    expected = {
        "binary.txt": "is binary", "latin.txt": "is not UTF-8 (line 1", "empty.txt": "is empty",
        "front.md": "front matter, line 3: published 'one day' is not EDTF", "giant.txt": "is too big (1024 MB, at most 64 MB)",
        "loop.txt": "", "nowhere.txt": "a link that leads nowhere", "/d:": "deeper than 64 folders",
    }  # fmt: skip
    if os.geteuid() != 0:
        expected["locked.txt"] = "cannot be read (permission denied)"
    lines = done.err.splitlines()
    for name, why in expected.items():
        assert sum(name in line and why in line for line in lines) == 1, (name, done.err)
    assert done.code == 4 and SIZE_AT_MOST == 64 << 20
    assert "note" in store.load(target).documents[0].id and not list(check(store.load(target)))
    assert "Traceback" not in done.err


def test_a_full_disk_leaves_the_old_database(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.json"
    assert run("build", str(folder), "-o", str(target)).code == 0
    old = target.read_bytes()
    (folder / "more.txt").write_text(NOTE.replace("short", "long"), "utf-8")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    done = run("build", str(folder), "-o", str(target))
    assert done.code == 74 and done.err.count("\n") == 1 and "No space left on device; it is as it was" in done.err
    assert target.read_bytes() == old and sorted(p.name for p in tmp_path.glob(".x.json.*")) in ([], [".x.json.lock"])


def test_two_builds_at_once_leave_a_whole_database(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "kortui", "build", str(folder), "-o", str(target)]
    running = [subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=90)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    library = store.load(target)
    assert len(library.documents) == 1 and list(check(library)) == []
    assert list(tmp_path.glob(".x.json.*.tmp")) == []


def test_links_out_of_the_folder_are_told_and_not_followed(run: Run, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private.txt").write_text(NOTE.replace("short", "secret"), "utf-8")
    inside = folder / "inside"
    inside.mkdir()
    (inside / "more.txt").write_text(NOTE.replace("short", "long"), "utf-8")
    (folder / "away").symlink_to(outside, target_is_directory=True)
    (folder / "far.txt").symlink_to(outside / "private.txt")
    (folder / "a").symlink_to(inside, target_is_directory=True)
    target = tmp_path / "x.json"
    done = run("build", str(folder), "-o", str(target))
    assert done.code == 0 and len(store.load(target).documents) == 2
    told = [line for line in done.err.splitlines() if "a link out of the folder, not followed" in line]
    assert [line.split(":")[0] for line in told] == [str(folder / "away"), str(folder / "far.txt")]
    assert "name the folder" in told[0] and "name the file" in told[1]
    done = run("build", str(folder), str(outside), "-o", str(target))
    assert "a link out" not in done.err and len(store.load(target).documents) == 3


def test_an_address_that_is_no_link_is_told_and_left_out(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "note.json").write_text(
        '{"title": "A note", "url": "data:text/html,x", "digest_of": {"title": "T", "url": "ja:x"}}'
    )
    own = folder / "own.md"
    own.write_text("---\ntitle: Own\nurl: javascript:alert(1)\n---\nThe ministers met in Seoul in 2015.\n" + "é" * 99_999)
    (folder / "good.md").write_text("---\ntitle: Good\nurl: doi:10.1000/1\n---\nThe ministers met in Seoul in 2016.\n")
    target = tmp_path / "x.json"
    done = run("build", str(folder), "-o", str(target))
    assert done.code == 0
    assert {d.title: (d.url, d.digest_of and d.digest_of.url) for d in store.load(target).documents} == {
        "A note": (None, None), "Own": (None, None), "Good": ("doi:10.1000/1", None),
    }  # fmt: skip
    told = [line for line in done.err.splitlines() if "is no link, so it is not used" in line]
    assert (
        len(told) == 3
        and told[2].startswith(f"{own}: the url 'javascript:alert(1)'")
        and "digest_of: the url 'ja:x'" in told[1]
    )


def test_fields_of_a_side_car_that_are_not_used_are_told(run: Run, folder: Path, tmp_path: Path) -> None:
    beside = folder / "note.json"
    beside.write_text(
        '{"title": "A note", "publishd": "1974", "\\u001b[31m": 1, "digest_of": {"title": "It", "adress": "x", "licence": "y"}}'
    )
    target = tmp_path / "x.json"
    done = run("build", str(folder), "-o", str(target))
    assert done.code == 0 and store.load(target).documents[0].title == "A note"
    told = [line.removeprefix(f"{beside}: ") for line in done.err.splitlines() if line.startswith(str(beside))]
    assert told[0] == "there is no field 'publishd', so it is not used; did you mean published?"
    assert told[1].endswith("there are title, publisher, published, url, language, licence, digest_of")
    assert told[2].startswith("digest_of: there is no field 'adress'") and len(told) == 4 and "\x1b" not in done.err
    beside.write_text('{"title": "A note", "published": "1974"}')
    assert "no field" not in run("build", str(folder), "-o", str(target)).err
