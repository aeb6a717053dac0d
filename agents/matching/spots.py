"""Spots: each Number of the text with what stands around it.

What a figure measures is told by the words behind it ("12 minutes *of labor*") and before it ("a
*profit* of $6"), whom it is stated for by the mentions of items around it, and whether it limits
something by words of comparison, of supply and of demand. Nothing is decided here: a spot keeps the
evidence, and `optimoot.agents.matching.search` weighs that of all spots together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.tagging import Atom, Clause
from optimoot.agents.builtin.text import Kind
from optimoot.agents.builtin.units import is_unit, unit_of
from optimoot.agents.matching.joined import in_lists, inherited
from optimoot.agents.matching.spot import MONEY, Owner, Spot
from optimoot.agents.matching.words import DEMAND, EMPTY, SUPPLY
from optimoot.problem import Number, NumberKind

_REACH: Final = 12
_NEAR: Final = {-1: 7, 1: 7}
_LINKS: Final = frozenset(
    "for per on of from by with in to into each every a an the one be are invested".split()
)
_OF: Final = frozenset("of the worth for in on to by at available required needed left".split())
_DUTIES: Final = frozenset("must should shall may might".split())
_OPENERS: Final = frozenset("if when while whereas and but then also however that , : (".split())
_LIST_JOINTS: Final = frozenset(", and or the a an of plus".split())
_EITHER: Final = frozenset("either both each every any all".split())
_PERIODS: Final = frozenset("day week month year".split())


def find_spots(
    clauses: Sequence[Clause], everything: int, family: frozenset[str] = frozenset()
) -> tuple[Spot, ...]:
    """The spots of all Numbers, in the order of the text.

    Args:
        clauses: The sentences, tagged with one cast.
        everything: How many items the cast has.
        family: Stems of nouns that stand for any of them.
    """
    spots: list[Spot] = []
    subject: tuple[int, ...] = ()
    for clause in clauses:
        view = _View(clause, everything, subject, family)
        found = [
            view.spot(atom, atom.number)
            for atom in clause.atoms
            if atom.number is not None and atom.role is not Role.EACH
        ]
        spots.extend(in_lists(clause, inherited(clause, found), everything))
        named = [atom.items for atom in clause.atoms if atom.role is Role.ITEM]
        subject = named[-1] if named else subject
    return tuple(spots)


class _View:
    """One sentence, looked at from its numbers."""

    def __init__(
        self,
        clause: Clause,
        everything: int,
        subject: tuple[int, ...],
        family: frozenset[str],
    ) -> None:
        self.clause = clause
        self.family = family
        self.tokens = clause.sentence.tokens
        self.everything = tuple(range(everything))
        self.subject = subject
        self.role: dict[int, Atom] = {}
        for atom in clause.atoms:
            for place in range(atom.start, atom.end):
                self.role[place] = atom

    def spot(self, atom: Atom, number: Number) -> Spot:
        """The spot of a number and its atom."""
        unit, after, end = self._behind(atom.end)
        if number.kind is NumberKind.MONEY:
            after |= frozenset([unit]) - {""} if not is_unit(unit) else frozenset()
            unit = MONEY
        scale = 1.0
        cents = number.text.lower().endswith(("cent", "cents", "¢")) or unit == "cent"
        if cents and number.kind is not NumberKind.PERCENT:
            unit, scale = MONEY, 0.01
        before = self._before(atom.start)
        if not unit and not after:
            unit = self._named_of(atom.start)
        compare = self._comparison(atom)
        told = self._is_told(atom.start)
        return Spot(
            number,
            self.clause.sentence.index,
            atom.start,
            unit=unit,
            after=after - EMPTY,
            before=before - EMPTY,
            comparison=compare.comparison if compare is not None else None,
            strict=compare.strict if compare is not None else False,
            supply=0.0 if told else self._supply(atom.start),
            owners=self._owners(atom, end, compare is not None),
            counted=self._counted(atom.end),
            single=self._is_single(atom, number) or self._stands_for_noun(atom.start),
            total=self._is_total(atom.start),
            scale=scale,
            told=told,
            verb=self._verb(atom.start),
            heads=self._heads_statement(atom.start, end),
            parted=self._is_parted(end),
            behind=bool(self._items_behind(end)),
            tail=self._tail(end) - EMPTY,
        )

    # ---------------------------------------------------------------- words around

    def _is(self, place: int, *roles: Role) -> bool:
        return place in self.role and self.role[place].role in roles

    def _behind(self, place: int) -> tuple[str, frozenset[str], int]:
        """Unit, words and end of the noun phrase behind a number, its "of" phrases included."""
        unit, used = unit_of(self.tokens[place:])
        unit = "" if unit == "unit" else unit
        place += used
        words: list[str] = []
        while place < len(self.tokens):
            token = self.tokens[place]
            if self._is(place, Role.ITEM):
                break
            if is_content(self.tokens, place) and token.text not in _OF:
                words.append(token.stem)
            elif token.text in ("per", "every", "each") and self._skips_base(place):
                place += 1
            elif token.text not in _OF or not self._goes_on(place + 1):
                break
            elif token.text == "to" and self.tokens[place + 1].text not in lexicon.ARTICLES:
                break  # "one guide to lead"
            elif token.text == "of" and not unit and words:
                unit = words.pop()
            place += 1
        if not unit and words:
            unit = words.pop() if len(words) == 1 or is_unit(words[-1]) else words[-1]
        return unit, frozenset(words), place

    def _named_of(self, place: int) -> str:
        """The noun of "a crew of (12)", "a weight of (30)"; empty where there is none."""
        if place < 2 or self.tokens[place - 1].text != "of" or self._is(place - 1, Role.COMPARE):
            return ""
        noun = self.tokens[place - 2]
        if not is_content(self.tokens, place - 2) or self._is(place - 2, Role.ITEM):
            return ""
        return noun.stem if noun.stem not in EMPTY else ""

    def _skips_base(self, place: int) -> bool:
        """Whether "per minute" stands between a figure's noun and where it goes: "to the skin"."""
        after = self.tokens[place + 1 : place + 3]
        return len(after) == 2 and bool(unit_of(after)[0]) and after[1].text in _OF

    def _goes_on(self, place: int) -> bool:
        while place < len(self.tokens) and (
            self.tokens[place].text in lexicon.ARTICLES or self.tokens[place].text in _OF
        ):
            place += 1
        return (
            place < len(self.tokens)
            and is_content(self.tokens, place)
            and not self._is(place, Role.ITEM)
        )

    def _before(self, place: int) -> frozenset[str]:
        """Stems before a number, back to the last number or the start of its statement."""
        words: set[str] = set()
        for back in range(place - 1, max(-1, place - _REACH), -1):
            token = self.tokens[back]
            if token.kind is Kind.NUMBER or self._is(back, Role.BREAK, Role.COMMA):
                break
            if token.text == "and":
                break
            if token.kind is Kind.WORD and not self._is(back, Role.ITEM, Role.COMPARE):
                words.add(token.stem)
        return frozenset(words)

    def _tail(self, place: int) -> frozenset[str]:
        """Stems from `place` to the end of the statement."""
        words = set()
        for ahead in range(place, min(place + _REACH, len(self.tokens))):
            token = self.tokens[ahead]
            if token.kind is not Kind.WORD or self._is(ahead, Role.BREAK, Role.COMMA, Role.AND):
                break
            if not self._is(ahead, Role.ITEM):
                words.add(token.stem)
        return frozenset(words)

    def _comparison(self, atom: Atom) -> Atom | None:
        """The comparison right before a number, with no other number between."""
        for back in range(atom.start - 1, max(-1, atom.start - 8), -1):
            found = self.role.get(back)
            if found is None or found.role in (Role.NUMBER, Role.BREAK):
                return None
            if found.role is Role.COMPARE:
                return found
        settled = [other for other in self.clause.atoms if other.start == other.end == atom.start]
        return settled[0] if settled and settled[0].role is Role.COMPARE else None

    def _supply(self, place: int) -> float:
        """What the words around say about supply (above 0) and demand, weighed by nearness."""
        told = 0.0
        for step in (-1, 1):
            other = place + step
            while 0 <= other < len(self.tokens) and abs(other - place) <= _NEAR[step]:
                if self.tokens[other].kind is Kind.NUMBER or self._is(other, Role.BREAK):
                    break
                if self._is(other, Role.COMMA) or self.tokens[other].text == "and":
                    break
                nearness = 1.0 if abs(other - place) <= 4 else 0.6
                word = self.tokens[other].stem
                told += nearness * ((word in SUPPLY) - (word in DEMAND))
                other += step
        later = [token.text for token in self.tokens[place + 1 : place + 7]]
        if any(pair == ("to", "be") for pair in pairwise(later)):
            told -= 2.0
        return told

    def _is_told(self, place: int) -> bool:
        """Whether the statement has an item as its subject and no word of duty or leave."""
        for back in range(place - 1, -1, -1):
            token = self.tokens[back]
            if token.text in _DUTIES or self._is(back, Role.BREAK, Role.COMPARE):
                return False
            if not self._is(back, Role.ITEM):
                continue
            first = self.role[back].start - 1
            while first >= 0 and (
                self.tokens[first].text in lexicon.ARTICLES | lexicon.EACHES
                or self.tokens[first].text in ("one", "of", "unit", "units", "type")
                or is_content(self.tokens, first)
            ):
                first -= 1
            if first >= 0 and self.tokens[first].text not in _OPENERS:
                return False
            return back + 1 < place
        return False

    def _is_total(self, place: int) -> bool:
        """Read "a total of 40", "both together at most 40", "40 in total"."""
        if any(self._is(other, Role.SUM) for other in range(place + 1, place + 6)):
            return True
        low, _ = self._statement(place)
        return any(self._is(other, Role.SUM, Role.ALL) for other in range(low, place))

    def _statement(self, place: int) -> tuple[int, int]:
        """The part of the sentence around a number without other numbers."""
        low = place
        while low > 0 and self.tokens[low - 1].kind is not Kind.NUMBER:
            if self._is(low - 1, Role.BREAK):
                break
            low -= 1
        high = place + 1
        while high < len(self.tokens) and self.tokens[high].kind is not Kind.NUMBER:
            if self._is(high, Role.BREAK):
                break
            high += 1
        return low, high

    # ---------------------------------------------------------------- items around

    def _counted(self, place: int) -> tuple[int, ...]:
        """Items named right behind a number, with at most "bags of" between."""
        for ahead in range(place, min(place + 4, len(self.tokens))):
            if self._is(ahead, Role.ITEM):
                between = [token.text for token in self.tokens[place:ahead]]
                if "per" in between or "for" in between or "each" in between:
                    return ()
                end = self.role[ahead].end
                if "of" in between and end < len(self.tokens) and is_content(self.tokens, end):
                    return ()  # "3 units of chocolate spread" counts no chocolate
                return self.role[ahead].items
            token = self.tokens[ahead]
            if token.kind is not Kind.WORD or self._is(ahead, Role.AND, Role.BREAK, Role.COMPARE):
                return ()
            if token.text not in ("of", "the") and not is_content(self.tokens, ahead):
                return ()
        return ()

    def _listed_before(self, last: Atom) -> tuple[int, ...]:
        """The item and those in a list with it: "vans and trucks together at most"."""
        items = list(last.items)
        first = last.start
        while first > 0:
            if self._is(first - 1, Role.ITEM):
                items = [*self.role[first - 1].items, *items]
                first = self.role[first - 1].start
            elif self.tokens[first - 1].text in _LIST_JOINTS:
                first -= 1
            else:
                break
        return tuple(dict.fromkeys(items))

    def _owners(self, atom: Atom, end: int, compared: bool) -> tuple[Owner, ...]:
        """Whom a figure may be stated for, the most natural first."""
        found: list[Owner] = []
        behind = self._items_behind(end)
        if behind:
            found.append(Owner(behind, 0.0))
        elif self._says_either(end) or (
            self._item_before(atom.start) is None and self._each_of_family(end)
        ):
            found.append(Owner(self.everything, 0.1))
        later = self._item_later(atom.end)
        heads = not behind and self._heads_statement(atom.start, end)
        if heads and later is not None and self._linked(end, later.start):
            return (Owner(later.items, 0.05),)
        before = self._item_before(atom.start)
        if before is not None:
            items = self._listed_before(before) if compared else before.items
            found.append(Owner(items, 0.6 if heads else 0.05 if not found else 0.9))
        elif not heads and self._each_before(atom.start):
            found.append(Owner(self.everything, 0.3))
        elif not found and self.subject and self.tokens[0].text in lexicon.PRONOUNS - {"there"}:
            found.append(Owner(self.subject, 0.3))
        if later is not None and not behind:
            found.append(Owner(later.items, 0.8 if before is None else 1.5))
        return tuple(found)

    def _is_parted(self, end: int) -> bool:
        """Whether a figure is shared out over the items: "$900 into vans and trucks"."""
        if len(self._items_behind(end)) < len(self.everything):
            return False
        near = self.tokens[end : end + 2]
        if any(token.text in ("into", "between", "among", "across") for token in near):
            return True
        made = self.tokens[end : end + 4]
        return any(token.text == "to" for token in made) and any(
            is_verb(self.tokens, end + index) for index, _ in enumerate(made)
        )

    def _verb(self, place: int) -> str:
        """Stem of the verb right before a figure; empty where another word stands there."""
        if not place or self.tokens[place - 1].text not in lexicon.VERBS:
            known = place and self.tokens[place - 1].text in lexicon.VERBS_OR_NOUNS
            if not (known or (place and is_verb(self.tokens, place - 1))):
                return ""
        return self.tokens[place - 1].stem

    def _has_other_subject(self, place: int) -> bool:
        """Whether another subject begins behind the item: "…, and there are 40", "the kiln has"."""
        start = place
        while start > 0 and not self._is(start - 1, Role.COMMA, Role.AND, Role.BREAK, Role.ITEM):
            if self.tokens[start - 1].kind is Kind.NUMBER:
                return False
            start -= 1
        if start == 0 or self._is(start - 1, Role.ITEM):
            return False
        words = self.tokens[start:place]
        if words and words[0].text == "there":
            return True
        if words and words[0].text in lexicon.SINGLES:
            return False  # "on radio, each spot costs"
        for index, token in enumerate(words):
            at = start + index
            if token.text in lexicon.AUXILIARIES or is_verb(self.tokens, at):
                if index == 0:  # "the looms need … for a sheet and can run 3,000 minutes"
                    return not self._opens_with_item()
                return any(is_content(self.tokens, before) for before in range(start, at))
        return False

    def _opens_with_item(self) -> bool:
        """Whether an item is named before the sentence's first verb."""
        for place, token in enumerate(self.tokens):
            if self._is(place, Role.ITEM) or token.text in lexicon.PRONOUNS:
                return True
            if token.text in lexicon.AUXILIARIES or is_verb(self.tokens, place):
                return False
        return False

    def _heads_statement(self, place: int, end: int) -> bool:
        """Whether a figure is the subject: "…, and 210 hours of work (are set aside)"."""
        if self._has_other_subject(place):
            return True
        before = self.tokens[place - 1].text if place else ","
        if before not in (",", ":", "and", "while", "but", "(") or end >= len(self.tokens):
            return False
        after = self.tokens[end]
        return after.text in lexicon.AUXILIARIES or (
            after.kind is Kind.WORD and is_verb(self.tokens, end)
        )

    def _linked(self, start: int, stop: int) -> bool:
        """Whether "go into a", "are needed for each" leads from `start` to an item at `stop`."""
        between = [token.text for token in self.tokens[start:stop]]
        return len(between) <= _REACH and any(
            text in lexicon.PREPOSITIONS and text != "than" for text in between
        )

    def _each_of_family(self, place: int) -> bool:
        """Read "45 minutes for each desk" where every item is a desk."""
        for ahead in range(place, min(place + 3, len(self.tokens) - 1)):
            if self.tokens[ahead].text in ("each", "every", "per"):
                return self.tokens[ahead + 1].stem in self.family
            if self.tokens[ahead].text not in _LINKS:
                return False
        return False

    def _items_behind(self, place: int) -> tuple[int, ...]:
        """Items that follow with a link: "3 hours for a desk", "$900 for vans and trucks"."""
        linked = False
        for ahead in range(place, min(place + 10, len(self.tokens))):
            if self._is(ahead, Role.ITEM):
                return self._listed(ahead) if linked or ahead == place else ()
            token = self.tokens[ahead]
            if token.text in _LINKS or self._is(ahead, Role.EACH):
                linked = True  # "$38 a pair of trousers"
            elif (
                token.text in _EITHER
                or token.kind is not Kind.WORD
                or self._is(ahead, Role.AND, Role.BREAK, Role.COMMA)
            ):
                return ()
        return ()

    def _listed(self, place: int) -> tuple[int, ...]:
        """The item at `place` and those in a list with it."""
        items = list(self.role[place].items)
        at = self.role[place].end
        while at < len(self.tokens):
            if self._is(at, Role.ITEM):
                items.extend(self.role[at].items)
                at = self.role[at].end
            elif self._is(at, Role.AND, Role.COMMA) or self.tokens[at].text in lexicon.ARTICLES:
                at += 1
            else:
                break
        whole = at >= len(self.tokens) or not is_verb(self.tokens, at)
        return tuple(dict.fromkeys(items)) if whole else self.role[place].items

    def _item_before(self, place: int) -> Atom | None:
        for back in range(place - 1, -1, -1):
            if self._is(back, Role.ITEM):
                return self.role[back]
        return None

    def _item_later(self, place: int) -> Atom | None:
        for ahead in range(place, len(self.tokens)):
            if self._is(ahead, Role.ITEM):
                return self.role[ahead]
            if self.tokens[ahead].kind is Kind.NUMBER:
                return None
        return None

    def _says_either(self, place: int) -> bool:
        """Read "2 hours for either"; an "each" goes with what stands before it."""
        for ahead in range(place, min(place + 3, len(self.tokens))):
            text = self.tokens[ahead].text
            if text in ("either", "both"):
                return True
            if self.tokens[ahead].kind is not Kind.WORD or text in lexicon.CONJUNCTIONS:
                return False
        return False

    def _each_before(self, place: int) -> bool:
        return any(
            token.text in ("each", "every", "either", "both")
            and (back + 1 >= len(self.tokens) or self.tokens[back + 1].text not in _PERIODS)
            for back, token in enumerate(self.tokens[:place])
        )

    def _stands_for_noun(self, place: int) -> bool:
        """Read "the wooden one", "in one shift": no figures."""
        if self.tokens[place].text != "one":
            return False
        before = self.tokens[place - 1].text if place else ""
        if self._is(place - 1, Role.ITEM):
            following = place + 1
            return following >= len(self.tokens) or not is_content(self.tokens, following)
        return before in ("in", "within", "during", "on") and not self._counted(place + 1)

    def _is_single(self, atom: Atom, number: Number) -> bool:
        if number.value != 1 or number.kind is not NumberKind.PLAIN:
            return False
        if self._is(atom.start - 1, Role.COMPARE) or atom.role is Role.EACH:
            return atom.role is Role.EACH
        later = self.tokens[atom.end : atom.end + 6]
        return bool(self._counted(atom.end)) and any(
            token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS for token in later
        )
