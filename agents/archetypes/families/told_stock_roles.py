"""What the figures of a text about stock over periods are for, by the words around each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.marked import Told, number_at, told_in
from optimoot.agents.archetypes.told_periods import NOUN, Horizon
from optimoot.problem import Number

STORE: Final = (
    r"\b(?:stock\w*|inventor(?:y|ies)|stor(?:e|es|ed|age|ing|eroom)|warehous\w+|sheds?|keep\w*|"
    r"kept|hold\w*|held|carr(?:y|ied|ies|ying)|left|leftover\w*|unsold|on hand|in hand|barns?|"
    r"silos?|tanks?|reservoirs?|cellars?|yards?|depots?|freezers?|cold rooms?|remain\w*|surplus|"
    r"wait\w*|reserves?|shelf|shelves|batter(?:y|ies))\b"
)
"""Words of keeping things, and of the places where they are kept."""
_STORE: Final = re.compile(STORE)
_LATE: Final = re.compile(
    r"\b(?:late|lateness|delay\w*|overdue|back-?log\w*|back-?order\w*|behind)\b"
)
_LOST: Final = re.compile(r"\b(?:unmet|lost|shortages?|short|shortfalls?|unfilled|unserved)\b")
_SETUP: Final = re.compile(
    r"\b(?:set-?ups?|set up|setting up|start-?ups?|start up|starting up|fixed|lump|whenever|"
    r"regardless|irrespective|however|no matter|switch\w*|clean\w*|fir(?:e|ing) up|"
    r"(?:each|every|any) time|(?:per|each|every|an|any|a) (?:order|delivery|batch|run|trip|"
    rf"shipment|consignment)|(?:each|every|any|a) {NOUN} (?:in|during|with|that|when|where))\b"
)
_REGULAR: Final = re.compile(
    r"\b(?:regular|normal|normally|ordinary|own|in-?house|standard|day shift)\b"
)
_SOURCES: Final = {
    "overtime": re.compile(r"\b(?:over-?time|over time|weekend work|night shift|extra shift)\b"),
    "outside": re.compile(
        r"\b(?:sub-?contract\w*|outsourc\w*|outside|external|bought in|buy in|"
        r"competitors?|(?:another|other) "
        r"(?:firm|company|producer|maker|supplier|mill|works|workshop)s?)\b"
    ),
}
_COST: Final = re.compile(
    r"\b(?:costs?|costing|mak(?:e|es|ing)|made|produc\w+|buil\w+|buy\w*|bought|purchas\w+|"
    r"manufactur\w+|pric\w+|pa(?:y|ys|id|ying)|order\w*|assembl\w+|brew\w*|bak\w+|"
    r"spen\w+|charg\w+|expens\w+)\b"
)
_PRICED: Final = re.compile(
    r"\b(?:costs?(?: (?:is|are|of|about|me|us|them|it|him|her))*|charges?|pric(?:e|es|ed)(?: (?:is|"
    r"are|of|at))*|(?:storage|holding|storing|keeping)(?: [a-z]+){0,3} (?:is|costs))$"
)
_EACH: Final = re.compile(rf"(?:each|apiece|a piece)(?! {NOUN})\b")
_EARN: Final = re.compile(
    r"\b(?:sell\w*|(?<!not )(?<!yet )sold|sales|revenues?|earn\w*|incomes?|fetch\w*|profit\w*)\b"
)
_DEMAND: Final = re.compile(
    r"\b(?:demand\w*|orders?|ordered|needs?|needed|requir\w+|sales|sells?|sold|deliver\w*|"
    r"customers?|contract\w*|commit\w+|promis\w+|consum\w+|call\w* for|want\w*|suppl(?:y|ies)|"
    r"ship\w*|forecasts?|expects?|uses?|used)\b"
)
_CAN: Final = re.compile(
    r"\b(?:capacit\w+|can|could|able|limit\w*|produc\w+|maximum|available|output)\b"
)
_OPENING: Final = re.compile(
    r"\b(?:start\w*|begin\w*|initial\w*|already|at present|presently|currently|current|now|"
    r"opening|today|at the outset|to begin with|on hand|in hand|there (?:are|is)|has|have)\b"
)
_CLOSING: Final = re.compile(r"\b(?:end|final\w*|after|close|closing|finish\w*|at last)\b")
_EVERY: Final = re.compile(
    r"\b(?:each|every|any|always|at all times|never|at any time|a) "
    rf"(?:{NOUN}|be|less|fewer|have)\b|"
    r"\b(?:always|at all times|never|at any time)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:differ\w*|chang\w+|var(?:y|ies)|ris(?:e|es|ing)|increas\w+|reduc\w+|decreas\w+|"
    r"total|altogether|overall|in all|together|combined|whole horizon|surcharge|premium|on top|"
    r"age|old|average|(?:extra|additional|another) # ?(?:per|a|an|each|for|$)|"
    r"# (?:more|extra) (?:per|a|an|each|for))\b|"
    r"\b(?:extra|additional|another) #$"
)
"""Words that make a figure of stock or output another one than those known here."""
_MOST: Final = (
    r"(?:up to|at most|no more than|not more than|never more than|maximum of|max|limited to|"
    r"restricted to|as (?:many|much) as|no greater than|exceeds?|exceeding|only|room for|"
    r"space for|capacity of)"
)
_LEAST: Final = (
    r"(?:at least|no less than|not less than|no fewer than|not fewer than|never less than|"
    r"never fewer than|minimum of|fall below|drop below|go below|sink below)"
)
_EXACT: Final = r"(?:exactly|precisely)"
_BOUNDS: Final = {"most": _MOST, "least": _LEAST, "exact": _EXACT}
_BEHIND: Final = {
    "most": re.compile(r"(?:[a-z]+ ){0,3}?(?:at most|at the most|maximum|or fewer|or less)\b"),
    "least": re.compile(r"(?:[a-z]+ ){0,3}?(?:at least|at the least|minimum|or more)\b"),
}
BOUNDED: Final = re.compile(
    r"(?:\b(?:cannot|can not|can never|must not|may not|must never|may never|never|not) )?"
    rf"(?:\ba )?\b(?:{_MOST}|{_LEAST}|{_EXACT}) (?:a |the |about )?(?=(@[a-z]\d+))"
)
"""A comparison just before a mark, which is its group."""
BEHIND: Final = (
    r"((?: [a-z]+){0,3}?) "
    r"(?:at (?:the )?(?:most|least)|or (?:more|less|fewer)|maximum|minimum)\b"
)
"""A comparison behind a mark; its group is what it compares."""


@dataclass(frozen=True)
class Role:
    """What a figure is for.

    Attributes:
        bound: "most", "least", "exact", or empty where no comparison is told.
        numbers: One Number, or one for each period.
    """

    name: str
    told: Told
    bound: str
    numbers: tuple[Number, ...]

    @property
    def is_run(self) -> bool:
        """Whether there is a figure for each period."""
        return self.told.letter == "r"


@dataclass(frozen=True)
class Roles:
    """The roles of a text.

    Attributes:
        found: By name.
        said: Marks that tell something known already, with the reason.
    """

    found: dict[str, Role]
    said: dict[str, str]


def read_roles(case: Case, horizon: Horizon) -> Roles | None:
    """The role of every figure; None where one has none, or two figures have the same."""
    found: dict[str, Role] = {}
    said: dict[str, str] = {}
    for told, text in _told(horizon):
        if told.letter in "pf" or _in_a_row(told):
            return None
        numbers = _numbers(case, horizon, told)
        repeated = [role for role in found.values() if _repeats(told, numbers, role)]
        if repeated:
            said[told.mark] = "says a figure again"
            continue
        money = _is_money(horizon, told)
        bound = _bound(told)
        if _OTHER.search(told.own) or re.match(rf"(?:of )?(?:the |these )?{NOUN}s?\b", told.right):
            return None
        name = _money_role(told, text) if money else _plain_role(told, text, bound, horizon.size)
        if not name or name in found or (money and bound):
            return None
        found[name] = Role(name, told, bound, numbers)
    return Roles(found, said)


def _told(horizon: Horizon) -> Iterator[tuple[Told, str]]:
    for index, text in enumerate(horizon.texts):
        for told in told_in(text, index):
            if told.mark not in horizon.naming:
                yield told, text


def _numbers(case: Case, horizon: Horizon, told: Told) -> tuple[Number, ...]:
    if told.letter == "r":
        return horizon.runs[int(told.mark[2:])]
    return (number_at(case, told.mark),)


def _is_money(horizon: Horizon, told: Told) -> bool:
    """Whether a figure is written as money, or told as what something costs."""
    letter = horizon.letters[int(told.mark[2:])] if told.letter == "r" else told.letter
    priced = _PRICED.search(told.left)
    each = re.search(r"\b(?:at|for)$", told.left) and _EACH.match(told.right)
    return letter == "m" or bool(priced or each)


def _in_a_row(told: Told) -> bool:
    """Whether a figure follows another at once, so that the words before both tell of both."""
    return told.left in ("and", ",", ", and", "or")


def _repeats(told: Told, numbers: tuple[Number, ...], role: Role) -> bool:
    again = re.search(r"\b(?:those|these|this|the|of the|all)$", told.left)
    return bool(again) and len(numbers) == 1 and numbers[0].value == role.numbers[0].value


def _bound(told: Told) -> str:
    for name, pattern in _BOUNDS.items():
        if re.search(rf"\b{pattern}(?: a| the| about)?$", told.left):
            return name
    for name, behind in _BEHIND.items():
        if behind.match(told.right):
            return name
    return ""


def _money_role(told: Told, text: str) -> str:
    own = told.own
    source = _source(told, text)
    if _EARN.search(own) and not source:
        return ""
    if _LATE.search(own):
        return "late"
    if _LOST.search(own):
        return "lost"
    if source:
        return "" if _STORE.search(own) or _SETUP.search(own) else f"{source}_unit"
    if _STORE.search(own):
        return "" if _SETUP.search(own) and not _per_unit(own) else "holding"
    if _SETUP.search(own) and told.letter != "r":
        return "setup"
    near = f"{told.left} # {told.right}"
    if _STORE.search(near) and not _COST.search(own):
        return "holding"
    return "unit" if _COST.search(near) else ""


def _per_unit(own: str) -> bool:
    return bool(re.search(r"# (?:per|a|an|for each|for every|each|every|apiece|for one)\b", own))


def _source(told: Told, text: str) -> str:
    """Where else things come from, as far as the words of a figure tell; empty: as always."""
    place = text.index(told.mark)
    regular = [m.start() for m in _REGULAR.finditer(text[:place])]
    best, found = (max(regular, default=-1), "")
    for name, pattern in _SOURCES.items():
        if pattern.search(told.own) and not _REGULAR.search(told.own):
            return name
        before = max((m.start() for m in pattern.finditer(text[:place])), default=-1)
        if before > best:
            best, found = before, name
    return found


def _plain_role(told: Told, text: str, bound: str, size: int) -> str:
    own = told.own
    near = f"{told.left} # {told.right}"
    if told.letter == "r":
        capacity = bound == "most" or re.search(r"\bcapacit\w+|\bcan\b", near)
        if capacity:
            return "capacity" if not _STORE.search(own) else ""
        if bound:
            return ""
        return "demand" if _DEMAND.search(near) else ""
    source = _source(told, text)
    if source:
        most = bound == "most" or (not bound and _CAN.search(near))
        return f"{source}_capacity" if most else ""
    return _stock_role(own, near, bound, size) or _capacity_role(own, near, bound)


def _stock_role(own: str, near: str, bound: str, size: int) -> str:
    last = rf"~{size}(?!\d)"
    horizon = r"\bend of (?:the )?(?:planning|horizon|plan|period|season|year|whole)\b"
    closing = _CLOSING.search(own) and (re.search(last, own) or re.search(horizon, own))
    if closing and not _EVERY.search(own):
        return "final" if bound in ("least", "exact") or _STORE.search(own) else ""
    if not _STORE.search(near):
        return ""
    if bound == "least":
        return "least_stock" if _EVERY.search(own) else ""
    if bound == "most" or re.search(r"\b(?:room|space|capacity)\b", own):
        return "room" if _STORE.search(own) or re.search(r"\b(?:room|space)\b", own) else ""
    if bound:
        return ""
    if re.search(r"\bcan (?:hold|store|take|keep)\b", own):
        return "room"
    labels = set(re.findall(r"~\w+", own))
    return "initial" if _OPENING.search(near) and labels <= {"~1"} else ""


def _capacity_role(own: str, near: str, bound: str) -> str:
    if bound not in ("", "most") or _STORE.search(own) or "~" in near:
        return ""
    told = bound == "most" or re.search(r"\b(?:can|capacit\w+|able)\b", own)
    return "capacity" if told and _CAN.search(near) else ""
