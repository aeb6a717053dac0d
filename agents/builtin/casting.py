"""Finding the items: every list, label and row of parallel subjects is a hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.builtin.cast_labels import from_labels
from optimoot.agents.builtin.cast_lists import from_lists, list_stems
from optimoot.agents.builtin.cast_ordinals import from_ordinals
from optimoot.agents.builtin.cast_pairs import from_pairs
from optimoot.agents.builtin.cast_rows import from_rows
from optimoot.agents.builtin.cast_subjects import from_subjects
from optimoot.agents.builtin.grids import Grid, grid_casts
from optimoot.agents.builtin.items import Cast, Item
from optimoot.agents.builtin.phrases import noun_phrases
from optimoot.agents.builtin.text import Sentence
from optimoot.agents.builtin.wording import Wording

_LISTED = 0.5
"""What a list weighs whose things come with rows of figures, and hardly by name again."""
_TWICE = 1.5
"""How often a thing comes back at least that is named by more than a list."""
_ROW_OF_TWO = -0.5
"""What two subjects of parallel statements weigh that the text hardly names again."""


def find_casts(
    sentences: Sequence[Sentence], most: int = 8, grids: Sequence[Grid] = ()
) -> tuple[Cast, ...]:
    """Hypotheses about the items, most plausible first, at most `most` of them."""
    phrases = {sentence.index: list(noun_phrases(sentence)) for sentence in sentences}
    wording = Wording(sentences)
    seen: dict[frozenset[frozenset[str]], Cast] = {}
    for cast in (
        *from_lists(sentences, phrases, wording),
        *from_subjects(sentences, phrases, wording),
        *from_rows(sentences, phrases),
        *from_labels(sentences, wording),
        *from_pairs(sentences, phrases, wording),
        *from_ordinals(sentences, phrases),
    ):
        weighed = replace(
            cast,
            items=tuple(_by_head(item, wording) for item in cast.items),
            weight=cast.weight + _recurrence(cast, wording),
        )
        key = frozenset(item.keys for item in cast.items)
        if key in seen:
            weighed = _merged(seen[key], weighed)
        seen[key] = weighed
    for cast in grid_casts(grids):
        key = frozenset(item.keys for item in cast.items)
        seen[key] = _merged(cast, seen[key]) if key in seen else cast
    named = list_stems(sentences, phrases)
    seen = {key: _with_meanings(cast, named) for key, cast in seen.items()}
    seen = {key: replace(cast, common=_common(cast, wording)) for key, cast in seen.items()}
    symbols = [cast for cast in seen.values() if cast.items[0].symbol]
    for key, cast in list(seen.items()):
        wider = [o for o in symbols if key < frozenset(item.keys for item in o.items)]
        if wider and cast.items[0].symbol:
            seen[key] = replace(cast, weight=cast.weight - 4.0)
    casts = sorted(seen.values(), key=lambda cast: -cast.weight)
    return tuple(cast for cast in casts if cast.weight > 0)[:most]


def _merged(first: Cast, second: Cast) -> Cast:
    """One cast seen in two ways: the names of the first, the aliases and families of both."""
    aliases = {item.keys: item.aliases for item in second.items}
    items = tuple(
        replace(item, aliases=item.aliases or aliases.get(item.keys, ())) for item in first.items
    )
    return replace(
        first,
        items=items,
        family=first.family | second.family,
        weight=max(first.weight, second.weight) + 1.0,
    )


def _with_meanings(cast: Cast, named: Sequence[Sequence[tuple[str, ...]]]) -> Cast:
    """A cast of symbols with what they stand for: "(X, Y) could represent tea and coffee"."""
    if not cast.items[0].symbol or any(item.aliases for item in cast.items):
        return cast
    lists = [names for names in named if len(names) == len(cast.items)]
    if len(lists) != 1 or len({word for name in lists[0] for word in name}) < len(cast.items):
        return cast
    items = tuple(
        replace(item, aliases=(name,)) for item, name in zip(cast.items, lists[0], strict=True)
    )
    return replace(cast, items=items)


def _common(cast: Cast, wording: Wording) -> frozenset[str]:
    """Words of aliases that come far more often than the other words of their alias."""
    found: set[str] = set()
    for item in cast.items:
        for alias in item.aliases:
            least = min(wording.occurrences[word] for word in alias)
            found |= {word for word in alias if wording.occurrences[word] > 1.5 * least + 1}
    return frozenset(found)


def _by_head(item: Item, wording: Wording) -> Item:
    """An item without those of its keys that mean something alone: hay is no hay harvester."""
    head = item.phrase[-1]
    if len(item.keys) < 2 or head not in item.keys:
        return item
    if wording.together(item.phrase[-2], head) < 2 or wording.is_measured(head):
        return item
    alone = {key for key in item.keys - {head} if wording.stands_alone(key, item.phrase)}
    return replace(item, keys=item.keys - alone)


def _is_announced(cast: Cast, wording: Wording) -> bool:
    """Whether the text says how many there are: "two bouquets", "a spring bouquet …"."""
    heads = {item.phrase[-1] for item in cast.items}
    return len(heads) == 1 and wording.is_numbered(min(heads), len(cast.items))


def _recurrence(cast: Cast, wording: Wording) -> float:
    """How often the items come back; a thing named once is hardly a decision."""
    counts = [max(wording.recurs(key) for key in item.keys) for item in cast.items]
    if min(counts) < _TWICE:
        parallel = cast.how.startswith(("verb ", "on ", "row"))
        if parallel and len(cast.items) == 2:
            return _ROW_OF_TWO
        told = cast.items[0].symbol or parallel or _is_announced(cast, wording)
        if cast.introduced and wording.has_row(len(cast.items)):
            return _LISTED
        return 0.0 if told else -10.0
    return float(min(min(counts), 6))
