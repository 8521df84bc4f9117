"""Sentences of remarks: what was noticed enters as data, one sentence in the reader's language leaves."""

from __future__ import annotations

from nap.foreign.model import Remark
from nap.words import known, say


def remark_text(remark: Remark, lang: str) -> str:
    """The sentence of a remark: of understanding a sheet, of drawing figures from it, or of what a mapping found changed."""
    facts = dict(remark.facts) | {"found": remark.found or "", "cells": ", ".join(remark.cells)}
    if known(f"foreign.remark.{remark.code}"):
        return say(lang, f"foreign.remark.{remark.code}", **facts)
    return say(lang, f"noticed.{remark.code}", **facts)
