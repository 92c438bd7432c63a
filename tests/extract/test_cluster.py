"""Building on a Dask cluster: a real scheduler and two worker processes on this machine."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kortui import store
from kortui.errors import ClusterError
from kortui.extract import cluster, pipeline
from kortui.extract.pipeline import Progress

pytest.importorskip("distributed", reason="kortui[cluster] is not installed")

SECONDS = 90
"""How long a process may take to start on a busy machine."""


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.address = self._address()

    def _address(self) -> str:
        until = time.monotonic() + SECONDS
        while True:
            assert self.scheduler.poll() is None and time.monotonic() < until, "the scheduler does not start"
            with contextlib.suppress(OSError, ValueError):  # not there yet, or half written
                return str(json.loads(self.file.read_text("utf-8"))["address"])
            time.sleep(0.05)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(self.file)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def wait(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address, timeout=SECONDS, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=SECONDS)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    with contextlib.closing(contextlib.ExitStack()) as stack:
        stack.callback(made.stop)
        made.worker()
        made.worker()
        made.wait(2)
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for n in range(30):
        words = f"Kenya and India signed a trade agreement in {1970 + n % 7}. Zanobar Institute met the minister in {1990 + n}."
        (made / f"{n}.txt").write_text(f"Report {n}\n\n{words}\n", encoding="utf-8")
    (made / "3.json").write_text('{"published": "2001", "publisher": "Ministry of Examples"}', encoding="utf-8")
    (made / "binary.txt").write_bytes(b"\x00\x01")
    (made / "latin.txt").write_bytes("Ankara\n\nTürkiye recognized Kenya in 1963.\n".encode("latin-1"))
    (made / "gazetteer.toml").write_text('[organisation]\nzanobar = { name = "Zanobar Institute" }\n', encoding="utf-8")
    return made


def test_a_cluster_gives_the_bytes_and_the_report_of_a_local_build(running: Cluster, folder: Path, tmp_path: Path) -> None:
    here, there = pipeline.build([folder]), pipeline.build([folder], cluster=running.address, cache=tmp_path / "cache")
    assert store.serialise(there.library) == store.serialise(here.library)
    assert list(there.problems()) == list(here.problems()) and len(there.left) >= 2
    assert any(d.publisher == "Ministry of Examples" for d in there.library.documents), "side-cars travel too"
    assert any(e.id == "zanobar" for e in there.library.entities), "and the gazetteer"
    assert len(list((tmp_path / "cache").glob("*.json"))) == 30, "what was made there is remembered here"


def test_what_is_remembered_is_not_sent(
    running: Cluster, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = store.serialise(pipeline.build([folder], cache=tmp_path / "cache").library)
    sent: list[Path] = []
    load = cluster.load
    monkeypatch.setattr(cluster, "load", lambda path: sent.append(path) or load(path))
    assert store.serialise(pipeline.build([folder], cache=tmp_path / "cache", cluster=running.address).library) == plain
    assert {path.name for path in sent} == {"binary.txt", "latin.txt"}, "only what could not be read is tried again"


def test_a_worker_killed_in_mid_build_costs_no_record(running: Cluster, folder: Path) -> None:
    victim = running.worker()
    running.wait(3)
    left: list[int] = []

    def kill(step: Progress) -> None:
        if step.done == 2:
            victim.kill()
            left.append(step.total - step.done)

    there = pipeline.build([folder], cluster=running.address, progress=kill)
    assert victim.wait(SECONDS) != 0 and left[0] > 20
    assert store.serialise(there.library) == store.serialise(pipeline.build([folder]).library)


def test_all_workers_may_go_one_after_another_while_others_come(folder: Path, tmp_path: Path) -> None:
    changing = Cluster(tmp_path)
    try:
        first = changing.worker()
        changing.wait(1)

        def change(step: Progress) -> None:
            if step.done == 2:
                changing.worker()
                changing.wait(2)
                first.kill()
                first.wait()

        there = pipeline.build([folder], cluster=changing.address, progress=change)
        assert first.returncode
        assert store.serialise(there.library) == store.serialise(pipeline.build([folder]).library)
    finally:
        changing.stop()


def test_workers_with_other_code_are_refused(running: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "fingerprint", lambda: "other code")
    with pytest.raises(ClusterError, match="another kortui"):
        pipeline.build([folder], cluster=running.address)


def test_addresses_that_lead_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ClusterError, match="write it like tcp://host:8786"):
        pipeline.build([folder], cluster="host")
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(ClusterError, match="cannot be reached: no answer"):
        pipeline.build([folder], cluster="tcp://127.0.0.1:1")


def test_without_distributed_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'kortui\[cluster\]'"):
        pipeline.build([folder], cluster="tcp://127.0.0.1:1")


def test_a_scheduler_without_workers_and_one_that_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lonely = Cluster(tmp_path)
    try:
        monkeypatch.setattr(cluster, "WORKERS_SECONDS", 0.5)
        with pytest.raises(ClusterError, match="has no workers"):
            pipeline.build([folder], cluster=lonely.address)
        lonely.worker()
        lonely.wait(1)

        def kill(step: Progress) -> None:
            lonely.stop()

        with pytest.raises(ClusterError, match="went away"):
            pipeline.build([folder], cluster=lonely.address, progress=kill)
        assert "distributed" not in capfd.readouterr().err, "its log is not shown"
    finally:
        lonely.stop()
