"""What is shipped: the wheel runs far from the checkout, the bundle is what its documents make, the README's lines are true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kortui
from kortui import config, store
from tests.unit.conftest import Run

PACKAGED = "kortui/data/kortui.json"


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout with the build backend alone."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


def test_wheel_holds_the_database_and_all_data_files(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read(PACKAGED) == (root / "data" / "kortui.json").read_bytes()
    source = root / "src"
    files = (p.relative_to(source) for p in source.rglob("*") if p.is_file())
    wanted = {str(p) for p in files if not any(part.startswith((".", "__pycache__")) for part in p.parts)}
    assert wanted <= names
    assert any(name.endswith("share/man/man1/kortui.1") for name in names)
    assert not [name for name in names if name.startswith(("tests", "docs", "hatch_build"))]


def test_wheel_runs_outside_the_checkout(wheel: Path, root: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("KORTUI")} | {"PYTHONPATH": str(tmp_path / "site")}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kortui", *words]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    print_file = [sys.executable, "-c", "import kortui; print(kortui.__file__)"]
    where = subprocess.run(print_file, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(tmp_path)), "the wheel's kortui, not the checkout's"
    found = run("search", "type:visit", "--format", "ids")
    assert found.returncode == 0 and found.stdout.startswith("e"), found.stderr
    assert run("check").returncode == 0
    assert "no documents were named" in run("build").stderr


def test_bundle_is_what_its_documents_make_byte_for_byte(run: Run, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "kortui.json"
    done = run("build", "--strict", "-o", str(target))
    assert done.code == 0, done.err
    assert target.read_bytes() == (root / "data" / "kortui.json").read_bytes(), "make it again with `kortui build`"


def test_build_does_not_depend_on_hash_seed_locale_folder_or_processes(root: Path, tmp_path: Path) -> None:
    made = set()
    for seed, lang, jobs, folder in (("0", "C", "1", root), ("4242", "C.UTF-8", "2", tmp_path)):
        target = tmp_path / f"{seed}.json"
        environ = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": lang, "TZ": "Asia/Seoul" if jobs == "1" else "UTC"}
        documents, review = (os.path.relpath(root / "data" / name, folder) for name in ("documents", "review.toml"))
        decisions = ["--review", review] if (root / "data" / "review.toml").exists() else []
        command = [sys.executable, "-m", "kortui", "build", "--jobs", jobs, "-o", str(target), *decisions, documents]
        done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        made.add(target.read_bytes())
    assert made == {(root / "data" / "kortui.json").read_bytes()}


def test_bundle_has_no_faults_and_no_path_or_clock(run: Run, root: Path) -> None:
    bundle = root / "data" / "kortui.json"
    assert config.bundle() == bundle
    assert run("check", str(bundle)).code == 0
    text = bundle.read_text("utf-8")
    assert str(root) not in text and "/home/" not in text and "/tmp/" not in text
    assert len(store.load(bundle).documents) == len(list((root / "data" / "documents").glob("*.md")))


def test_version_is_one(project: dict[str, object], root: Path) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", kortui.__version__)
    assert project["tool"]["hatch"]["version"]["path"] == "src/kortui/__init__.py"  # type: ignore[index]
    changelog = (root / "CHANGELOG.md").read_text("utf-8")
    assert f"## {kortui.__version__}" in changelog or "## Unreleased" in changelog


def test_editable_install_does_without_the_database(root: Path, tmp_path: Path) -> None:
    """A fresh checkout in which nothing was built yet still installs."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "kortui.1").write_bytes((root / "docs" / "kortui.1").read_bytes())
    package = tmp_path / "src" / "kortui"
    package.mkdir(parents=True)
    (package / "__init__.py").write_bytes((root / "src" / "kortui" / "__init__.py").read_bytes())
    (tmp_path / "out").mkdir()
    done = {
        name: subprocess.run(
            [sys.executable, "-c", f"from hatchling.build import {name}; {name}('out')"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )
        for name in ("build_editable", "build_wheel")
    }  # fmt: skip
    assert done["build_editable"].returncode == 0, done["build_editable"].stderr
    assert done["build_wheel"].returncode != 0 and "make it with `kortui build`" in done["build_wheel"].stderr
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.whl"))) as archive:
        assert PACKAGED not in archive.namelist(), "an editable install reads the checkout's own"
