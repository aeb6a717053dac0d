"""Items introduced one after the other: "The first product, a shelf, …", "the second is a desk"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_content
from optimoot.agents.builtin.text import Sentence, Token

_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_OTHERS: Final = frozenset(["other", "last"])
"""What may stand for the last of them: "the other one is a desk"."""
_JOINTS: Final = frozenset([",", "is", "(", "called", "named"])
_LONGEST_NOUN: Final = 3
_WEIGHT: Final = 4.0


def from_ordinals(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]]
) -> Iterator[Cast]:
    """The cast of things that ordinals introduce, in a row from the first on."""
    found: list[Phrase] = []
    for sentence in sentences:
        for place in range(len(sentence.tokens)):
            if not _continues(sentence.tokens[place].text, len(found)):
                continue
            start = _introduced(sentence.tokens, place)
            named = next((p for p in phrases[sentence.index] if p.start == start), None)
            if named is not None:
                found.append(named)
    if len(found) < 2:
        return
    cast = make_cast(
        [phrase.stems for phrase in found],
        names=[phrase.words for phrase in found],
        family=frozenset(),
        weight=_WEIGHT,
        how="ordinals",
        aliases={n: [(_ORDINALS[n],)] for n in range(len(found))},
    )
    if cast is not None:
        yield cast


def _continues(text: str, found: int) -> bool:
    """Whether an ordinal introduces the next thing."""
    if found >= len(_ORDINALS):
        return False
    return text == _ORDINALS[found] or (found > 0 and text in _OTHERS)


def _introduced(tokens: Sequence[Token], place: int) -> int:
    """Where the noun phrase begins that "first product, a …" introduces; -1 where none does."""
    at = place + 1
    while at < len(tokens) and at - place <= _LONGEST_NOUN and _is_noun(tokens, at):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in _JOINTS:
        return -1
    return at + 2 if tokens[at + 1].text in lexicon.ARTICLES else -1


def _is_noun(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].text == "one" or is_content(tokens, place)
