"""A sentence as atoms: numbers, mentions of items, comparisons, arithmetic, and other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.joining import joined
from optimoot.agents.builtin.mark_atoms import (
    excess,
    is_each,
    is_one_unit,
    limit_to,
    marked,
    only_total,
    worked_out,
)
from optimoot.agents.builtin.marks import Role, mark_at
from optimoot.agents.builtin.phrases import is_symbol
from optimoot.agents.builtin.text import Kind, Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import Number, NumberKind

_BEFORE_SIZE: Final = lexicon.ARTICLES | lexicon.EACHES | {"one"}
_KINDS: Final = frozenset(
    "type kind differ varieti sort model version categori key main new critic".split()
)
_RANKS: Final = frozenset(
    stem(word) for word in "junior senior adult beginner expert professional veteran novice".split()
)
"""Words that stand for people of that rank by themselves: "the seniors"."""
_ORDER_REACH: Final = 9
"""Tokens within which "no more cars than vans" is told."""


@dataclass
class Tagger:
    """Turns sentences into atoms, for one cast."""

    cast: Cast
    _keys: dict[str, int] = field(default_factory=dict)
    _own: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        own = []
        for place, item in enumerate(self.cast.items):
            for key in item.keys:
                self._keys[key] = place
            own.append(item.keys | frozenset(item.phrase) | self.cast.family)
        self._own = tuple(own)
        aliases: dict[str, int] = {}
        for place, item in enumerate(self.cast.items):
            for alias in item.aliases:
                for part in self.cast.distinct(alias):
                    taken = part in aliases and aliases[part] != place
                    aliases[part] = -1 if taken else place
        for part, place in aliases.items():
            if place >= 0 and part not in self._keys and part not in self.cast.family:
                self._keys[part] = place
        self._alias_stems = frozenset(aliases)

    def clause(self, sentence: Sentence) -> Clause:
        """The sentence as atoms."""
        atoms = list(self._atoms(sentence.tokens))
        return Clause(sentence, tuple(joined(sentence.tokens, atoms)))

    def _atoms(self, tokens: Sequence[Token]) -> Iterator[Atom]:
        place = 0
        while place < len(tokens):
            atom = (
                self._number(tokens, place)
                or self._mention(tokens, place)
                or only_total(tokens, place)
                or self._no_more(tokens, place)
                or excess(tokens, place)
                or worked_out(tokens, place)
                or self._either(tokens, place)
                or marked(tokens, place)
                or self._bound_word(tokens, place)
                or limit_to(tokens, place)
                or Atom(Role.WORD, place, place + 1)
            )
            yield atom
            place = atom.end

    def _number(self, tokens: Sequence[Token], place: int) -> Atom | None:
        token = tokens[place]
        if token.number is None:
            return None
        role = Role.NUMBER
        if is_each(tokens, place) and self._names_item(tokens, place + 1):
            return Atom(Role.EACH, place, place + 1, number=token.number)
        if self._is_modifier(tokens, place) or is_one_unit(tokens, place):
            return Atom(Role.WORD, place, place + 1, number=token.number)
        if self._describes(tokens, place, token.number):
            before = tokens[place - 1].text if place else ""
            role = Role.ALL if before in ("all", "these", "the", "both") else Role.WORD
        return Atom(role, place, place + 1, number=token.number)

    def _is_modifier(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a number only tells the size of the things: "a 10-gallon batch of cider"."""
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        before = tokens[place - 1].text if place else ""
        if following is None or not following.joined or before not in _BEFORE_SIZE:
            return False
        if place + 2 >= len(tokens) or mark_at(tokens, place + 2):
            return False  # "an eight-hour difference"
        ahead = tokens[place + 2 : place + 5]
        own = self.cast.family | frozenset(self._keys)
        return any(token.stem in own for token in ahead)

    def is_size(self, clause: Clause, atom: Atom) -> bool:
        """Whether a number of a clause only tells the size of the things."""
        return self._is_modifier(clause.sentence.tokens, atom.start)

    def _names_item(self, tokens: Sequence[Token], place: int) -> bool:
        for other in range(place, min(place + 5, len(tokens))):
            if tokens[other].text in ("to", "per"):
                return False  # "one guide to lead a hike"
            if self._key_at(tokens, other) is not None:
                return True
        return False

    def _describes(self, tokens: Sequence[Token], place: int, number: Number) -> bool:
        """Whether a number merely counts the items: "two types of jars", "all three"."""
        if number.kind is not NumberKind.PLAIN or number.value != len(self.cast.items):
            return False
        if number.text[0].isdigit() and place and tokens[place - 1].text not in ("the", "all"):
            alone = sum(token.kind is Kind.NUMBER for token in tokens) == 1
            near = tokens[place + 1 : place + 3]
            if not alone or not any(token.stem in self.cast.family for token in near):
                return False
        before = tokens[place - 1].text if place else ""
        if before in ("least", "most", "than", "exceed", "by"):
            return False
        if before in ("all", "these", "those", "both", "the"):
            return True
        ahead = tokens[place + 1 : place + 4]
        if any(token.stem in self.cast.family | _KINDS for token in ahead):
            return True
        listed = tokens[place + 1 : place + 8]
        for offset, token in enumerate(listed):
            if token.text in (":", "(", ","):
                return any(other.stem in self._keys for other in listed[offset:])
            if token.text in lexicon.VERBS or token.kind is Kind.NUMBER:
                return False
        return False

    def _mention(self, tokens: Sequence[Token], place: int) -> Atom | None:
        found: int | None = None
        end = place
        while end < len(tokens):
            token = tokens[end]
            item = self._key_at(tokens, end)
            if item is not None:
                if found is not None and item != found:
                    break
                found = item
            elif found is None or token.stem not in self._own[found] or token.kind is not Kind.WORD:
                break
            end += 1
        if found is None:
            return None
        return Atom(Role.ITEM, place, end, items=(found,))

    def _key_at(self, tokens: Sequence[Token], place: int) -> int | None:
        token = tokens[place]
        item = self._keys.get(token.stem) if token.kind is Kind.WORD else None
        if item is None and place + 1 < len(tokens) and is_symbol(tokens[place + 1]):
            return self._keys.get(token.text + tokens[place + 1].text)  # "ship C" is ShipC
        if item is None or self._is_another_form(token, item):
            return None
        if self._is_substance(tokens, place, item):
            return None
        symbol = is_symbol(token) or token.text == "a"  # an article far more often than a name
        symbol = symbol and token.stem in self.cast.items[item].keys
        if symbol and not self._is_label(tokens, place):
            return None
        return item

    def _is_another_form(self, token: Token, item: int) -> bool:
        """Whether a modifier is inflected, which it never is: the peaches of a peach pie."""
        own = self.cast.items[item]
        words = own.name.split()
        if len(words) < 2 or token.stem == own.phrase[-1] or token.text in words:
            return False
        if token.stem in _RANKS:
            return False
        modifiers = {stem(word) for word in words if not word.endswith("s")}
        return token.text.endswith("s") and token.stem in modifiers

    def _is_substance(self, tokens: Sequence[Token], place: int, item: int) -> bool:
        """Whether a modifier stands for stuff of that name: the gas of "7 units of gas"."""
        own = self.cast.items[item]
        if len(own.phrase) < 2 or tokens[place].stem == own.phrase[-1] or place < 3:
            return False
        if tokens[place - 1].text != "of" or not unit_of(tokens[place - 2 : place - 1])[0]:
            return False
        following = tokens[place + 1].stem if place + 1 < len(tokens) else ""
        return tokens[place - 3].kind is Kind.NUMBER and following not in self._own[item]

    def _either(self, tokens: Sequence[Token], place: int) -> Atom | None:
        """Read the "either" of "a barrel of either detergent", which stands for each of them."""
        if tokens[place].text != "either" or place + 1 >= len(tokens):
            return None
        if not place or tokens[place - 1].text not in ("of", "for"):
            return None
        following = tokens[place + 1]
        one = following.stem in self.cast.family or following.text == "one"
        return Atom(Role.EACH, place, place + 1) if one else None

    def _no_more(self, tokens: Sequence[Token], place: int) -> Atom | None:
        """Read the "no" of "no more cars than vans", which bounds one by another."""
        if tokens[place].text not in ("no", "not"):
            return None
        ahead = [token.text for token in tokens[place : place + _ORDER_REACH]]
        end = place + 1
        if ahead[:1] == ["not"] and ahead[1:2] and ahead[1] in ("be", "have", "make", "run"):
            del ahead[1]
            end += 1
        if ahead[:2] not in (["no", "more"], ["no", "fewer"], ["not", "more"], ["not", "fewer"]):
            return None
        if "than" not in ahead[3:]:
            return None
        than = end - 1 + ahead.index("than", 3)
        between = range(end + 1, than)
        named = any(self._key_at(tokens, p) is not None for p in between)
        if not named or any(tokens[p].kind is not Kind.WORD for p in between):
            return None
        comparison = Comparison.AT_MOST if ahead[1] == "more" else Comparison.AT_LEAST
        return Atom(Role.COMPARE, place, end, comparison=comparison)

    def _bound_word(self, tokens: Sequence[Token], place: int) -> Atom | None:
        """Read "minimum" or "maximum" before a number: "a minimum budget of 300"."""
        word = tokens[place].text
        if word not in ("minimum", "maximum", "min", "max", "minimal", "maximal"):
            return None
        for end in range(place + 1, min(place + 7, len(tokens))):
            token = tokens[end]
            if self._key_at(tokens, end) is not None:
                return None
            if token.kind is Kind.NUMBER:
                low = word.startswith("min")
                comparison = Comparison.AT_LEAST if low else Comparison.AT_MOST
                return Atom(Role.COMPARE, place, end, comparison=comparison)
            if token.kind is not Kind.WORD or token.text in ("and", "or", "calculated", "by", "if"):
                return None
            if token.text in lexicon.PRONOUNS or mark_at(tokens, end):
                found = mark_at(tokens, end)
                if found is None or found[0].role is not Role.SUM:
                    return None
        return None

    def _is_label(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a letter or digit stands for the item: "machine 1", "type A", but no article."""
        token = tokens[place]
        before = tokens[place - 1] if place else None
        if token.text.isdecimal():
            return before is not None and (
                before.stem in self.cast.family or before.text in ("and", ",", "or")
            )
        if token.text == "a":
            family = before is not None and (
                before.stem in self.cast.family or before.stem in _KINDS
            )
            listed = before is not None and before.text in ("and", ",", "or", ":", "(", "of")
            inside = before is not None and (
                before.kind is Kind.WORD or before.end == token.start  # "2A"
            )
            return family or (token.upper and (listed or inside))
        return token.text not in ("i",) or token.upper
