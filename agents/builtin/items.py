"""The things to decide on: what they are called in the text, and how a mention is recognised.

A text names its decisions in a list ("makes chairs, tables and desks"), with symbols ("projects X,
Y and Z"), with numbered names ("machine 1 and machine 2"), or only as subjects of parallel
statements ("Each van carries …, a truck carries …"). Every way of seeing them gives a `Cast`, a
hypothesis; the reader tries the most plausible ones and keeps the one that explains the text best.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MOST_ITEMS: Final = 30
"""More items than this are a table's business."""


@dataclass(frozen=True)
class Item:
    """One decision.

    Attributes:
        name: Its name in the text, lower case.
        phrase: Stems of the name.
        keys: Stems that tell it from the other items.
        symbol: Whether it is a bare symbol or a numbered name ("X", "x1", "machine 2").
        aliases: Other names, each a tuple of stems.
    """

    name: str
    phrase: tuple[str, ...]
    keys: frozenset[str]
    symbol: bool = False
    aliases: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Cast:
    """The items of one hypothesis.

    Attributes:
        items: In the order of the text.
        family: Stems of nouns that stand for any of them ("bottle" for small and large bottles).
        weight: Plausibility before the text is read with it; only the order matters.
        how: Where it was seen, for messages.
        introduced: Whether a verb leads to the list of them: "makes gin, rum and vermouth".
        common: Stems that the text uses too often to tell an item by an alias.
    """

    items: tuple[Item, ...]
    family: frozenset[str] = field(default=frozenset())
    weight: float = 0.0
    how: str = ""
    common: frozenset[str] = field(default=frozenset())
    introduced: bool = False

    @property
    def labelled(self) -> bool:
        """Whether only the last word tells the names apart: models S, M and G."""
        names = [item.name.split() for item in self.items]
        return len(names[0]) > 1 and len({tuple(name[:-1]) for name in names}) == 1

    def distinct(self, alias: tuple[str, ...]) -> tuple[str, ...]:
        """The words of an alias that are not common in the text."""
        rare = tuple(word for word in alias if word not in self.common)
        return rare or alias


def make_cast(
    phrases: list[tuple[str, ...]],
    *,
    names: list[str],
    family: frozenset[str],
    weight: float,
    how: str,
    aliases: dict[int, list[tuple[str, ...]]] | None = None,
    symbols: bool = False,
) -> Cast | None:
    """A cast from the stems of its items' names, or None where two could not be told apart."""
    shared = frozenset.intersection(*(frozenset(phrase) for phrase in phrases))
    items = []
    for position, phrase in enumerate(phrases):
        others = frozenset(
            word for place, other in enumerate(phrases) if place != position for word in other
        )
        keys = (frozenset(phrase) - shared - family) or frozenset(phrase) - shared
        keys = (keys - others) or keys or frozenset(phrase)
        items.append(
            Item(
                name=names[position],
                phrase=phrase,
                keys=keys,
                symbol=symbols,
                aliases=tuple((aliases or {}).get(position, ())),
            )
        )
    if len({item.keys for item in items}) < len(items):
        return None
    return Cast(tuple(items), family | shared, weight, how)
