"""A sentence as atoms: numbers, mentions of items, comparisons, arithmetic, and other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import NEGATIONS, Mark, Role, mark_at, negated
from optimoot.agents.builtin.phrases import is_symbol
from optimoot.agents.builtin.text import Kind, Sentence, Token, stem
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import Number, NumberKind


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a sentence: tokens `start` to `end`.

    Attributes:
        items: Items mentioned, for an item atom.
        exact: Whether the noun phrase of a mention holds nothing but the item's own words.
    """

    role: Role
    start: int
    end: int
    number: Number | None = None
    items: tuple[int, ...] = ()
    exact: bool = True
    comparison: Comparison | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its atoms; `marks` are those that carry meaning, in order."""

    sentence: Sentence
    atoms: tuple[Atom, ...]

    @property
    def marks(self) -> tuple[Atom, ...]:
        """The atoms that are not plain words."""
        return tuple(atom for atom in self.atoms if atom.role is not Role.WORD)

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens of a range."""
        return self.sentence.tokens[start:end]


PERIODS: Final = frozenset("day week month year".split())
_BRACKET_REACH: Final = 24
_BEFORE_SIZE: Final = lexicon.ARTICLES | lexicon.EACHES | {"one"}
_NAME_GAP: Final = 2
"""Words that may stand between a name and its symbol in brackets."""
_NEGATION_REACH: Final = 8
_ASIDE: Final = re.compile(r"e|eg|i|ie|such|like|including|note|for")


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
        return Clause(sentence, tuple(_joined(sentence.tokens, atoms)))

    def _atoms(self, tokens: Sequence[Token]) -> Iterator[Atom]:
        place = 0
        while place < len(tokens):
            atom = (
                self._number(tokens, place)
                or self._mention(tokens, place)
                or _only_total(tokens, place)
                or self._either(tokens, place)
                or _marked(tokens, place)
                or self._bound_word(tokens, place)
                or _limit_to(tokens, place)
                or Atom(Role.WORD, place, place + 1)
            )
            yield atom
            place = atom.end

    def _number(self, tokens: Sequence[Token], place: int) -> Atom | None:
        token = tokens[place]
        if token.number is None:
            return None
        role = Role.NUMBER
        if _is_each(tokens, place) and self._names_item(tokens, place + 1):
            return Atom(Role.EACH, place, place + 1, number=token.number)
        if self._is_modifier(tokens, place):
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
            inside = before is not None and before.kind is Kind.WORD
            return family or (token.upper and (listed or inside))
        return token.text not in ("i",) or token.upper


_KINDS: Final = frozenset(
    "type kind differ varieti sort model version categori key main new critic".split()
)


