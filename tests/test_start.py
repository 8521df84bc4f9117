"""start.py before anything is installed: one clear line for each thing that can be missing."""

from __future__ import annotations

import ast
import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """start.py as a module, with its environment in a temporary folder."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def one_line(problem: pytest.ExceptionInfo[SystemExit]) -> str:
    line = str(problem.value.code)
    assert "\n" not in line
    return line


def test_an_old_python_is_told_which_one_is_needed(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit) as problem:
        start.main([])
    assert "Python 3.11 or later is needed, this is 3.9" in one_line(problem)


def test_an_old_python_can_read_the_file_at_all() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_taken_port_is_named_with_another_to_try(start: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as problem:
            start.main(["--port", str(port), "--no-browser"])
    assert f"Port {port} is taken" in one_line(problem)
    assert f"--port {port + 1}" in one_line(problem)


def test_a_python_without_venv_is_told_the_package(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as problem:
        start.make_venv()
    assert "-venv" in one_line(problem)


def test_no_network_is_said_in_one_line_and_nothing_is_marked_installed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "make_venv", lambda: None)
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit) as problem:
        start.install("requirements.txt")
    assert "internet" in one_line(problem)
    assert not list(start.VENV.glob("installed-*"))


def test_what_is_installed_is_not_installed_again(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()
    monkeypatch.setattr(start, "make_venv", lambda: None)
    monkeypatch.setattr(start.subprocess, "run", lambda *args, **_: calls.append(args) or subprocess.CompletedProcess([], 0))
    start.install("requirements-dev.txt")
    start.install("requirements-dev.txt")
    start.install("requirements.txt")
    assert len(calls) == 1


def test_a_command_runs_in_the_folder_where_the_person_is(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "install", lambda _: None)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("plan: nothing\n", encoding="utf-8")
    assert start.main(["nap", "plan", "check", "mine.yaml", "--lang", "en"]) == 1
    assert "mine.yaml" in "".join(capfd.readouterr())
    assert start.main(["nap", "plan", "check", "yours.yaml", "--lang", "en"]) != 0


def test_what_the_checks_start_need_not_be_compiled_again(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    environment = start.compiled_once()
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert Path(environment["PYTHONPYCACHEPREFIX"]).parent == start.VENV  # not among the files of the project


def test_only_the_standard_library_is_used() -> None:
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    used = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert used <= set(sys.stdlib_module_names)


def test_a_python_without_the_libraries_says_which_command_has_them() -> None:
    bare = "import runpy, sys; sys.path = [p for p in sys.path if 'site-packages' not in p]; sys.argv = ['nap', 'results']; "
    program = [sys.executable, "-c", bare + "runpy.run_module('nap', run_name='__main__')"]
    ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "python3 start.py nap" in ran.stderr
    assert "Traceback" not in ran.stderr
