"""The house keeps its plan: one door per library, small functions and modules, nothing of one country in the code."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

from tests.catalogues import CODE, ROOT

DOORS = {
    "streamlit": ("pages/", "ui/", "dashboard.py"),
    "starlette": ("web/", "dashboard.py"),
    "uvicorn": ("web/connections.py",),
    "sqlalchemy": ("nap/store/",),
    "alembic": ("nap/store/",),
    "psycopg": ("nap/store/",),
    "openpyxl": ("nap/returns/template", "nap/tables.py", "nap/matrix/", "nap/wording/writing.py", "nap/releases/workbook"),
    "icalendar": ("nap/calendars.py",),
    "typst": ("nap/receipt_pdf.py", "nap/releases/pdf", "nap/releases/png", "nap/charts/sheet_file.py"),
    "PIL": ("nap/releases/png.py", "nap/charts/sheet_file.py"),
    "vl_convert": ("nap/charts/sheet_picture.py",),
    "highspy": ("nap/results/hiding/auditing.py",),
    "numpy": ("nap/results/hiding/",),
    "snowballstemmer": ("nap/search/words.py",),
    "xlrd": ("nap/foreign/xls_",),
    "smtplib": ("nap/post.py",),
    "pyrage": ("nap/sealing.py",),
    "brotli": ("web/packing.py",),
    "prometheus_client": ("web/metrics.py",),
    "pythonjsonlogger": ("nap/logs_json.py",),
    "altair": ("nap/charts/",),
    "pandas": ("pages/", "ui/", "nap/charts/"),
}
ASKING = ("pages/", "ui/", "web/", "dashboard.py", "nap/cli/", "nap/commands/")
"""What stands around the monitor: it knows what `nap.monitor` gives away, and none of its rooms."""
DOCUMENT = re.compile(r"\b(?:docs/)[\w/-]+\.md\b|\bd(?:esign|omain)\.md\b")
"""A document beside the code, or one that only its first authors had."""
COUNTRY = re.compile(r"Kyrgyz|Кыргыз|Кирги|\bKGS\b|\bKG-|Bishkek|Batken|417\d\d")
LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_MODULE = 40, 10, 350


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> dict[str, int]:
    return {
        f"{name(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def modules(path: Path) -> set[str]:
    """The modules it imports, by their whole names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
    return found


def imports(path: Path) -> set[str]:
    """The packages it imports."""
    return {module.partition(".")[0] for module in modules(path)}


def test_each_library_comes_in_by_its_one_door() -> None:
    wrong = {
        (name(path), library)
        for path in CODE
        for library in imports(path) & set(DOORS)
        if not name(path).startswith(DOORS[library])
    }
    assert wrong == set()


def test_screens_and_commands_ask_the_monitor_alone() -> None:
    inner = (
        "beginning",
        "foreign",
        "matrix",
        "people",
        "plan",
        "post",
        "releases",
        "results",
        "returns",
        "search",
        "store",
        "wording",
    )
    wrong = {
        (name(path), module)
        for path in CODE
        if name(path).startswith(ASKING)
        for module in modules(path)
        if module.startswith(tuple(f"nap.{room}" for room in inner)) or module.startswith("nap.monitor.")
    }
    assert wrong == set()


def test_commands_read_the_settings_where_wrong_ones_are_told() -> None:
    rooms = {name(path): path.read_text(encoding="utf-8") for path in CODE if name(path).startswith("nap/commands/")}
    assert [where for where, source in rooms.items() if "Settings.read(" in source] == ["nap/commands/edge.py"]


def test_functions_are_small() -> None:
    sizes = functions()
    assert {where: size for where, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    assert statistics.median(sizes.values()) <= MEDIAN_FUNCTION


def test_modules_are_small_and_say_what_they_are() -> None:
    sources = {name(path): path.read_text(encoding="utf-8") for path in CODE}
    assert len(sources) > 400  # they were found at all
    assert [where for where, source in sources.items() if source.count("\n") > LONGEST_MODULE] == []
    assert [where for where, source in sources.items() if not ast.get_docstring(ast.parse(source))] == []


def texts_in(source: str) -> list[str]:
    """The strings of a module that are no explanation."""
    nodes = list(ast.walk(ast.parse(source)))
    explanations = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in explanations]
    return [node.value for node in strings if isinstance(node.value, str)]


def test_nothing_of_one_country_stands_in_the_code() -> None:
    found = [(name(path), text) for path in CODE for text in texts_in(path.read_text(encoding="utf-8")) if COUNTRY.search(text)]
    assert found == []


def test_nothing_is_left_open() -> None:
    marks = re.compile(r"\b(TODO|FIXME)\b|raise NotImplementedError|pragma: no cover")
    assert [name(path) for path in CODE if marks.search(path.read_text(encoding="utf-8"))] == []


def test_a_document_that_the_code_names_is_there() -> None:
    named = {(name(path), found) for path in CODE for found in DOCUMENT.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 30  # they were found at all
    assert {(where, found) for where, found in named if not (ROOT / found).is_file()} == set()


def test_the_monitor_runs_without_the_screens() -> None:
    code = "import sys, nap.monitor, nap.cli; print({'streamlit', 'starlette', 'pandas', 'altair'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("set()", "")


def test_no_pages_folder_stands_beside_the_script() -> None:
    assert not (ROOT / "ui" / "pages").exists()
