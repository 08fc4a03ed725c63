"""What the wheel is: pure, small, typed, with the very files of the npm package, and quick to import."""

from __future__ import annotations

import doctest
import importlib
import importlib.metadata
import json
import pkgutil
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import innodex
import pytest
import tomllib
from conftest import PROJECT, refused, text

(WHEEL,) = (PROJECT / "python/dist").glob("*.whl")


def test_the_wheel() -> None:
    assert WHEEL.name == f"innodex-{innodex.__version__}-py3-none-any.whl"
    assert WHEEL.stat().st_size <= 3_000_000
    names = zipfile.ZipFile(WHEEL).namelist()
    assert "innodex/py.typed" in names and "innodex/static/widget.js" in names
    assert any(name.endswith("THIRD-PARTY.txt") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_one_version_everywhere() -> None:
    assert (
        innodex.__version__
        == json.loads(text("pkg/package.json"))["version"]
        == tomllib.loads(text("Cargo.toml"))["package"]["version"]
    )


def test_it_carries_the_files_of_the_npm_package(tmp_path: Path) -> None:
    static = innodex.copy_files(tmp_path)
    hashed = json.loads(text("pkg/dist/files.json"))["files"]
    scripts = ["innodex.js", "index.js", "analysis.js", "robustness.js", "planning.js"]
    modules = ["ranking.wasm", "model.wasm", "analysis.wasm", "analysis.simd.wasm"]
    for name in [
        *scripts,
        *(hashed[script] for script in [*scripts, "innodex-further.js", "model-glue.js", "analysis-glue.js"]),
        *(hashed[module] for module in modules),
        "files.json",
        "provinces.bin",
        *(f"frameworks/{file.name}" for file in (PROJECT / "pkg/dist/frameworks").iterdir()),
    ]:
        assert (static / name).read_bytes() == (PROJECT / "pkg/dist" / name).read_bytes(), name


def test_what_it_needs() -> None:
    needs = [need for need in importlib.metadata.requires("innodex") or [] if "extra ==" not in need]
    assert needs and sorted(need.split("<")[0] for need in needs) == ["anywidget", "wasmtime"]
    assert next(need for need in needs if "wasmtime" in need).endswith("; sys_platform != 'emscripten'")


def test_importing_loads_neither_wasmtime_nor_widgets_nor_frames() -> None:
    script = "import sys, innodex; print([name for name in ('wasmtime', 'anywidget', 'ipywidgets', 'pandas', 'polars', 'numpy') if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


def test_nothing_is_said_at_the_end_of_a_script() -> None:
    script = "import innodex; model = innodex.Model(); innodex.rank(); ranking = innodex.Ranking(); ranking.rows"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_widgets_script_asks_for_nothing() -> None:
    script = (Path(innodex.__file__).parent / "static/widget.js").read_text(encoding="utf-8")
    assert "import.meta" not in script and "XMLHttpRequest" not in script
    # an element reads an address that a page gives it; Python gives none
    assert script.count("fetch(") <= 2


@pytest.mark.parametrize("name", [each.name for each in pkgutil.walk_packages(innodex.__path__, "innodex.")])
def test_the_examples_in_the_docs(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    names = (
        "innodex.api",
        "innodex.error",
        "innodex.model",
        "innodex.widgets.ranking",
        "innodex.widgets.scenario",
        "innodex.widgets.growth",
    )
    for name in names:
        assert sum(len(found.examples) for found in finder.find(importlib.import_module(name))) > 0, name


def test_copied_files_are_those_of_a_page(tmp_path: Path) -> None:
    folder = innodex.copy_files(tmp_path / "a" / "innodex")
    assert (folder / "innodex.js").read_bytes() == (PROJECT / "pkg/dist/innodex.js").read_bytes()
    assert (folder / "frameworks/hdi.json").exists() and (folder / "THIRD-PARTY.txt").exists()
    assert not (folder / "widget.js").exists()
    (tmp_path / "file").write_text("")
    assert refused(lambda: innodex.copy_files(tmp_path / "file")).code == "file_unwritable"


@pytest.mark.parametrize("page", ["python/README.md", "docs/python.md", "docs/coming-from.md"])
def test_marked_blocks_print_what_the_page_says(page: str) -> None:
    blocks = re.findall(r"<!-- run -->\n```python\n(.*?)```\n```text\n(.*?)```", text(page), re.DOTALL)
    assert blocks
    for code, said in blocks:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == said


def test_the_example_notebook_is_kept_without_what_it_printed() -> None:
    cells = json.loads(text("examples/notebook/innodex.ipynb"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 5
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_the_wheel_is_built_of_the_source_distribution_alone(tmp_path: Path) -> None:
    (source,) = (PROJECT / "python/dist").glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "made")]
    subprocess.run(build, cwd=folder, capture_output=True, check=True)
    (made,) = (tmp_path / "made").glob("*.whl")
    mine, theirs = zipfile.ZipFile(made), zipfile.ZipFile(WHEEL)
    assert sorted(mine.namelist()) == sorted(theirs.namelist())
    assert all(mine.read(name) == theirs.read(name) for name in mine.namelist() if not name.endswith("RECORD"))


def test_the_command_line() -> None:
    def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "innodex", *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=PROJECT)

    rows = json.loads(asked("rank", "--period", "2022", "--format", "json").stdout)
    assert rows == innodex.rank(period=2022)
    history = asked("history", "--unit", "湖北", "--periods", "2020,2022", "--format", "csv", "--lang", "en").stdout
    assert [line.split(",")[1] for line in history.splitlines()] == ["unit", "Hubei", "Hubei"]
    own = ["--data", "examples/own-figures/central.csv", "--framework", "examples/own-figures/central.json"]
    assert asked("rank", *own, "--period", "2022").stdout.splitlines()[1].split()[:3] == ["34", "安徽", "1"]
    wrong = asked("rank", "--period", "1990", "--format", "json")
    assert (wrong.returncode, wrong.stdout, json.loads(wrong.stderr)["code"]) == (2, "", "unknown_period")
    assert "provincial" in asked("frameworks").stdout and asked("--version").stdout.strip() == innodex.__version__
    scripts = importlib.metadata.entry_points(group="console_scripts", name="innodex")
    assert [script.value for script in scripts] == ["innodex.__main__:main"]
