"""Where this process could write: what ``kortui serve --check`` looks for before it lets strangers in.

The question is put to the kernel (access(2)) for every folder near the root, so that it covers what nobody thought of; a
read-only server has no need for a single one.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_DEPTH = 3
"""How far below the root every folder is looked at; /var/lib/NAME and /usr/local/NAME are that far down."""

_FOLDERS_AT_MOST = 20_000

_KERNEL = ("/proc", "/sys")
"""What the kernel makes up: nothing is stored there, and a process can always write to its own entries."""

_HARMLESS_CAPABILITIES = 1 << 10
"""CAP_NET_BIND_SERVICE, for a port below 1024."""

Access = Callable[[str], bool]


def _may_write(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _folders(root: str, may_write: Access) -> Iterator[str]:
    """Writable folders at and below one, not looking into those that are; links are not followed."""
    left, queue = _FOLDERS_AT_MOST, [(root, 0)]
    while queue and left:
        folder, depth = queue.pop()
        left -= 1
        if folder in _KERNEL:
            continue
        if may_write(folder):
            yield folder
        elif depth < _DEPTH:
            try:
                with os.scandir(folder) as entries:
                    queue += [(e.path, depth + 1) for e in entries if e.is_dir(follow_symlinks=False)]
            except OSError:
                continue


def capabilities() -> int:
    """The effective capabilities of the process, as bits; 0 where the system has none to tell of."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff:")), 0)


def named(files: Iterable[Path]) -> list[str]:
    """The folders and files a process is likely to write to: its own, its user's, and those it was given."""
    own = [Path.cwd(), Path(os.path.expanduser("~")), Path(__file__).parents[1], Path(sys.prefix), *map(Path, sys.path)]
    homes = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CACHE_HOME")]
    given = [path for file in files for path in (file.absolute(), file.absolute().parent)]
    try:
        temporary = [Path(tempfile.gettempdir())]
    except FileNotFoundError:  # no folder for temporary files: what is wanted
        temporary = []
    return list(dict.fromkeys(str(p) for p in [*own, *(Path(h) for h in homes if h), *temporary, *given] if p.exists()))


def writable(files: Iterable[Path], *, root: str = "/", may_write: Access = _may_write) -> list[str]:
    """What could be written to, one line each; empty when there is nothing.

    Args:
        files: Files the server uses: the database and the keys.
        root: Where to look for folders.
        may_write: Asks the kernel.
    """
    found = []
    more = capabilities() & ~_HARMLESS_CAPABILITIES
    if more:
        found.append(f"the process has capabilities ({more:#x}), as root has; run it as a user of its own")
    places = dict.fromkeys(path for path in named(files) if may_write(path))
    places.update(dict.fromkeys(_folders(root, may_write)))
    for place in places:
        if not any(place != other and Path(place).is_relative_to(other) for other in places):
            kind = "folder" if stat.S_ISDIR(os.stat(place).st_mode) else "file"
            found.append(f"{place}: this {kind} can be written to")
    return found
