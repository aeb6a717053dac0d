"""Items that one sentence tells figures of in a row: "a van takes 5 hours, a bus 9, a tram 4"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_verb
from optimoot.agents.builtin.text import Kind, Sentence, Token

_WEIGHT: Final = 1.0
_BETWEEN: Final = 3
"""Words that may stand between an item and its figure: "can carry about"."""


def from_rows(sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]]) -> Iterator[Cast]:
    """Casts of sentences that name one thing after the other with a figure behind each."""
    for sentence in sentences:
        named = [p for p in phrases[sentence.index] if _has_figure(sentence.tokens, p)]
        found = list({phrase.stems: phrase for phrase in named}.values())
        if not 2 <= len(found) <= MOST_ITEMS:
            continue
        cast = make_cast(
            [phrase.stems for phrase in found],
            names=[phrase.words for phrase in found],
            family=frozenset(),
            weight=_WEIGHT,
            how="row",
        )
        if cast:
            yield cast


def _has_figure(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether "a" or "each" stands before a phrase and its figure behind it."""
    if not phrase.start or tokens[phrase.start - 1].text not in lexicon.SINGLES:
        return False
    for place in range(phrase.end, min(phrase.end + _BETWEEN, len(tokens))):
        token = tokens[place]
        if token.kind is Kind.NUMBER:
            return True
        if not is_verb(tokens, place) and token.text not in lexicon.ADVERBS | lexicon.MODALS:
            return False
    return False
