"""Named things and their kinds: "Region 1" to "Region 5", "Hub Alpha", the heads of a list.

A kind is a set of a model in the making: regions, weeks, foods. Its members are found where the
text numbers or letters a noun ("Machine A", "week 3", "T7"), and at the heads of lists and tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.wording import STOP, Token
from optimoot.problem import NumberKind

_SPOKEN: Final = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega bravo charlie echo foxtrot golf hotel india juliet kilo lima "
    "mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu "
    "one two three four five six seven eight nine ten north south east west i ii iii iv v "
    "vi".split()
)
_ROMAN: Final[tuple[str, ...]] = ("i", "ii", "iii", "iv", "v", "vi")
_NO_NOUN: Final = STOP | frozenset(
    "least most cost costs exactly about around between need needs require requires equal equals "
    "table figure only total sum maximum minimum capacity than plus minus first last is are".split()
)
_VERBS: Final = frozenset(
    "has have gives give gets offers offer provides provide costs cost needs need requires require "
    "yields yield packs takes take uses use sells sell earns earn makes brings supplies delivers "
    "contains holds consumes weighs can must will is are adds follows generates produces priced "
    "costing comes serves contributes demands starts serving".split()
)
_LEADING: Final = frozenset("from for to at the in on each by using implementing with".split())
_LONGEST_NAME: Final = 5
_MEASURES: Final = frozenset(
    "total maximum minimum number budget limit capacity cost demand objective constraint "
    "constraints available availability requirement goal".split()
)
"""Words with which an entry begins that is about a measure and not about a thing."""


@dataclass(eq=False)
class Kind:
    """A set of named things.

    Attributes:
        name: Noun of the kind, in lower case; empty where the text gives none.
        members: Names in order, as the text writes them.
        numbered: Whether the members are numbered in order, as periods are.
    """

    name: str
    members: list[str] = field(default_factory=list)
    numbered: bool = False

    def __len__(self) -> int:
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Thing:
    """A member of a kind."""

    kind: Kind
    place: int

    @property
    def name(self) -> str:
        """As the text writes it."""
        return self.kind.members[self.place]


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a line: tokens `start` to `end` of it."""

    thing: Thing
    start: int
    end: int


