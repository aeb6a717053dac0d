"""Statements that a text makes twice, with other figures: one of them contradicts the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.text import Sentence, Token

_SHORTEST: Final = 6
"""Tokens from which on a repeated sentence is the same statement, and no entry of a list."""


def told_anew(sentences: Sequence[Sentence]) -> Iterator[tuple[Token, Sentence]]:
    """Sentences that come again word for word with one figure of several changed, and the figure.

    A figure behind a noun is a label: "day 2 needs 30 nurses" does not contradict day 1.
    """
    first: dict[tuple[str, ...], Sentence] = {}
    for sentence in sentences:
        tokens = sentence.tokens
        figures = sum(token.number is not None for token in tokens)
        if len(tokens) < _SHORTEST or figures < 2:
            continue
        words = tuple("" if token.number is not None else token.text for token in tokens)
        changed = _changed(first.setdefault(words, sentence).tokens, tokens)
        if len(changed) == 1 and not (changed[0] and is_content(tokens, changed[0] - 1)):
            yield tokens[changed[0]], sentence


def _changed(earlier: Sequence[Token], tokens: Sequence[Token]) -> list[int]:
    """Places of the figures that differ between two sentences of the same words."""
    return [
        place
        for place, (one, other) in enumerate(zip(earlier, tokens, strict=True))
        if one.number is not None
        and other.number is not None
        and one.number.value != other.number.value
    ]
