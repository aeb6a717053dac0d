"""The words of a problem's text and of a model's names, brought to one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_LINE_END = r"\n(?=[ \t]*(?:\n|[-*•|#\d(]|[^\W\d_]+(?: [^\W\d_]+)?:))"
"""A line ends a sentence where a blank line, an item of a list or a heading follows."""
_SENTENCE_END = re.compile(rf"[.!?]+(?=\s|$)|{_LINE_END}")
_CLAUSE_END = re.compile(rf"[.!?;:,]+(?=\s|$)|{_LINE_END}|\s(?:and|but|while|whereas|or)\s")
_IRREGULAR = {
    "loaves": "loaf", "knives": "knife", "shelves": "shelf", "people": "person", "men": "man",
    "women": "woman", "children": "child", "geese": "goose", "mice": "mouse", "leaves": "leaf",
    "wolves": "wolf", "calves": "calf", "potatoes": "potato", "tomatoes": "tomato", "feet": "foot",
}  # fmt: skip
_EMPTY = frozenset(
    "x y z var num number numbers no of the a an and or to in on for per each amount amounts "
    "quantity quantities count total units unit decision is are be made make produced produce "
    "how many type types kind product products".split()
)
"""Words of a name that tell one thing from another nowhere."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands."""

    stem: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the text that speaks of a labelled thing."""

    label: str
    start: int
    end: int


def stem(word: str) -> str:
    """A word in small letters, in the singular."""
    word = word.casefold()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def spaced(name: str) -> str:
    """A name as words in small letters: `table_2`, `tableTwo` and `table-2` come apart."""
    return " ".join(_apart(name).split()).casefold()


def _apart(name: str) -> str:
    apart = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[_\W]+", " ", apart)


@lru_cache(maxsize=64)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in its order; figures are words too."""
    return tuple(Word(stem(m.group()), m.start(), m.end(), m.group()) for m in _WORD.finditer(text))


def sentence_span(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    return _span(text, place, _SENTENCE_END)


def clause_span(text: str, place: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends, by commas and conjunctions."""
    return _span(text, place, _CLAUSE_END)


def _span(text: str, place: int, ends: re.Pattern[str]) -> tuple[int, int]:
    start, end = 0, len(text)
    for found in ends.finditer(text):
        if found.end() <= place:
            start = found.end()
        elif found.start() >= place:
            end = found.start()
            break
    return start, end


def quote_span(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quotation stands in the text, spaces and case aside; None where it does not."""
    parts = quote.split()
    if not parts:
        return None
    found = re.search(r"\s+".join(map(re.escape, parts)), text, re.IGNORECASE)
    return found.span() if found else None


def mentions(text: str, labels: Mapping[str, str]) -> tuple[Mention, ...]:
    """Where the text speaks of each of several things, in its order.

    A thing is spoken of by all its words in a row, or by one that no other of them has: a "small
    red box" by "box" only if there is no other box.

    Args:
        text: The text.
        labels: Each label with the name, in words, that it goes by.
    """
    names = {label: _name_words(name) for label, name in labels.items()}
    shared = Counter(word for parts in names.values() for word in set(parts))
    own = {
        word: (label, place == 0)
        for label, parts in names.items()
        for place, word in enumerate(parts)
        if shared[word] == 1 and not word.isdigit()
    }
    return tuple(_mentions(text, words(text), names, own))


def _name_words(name: str) -> tuple[str, ...]:
    parts = _apart(name).split()
    kept = tuple(stem(part) for part in parts)
    last = len(kept) - 1
    telling = tuple(
        p for place, p in enumerate(kept) if p not in _EMPTY or (len(p) == 1 and place == last)
    )  # the "a" of "model_a" is its label
    return telling or kept


def _mentions(
    text: str,
    found: Sequence[Word],
    names: Mapping[str, tuple[str, ...]],
    own: Mapping[str, tuple[str, bool]],
) -> Iterator[Mention]:
    place = 0
    while place < len(found):
        size, label = _named_at(found, place, names, own)
        row = found[place : place + max(size, 1)]
        place += len(row)
        if not size or _is_article(text, row):
            continue
        yield Mention(label, row[0].start, row[-1].end)
        while place < len(found) and _is_head(found[place], label, own):
            place += 1  # the "bottles" of "small bottles", where the others are "large_bottles"


def _named_at(
    found: Sequence[Word],
    place: int,
    names: Mapping[str, tuple[str, ...]],
    own: Mapping[str, tuple[str, bool]],
) -> tuple[int, str]:
    """How many words at a place speak of which thing; 0 where none does."""
    best = (0, "")
    for label, parts in names.items():
        row = found[place : place + len(parts)]
        if len(row) == len(parts) > best[0] and all(map(_fits, parts, row)):
            best = (len(parts), label)
    word = found[place]
    if not best[0] and word.stem in own and _fits(word.stem, word):
        return 1, own[word.stem][0]
    return best


def _is_head(word: Word, label: str, own: Mapping[str, tuple[str, bool]]) -> bool:
    """Whether a word behind a mention is only the noun of another thing's name."""
    owner, is_first = own.get(word.stem, (label, True))
    return owner != label and not is_first


def _fits(part: str, word: Word) -> bool:
    """Whether a word of a name is a word of the text; "A" and "I" only where written so."""
    return word.stem == part and (part not in ("a", "i") or word.text.isupper())


def _is_article(text: str, row: Sequence[Word]) -> bool:
    """Whether a lone "A" only begins a sentence: "A table takes", not "type A takes"."""
    if len(row) != 1 or row[0].text != "A":
        return False
    return re.match(r"\s+[a-z]", text[row[0].end :]) is not None and (
        re.search(r"(?:^|[.!?;:\n]\s*)$", text[: row[0].start]) is not None
    )
