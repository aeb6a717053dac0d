"""Phrases with a fixed meaning: comparisons, arithmetic, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.text import Kind, Token, stem


class Role(StrEnum):
    """What part an atom plays in a clause."""

    NUMBER = "number"
    ITEM = "item"
    COMPARE = "compare"
    PLUS = "plus"
    MINUS = "minus"
    SUBTRACTED = "subtracted from"
    AND = "and"
    COMMA = "comma"
    OPEN = "("
    CLOSE = ")"
    DIFFERENCE = "difference"
    SUM = "sum"
    ALL = "all"
    BY = "by"
    MORE = "more"
    FEWER = "fewer"
    THAN = "than"
    AS = "as"
    EACH = "each"
    RESPECTIVELY = "respectively"
    TIMES = "times"
    RATIO = "ratio"
    BREAK = "break"
    """A word that begins another statement: while, whereas, but, if."""
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Mark:
    """The meaning of a phrase."""

    role: Role
    comparison: Comparison | None = None
    strict: bool = False


_LE: Final = Mark(Role.COMPARE, Comparison.AT_MOST)
_GE: Final = Mark(Role.COMPARE, Comparison.AT_LEAST)
_LT: Final = Mark(Role.COMPARE, Comparison.AT_MOST, strict=True)
_GT: Final = Mark(Role.COMPARE, Comparison.AT_LEAST, strict=True)
_EQ: Final = Mark(Role.COMPARE, Comparison.EQUAL)

NEGATIONS: Final = frozenset("not never no neither nor".split())

_PHRASES: Final[dict[Mark, str]] = {
    _GE: """at least; at the least; at the very least; at minimum; at a minimum; as least;
        no less than; no fewer than; no lower than; no smaller than; not less than;
        not fewer than; not lower than; not smaller than; not below; no below; not under;
        greater than or equal to; more than or equal to; larger than or equal to;
        higher than or equal to; above or equal to; equal to or greater than; equal to or more than;
        equal to or larger than; equal to or higher than; greater or equal to; minimum of;
        a minimum of; or more; or above; or over;
        or higher; or greater; >=; must reach; at least by;
        at least equal to; at least meet; at least amount to; at least as large as;
        lower bound of; floor of; lower limit of; meet or exceed; equal or exceed;
        reach or exceed; match or exceed; at or above; at or over; upwards of""",
    _LE: """at most; at the most; at the very most; at maximum; at a maximum; no more than;
        no greater than; no larger than; no higher than; not more than; not greater than;
        not larger than; not higher than; not over; not above; up to; up till;
        less than or equal to; fewer than or equal to; lower than or equal to;
        smaller than or equal to; below or equal to; under or equal to; equal to or less than;
        equal to or lower than;
        equal to or smaller than; equal to or fewer than; less or equal to; maximum of; a
        maximum of; or less; or fewer; or below; or under;
        or lower; <=; limited to; limit to; restricted to; capped at; cap at; cap of; within;
        upper bound of; limit of;
        upper limit of; ceiling of; a limit of; not beyond; not past; only up to; maximum limit of;
        confined to; not in excess of; up to a maximum of; up to a maximum limit of;
        up till a maximum of; constrained to a maximum of; no longer than; not longer than;
        held to; kept to;
        keep to; kept within; capped to; at or below; at or under; below or at; under or at;
        no bigger than;
        not bigger than; top out at""",
    _GT: """more than; greater than; larger than; higher than; bigger than; exceed; surpass;
        outnumber; in excess of; above; beyond; >; go over; go above; go beyond; go past;
        rise above;
        longer than; more numerous than; over""",
    _LT: """less than; fewer than; lower than; smaller than; below; under; fall below; fall under;
        drop below; go below; go under; drop under; dip below; sink below; fall short of; <;
        shorter than; less numerous than""",
    _EQ: """exactly; equal to; equals; equal; exactly equal to; exactly equal; equal exactly;
        precisely; exactly match; amount to exactly; =; total of exactly; fixed at;
        fixed at exactly; the same as; set at exactly; must match; must equal exactly""",
    Mark(Role.PLUS): """plus; added to; along with; combined with; together with; as well as; +;
        increased by; when added to; in addition to""",
    Mark(Role.MINUS): """minus; -; subtracting; after subtracting; reduced by; decreased by;
        diminished by; net of; after deducting""",
    Mark(Role.SUBTRACTED): "subtracted from; deducted from; taken away from; when subtracted from",
    Mark(Role.DIFFERENCE): "difference; gap; differ",
    Mark(Role.TIMES): "multiplied by",
    Mark(Role.RATIO): "ratio",
    Mark(Role.SUM): """sum; total; combined; combination; altogether; together; overall;
        collectively; jointly; aggregate; in total; in all; combine; totaling""",
    Mark(Role.ALL): "all; both; everything",
    Mark(Role.BY): "by",
    Mark(Role.MORE): "more; additional; extra; greater; larger; higher",
    Mark(Role.FEWER): "less; fewer; lower; smaller",
    Mark(Role.THAN): "than; compared to; compared with; relative to; in comparison to",
    Mark(Role.AS): "as many; as much; as",
    Mark(Role.EACH): "each; every; per; individually; apiece; neither",
    Mark(Role.RESPECTIVELY): "respectively; in that order; correspondingly",
    Mark(Role.AND): "and; or; nor; &",
    Mark(Role.COMMA): ",; :",
    Mark(Role.OPEN): "(; [",
    Mark(Role.CLOSE): "); ]",
    Mark(
        Role.BREAK
    ): """while; whereas; where; but; if; however; so that; given that; assuming; thus;
        therefore; hence; so; minimize; maximize; minimise; maximise; how many; how much;
        what is; what are; find the; find; determine; calculate""",
}

_NEGATED: Final = {_GT: _LE, _LT: _GE}


_INFLECTED: Final = frozenset(
    "exceed surpass outnumber equal subtract deduct add increase reduce decrease diminish fall "
    "drop go dip sink rise meet limit restrict confine cap match reach constrain combine fix "
    "set".split()
)
_NEED_NUMBER: Final = frozenset("over under above below beyond within exactly precisely".split())
_KEEPING: Final = frozenset("keep keeps keeping kept hold holding held".split())
_KEEPING_REACH: Final = 12
_NEED_NUMBER_NEAR: Final = frozenset([("up", "to")])


def _table() -> dict[str, list[tuple[tuple[str, ...], Mark]]]:
    table: dict[str, list[tuple[tuple[str, ...], Mark]]] = {}
    for mark, phrases in _PHRASES.items():
        for phrase in phrases.replace("\n", " ").split("; "):
            words = tuple(phrase.replace(";", "").split()) or (";",)
            table.setdefault(_key(words[0]), []).append((words, mark))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return table


def _key(word: str) -> str:
    return stem(word)


_TABLE: Final = _table()


def _is(token: Token, word: str) -> bool:
    return token.text == word or token.text in _FORMS.get(word, ())


def _forms(verb: str) -> frozenset[str]:
    """Inflected forms of a regular verb."""
    short = verb.removesuffix("e")
    doubled = verb + verb[-1]
    return frozenset(
        {verb + "s", verb + "es", short + "ed", short + "ing", doubled + "ed", doubled + "ing"}
    )


_FORMS: Final = {
    form: _forms(verb) | {verb} for verb in _INFLECTED for form in (verb, *_forms(verb))
}


def mark_at(tokens: Sequence[Token], place: int) -> tuple[Mark, int] | None:
    """The longest phrase with a fixed meaning at token `place`, and the place after it."""
    for words, mark in _TABLE.get(tokens[place].stem, ()):
        end = place + len(words)
        if end > len(tokens):
            continue
        if not all(_is(tokens[place + offset], word) for offset, word in enumerate(words)):
            continue
        if words == ("at", "least") and at_least_cost(tokens, place):
            continue
        if words[-1] == "minimum" and _is_kept(tokens, place, end):
            continue
        plain = len(words) == 1 or words[0] in NEGATIONS
        if plain and words[-1] in _NEED_NUMBER and not _is_measured(tokens, place, end):
            continue
        if words in _NEED_NUMBER_NEAR and not any(
            token.kind is Kind.NUMBER for token in tokens[end : end + 3]
        ):
            continue
        return mark, end
    return None


def at_least_cost(tokens: Sequence[Token], place: int) -> bool:
    """Whether "at least cost" stands here: an objective, and no comparison."""
    ahead = [token.text for token in tokens[place : place + 4]]
    cost = ("cost", "costs", "expense")
    told = [text for text in ahead[2:] if text not in ("total", "possible")]
    return ahead[:2] == ["at", "least"] and bool(told) and told[0] in cost


def _is_kept(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "keep the cost at a minimum" stands here: an objective, and no comparison."""
    if any(token.kind is Kind.NUMBER for token in tokens[end : end + 3]):
        return False
    before = {token.text for token in tokens[max(0, start - _KEEPING_REACH) : start]}
    return bool(before & _KEEPING)


def _is_measured(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number stands behind ("below 20") or shortly before ("20 units above")."""
    if end < len(tokens) and tokens[end].kind is Kind.NUMBER:
        return True
    return tokens[start].text in ("above", "below", "beyond") and any(
        token.kind is Kind.NUMBER for token in tokens[max(0, start - 2) : start]
    )


def negated(mark: Mark) -> Mark:
    """The comparison under a negation: "not exceed" is at most."""
    return _NEGATED.get(mark, mark)
