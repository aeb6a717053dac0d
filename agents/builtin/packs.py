"""Money told for several things at once: "three trees for $120", "$10 for 4 candles".

A reader that takes the money for the price of one, and the count for something else, has not read
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.phrases import LONGEST_NAME, content_run
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.agents.builtin.text import Sentence, Token
from optimoot.problem import Number, NumberKind


def packed(sentence: Sentence, known: Known) -> Iterator[Remainder]:
    """Prices of several things of which the count did not go where the money went.

    Args:
        sentence: Where they are looked for.
        known: What the reading speaks of.
    """
    tokens = sentence.tokens
    for place in range(1, len(tokens) - 1):
        if tokens[place].text != "for":
            continue
        pairs = (
            (_counted_before(tokens, place, known), tokens[place + 1].number),
            (_counted_behind(tokens, place, known), tokens[place - 1].number),
        )
        for count, money in pairs:
            if count is None or money is None or money.kind is not NumberKind.MONEY:
                continue
            if money.id in known.goal and count.id not in known.goal:
                yield Remainder(Evidence.NUMBER, f"{count.text} for {money.text}", sentence.quote)


def _counted_behind(tokens: Sequence[Token], place: int, known: Known) -> Number | None:
    """The number of things in "for 4 candles", if there are several."""
    number = tokens[place + 1].number
    run = content_run(tokens, place + 2)
    return number if _is_several(number) and _names(run, known) else None


def _counted_before(tokens: Sequence[Token], place: int, known: Known) -> Number | None:
    """The number of things in "three young trees for", if there are several."""
    start = place
    nearest = max(0, place - LONGEST_NAME)
    while start > nearest and tokens[start - 1].number is None:
        start -= 1
    number = tokens[start - 1].number if start else None
    run = content_run(tokens, start)
    whole = start + len(run) == place
    return number if whole and _is_several(number) and _names(run, known) else None


def _names(run: Sequence[Token], known: Known) -> bool:
    return any(token.stem in known.items for token in run)


def _is_several(number: Number | None) -> bool:
    return number is not None and number.kind is NumberKind.PLAIN and number.value > 1
