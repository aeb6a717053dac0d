"""Marks around figures: text can be composed freely, and where each figure stands is known after.

A mark is made of private-use characters, which no vocabulary of ours holds.
"""

from __future__ import annotations

import re
from typing import Final

_OPEN, _SPLIT, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_SPLIT}([^{_CLOSE}]*){_CLOSE}")
_LEAD: Final = re.compile(f"{_OPEN}\\d+{_SPLIT}")


def marked(place: int, text: str) -> str:
    """The words of a figure, marked as the one at this place of a list."""
    return f"{_OPEN}{place}{_SPLIT}{text}{_CLOSE}"


def unmarked(text: str) -> tuple[str, dict[tuple[int, int], int]]:
    """The text without marks, and the place that belongs to each span of it."""
    plain, spans, last = "", {}, 0
    for found in _MARK.finditer(text):
        plain += text[last : found.start()]
        start = len(plain)
        plain += found[2]
        spans[start, len(plain)] = int(found[1])
        last = found.end()
    return plain + text[last:], spans


def capitalized(text: str) -> str:
    """With a capital at the beginning, within a mark too."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
