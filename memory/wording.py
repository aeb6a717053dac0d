"""The words of a text without its figures: a problem with other figures has the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from optimoot.number_words import (
    COUNTS,
    DENOMINATORS,
    MAGNITUDES,
    MULTIPLES,
    ONES,
    ORDINALS,
    PLURAL_DENOMINATORS,
    TENS,
)

FIGURE: Final = "#"
"""Stands for a figure, in digits or in words."""
_SPELLED: Final = "|".join(
    sorted(
        {*ONES, *TENS, *ORDINALS, *DENOMINATORS, *PLURAL_DENOMINATORS, *MULTIPLES}
        | {f"{word}{end}" for word in (*MAGNITUDES, *COUNTS) for end in ("", "s")},
        key=len,
        reverse=True,
    )
)
_TOKEN: Final = re.compile(
    rf"(?P<figure>(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|\b(?:{_SPELLED})\b)(?:[ -](?:{_SPELLED})\b)*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[-+*/^=<>≤≥≠])"
)
_SIGNS: Final = str.maketrans("‐‑‒–—−·×÷", "------**/")
_ENDINGS: Final = ("ing", "ed", "es", "s", "e")
_SHORTEST_ROOT: Final = 3


def words_of(text: str) -> list[str]:
    """The words in their order, in lower case, without figures in digits or in words."""
    return [token for kind, token in _tokens(text) if kind == "word"]


def skeleton_of(text: str) -> tuple[str, ...]:
    """Words by their roots, signs of arithmetic, and `FIGURE` in the place of every figure.

    A plus or minus right before a figure is its sign, and goes with it.
    """
    found: list[str] = []
    for kind, token in _tokens(text):
        if kind == "figure":
            if found and found[-1] in ("-", "+"):
                found.pop()
            found.append(FIGURE)
        else:
            found.append(root_of(token) if kind == "word" else token)
    return tuple(found)


def root_of(word: str) -> str:
    """A word without the ending of a plural or a verb: "ships", "shipped", "shipping" are one."""
    if word.endswith("ies") and len(word) > _SHORTEST_ROOT + 1:
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST_ROOT and not root.endswith("s"):
            doubled = ending in ("ing", "ed") and root[-1] == root[-2] and root[-1] not in "aeioul"
            return root[:-1] if doubled else root
    return word


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind ("word", "figure" or "sign") and text of each token."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    for match in _TOKEN.finditer(plain):
        yield match.lastgroup or "", match.group()
