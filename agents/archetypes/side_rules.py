"""Rules between things that are chosen or not: who excludes whom, who needs whom, how many.

"Only one of the two can go ahead", "the lamp is of no use without the battery", "Elm can be built
only if Oak is", "at least three of the clubs": a rule is taken where its sentence names exactly the
things that it is about, and where nothing is left of the sentence that could say more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.short_names import short_names
from optimoot.agents.archetypes.wording import stem
from optimoot.problem import Number, NumberKind


class Bond(StrEnum):
    """What a rule says of the things that it is about."""

    EXCLUDES = "excludes"
    """At most one of them."""
    ONE_OF = "one of"
    """Exactly one of them."""
    NEEDS = "needs"
    """The first one only together with the second one."""
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"
    """How many of all things."""
    OUT = "out"
    """It is not chosen."""


@dataclass(frozen=True)
class SideRule:
    """A rule with its things; `number` is how many, for rules about all things."""

    bond: Bond
    names: tuple[str, ...]
    line: int
    number: Number | None = None


_NAME: Final = "⟨{}⟩"
_PAIR: Final = r"(?:the two|the pair|these(?: two)?|them|those(?: two)?|the latter two)"
_MOST_ONE: Final = re.compile(
    rf"\b(?:only|just|at most|no more than|not more than) one of {_PAIR}\b|\bnot both\b|"
    rf"\b(?:only|just|at most|no more than|not more than) one (?=can\b|may\b|will\b|could\b|is\b)|"
    rf"\b(?:cannot|can not|can't|must not|may not|could not|will not|won't) both\b|"
    rf"\b(?:cannot|can not|can't|must not|may not|could not|will not|won't) (?:\w+ ){{1,4}}"
    rf"(?:together|at the same time|side by side)\b|"
    r"\b(?:only|just|at most|no more than|not more than) one of (?:them )?⟨|"
    r"\b(?:rule|rules|exclude|excludes) (?:each other|one another) ?(?:out)?\b|"
    r"\b(?:not|never) \w+ both\b|\bmutually exclusive\b|\bnever (?:both|together)\b"
)
_ONE_EXACTLY: Final = re.compile(
    rf"\b(?:exactly|precisely) one of (?:{_PAIR}|⟨)|\bone of (?:{_PAIR} )?(?:must|has to)\b"
)
_ONE_OF: Final = re.compile(r"\b(?:only|just|at most|no more than|not more than) one of\b")
_NEED: Final = re.compile(
    r"\b(?P<unless>unless|without)\b|"
    r"\b(?P<only>only (?:\w+ ){0,3}?(?:if|when|where|together with|alongside|along with|with|once|"
    r"as long as|provided(?: that)?))\b|"
    r"⟨\d+⟩ (?:\w+ ){0,2}?(?P<verb>requires?|needs|presupposes?|depends on|relies on|builds on|"
    r"hinges on|rests on)\b"
)
_FOR: Final = re.compile(
    r"\b(?:presupposes?|is (?:a )?(?:prerequisite|precondition|necessary|needed|required) for)\b"
)
_AGAINST: Final = re.compile(
    r"\b(?:no|not|cannot|can't|never|won't|pointless|useless|worthless|senseless|impossible|"
    r"nothing|out of the question|doesn't|isn't|don't|couldn't|wouldn't|meaningless)\b"
)
_REVERSED: Final = re.compile(
    r"\b(?:not|n't|never|isn't|cannot|left out|dropped|rejected|excluded|fails?|abandoned|absent|"
    r"omitted|neither|no longer|instead|stays? (?:behind|home)|skipped|or)\b"
)
_COUNTED: Final = re.compile(
    r"\b(?P<bond>at least|no fewer than|not fewer than|a minimum of|at most|no more than|"
    r"not more than|a maximum of|up to|exactly|precisely) $"
)
_BONDS: Final = {
    "at least": Bond.AT_LEAST,
    "no fewer than": Bond.AT_LEAST,
    "not fewer than": Bond.AT_LEAST,
    "a minimum of": Bond.AT_LEAST,
    "exactly": Bond.EXACTLY,
    "precisely": Bond.EXACTLY,
}
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|when|whenever|without|only if|provided|except\w*|or|while|before|after|"
    r"among|other than|besides|of which|half|twice|both|either|neither|same|each|every)\b"
)
_IF: Final = re.compile(
    r"\b(?:if|unless|when|whenever|provided|except\w*|otherwise|before|after|until|at least)\b|"
    r"\b(?:must|has to|have to|needs? to)\b(?! not\b)"
)
_MANY: Final = re.compile(
    r"(?:of (?:the|these|its|her|his|their|our) )?(?:different |distinct )?(?:of them|people|"
    r"([\w-]{2,}s))(?: (?:in total|altogether|overall|at most|at all))?"
    r"(?: (?:has to|have to|must|need to|can|may|should|could|will|are to)(?: all)? be "
    r"(?:\w+(?:ed|en)|built|made|done|run|kept|put|set|bought|sold|sent|held)"
    r"(?: (?:out|up|on|off|at once|in total))?)? ?[.!]?$"
)
"""A count of the things and nothing else; a property would make it one of some of them."""
_CLAUSES: Final = re.compile(r" ?(?:;|, (?:and|but|while)) ")
_BETWEEN: Final = re.compile(r"\b(?:than|as|like|before|after|no|not|less|more|part of|half)\b")


def find_side_rules(
    case: Case, names: Sequence[str], skipped: Sequence[int], units: frozenset[str] = frozenset()
) -> tuple[tuple[SideRule, ...], tuple[int, ...]]:
    """The rules of a text between things of these names, and the lines that are rules wholly read.

    Args:
        case: The text.
        names: Of all things.
        skipped: Lines that tell data.
        units: Stems of what figures of the data measure; a count of these counts no things.
    """
    rules: list[SideRule] = []
    opening = case.lines[: min(skipped, default=0)]
    general = frozenset(token.stem for line in opening for token in line.tokens)
    for line in case.lines:
        if line.index in skipped:
            continue
        written, told = mask_names(line, names)
        if told:
            rules += _of_line(line, written, told, names)
        elif (rule := _over_all(line, names, units, general)) is not None:
            rules.append(rule)
    return tuple(rules), tuple(dict.fromkeys(rule.line for rule in rules))


def mask_names(line: Line, names: Sequence[str]) -> tuple[str, list[int]]:
    """The words of a line with a sign for each name, and the places of the names in order."""
    text = " ".join(token.lower for token in line.tokens)
    spans = []
    forms = short_names(names)
    for place, name in enumerate(names):
        for form in forms[name]:
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                spans.append((match.start(), match.end(), place))
    spans.sort(key=lambda span: (span[0], -span[1]))
    pieces, told, at = [], [], 0
    for start, end, place in spans:
        if start < at:
            continue
        pieces += [text[at:start], _NAME.format(place)]
        told.append(place)
        at = end
    pieces.append(text[at:])
    return re.sub(r"\b(?:the|a|an) (?=⟨)", "", "".join(pieces)), told


def _of_line(line: Line, written: str, told: Sequence[int], names: Sequence[str]) -> list[SideRule]:
    """The rule of a line, or those of its clauses where every clause is one."""
    whole = _between(line, written, told, names)
    if whole is not None:
        return [whole]
    clauses = [c for c in _CLAUSES.split(written) if c.strip(" .")]
    found = []
    for clause in clauses:
        own = [int(place) for place in re.findall(r"⟨(\d+)⟩", clause)]
        rule = _between(line, clause, own, names)
        if rule is None:
            return []
        found.append(rule)
    return found if len(found) > 1 else []


def _between(
    line: Line, written: str, told: Sequence[int], names: Sequence[str]
) -> SideRule | None:
    things = list(dict.fromkeys(told))
    if len(things) < 2:
        return None
    if _MOST_ONE.search(written) and not _NEED.search(written):
        if _ONE_EXACTLY.search(written) or _IF.search(written):
            return None
        if len(things) > 2 and not _ONE_OF.search(written):
            return None
        return SideRule(Bond.EXCLUDES, tuple(names[t] for t in things), line.index)
    if _ONE_EXACTLY.search(written):
        if re.search(r"\b(?:if|unless|when|whenever|provided|otherwise)\b", written):
            return None
        return SideRule(Bond.ONE_OF, tuple(names[t] for t in things), line.index)
    if len(things) == 2 and not _FOR.search(written) and not _MOST_ONE.search(written):
        return _need(line, written, things, names)
    return None


def _need(line: Line, written: str, things: list[int], names: Sequence[str]) -> SideRule | None:
    """The rule "the first only with the second", where all its markers point the same way."""
    pairs = set()
    for match in _NEED.finditer(written):
        following = re.search(r"⟨(\d+)⟩", written[match.end() :])
        clause_end = re.search(r"[,;.]|\bso\b", written[match.end() :])
        within = clause_end.start() if clause_end else len(written)
        governed = following is not None and following.start() <= within
        tail = written[match.end() : match.end() + within]
        if _REVERSED.search(tail):
            return None
        if not governed:
            if re.match(r" (?:the )?(?:\w+ )?(?:they|it|that|one|\w+) (?:do|does|is|are)\b", tail):
                continue
            if re.match(r" \w+ (?:does|is|do|are)\b", tail.replace(" the", "")):
                continue
            return None
        if following is not None and not _is_direct(match, tail[: following.start()]):
            return None
        second = int(following.group(1)) if following else -1
        first = next(t for t in things if t != second)
        begin = max(written.rfind(sign, 0, match.start()) for sign in (";", ".", ", so "))
        main = written[max(begin, 0) : match.start()]
        rest = written[match.end() + within :] if not main.strip() else ""
        if match.group("unless") and not _AGAINST.search(main + rest):
            return None
        if match.group("only") and _AGAINST.search(main):
            return None
        if match.group("verb") and re.search(r"\b(?:not|no|never|longer)\b", match.group()):
            return None
        pairs.add((first, second))
    if len(pairs) != 1:
        return None
    first, second = pairs.pop()
    return SideRule(Bond.NEEDS, (names[first], names[second]), line.index)


def _is_direct(match: re.Match[str], between: str) -> bool:
    """Whether a marker is about the thing that follows: "needs less than Elm" is not."""
    if match.group("verb"):
        return bool(re.fullmatch(r"\s*(?:(?:that|also|having|the|a|an) )*", between))
    return not _BETWEEN.search(between)


def _over_all(
    line: Line, names: Sequence[str], units: frozenset[str], general: frozenset[str]
) -> SideRule | None:
    """A rule on how many are chosen: "at least three projects have to be carried out"."""
    text = line.lower
    counts = [
        token.number
        for token in line.tokens
        if token.number is not None
        and token.number.kind is NumberKind.PLAIN
        and token.number.text.lower() != "one"
    ]
    if len(counts) != 1 or _CONDITION.search(text) or line.quote.rstrip().endswith("?"):
        return None
    number = counts[0]
    at = text.find(f" {number.text.lower()} ") + 1
    bond = _COUNTED.search(text[:at])
    noun = _MANY.match(text[at + len(number.text) + 1 :])
    if bond is None or noun is None or not number.value.is_integer():
        return None
    words = {stem(word) for name in names for word in name.lower().split()} - general
    if noun.group(1) and stem(noun.group(1)) in units | words:
        return None
    return SideRule(_BONDS.get(bond.group("bond"), Bond.AT_MOST), (), line.index, number)