@dataclass
class Kinds:
    """The kinds of a text and the names by which their members go."""

    kinds: list[Kind] = field(default_factory=list)
    names: dict[tuple[str, ...], Thing] = field(default_factory=dict)
    letters: dict[str, Thing | None] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    def add(self, kind: Kind) -> None:
        """Take a kind in; names that two kinds share are left to neither.

        A kind that holds all members of another takes its place.
        """
        keys = {_key(member) for member in kind.members}
        for old in [k for k in self.kinds if {_key(m) for m in k.members} < keys]:
            self.kinds.remove(old)
            self.names = {n: t for n, t in self.names.items() if t.kind is not old}
            self.letters = {n: t for n, t in self.letters.items() if t is None or t.kind is not old}
        self.kinds.append(kind)
        for place, member in enumerate(kind.members):
            thing = Thing(kind, place)
            key = _key(member)
            if not key:
                continue
            self.names.setdefault(key, thing)
            alias = key[-1]
            if len(key) > 1 and kind.name and not alias.isdigit():
                self.letters[alias] = None if alias in self.letters else thing

    def mentions(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """The things named in a line, from left to right, the longest name first."""
        found: list[Mention] = []
        place = 0
        while place < len(tokens):
            mention = self._mention_at(tokens, place)
            if mention is None:
                place += 1
            else:
                found.append(mention)
                place = mention.end
        return tuple(found)

    def _mention_at(self, tokens: Sequence[Token], place: int) -> Mention | None:
        for length in range(min(_LONGEST_NAME, len(tokens) - place), 0, -1):
            words = tokens[place : place + length]
            key = tuple(part for token in words for part in _parts(token))
            thing = self.names.get(key) or self.names.get((*key[:-1], _singular(key[-1])))
            if thing is not None and (length > 1 or len(key) > 1 or len(key[0]) > 1):
                return Mention(thing, place, place + length)
        token = tokens[place]
        position = _position(token)
        if position is not None and place + 1 < len(tokens):
            noun = _singular(tokens[place + 1].lower)
            for kind in self.kinds:
                if kind.numbered and kind.name == noun and -1 <= position < len(kind):
                    at = position if position >= 0 else len(kind) - 1
                    return Mention(Thing(kind, at), place, place + 2)
        lone = self.letters.get(token.lower)
        if lone is not None and token.is_capital and not _is_article(tokens, place):
            return Mention(lone, place, place + 1)
        return None

    def member(self, label: str) -> tuple[Thing, ...]:
        """The things that a cell of a table may name: by full name or by bare label."""
        key = _key(label)
        if not key:
            return ()
        if key in self.names:
            return (self.names[key],)
        return tuple(
            Thing(kind, place)
            for kind in self.kinds
            for place, member in enumerate(kind.members)
            if len(key) == 1 and _key(member)[-1:] == key
        )


def _position(token: Token) -> int | None:
    """The place that an ordinal names, counted from 0; -1 for the last one."""
    if token.lower in ("last", "final"):
        return -1
    if token.lower == "first":
        return 0
    if token.number is not None and token.number.kind is NumberKind.ORDINAL:
        return int(token.number.value) - 1 if not token.text.isdigit() else None
    return None


def _is_article(tokens: Sequence[Token], place: int) -> bool:
    """Whether a capital A begins a phrase rather than names a thing."""
    token = tokens[place]
    if token.text not in ("A", "I"):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and following.is_word and following.lower not in STOP


def _parts(token: Token) -> tuple[str, ...]:
    if token.label:
        return (token.prefix.lower(), token.label)
    return (token.lower,)


def _key(name: str) -> tuple[str, ...]:
    parts = re.findall(r"[^\W\d_]+|\d+", name.lower())
    return tuple(parts)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def find_kinds(lines: Sequence[Line]) -> Kinds:
    """The kinds of a text: numbered and lettered nouns first, then the heads of lists."""
    kinds = Kinds()
    for kind in (*_calendar(lines), *_labelled(lines)):
        kinds.add(kind)
    for kind in _heads(lines, kinds):
        kinds.add(kind)
    return kinds


# ---------------------------------------------------------------- numbered and lettered nouns


def _labelled(lines: Sequence[Line]) -> Iterator[Kind]:
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines:
        for noun, label, text in _labels(line.tokens):
            seen[noun].setdefault(label, text)
    for noun, letters in _enumerated(lines):
        if not any(len(label) == 1 and label.isalpha() for label in seen[noun]):
            seen[noun] |= {letter.lower(): f"{noun} {letter}" for letter in letters}
    for noun, labels in seen.items():
        roman = _roman(labels)
        named = (roman,) if roman else (_letters(labels), _spoken(labels))
        for chosen in (_in_order(labels), *named):
            if chosen:
                kind = Kind(noun, [labels[label] for label in chosen])
                kind.numbered = chosen[0].isdigit()
                yield kind


def _enumerated(lines: Sequence[Line]) -> Iterator[tuple[str, list[str]]]:
    """A plural and the letters that it announces: "four towns - E, F, G, and H"."""
    for line in lines:
        noun = ""
        letters: list[str] = []
        for token in (*line.tokens, None):
            if token is not None and token.is_word and len(token.text) == 1 and token.is_capital:
                letters.append(token.text)
                continue
            if token is not None and letters and token.lower in (",", "and"):
                continue
            if len(letters) > 2 and noun:
                yield noun, letters
            letters = []
            if token is not None and token.is_word:
                noun = _singular(token.lower) if token.lower.endswith("s") else ""


def _labels(tokens: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Noun, label and name wherever a noun is followed by what may be a label."""
    for place, token in enumerate(tokens):
        if token.label:
            yield token.prefix.lower(), token.label, token.text
            continue
        if place == 0 or not tokens[place - 1].is_word:
            continue
        noun = tokens[place - 1]
        if noun.lower in _NO_NOUN or token.start > noun.end + 1:
            continue
        if token.number is not None and token.text.isdigit():
            yield _singular(noun.lower), token.text, f"{noun.text} {token.text}"
        elif token.is_word and token.is_capital and _may_be_label(token):
            yield noun.lower, token.lower, f"{noun.text} {token.text}"


def _may_be_label(token: Token) -> bool:
    return len(token.text) == 1 or token.lower in _SPOKEN


def _in_order(labels: Iterable[str]) -> list[str]:
    """The labels that are whole numbers, if they count up from 0 or 1 without a gap."""
    plain = [label for label in labels if label.isascii() and label.isdigit() and len(label) < 4]
    numbers = sorted({int(label) for label in plain if str(int(label)) == label})
    if len(numbers) < 2 or numbers[0] not in (0, 1):
        return []
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    return [str(number) for number in numbers]


def _letters(labels: Iterable[str]) -> list[str]:
    """The labels that are single letters, if they follow one another in the alphabet."""
    letters = sorted(label for label in labels if len(label) == 1 and label.isalpha())
    if len(letters) < 2 or ord(letters[-1]) - ord(letters[0]) != len(letters) - 1:
        return []
    return letters


def _roman(labels: Iterable[str]) -> list[str]:
    """The labels that are Roman numerals, if they count up from 1 without a gap."""
    found: list[str] = [numeral for numeral in _ROMAN if numeral in set(labels)]
    return found if len(found) > 1 and found == list(_ROMAN[: len(found)]) else []


def _spoken(labels: Iterable[str]) -> list[str]:
    """The labels that are spoken letters or compass points, in the order of the text."""
    spoken = [label for label in labels if label in _SPOKEN and len(label) > 1]
    return spoken if len(spoken) > 1 else []


_CALENDARS: Final = (
    ("day", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    (
        "month",
        "January February March April May June July August September October November "
        "December".split(),
    ),
)


def _calendar(lines: Sequence[Line]) -> Iterator[Kind]:
    """Weekdays and months that the text names, in their order, where they follow one another."""
    words = {token.text for line in lines for token in line.tokens if token.is_word}
    for noun, names in _CALENDARS:
        places = [place for place, name in enumerate(names) if name in words]
        if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
            yield Kind(noun, [names[place] for place in places])


# ---------------------------------------------------------------- heads of lists


def _heads(lines: Sequence[Line], kinds: Kinds) -> Iterator[Kind]:
    blocks: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.form is Form.ENTRY:
            blocks[line.block].append(line)
    for block in blocks.values():
        names = [_head(line) for line in block if not _begins_with_thing(line, kinds)]
        names = [name for name in names if name]
        if len(names) < 2 or len(set(names)) != len(names) or len(names) < len(block) / 2:
            continue
        known = [kinds.names.get(_key(name)) for name in names]
        if any(known) or any(_MEASURES & set(name.lower().split()) for name in names):
            continue
        yield Kind(_common_noun(names), names)


def _begins_with_thing(line: Line, kinds: Kinds) -> bool:
    return any(mention.start <= 4 for mention in kinds.mentions(line.tokens[:8]))


def _head(line: Line) -> str:
    """The name that an entry begins with; empty where it begins otherwise."""
    words: list[Token] = []
    for token in line.tokens[: _LONGEST_NAME + 3]:
        if token.is_word and token.lower in _LEADING and not words:
            continue
        ends = token.lower in (":", "-", "–", "(", ",") or token.lower in _VERBS
        if ends:
            break
        if not token.is_word:
            return ""
        words.append(token)
    else:
        return ""
    if not words or len(words) > _LONGEST_NAME or not words[0].is_capital:
        return ""
    return " ".join(token.text for token in words)


def _common_noun(names: Sequence[str]) -> str:
    """The first word, where all names share it: "Station North", "Station South"."""
    first = {name.split()[0].lower() for name in names}
    shared = len(first) == 1 and all(len(name.split()) > 1 for name in names)
    return first.pop() if shared else ""
