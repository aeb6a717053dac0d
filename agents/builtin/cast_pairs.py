"""Items told by what sets them apart: "small vans … big vans", "a big one"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from optimoot.agents.builtin.items import Cast, make_cast
from optimoot.agents.builtin.phrases import Phrase, is_symbol
from optimoot.agents.builtin.text import Sentence
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.builtin.wording import Wording

_MOST: Final = 5
_STANDS_FOR_HEAD: Final = frozenset(["one", "ones"])


def from_pairs(
    sentences: Sequence[Sentence], phrases: dict[int, list[Phrase]], usage: Wording
) -> Iterator[Cast]:
    """Casts of things with one name and a word each that tells them apart.

    Single things that are told apart ("the old printer") are none: what is decided of them is no
    count.
    """
    heads: dict[str, dict[str, str]] = defaultdict(dict)
    alone: set[str] = set()
    for sentence in sentences:
        for phrase in phrases[sentence.index]:
            first, last = phrase.tokens[0], phrase.tokens[-1]
            if any(is_symbol(token) for token in phrase.tokens):
                continue
            if len(phrase.tokens) == 2 and not is_unit(last.text):
                heads[last.stem].setdefault(first.stem, phrase.words)
            elif len(phrase.tokens) == 1 and _before_one(sentence, phrase):
                alone.add(first.stem)
    for head, told in heads.items():
        members = {word: name for word, name in told.items() if usage.occurrences[word] > 1}
        if 2 <= len(members) <= _MOST and alone & set(members):
            yield from _cast(head, members, usage)


def _cast(head: str, members: dict[str, str], usage: Wording) -> Iterator[Cast]:
    cast = make_cast(
        [(word, head) for word in members],
        names=list(members.values()),
        family=usage.family([(word, head) for word in members]) | {head},
        weight=1.5,
        how="pairs",
    )
    if cast:
        yield cast


def _before_one(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "one" stands behind: "a big one"."""
    after = sentence.tokens[phrase.end : phrase.end + 1]
    return bool(after) and after[0].text in _STANDS_FOR_HEAD
