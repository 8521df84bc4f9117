"""The whole journey of the invented country, in a process of its own: `python -m tests.country.journey words|rest FOLDER`.

Its settings stand in the environment. What was seen is written into the folder, `seen.json` says it in short; the test judges it.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from nap.cli import main
from tests.country.invented import LANGUAGES, PARTNERS, REGIONS, translated

PASSWORD = "seven brown kettles sing"
COUNT, SHARE, SENSITIVE, MONEY, MILESTONE = "1.2", "1.1", "1.3", "1.4", "1.5"
HALVES = {"H1": ("REDE",), "H2": PARTNERS}
"""Who reports which half of the fiscal year."""


def nap(*arguments: object) -> tuple[int, str]:
    """One command of the command line: its exit status and all that it printed."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        said.reconfigure = lambda **_: None  # type: ignore[attr-defined]
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, said.getvalue()


def words(folder: Path) -> dict[str, Any]:
    """The texts go out, a machine fills them in, and they come back."""
    file = folder / "words.xlsx"
    made = nap("words", "export", file, "--of", *LANGUAGES)
    book = load_workbook(file)
    for code, sheet in zip(LANGUAGES, book.worksheets[1:], strict=True):
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, 4).value = translated(code, str(sheet.cell(row, 3).value))
    book.save(file)
    return {"export": made, "import": nap("words", "import", file, "--reviewer", "Machine")}


def amount(partner: str, region: str, half: str) -> dict[str, int]:
    """What a partner counts in a region, by part: different everywhere, and large enough to be shown."""
    base = 20 + 10 * PARTNERS.index(partner) + REGIONS.index(region) + (100 if half == "H2" else 0)
    return {"f": base, "m": base + 1, "u": 0}


def rows(data: bytes) -> tuple[Any, Iterator[tuple[Any, dict[str, int], int]]]:
    """The opened workbook, and each row of its tables with the columns by tag."""
    book = load_workbook(io.BytesIO(data))

    def found() -> Iterator[tuple[Any, dict[str, int], int]]:
        for sheet in book.worksheets:
            columns: dict[str, int] = {}
            for cells in sheet.iter_rows():
                tags = {str(cell.value): cell.column for cell in cells if str(cell.value).startswith("#")}
                columns = tags if "#indicator+code" in tags else columns
                if "#date+period" in columns and cells and cells[0].row and not tags:
                    yield sheet, columns, cells[0].row

    return book, found()


def filled(template: bytes, partner: str, half: str, yes: str, *, spoilt: bool = False) -> bytes:
    """The workbook with this partner's figures; `spoilt`: a word where a number is expected."""
    book, lines = rows(template)
    for sheet, columns, row in lines:
        code, region = (sheet.cell(row, columns[tag]).value for tag in ("#indicator+code", "#adm+code"))
        if not code or "#value+total" not in columns:
            continue
        for tag, value in figures(str(code), str(region), partner, half, yes).items():
            sheet.cell(row, columns[tag]).value = "abc" if spoilt and (code, tag) == (COUNT, "#value+total") else value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figures(code: str, region: str, partner: str, half: str, yes: str) -> dict[str, object]:
    """What is typed into one row, by tag."""
    if code == SHARE:
        return {"#value+num": 10 + REGIONS.index(region), "#value+den": 50}
    if code == COUNT:
        parts = amount(partner, region, half)
        return {"#value+total": sum(parts.values()), **{f"#value+{name}": value for name, value in parts.items()}}
    if code == SENSITIVE:
        return {"#value+total": 3 if region == REGIONS[0] else 40}
    if code == MONEY:
        return {"#value+total": 123_456}
    return {"#value+level": yes}


def rest(folder: Path) -> dict[str, Any]:
    """From the plan that is checked to the release that is published."""
    from nap.words import say

    seen: dict[str, Any] = {"check": nap("plan", "check"), "init": nap("init")}
    seen["invited"] = [invited("ana", "coordinator"), invited("zuri", "forum")]
    seen["invited"] += [invited(code.lower(), "partner", code) for code in PARTNERS]
    seen["http"] = http(folder, [line[1] for line in seen["invited"]])
    for half, partners in HALVES.items():
        for partner in partners:
            lang = LANGUAGES[PARTNERS.index(partner) % 2]
            seen[f"{partner}-{half}"] = a_return(folder, partner, half, lang, say(lang, "workbook.yes"))
    seen["results"] = json.loads(nap("results", "--json")[1])
    seen["forum"] = json.loads(nap("results", "--json", "--audience", "forum")[1])
    for lang in LANGUAGES:
        period = "FY04-2025"
        seen[f"explain-{lang}"] = nap("results", "explain", COUNT, "XQ", period, "--lang", lang)
    seen["release"] = nap("release", "build", "--out", folder / "release", "--lang", "pt")
    seen["audit"] = nap("audit", "verify", "--lang", "sw")
    pages(folder)
    seen["light"] = light(folder)
    return seen


