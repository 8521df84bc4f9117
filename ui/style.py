"""The look that the theme file cannot say: tables that stack on a phone, status marks, our words over the uploader's English."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from nap.charts import LIGHT, SIGNS
from ui.session import t

_SHEET = Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def put_style() -> None:
    """Send the style sheet of this run."""
    marks = "".join(f".nap-{status.value}{{color:{LIGHT.get(status.value, LIGHT['quiet'])}}}" for status in SIGNS)
    severities = (
        ".nap-error,.nap-refused{color:#a32a12}.nap-warning{color:#8f5600}.nap-info{color:#5c5361}.nap-fixed{color:#1a6f5e}"
    )
    words = f":root{{--nap-drop:{_css(t('pages.upload.drop'))};--nap-browse:{_css(t('pages.upload.browse'))}}}"
    st.html(f"<style>{_SHEET}{marks}{severities}{words}</style>")


def _css(text: str) -> str:
    r"""A CSS string; anything that could end it is written as its code, `\22 ` for a quotation mark."""
    return '"' + "".join(letter if letter.isalnum() or letter in " .,-" else f"\\{ord(letter):x} " for letter in text) + '"'
