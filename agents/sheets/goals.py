"""Goals: what a jotted wish ("max reach?", "cheapest combo", "make the most") speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.wording import similarity
from optimoot.agents.sheets.columns import Column
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.sheet import Goal
from optimoot.agents.sheets.words import COST, GAIN, HIGH, LOW, PROFIT, SALES, SPENT
from optimoot.formulation import Sense

_DEGREES: Final = {
    "as many ": Sense.MAXIMIZE,
    "as much ": Sense.MAXIMIZE,
    "as few ": Sense.MINIMIZE,
    "as little ": Sense.MINIMIZE,
    "as cheap": Sense.MINIMIZE,
    "as low ": Sense.MINIMIZE,
    "as high ": Sense.MAXIMIZE,
}
_EARNING: Final = PROFIT | SALES | frozenset({"return", "make", "bring", "worth", "valu", "take"})

_SPEAKERS: Final = frozenset("i we you they he she".split())
_MAKING: Final = frozenset("make earn gain get".split())
"""What is asked for: "how much can we make"."""


def is_torn(line: Line) -> bool:
    """Whether a line wishes for much of one thing and little of another."""
    tokens = line.tokens
    told = [t.stem in HIGH for at, t in enumerate(tokens) if _wishes(line, at)]
    degree = _as_can_be(" ".join(t.lower for t in tokens))
    told += [degree[0] is Sense.MAXIMIZE] if degree is not None else []
    return len(set(told)) > 1


def _wishes(line: Line, at: int) -> bool:
    return line.tokens[at].stem in HIGH | LOW and not _compares(line, at)


def sense_of(line: Line) -> tuple[Sense, int] | None:
    """The sense that a line tells, and where; None where it tells none, or both."""
    tokens = line.tokens
    high = [at for at, t in enumerate(tokens) if t.stem in HIGH and not _compares(line, at)]
    low = [at for at, t in enumerate(tokens) if t.stem in LOW and not _compares(line, at)]
    text = " ".join(t.lower for t in tokens)
    if not high and not low:
        asked = _asks_for_gain([t.lower for t in tokens])
        return (Sense.MAXIMIZE, asked) if asked is not None else _as_can_be(text)
    if high and low:
        return None
    return (Sense.MAXIMIZE, high[0]) if high else (Sense.MINIMIZE, low[0])


def _asks_for_gain(words: Sequence[str]) -> int | None:
    """Where "how much can we make" begins, which asks for the most; None where it is not asked."""
    for at in range(len(words) - 4):
        asked = tuple(words[at : at + 2]) == ("how", "much") and words[at + 2] in ("can", "could")
        if asked and words[at + 3] in _SPEAKERS and words[at + 4] in _MAKING:
            return at
    return None


def _as_can_be(text: str) -> tuple[Sense, int] | None:
    """Read "as many people as we can", "as little as possible"."""
    for cue, sense in _DEGREES.items():
        start = text.find(cue)
        if start >= 0 and any(end in text[start:] for end in ("as possible", " can")):
            return sense, text.count(" ", 0, start)
    return None


def _compares(line: Line, at: int) -> bool:
    """Whether a word of wish bounds a figure instead: "max 15", "at least 20", "minimum of 6"."""
    tokens = line.tokens
    if tokens[at].stem not in ("max", "min", "maximum", "minimum", "least", "most"):
        return False
    if at and tokens[at - 1].number is not None and tokens[at].lower == "min":
        return True
    near = tokens[at + 1 : at + 5]
    for token in near:
        if token.number is not None or token.lower == "one":
            return True
        if token.text in (",", ";", "."):
            return False
    reach = 5 if at and tokens[at - 1].lower == "at" else 2
    return any(t.number is not None for t in tokens[max(0, at - reach) : at])


def find_goal(line: Line, columns: Sequence[Column]) -> Goal | None:
    """The goal that a line tells, matched with columns; None where it fits none."""
    told = sense_of(line)
    if told is None:
        return None
    sense, _ = told
    words = {t.stem for t in line.tokens if t.is_word}
    plain = [c for c in columns if all(f.bound is None for f in c.cells.values())]
    terms = _by_words(words, plain)
    if terms is None and sense is Sense.MAXIMIZE:
        terms = _gain(words, plain)
    if terms is None and sense is Sense.MINIMIZE:
        terms = _cost(words, plain)
    return None if terms is None else Goal(sense, terms, line.quote)


Terms = tuple[tuple[int, Column], ...]


def _by_words(words: set[str], columns: Sequence[Column]) -> Terms | None:
    """The one column whose own words, not those of money, the goal names."""
    own = [
        (similarity(words - GAIN - COST, c.words - GAIN - COST), c)
        for c in columns
        if c.words - GAIN - COST
    ]
    best = [c for score, c in own if score > 0]
    if len(best) == 1 and not words & (PROFIT | {"cost", "revenu"}):
        return ((1, best[0]),)
    return None


def _gain(words: set[str], columns: Sequence[Column]) -> Terms | None:
    """Profit is told as such, or is what sales bring less what things cost."""
    told = [c for c in columns if c.words & PROFIT]
    named = [c for c in told if c.words & words] or told
    if len(named) == 1:
        return ((1, named[0]),)
    sales = [c for c in columns if c.words & SALES and not c.words & SPENT]
    costs = [c for c in columns if c.words & (SPENT - SALES) and c.kind in ("money", "")]
    costs = [c for c in costs if c not in sales]
    if len(sales) == 1 and words & PROFIT and costs:
        return ((1, sales[0]), *((-1, c) for c in costs))
    if len(sales) == 1 and not told:
        return ((1, sales[0]),)
    gains = [c for c in columns if c.words & GAIN]
    if len(gains) == 1:
        return ((1, gains[0]),)
    money = [c for c in columns if c.kind == "money" and not c.words & (SPENT - SALES)]
    if len(money) == 1 and (words & _EARNING or not words - GAIN - HIGH):
        return ((1, money[0]),)
    return None


def _cost(words: set[str], columns: Sequence[Column]) -> Terms | None:
    costs = [c for c in columns if c.words & COST]
    named = [c for c in costs if c.words & words] or costs
    if len(named) == 1:
        return ((1, named[0]),)
    money = [c for c in columns if c.kind == "money"]
    if len(money) == 1 and (words & (COST | {"cheap", "cheapest", "cheapli", "money"})):
        return ((1, money[0]),)
    return None


def counts_all(line: Line) -> Goal | None:
    """Read "as many machines as possible", "the fewest trips" where no column is meant."""
    told = sense_of(line)
    if told is None:
        return None
    words = {t.lower for t in line.tokens if t.is_word}
    if words & {"many", "fewest", "few", "number"} and not words & {"profit", "cost", "money"}:
        return Goal(told[0], (), line.quote)
    return None


def assumed_goal(columns: Sequence[Column], lines: Sequence[Line]) -> Goal | None:
    """Most profit, where the text names no goal and tells a profit of each thing."""
    told = [c for c in columns if c.words & PROFIT and len(c.cells) > 1]
    if len(told) != 1 or not lines:
        return None
    figure = told[0].cells[min(told[0].cells)]
    quote = next((line.quote for line in lines if figure.tokens[0] in line.tokens), lines[-1].quote)
    assumed = f"The text names no goal; the {told[0].name} that it tells is maximized."
    return Goal(Sense.MAXIMIZE, ((1, told[0]),), quote, assumed)