def invited(name: str, role: str, partner: str = "") -> tuple[int, str]:
    lang = LANGUAGES[len(name) % 2]
    about = ("--partner", partner) if partner else ()
    person = ("--name", f"{name.title()} Silva", "--role", role, *about, "--lang-of-person", lang)
    return nap("people", "invite", f"{name}@example.org", *person, "--lang", lang)


def a_return(folder: Path, partner: str, half: str, lang: str, yes: str) -> dict[str, Any]:
    """Template, an error told in the partner's language, mended, submitted, accepted."""
    file, person = folder / f"{partner}-{half}-{lang}.xlsx", f"{partner.lower()}@example.org"
    told: dict[str, Any] = {"template": nap("template", partner, f"2025-{half}", "--lang", lang, "-o", file)}
    template = file.read_bytes()
    if half == "H2" and partner == "REDE":
        file.write_bytes(filled(template, partner, half, yes, spoilt=True))
        told["spoilt"] = nap("check", file, "--offline")
        file.write_bytes(with_card(template))
        told["card"] = nap("check", file, "--offline", "--lang", lang)
    file.write_bytes(filled(template, partner, half, yes))
    told["submit"] = nap("submit", file, "--as", person, "--json")
    told["accept"] = nap("review", "accept", json.loads(told["submit"][1])["id"], "--as", "ana@example.org", "--lang", lang)
    return told


def with_card(template: bytes) -> bytes:
    """Somebody writes the number of an identity card of this country into a comment."""
    book, lines = rows(template)
    sheet, columns, row = next(line for line in lines if "#description+comment" in line[1])
    sheet.cell(row, columns["#description+comment"]).value = "XQ12345678A"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def http(folder: Path, told: list[str]) -> list[tuple[int, str]]:
    """Each person opens the link, chooses a password and is in."""
    from nap.monitor import close, open_house
    from nap.settings import Settings
    from tests.web.joining import client_of, fill

    house, found = open_house(Settings.read()), []
    for number, line in enumerate(told):
        path = re.search(r"/invitation/\S+", line)
        assert path is not None, line
        client = client_of(house)
        page = client.get(path[0])
        (folder / f"invitation-{number}.html").write_text(page.text, encoding="utf-8")
        answer = fill(client, path[0], password=PASSWORD, again=PASSWORD)
        found.append((answer.status_code, client.get("/sign-in", headers={"accept-language": "ky,ru;q=0.9"}).text))
    close(house)
    return found


def light(folder: Path) -> list[int]:
    """The way of a partner as plain pages."""
    from nap.monitor import close, open_house
    from nap.settings import Settings
    from tests.web.joining import fill
    from tests.web.light import browser

    house, found = open_house(Settings.read()), []
    client = browser(house)
    fill(client, "/sign-in", email="amd@example.org", password=PASSWORD)
    for number, path in enumerate(("/light?lang=sw", "/light?lang=pt", "/light?lang=ky")):
        page = client.get(path)
        (folder / f"light-{number}.html").write_text(page.text, encoding="utf-8")
        found.append(page.status_code)
    close(house)
    return found


def pages(folder: Path) -> None:
    """Screens of the forum member and the coordinator, as text."""
    from streamlit.testing.v1 import AppTest

    import ui.session
    from nap.monitor import close, open_house, sign_in
    from nap.settings import Settings
    from ui.menu import PAGES

    house = open_house(Settings.read())
    ui.session.the_house = lambda: house  # type: ignore[assignment]
    for person, lang, name in (
        ("zuri", "pt", "overview"),
        ("zuri", "sw", "indicator"),
        ("ana", "sw", "about"),
        ("rede", "pt", "returns"),
    ):
        token = sign_in(house, f"{person}@example.org", PASSWORD, "192.0.2.9", "Firefox/1 Linux")
        ui.session.session_cookie = lambda token=token: token  # type: ignore[misc]
        screen = AppTest.from_file(PAGES / f"{name}.py", default_timeout=60)
        screen.session_state["language"] = lang
        screen.run()
        failed = "".join(f"EXCEPTION {one.value} {one.stack_trace}" for one in screen.exception)
        (folder / f"page-{name}-{lang}.txt").write_text(failed + shown(screen), encoding="utf-8")
    close(house)


def shown(screen: Any) -> str:
    """Everything the page says, from the messages it sends to the browser."""
    return "\n".join(str(getattr(node, "proto", "")) for node in walked(screen._tree))


def walked(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from walked(child)


if __name__ == "__main__":
    step, place = sys.argv[1], Path(sys.argv[2])
    seen = words(place) if step == "words" else rest(place)
    (place / f"{step}.json").write_text(json.dumps(seen, ensure_ascii=False), encoding="utf-8")
