"""Our words over Streamlit's English, in every language we have. Enters the catalogues, leaves the script `/nap.js`.

Streamlit's front end has no languages. The script puts these words in the place of its own wherever they appear: text, names read
aloud, hints. It also follows links inside the monitor without loading the front end anew.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from nap.words import languages, say
from web.assets import Asset

_CODE = "".join(Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8") for name in ("nap", "keeping"))

WORDS = {
    "Skip to main content": "frame.skip",
    "Expand sidebar": "frame.open_menu",
    "Collapse sidebar": "frame.close_menu",
    "Sidebar": "frame.menu",
    "App pages": "frame.menu",
    "Main menu": "frame.menu",
    "Notifications": "frame.notices",
    "Close": "frame.close",
    "Dismiss": "frame.close",
    "No results": "frame.no_results",
    "Choose an option": "frame.choose",
    "Choose options": "frame.choose",
    "No options to select": "frame.no_results",
    "Selectbox options": "frame.choices",
    "Multiselect options": "frame.choices",
    "Open": "frame.open_choices",
    "Show suggestions": "frame.open_choices",
    "Suggestions": "frame.choices",
    "Clear value": "frame.clear",
    "Clear entry": "frame.clear",
    "Clear all": "frame.clear",
    "Press Enter to apply": "frame.enter",
    "Press Enter to submit form": "frame.enter",
    "Press Ctrl+Enter to apply": "frame.ctrl_enter",
    "Press Ctrl+Enter to submit form": "frame.ctrl_enter",
    "Press ⌘+Enter to apply": "frame.ctrl_enter",
    "Upload": "pages.upload.browse",
    "Add files": "pages.upload.browse",
    "Drag and drop a file here": "pages.upload.drop",
    "Drag and drop files here": "pages.upload.drop",
    "Drag and drop directories here": "checking.drop_folder",
    "Upload directories": "checking.choose_folder",
    "file upload": "pages.upload.browse",
    "add icon": "pages.upload.browse",
    "Error:": "frame.error",
    "Error uploading file": "frame.upload_failed",
    "Network error": "frame.upload_failed",
    "Page not found": "frame.no_page.title",
    "Running...": "frame.busy",
    "View less": "frame.less",
    "Show data": "frame.show_data",
    "Show chart": "frame.show_chart",
    "Download as PNG": "frame.save_picture",
    "Fullscreen": "frame.full_screen",
    "Close fullscreen": "frame.close",
}
"""What Streamlit says, word for word → the key of what we say."""

PATTERNS = {
    r"^[\d.]+ ?[KMG]?B per file$": "pages.upload.drop",
    r"^(.*\d)KB$": "frame.size.kb",
    r"^(.*\d)MB$": "frame.size.mb",
    r"^(.*\d)B$": "frame.size.b",
    r"^Remove (.+)$": "frame.remove",
    r"^Cancel upload of (.+)$": "frame.remove",
    r"^(\d+) options? available\.$": "frame.available",
    r"^View \d+ more$": "frame.more",
    r"^You have requested page .*$": "frame.no_page.told",
    r"^The page that you have requested .*$": "frame.no_page.told",
    r"^.* files are not allowed\.$": "frame.upload_kind",
    r"^File must be .* or smaller\.$": "frame.upload_large",
}
"""What Streamlit says with something filled in → the key of what we say instead; `{n}` in it is the first group."""

OWN = ("frame.lost", "habits.busy", "habits.busy.long")
"""What the scripts themselves have to say."""


@cache
def script() -> Asset:
    """The script with its words."""
    told = {lang: _told(lang) for lang in languages()}
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Asset("/nap.js", f"window.napWords={words};\n{_CODE}".encode(), "text/javascript")


def _told(lang: str) -> dict[str, dict[str, str]]:
    kinds = {"words": WORDS, "patterns": PATTERNS, "own": {key.partition(".")[2]: key for key in OWN}}
    return {kind: {english: say(lang, key, n="$1") for english, key in keys.items()} for kind, keys in kinds.items()}
