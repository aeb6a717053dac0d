"""Comparisons, sums and words for each one, as atoms in the sentence that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.marks import NEGATIONS, Mark, Role, mark_at, negated
from optimoot.agents.builtin.text import Kind, Token
from optimoot.problem import NumberKind

PERIODS: Final = frozenset("day week month year".split())
_NEGATION_REACH: Final = 8
_EXCESSES: Final = frozenset("excess surplus lead margin advantage".split())
_EXCESS_REACH: Final = 12
_TAKING: Final = frozenset(["subtracting", "deducting"])
_WEIGHTING: Final = frozenset("multiplying multiply weighting weighing".split())
_WORKED_BY: Final = frozenset(["to", "from", "by"])
"""Words between the parts of a sum, a difference or a product that is told."""
_WORKED_REACH: Final = 16
"""Tokens within which "adding twice the vans to the cars" is told."""
_BOUNDED_BY: Final = frozenset("least most than exactly only by exceed".split())
_CAPPING: Final = frozenset("cap caps capped capping".split())
_LIMITING: Final = {
    "to": _CAPPING
    | frozenset(
        "limit limits limited limiting restrict restricts restricted restricting confine "
        "confines confined".split()
    ),
    "at": _CAPPING,
}
"""Verbs of a limit, by the preposition that leads to its figure."""
_REFUSING: Final = frozenset("refuse refuses refused decline declines declined unwilling".split())
_REFUSED: Final = 4
"""Tokens within which "to take more than" follows a refusal."""
_BEFORE_UNIT: Final = lexicon.PREPOSITIONS | frozenset("that producing making using".split())


def is_each(tokens: Sequence[Token], place: int) -> bool:
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


def is_one_unit(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one" tells what figures are stated for: "from one unit of effort".

    So it does in "the cost of one nurse is $40", too.
    """
    number = tokens[place].number
    if number is None or number.text.lower() != "one" or not 0 < place < len(tokens) - 1:
        return False
    told = tokens[place - 1].text in _BEFORE_UNIT - _BOUNDED_BY
    ahead = tokens[place + 2 : place + 6]
    figure = any(token.kind is Kind.NUMBER for token in ahead)
    asserted = figure and any(token.text in lexicon.AUXILIARIES for token in ahead[:2])
    return told and (tokens[place + 1].text == "unit" or asserted)


def excess(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read "the excess of vans over cars" as their difference."""
    token = tokens[place]
    if token.text in _EXCESSES:
        ahead = [other.text for other in tokens[place + 1 : place + _EXCESS_REACH]]
        if ahead[:1] == ["of"] and "over" in ahead:
            return Atom(Role.DIFFERENCE, place, place + 2)
    if token.text == "over":
        near = [other.text for other in tokens[max(0, place - _EXCESS_REACH) : place]]
        opened = any(a in _EXCESSES and b == "of" for a, b in pairwise(near))
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if opened and following is not None and following.kind is Kind.WORD:
            return Atom(Role.MINUS, place, place + 1)
    return None


def worked_out(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read "adding X to Y", "subtracting X from Y" and "multiplying X by 3" as signs."""
    text = tokens[place].text
    if text not in _WORKED_BY and text not in _TAKING:
        return None
    near = [token.text for token in tokens[max(0, place - _WORKED_REACH) : place]]
    if text in _TAKING and "from" in {t.text for t in tokens[place : place + _WORKED_REACH]}:
        return Atom(Role.WORD, place, place + 1)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or not near:
        return None
    if text == "to" and "adding" in near and "to" not in near[near.index("adding") :]:
        return Atom(Role.PLUS, place, place + 1)
    if text == "from" and _TAKING & set(near):
        return Atom(Role.SUBTRACTED, place, place + 1)
    if text == "by" and _WEIGHTING & set(near) and following.kind is Kind.NUMBER:
        return Atom(Role.TIMES, place, place + 1)
    return None


def marked(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read a comparison, a sum or a word for each one, with the negation that stands before it."""
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
        if token.text in NEGATIONS or _refuses(tokens, earlier, place):
            return True
    return False


def _refuses(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Whether "refuse to handle" and nothing else leads from `place` to a comparison at `stop`."""
    if tokens[place].text not in _REFUSING or stop - place > _REFUSED:
        return False
    return tokens[place + 1].text == "to" and stop > place + 2


def _skip_equal(tokens: Sequence[Token], end: int) -> int:
    """Past an "equal to" after "at least" or "at most"."""
    if [token.text for token in tokens[end : end + 2]] == ["equal", "to"]:
        return end + 2
    return end


def only_total(tokens: Sequence[Token], place: int) -> Atom | None:
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


def limit_to(tokens: Sequence[Token], place: int) -> Atom | None:
    """Read the "to" of "limits the number of vans to fifteen", the "at" of "caps the fleet at"."""
    if tokens[place].text not in _LIMITING or place + 1 >= len(tokens):
        return None
    limiting = _LIMITING[tokens[place].text]
    end = place + 2 if tokens[place + 1].text in ("only", "just") else place + 1
    if end >= len(tokens) or tokens[end].kind is not Kind.NUMBER:
        return None
    for token in reversed(tokens[max(0, place - 14) : place]):
        if token.kind is Kind.NUMBER:
            return None
        if token.text in limiting:
            return Atom(Role.COMPARE, place, end, comparison=Comparison.AT_MOST)
    return None
