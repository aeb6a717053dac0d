"""What the axes of named data run over, told by index letters: `Time_{p,m}` with "part p".

A name carries its letters as a subscript, in the data (`Rate_p = [...]`) or where the prose speaks
of it (`Rate_p`, `Time_{p,m}`, `time[p][m]`); the prose says elsewhere what a letter stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from optimoot.agents.archetypes.wording import STOP, stem

_SUBSCRIPT: Final = re.compile(
    r"(?<![A-Za-z0-9_])([A-Za-z][A-Za-z]*)"
    r"(?:_\{?([a-z])(?:,? ?([a-z]))?\}?|\[([a-z])\](?:\[([a-z])\])?|\[([a-z]), ?([a-z])\])"
    r"(?![A-Za-z0-9_])"
)
_STANDS_FOR: Final = re.compile(r"(?<![a-z])([a-z]{3,})[ \n]\$?([b-hj-z]|a|i)\$?(?![a-z0-9_'’])")
_SUFFIX: Final = re.compile(r"_([a-z]{1,2})$")


@lru_cache(maxsize=8)
def index_letters(text: str) -> dict[str, tuple[str, ...]]:
    """The letters of every name that has some, in order; names in lower case without subscript."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _SUBSCRIPT.finditer(text):
        letters = tuple(group for group in match.groups()[1:] if group)
        found.setdefault(match.group(1).lower(), letters)
    return found


@lru_cache(maxsize=8)
def letter_nouns(text: str) -> dict[str, str]:
    """The stem of the noun that each letter stands for: the one that precedes it most often."""
    counts: dict[str, Counter[str]] = {}
    for noun, letter in _STANDS_FOR.findall(text.lower()):
        if noun not in STOP:
            counts.setdefault(letter, Counter())[stem(noun)] += 1
    return {letter: own.most_common(1)[0][0] for letter, own in counts.items()}


def lettered_nouns(name: str, dimensions: int, text: str) -> list[str]:
    """What the axes of a name run over; empty where a letter or its noun is not told."""
    suffix = _SUFFIX.search(name)
    bare = name[: suffix.start()] if suffix else name
    letters = index_letters(text).get(bare.lower(), tuple(suffix.group(1)) if suffix else ())
    if len(letters) != dimensions or len(set(letters)) != dimensions:
        return []
    nouns = letter_nouns(text)
    found = [nouns[letter] for letter in letters if letter in nouns]
    return found if len(found) == dimensions else []
