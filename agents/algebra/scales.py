"""Scales: a goal told in thousands and asked for in ones, or told in cents and asked in dollars."""

from __future__ import annotations

import re
from typing import Final

_MONEY: Final = r"(?:dollars|euros|pounds|francs|yen|rupees|USD|EUR|GBP)"
_TOLD: Final = re.compile(
    rf"\bin (?:thousands?|hundreds?|millions?)(?: of)? {_MONEY}\b|\(cents\)|\bin cents\b"
    r"|\((?:thousands?|hundreds?|millions?)(?: of)?[^)]*\)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(rf"\b(?:in|how many) {_MONEY}\b(?! (?:thousand|million))", re.IGNORECASE)


def two_scales(text: str) -> str:
    """The words by which a text tells its goal in one scale and asks for another; empty if none."""
    told = _TOLD.search(text)
    if told is None:
        return ""
    rest = text[: told.start()] + text[told.end() :]
    asked = _ASKED.search(rest)
    return f"{told.group()} … {asked.group()}" if asked is not None else ""
