"""Lines without a figure, and figures that are no data: what may be passed over."""

from __future__ import annotations

from typing import Final

from optimoot.agents.sheets.figures import Figure
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.sheet import Sheet
from optimoot.agents.sheets.words import GRAVE, SPANS

_TWISTS: Final = frozenset(
    "ratio average mean difference if unless except either difference percentage".split()
)
_WELL: Final = frozenset("right well best smartly cleverly optimally".split())
"""Words by which a condition only says that the best is done."""
_SHORT: Final = 5
"""Words of a heading."""
_HARMLESS: Final = frozenset("limit limited least most minimum maximum min max no not only".split())


def grave_words(line: Line, *, goal: bool) -> list[str]:
    """The words of a line without figures by which it may change the model."""
    words = [t.lower for t in line.tokens if t.is_word]
    grave = _TWISTS if goal else GRAVE
    found = [w for w in words if w in grave]
    if "per" in words and goal:
        place = words.index("per")
        if not set(words[place + 1 : place + 2]) & SPANS:
            found.append("per")
    if not goal and len(words) <= _SHORT:
        found = [w for w in found if w != "per"]
    if {"whole", "integer", "integers"} & set(words):
        found = [w for w in found if w != "only"]
    if "if" in found and _only_wishes(words):
        found.remove("if")
    if line.asks and not goal:
        found = [w for w in found if w not in _HARMLESS]
    return found


def counts_things(sheet: Sheet, figure: Figure) -> bool:
    """Whether a figure only says how many things the text lists: "two juices", "3 ads"."""
    plain = not figure.kind and not figure.unit and figure.bound is None
    return plain and figure.number.value == len(sheet.layout.things)


def _only_wishes(words: list[str]) -> bool:
    """Whether "if" only says who wishes: "if I want the most", "if we can make at most 90"."""
    place = words.index("if")
    if words[place + 1 : place + 2] in (["i"], ["we"], ["you"]) and words[-1] in _WELL:
        return True  # "if we load the van right"
    return words[place + 1 : place + 2] in (["i"], ["we"], ["you"]) and (
        words[place + 2 : place + 3] in (["want"], ["can"], ["wish"])
    )
