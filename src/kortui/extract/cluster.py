"""Documents analysed by the workers of a Dask cluster, with the bytes of a local build.

Documents travel as bytes: workers need kortui, of the very same code, and no common disk. What is remembered here is not
sent. A worker that dies costs a retry, which the scheduler sees to; a document that ends several workers is reported like
one that cannot be read, and so is one that fails. Nothing here is imported but for ``--cluster``.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kortui.errors import ClusterError, KortuiError
from kortui.extract.collector import collecting_seldom
from kortui.extract.packed_lines import dump, parse
from kortui.extract.readers.metadata import side_car
from kortui.extract.readers.source import load
from kortui.extract.reading import Read, Reader, reason
from kortui.extract.remembered import fingerprint

CONNECT_SECONDS = 10.0
"""How long the scheduler may take to answer."""

WORKERS_SECONDS = 30.0
"""How long a scheduler may be without any worker."""

_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://[^\s/]+:\d+")

_IN_HAND = 4
"""Documents given out per thread of a worker."""

_START = "start it with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`"


@dataclass(frozen=True, slots=True)
class Setup:
    """What all documents of a build have in common.

    Attributes:
        code: Fingerprint of the code that makes the result; a worker with another one refuses.
        gazetteers: Content of the files of further entities.
        published: EDTF date of publication.
    """

    code: str
    gazetteers: tuple[bytes, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A document on its way: its name, its bytes, and the name and bytes of its side-car."""

    name: str
    raw: bytes
    beside: tuple[str, bytes] | None


def read(files: Iterable[tuple[int, Path]], address: str, reader: Reader) -> Generator[tuple[int, Read], None, None]:
    """Numbered files to what they gave, in the order they are done.

    Args:
        files: Files with their numbers.
        address: Of the scheduler, ``tcp://host:8786``.
        reader: What is remembered, and what documents have in common.

    Raises:
        ClusterError: When distributed is not installed, when the scheduler cannot be reached or goes away, and when workers
            run other code.
    """
    try:
        import distributed
        from distributed.client import ClosedClientError, FutureCancelledError
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise ClusterError("--cluster needs more packages", "", "install them with `pip install 'kortui[cluster]'`") from error
    _quieten()
    setup = Setup(fingerprint(), tuple(path.read_bytes() for path in reader.extra), reader.published)
    client = _connect(distributed, address)
    try:
        yield from _read(distributed, client, files, setup, reader, address)
    except (asyncio.CancelledError, FutureCancelledError, ClosedClientError, CommClosedError) as error:
        raise ClusterError("the scheduler went away", address, _START) from error
    except (RuntimeError, OSError) as error:  # what distributed raises of a client whose connection is lost
        if client.status == "running":
            raise
        raise ClusterError("the scheduler went away", address, _START) from error
    finally:
        with suppress(TimeoutError, OSError):
            client.close(timeout=CONNECT_SECONDS)


def _quieten() -> None:
    """Have distributed keep its log to itself: what it tells of lost workers and connections, the result tells."""
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # each has a level and a handler of its own


def _connect(distributed: Any, address: str) -> Any:
    """A client of the scheduler, which has a worker.

    Raises:
        ClusterError: When there is no scheduler or no worker in time.
    """
    if not _ADDRESS.fullmatch(address):
        raise ClusterError("is no address of a scheduler", address, "write it like tcp://host:8786")
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        what = f"the scheduler cannot be reached: no answer within {CONNECT_SECONDS:.0f} seconds"
        raise ClusterError(what, address, _START) from error
    try:
        client.wait_for_workers(1, timeout=WORKERS_SECONDS)
    except (OSError, TimeoutError) as error:
        client.close()
        raise ClusterError("the scheduler has no workers", address, _START) from error
    return client


def _read(
    distributed: Any, client: Any, files: Iterable[tuple[int, Path]], setup: Setup, reader: Reader, address: str
) -> Iterator[tuple[int, Read]]:
    room = _IN_HAND * max(1, sum(client.nthreads().values()))
    common = client.submit(
        _given, setup, pure=False
    )  # a result is made again when all that held it are gone, data sent are not
    done = distributed.as_completed(loop=client.loop)
    sent: dict[Any, tuple[int, Path, str | None]] = {}
    for number, path in files:
        key = reader.key(path)
        known = reader.recall(path, key)
        if known is None:
            try:
                document = _sent(path)
            except KortuiError as error:
                known = Read(path, None, reason(error))
        if known is not None:
            yield number, known
            continue
        future = client.submit(analyse, document, common, pure=False, retries=1)
        sent[future] = (number, path, key)
        done.add(future)
        while len(sent) >= room:
            yield _received(distributed, next(done), sent, reader, address)
    while sent:
        yield _received(distributed, next(done), sent, reader, address)


def _sent(path: Path) -> Sent:
    """A document as it travels.

    Raises:
        DocumentError: When it cannot be read.
    """
    beside = side_car(path)
    return Sent(path.name, load(path), (beside.name, load(beside)) if beside != path and beside.is_file() else None)


def _received(
    distributed: Any, future: Any, sent: dict[Any, tuple[int, Path, str | None]], reader: Reader, address: str
) -> tuple[int, Read]:
    number, path, key = sent.pop(future)
    try:
        given = future.result()
    except distributed.scheduler.KilledWorker:
        return number, Read(path, None, "ended every worker that analysed it; it may need more memory than they have")
    except (ImportError, AttributeError) as error:
        raise ClusterError(f"a worker lacks kortui: {error}", address, "install the same kortui on every worker") from error
    if given is None:
        raise ClusterError("a worker runs another kortui or Python", address, "install the same on every worker")
    if isinstance(given, str):
        return number, Read(path, None, given)
    return number, reader.keep(Read(path, parse(given)), key)


def _given(setup: Setup) -> Setup:
    """What documents have in common, as a result that workers hold."""
    return setup


@collecting_seldom()
def analyse(document: Sent, setup: Setup) -> bytes | str | None:
    """What a worker does: a document to what it gave, why it could not be read, or None when the worker runs other code."""
    if fingerprint() != setup.code:
        return None
    with TemporaryDirectory(prefix="kortui-") as folder:
        path = Path(folder, document.name)
        path.write_bytes(document.raw)
        if document.beside is not None:
            Path(folder, document.beside[0]).write_bytes(document.beside[1])
        read = _reader(setup).analyse(path)
    return b"".join(dump(read.packed)) if read.packed is not None else read.why


@lru_cache(maxsize=4)
def _reader(setup: Setup) -> Reader:
    """What documents have in common, made once in a worker; the files of entities may go when they are read."""
    with TemporaryDirectory(prefix="kortui-") as folder:
        paths = [Path(folder, f"{number}.toml") for number in range(len(setup.gazetteers))]
        for path, raw in zip(paths, setup.gazetteers, strict=True):
            path.write_bytes(raw)
        reader = Reader(paths, setup.published, None)
        reader.load()
    return reader
