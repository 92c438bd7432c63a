"""Several processes: the same bytes, no record lost with a process that dies, none left behind by one that is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kortui import store
from kortui.extract import pipeline, workers
from kortui.extract.reading import Read

SECONDS = 90
"""How long anything may take on a busy machine."""


def deadly(path: Path) -> Read:
    """What a worker does here: one document ends its process each time, another the first time."""
    if path.stem == "deadly" or (path.stem == "shaky" and not path.with_suffix(".died").exists()):
        path.with_suffix(".died").touch()
        os._exit(9)
    return workers._work(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for n in range(12):
        text = f"Report {n}\n\nKenya and India signed a trade agreement in {1970 + n % 7}.\n"
        (made / f"{n}.txt").write_text(text, encoding="utf-8")
    return made


def test_a_document_that_ends_its_process_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = store.serialise(pipeline.build([folder]).library)
    (folder / "deadly.txt").write_text("Deadly\n\nKenya recognized India in 1964.\n", encoding="utf-8")
    monkeypatch.setattr(workers, "_work", deadly)
    made = pipeline.build([folder], jobs=2)
    (problem,) = made.problems()
    assert "deadly.txt: ended the process that analysed it, twice" in problem
    assert store.serialise(made.library) == plain


def test_a_process_that_dies_once_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "shaky.txt").write_text("Shaky\n\nKenya recognized India in 1964.\n", encoding="utf-8")
    plain = store.serialise(pipeline.build([folder]).library)
    monkeypatch.setattr(workers, "_work", deadly)
    made = pipeline.build([folder], jobs=2)
    assert (folder / "shaky.died").exists() and list(made.problems()) == []
    assert store.serialise(made.library) == plain


HALF_A_RESULT = """
import sys
from types import SimpleNamespace
from kortui.extract import workers

if __name__ == "__main__":
    try:
        with workers._pool(SimpleNamespace(extra=(), published=None, analyses=None), 2) as pool:
            results = [pool.submit(bytes, 100_000_000) for _ in range(4)]
            results[0].result()
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_a_process_stopped_in_the_middle_of_a_result_is_not_waited_for(tmp_path: Path) -> None:
    script = tmp_path / "half.py"
    script.write_text(HALF_A_RESULT, encoding="utf-8")
    for _ in range(3):
        assert (
            subprocess.run([sys.executable, str(script)], check=False, timeout=SECONDS, stderr=subprocess.DEVNULL).returncode
            == 130
        )


def descendants(process: int) -> set[int]:
    """Processes below a process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    found, grown = {process}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found - {process}


def until(what: Callable[[], bool], why: str) -> None:
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.02)


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", ["ctrl+c", "SIGTERM", "SIGHUP", "kill -9"])
def test_a_stopped_build_leaves_the_old_database_and_no_process(tmp_path: Path, how: str) -> None:
    folder, target, cache = tmp_path / "in", tmp_path / "out.json", tmp_path / "cache"
    folder.mkdir()
    told = "Kenya and India signed a trade agreement in 1981. Kenya recognized Poland in 1963.\n\n" * 150
    for n in range(200):  # a minute of work
        (folder / f"{n}.txt").write_text(f"Report {n}\n\n{told}", encoding="utf-8")
    target.write_text('{"meta": {}}', encoding="utf-8")
    command = [sys.executable, "-m", "kortui", "build", str(folder), "-o", str(target), "--jobs", "2"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    children: set[int] = set()
    try:
        until(lambda: any(cache.rglob("*.json")) or process.poll() is not None, "no document is done")
        children = descendants(process.pid)
        assert process.poll() is None and len(children) >= 2
        if how != "kill -9":
            number = {"ctrl+c": signal.SIGINT}.get(how) or signal.Signals[how]
            (os.kill if how == "SIGTERM" else os.killpg)(process.pid, number)  # as a terminal does: to all of them
            out, err = process.communicate(timeout=SECONDS)
            told = f"stopped: {target} was not touched; what was read is remembered for the next build\n"
            assert (process.returncode, out, err.decode()) == (128 + number, b"", told)
        else:
            process.kill()
            process.wait(SECONDS)
        until(lambda: all(map(gone, children)), "a process is left behind")
    finally:
        for left in {process.pid, *children}:
            if not gone(left):
                os.kill(left, signal.SIGKILL)
        process.communicate()
    assert target.read_text("utf-8") == '{"meta": {}}'
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".tmp")] == []