def _is_each(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one", "1" or "a pair" makes a statement hold for each: "one pill of X has …"."""
    number = tokens[place].number
    if number is not None and number.text.lower() == "a pair":
        return [token.text for token in tokens[place + 1 : place + 2]] == ["of"]
    if number is None or number.value != 1 or number.kind is not NumberKind.PLAIN:
        return False
    before = tokens[place - 1].text if place else ""
    if number.text.isdigit():
        ahead = [token.text for token in tokens[place + 1 : place + 3]]
        return ahead[:1] in (["unit"], ["piece"]) and ahead[1:] == ["of"] and before != "least"
    return before not in ("least", "most", "than", "exactly", "only", "by", "exceed")


def _marked(tokens: Sequence[Token], place: int) -> Atom | None:
    found = mark_at(tokens, place)
    if found is None:
        return None
    mark, end = found
    if mark.role is Role.EACH and end < len(tokens) and tokens[end].text in PERIODS:
        return Atom(Role.WORD, place, end + 1)
    if mark.role is Role.MORE and tokens[place].text in ("additional", "extra"):
        return Atom(Role.WORD, place, end)
    if mark.role is Role.COMPARE:
        if _is_negated(tokens, place):
            mark = negated(mark)
        end = _skip_equal(tokens, end)
    return _atom(mark, place, end)


def _atom(mark: Mark, start: int, end: int) -> Atom:
    return Atom(mark.role, start, end, comparison=mark.comparison, strict=mark.strict)


def _is_negated(tokens: Sequence[Token], place: int) -> bool:
    """A negation among the few words before, with no number or comparison between."""
    for earlier in range(place - 1, max(-1, place - _NEGATION_REACH - 1), -1):
        token = tokens[earlier]
        stands_for = token.text == "that" and tokens[earlier + 1].text in ("of", "for", "from")
        if token.kind is not Kind.WORD or token.text in ("and", "which", "so"):
            return False
        if token.text == "that" and not stands_for:
            return False
        if token.text in NEGATIONS:
            return True
    return False


def _skip_equal(tokens: Sequence[Token], end: int) -> int:
    """Past an "equal to" after "at least" or "at most"."""
    if [token.text for token in tokens[end : end + 2]] == ["equal", "to"]:
        return end + 2
    return end


def _only_total(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read the "total of" of "can only rent a total of 50"."""
    ahead = tokens[place : place + 3]
    if len(ahead) < 3 or ahead[0].text != "total" or ahead[1].text != "of":
        return None
    if ahead[2].kind is not Kind.NUMBER:
        return None
    before = {token.text for token in tokens[max(0, place - 16) : place]}
    if not before & {"only", "just"}:
        return None
    return Atom(Role.COMPARE, place, place + 2, comparison=Comparison.AT_MOST)


def _limit_to(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read the "to" of "limits the number of vans to fifteen"."""
    if tokens[place].text != "to" or place + 1 >= len(tokens):
        return None
    end = place + 2 if tokens[place + 1].text in ("only", "just") else place + 1
    if end >= len(tokens) or tokens[end].kind is not Kind.NUMBER:
        return None
    for token in reversed(tokens[max(0, place - 14) : place]):
        if token.kind is Kind.NUMBER:
            return None
        if token.text in ("limit", "limits", "restrict", "restricts", "cap", "caps"):
            return Atom(Role.COMPARE, place, end, comparison=Comparison.AT_MOST)
    return None


def _joined(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Brackets around an alias vanish; a mention that repeats the one before is one mention."""
    kept = _without_asides(tokens, atoms)
    result: list[Atom] = []
    place = 0
    while place < len(kept):
        closing = _closing(kept, place)
        inside = kept[place + 1 : closing] if closing is not None else []
        if closing is None or not _adds_nothing(result, inside):
            _add(result, kept[place])
            place += 1
            continue
        mentions = [part for part in inside if part.role is Role.ITEM]
        if len(mentions) == 1:
            whole = replace(mentions[0], start=kept[place].start, end=kept[closing].end)
            _add(result, whole, bracketed=True)
        place = closing + 1
    yield from _settled(tokens, result)


def _closing(atoms: Sequence[Atom], place: int) -> int | None:
    """Where the bracket that opens at `place` closes, if it does soon."""
    if atoms[place].role is not Role.OPEN:
        return None
    ahead = range(place + 1, min(place + _BRACKET_REACH, len(atoms)))
    return next((other for other in ahead if atoms[other].role is Role.CLOSE), None)


def _adds_nothing(result: Sequence[Atom], inside: Sequence[Atom]) -> bool:
    """Whether a bracket holds plain words, one name, or the names that stand before it."""
    roles = {part.role for part in inside}
    mentions = [part.items for part in inside if part.role is Role.ITEM]
    if roles <= {Role.ITEM, Role.WORD} and len(mentions) <= 1:
        return bool(inside)
    if not roles <= {Role.ITEM, Role.WORD, Role.AND, Role.COMMA, Role.PLUS}:
        return False
    before: list[tuple[int, ...]] = []
    for atom in reversed(result):
        if atom.role not in (Role.ITEM, Role.WORD, Role.AND, Role.COMMA):
            break
        if atom.role is Role.ITEM:
            before.insert(0, atom.items)
    return bool(mentions) and before[-len(mentions) :] == mentions


def _settled(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Two comparisons in a row are one; one behind its number ("10 or more") goes before it."""
    settled: list[Atom] = []
    for place, atom in enumerate(atoms):
        ahead = atoms[place + 1 : place + 4]
        marked = next((other for other in ahead if other.role is not Role.WORD), None)
        if atom.role is not Role.COMPARE:
            settled.append(atom)
        elif ahead and ahead[0].number is not None and ahead[0].role is not Role.NUMBER:
            settled.append(replace(atom, role=Role.WORD))  # "hooked up to two machines"
        elif marked is not None and marked.role is Role.COMPARE:
            same = marked.comparison is atom.comparison
            settled.append(replace(atom, role=Role.WORD) if same else atom)
        elif _stands_behind(tokens, atom, marked):
            _put_before_number(settled, atom)
        else:
            settled.append(atom)
    yield from settled


def _stands_behind(tokens: Sequence[Token], atom: Atom, following: Atom | None) -> bool:
    """Whether a comparison belongs to the number before it: "10 units or more"."""
    if tokens[atom.start].text == "or":
        return True
    if tokens[atom.start].text not in ("at", "maximum", "minimum"):
        return False
    near = tokens[max(0, atom.start - 4) : atom.start]
    if not any(token.kind is Kind.NUMBER for token in near):
        return False
    ends = (Role.COMMA, Role.AND, Role.BREAK, Role.CLOSE)
    return following is None or following.role in ends


def _put_before_number(atoms: list[Atom], atom: Atom) -> None:
    for place in range(len(atoms) - 1, -1, -1):
        if atoms[place].role is Role.COMPARE:
            break
        if atoms[place].role is Role.NUMBER:
            start = atoms[place].start
            before = atoms[place - 1] if place else None
            if before is not None and before.comparison is atom.comparison:
                return  # "up to 80 or less"
            atoms.insert(place, replace(atom, start=start, end=start))
            return
    atoms.append(replace(atom, role=Role.WORD))


def _add(result: list[Atom], atom: Atom, *, bracketed: bool = False) -> None:
    if atom.role is Role.ITEM and result:
        last = result[-1]
        if last.role is Role.ITEM and last.items == atom.items:
            result[-1] = replace(last, end=atom.end)
            return
        before = result[-2] if len(result) > 1 else None
        if before is not None and _is_one_name(before, last, atom):
            result[-2:] = [replace(before, end=atom.end)]
            return
    if atom.role is Role.ITEM and bracketed:
        first = next((other for other in reversed(result) if other.role is not Role.WORD), None)
        near = first is not None and atom.start - first.end <= _NAME_GAP
        if first is not None and near and first.role is Role.AND:
            place = result.index(first)
            first = result[place - 1] if place else None
        if first is not None and near and first.role is Role.ITEM and first.items == atom.items:
            del result[result.index(first) :]
            atom = replace(atom, start=first.start)
    result.append(atom)


def _is_one_name(first: Atom, joint: Atom, second: Atom) -> bool:
    """Whether two mentions are one name with "and" in it: "strategy and tactics (X)"."""
    return (
        joint.role is Role.AND
        and first.role is Role.ITEM
        and first.items == second.items
        and (first.end, joint.end) == (joint.start, second.start)
    )


def _without_asides(tokens: Sequence[Token], atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms outside brackets that hold only an example or an explanation."""
    kept: list[Atom] = []
    skip_until = -1
    for atom in atoms:
        if atom.start < skip_until:
            continue
        if atom.role is Role.OPEN:
            first = tokens[atom.end] if atom.end < len(tokens) else None
            if first is not None and _ASIDE.fullmatch(first.text) and first.text != "x":
                close = next(
                    (
                        other.end
                        for other in atoms
                        if other.start > atom.start and other.role is Role.CLOSE
                    ),
                    None,
                )
                if close is not None:
                    skip_until = close
                    continue
        kept.append(atom)
    return kept


def is_number_kind(atom: Atom, *kinds: NumberKind) -> bool:
    """Whether the atom is a Number written in one of these ways."""
    return atom.number is not None and atom.number.kind in kinds
