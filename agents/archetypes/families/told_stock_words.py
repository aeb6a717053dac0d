"""What a figure of a text about stock over periods is for, by the words around it."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.marked import Told
from optimoot.agents.archetypes.told_periods import NOUN

STORE: Final = (
    r"\b(?:stock\w*|inventor(?:y|ies)|stor(?:e|es|ed|age|ing|eroom)|warehous\w+|sheds?|keep\w*|"
    r"kept|hold\w*|held|carr(?:y|ied|ies|ying)|left|leftover\w*|unsold|on hand|in hand|barns?|"
    r"silos?|tanks?|reservoirs?|cellars?|yards?|depots?|freezers?|cold rooms?|remain\w*|surplus|"
    r"wait\w*|reserves?|shelf|shelves|batter(?:y|ies)|contain\w*|lockers?|racks?|racked|piles?|"
    r"piled|towers?|coolers?)\b"
)
"""Words of keeping things, and of the places where they are kept."""
_STORE: Final = re.compile(STORE)
_LATE: Final = re.compile(
    r"\b(?:late|lateness|delay\w*|overdue|back-?log\w*|back-?order\w*|behind)\b"
)
_LOST: Final = re.compile(r"\b(?:unmet|lost|shortages?|short|shortfalls?|unfilled|unserved)\b")
_SETUP: Final = re.compile(
    r"\b(?:set-?ups?|change-?overs?|set up|setting up|start-?ups?|start up|starting up|fixed|lump|"
    r"whenever|regardless|irrespective|however|no matter|switch\w*|clean\w*|fir(?:e|ing) up|"
    r"(?:each|every|any|a|per) time|(?:per|each|every|an|any|a) (?:order|delivery|batch|run|trip|"
    rf"shipment|consignment)|(?:each|every|any) {NOUN} "
    rf"(?:in|during|with|that|when|where)|a {NOUN} (?:in which|that|when))\b"
)
_USED: Final = (
    rf"\b(?:each|every|any) {NOUN} (?:that |in which |when )?(?:it|they|the [a-z]+) "
    r"(?:is|are|runs?) (?:used|running|on|in use)?"
)
_REGULAR: Final = re.compile(
    r"\b(?:regular|normal|normally|ordinary|own|in-?house|standard|day shift)\b"
)
_SOURCES: Final = {
    "overtime": re.compile(
        r"\b(?:over-?time|over time|weekends?|weekend work|evenings?|nights?|night shifts?|"
        r"saturdays?|sundays?|extra shifts?|extra hours|longer hours|after hours|working late)\b"
    ),
    "outside": re.compile(
        r"\b(?:sub-?contract\w*|outsourc\w*|outside|external|bought in|buy in|"
        r"competitors?|neighbou?r\w*|(?:another|other) "
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
_CURRENCY: Final = re.compile(
    r"\b(?:sek|nok|dkk|isk|chf|usd|eur|gbp|inr|jpy|cny|rmb|pln|czk|huf|brl|mxn|zar|aud|cad|nzd|try|"
    r"rs|rupees?)$"
)
_EACH: Final = re.compile(rf"(?:each|apiece|a piece)(?! {NOUN})\b")
_EARN: Final = re.compile(
    r"\b(?:sell\w*|(?<!not )(?<!yet )sold|sales|revenues?|earn\w*|incomes?|"
    r"(?:customers?|clients?|buyers?|shops?) pay|fetch\w*|profit\w*)\b"
)
_DEMAND: Final = re.compile(
    r"\b(?:demand\w*|orders?|ordered|needs?|needed|requir\w+|sales|sells?|sold|deliver\w*|"
    r"customers?|hand(?:s|ed)? over|"
    r"handing over|contract\w*|commit\w+|promis\w+|consum\w+|call\w* for|want\w*|suppl(?:y|ies)|"
    r"ship\w*|forecasts?|expects?|uses?|used)\b"
)
_COMES: Final = re.compile(
    r"\b(?:harvest\w*|yield\w*|arriv\w*|inflows?|flows? in|produc\w+|receiv\w*|makes?|made)\b"
)
_PAST: Final = re.compile(r"\b(?:last|previous|past|ago|was|were)\b")
_STRONG: Final = re.compile(
    r"\b(?:stock|store[ds]?|storage|storing|hold\w*|held|keep\w*|kept|contain\w*)\b"
)
_RATE: Final = re.compile(
    r"# (?:[a-z]+ ){0,3}?(?:a|per|each|every|in (?:any|each|every|a|one)(?: one| single)?) "
    rf"{NOUN}\b"
)
_MAKES: Final = re.compile(
    r"\b(?:makes?|produc\w+|handles?|gives?|manages?|turns? out|casts?|finish\w*|builds?|"
    r"completes?|gets? through|delivers? up|works? off|process\w*)\b"
)
_PER_PERIOD: Final = re.compile(
    rf"(?:(?:per|a|an|for each|for every|each) (?!{NOUN})[a-z]+ )?"
    rf"(?:and |per |a |an |each |every |for each |for every )(?:per |a )?{NOUN}\b"
)
"""Right behind a sum of money: "per tonne and month", "per day"."""
_ONE: Final = re.compile(rf"\b(?:an?|one|each|every|per|for each|any) (?!{NOUN})[a-z]+")
_CAN: Final = re.compile(
    r"\b(?:capacit\w+|can|could|able|limit\w*|produc\w+|maximum|available|output)\b"
)
_OPENING: Final = re.compile(
    r"\b(?:start\w*|begin\w*|initial\w*|already|at present|presently|currently|current|now|"
    r"opening|today|at the outset|to begin with|on hand|in hand|there (?:are|is)|has|have)\b"
)
_AT_FIRST: Final = re.compile(
    r"\b(?:start|starts|begin|begins|beginning|opens?|before) (?:of )?~1\b"
)
_ALREADY: Final = re.compile(
    r"\b(?:already|now|at present|at the moment|currently|today)\b.*\b(?:in|on) "
    r"(?:the|her|his|its|our) [a-z]+|"
    r"\b(?:now|at present|at the moment|currently|already) (?:holds?|contains?|has)\b"
)
_CLOSING: Final = re.compile(r"\b(?:end|final\w*|after|close|closing|finish\w*|at last)\b")
_EVERY: Final = re.compile(
    r"\b(?:each|every|any|always|at all times|never|at any time|a) "
    rf"(?:{NOUN}|be|less|fewer|have)\b|"
    r"\b(?:always|at all times|never|at any time)\b"
)
OTHER: Final = re.compile(
    r"\b(?:differ\w*|chang(?:e|es|ed|ing)|var(?:y|ies)|ris(?:e|es|ing)|increas\w+|reduc\w+|decreas\w+|"
    r"total|altogether|overall|in all|together|combined|whole horizon|surcharge|premium|on top|"
    r"age|old|average|(?:extra|additional|another) # ?(?:per|a|an|each|for|$)|"
    r"# (?:more|extra) (?:per|a|an|each|for))\b|"
    r"\b(?:extra|additional|another) #$"
)
"""Words that make a figure of stock or output another one than those known here."""
_MOST: Final = (
    r"(?:up to|at most|no more than|not more than|never more than|maximum of|max|limited to|"
    r"restricted to|as (?:many|much) as|no greater than|only|room for|"
    r"space for|capacity of)"
)
_LEAST: Final = (
    r"(?:at least|no less than|not less than|no fewer than|not fewer than|never less than|"
    r"never fewer than|minimum of)"
)
_EXACT: Final = r"(?:exactly|precisely)"
_NOT: Final = r"(?:not|never|cannot|can't|no)(?: [a-z]+){0,3}"
_NEGATED: Final = {
    "most": rf"{_NOT} (?:exceed|above|over|more than|greater than)",
    "least": rf"{_NOT} (?:below|under|less than|fewer than)",
}
_BOUNDS: Final = {"most": _MOST, "least": _LEAST, "exact": _EXACT}
_BEHIND: Final = {
    "most": re.compile(
        r"(?:[a-z]+ ){0,3}?(?:at (?:the )?(?:very )?most|maximum|or fewer|or less)\b"
    ),
    "least": re.compile(r"(?:[a-z]+ ){0,3}?(?:at (?:the )?(?:very )?least|minimum|or more)\b"),
}
BOUNDED: Final = re.compile(
    r"(?:\b(?:cannot|can not|can never|must not|may not|must never|may never|never|not) )?"
    rf"(?:\ba )?\b(?:{_NEGATED['most']}|{_NEGATED['least']}|{_MOST}|{_LEAST}|{_EXACT}) "
    r"(?:a |the |about )?(?=(@[a-z]\d+))"
)
"""A comparison just before a mark, which is its group."""
BEHIND: Final = (
    r"((?: [a-z]+){0,3}?) "
    r"(?:at (?:the )?(?:very )?(?:most|least)|or (?:more|less|fewer)|maximum|minimum)\b"
)
"""A comparison behind a mark; its group is what it compares."""


def money_role(told: Told, text: str) -> str:
    """What a sum of money is for; empty where the words do not tell."""
    own = told.own
    if re.search(r", (?:and )?(?:which|this) (?:costs?|means)(?: [a-z]+)*$", told.left):
        own = f"{told.left} # {told.right}"
    source = _source(told, text)
    if _EARN.search(own) and not source:
        return ""
    if _LATE.search(own):
        return "late"
    if _LOST.search(own):
        return "lost"
    if source:
        return "" if _SETUP.search(own) else f"{source}_unit"
    if _is_by_period(told):
        return "holding"
    if _STORE.search(own):
        return "" if _SETUP.search(own) and not _per_unit(own) else "holding"
    if _SETUP.search(_clause(told)) and not _per_unit(own) and told.letter != "r":
        return "setup"
    if not _COST.search(own) and re.search(_USED, told.left):
        return "setup"
    near = f"{told.left} # {told.right}"
    each = re.search(rf"\b(?:at|for) # (?:apiece|each|(?:per|an?) (?!{NOUN})[a-z]+)\b", own)
    if _STORE.search(near) and not _COST.search(own) and not each:
        return "holding"
    return "unit" if each or _COST.search(near) else ""


def _is_by_period(told: Told) -> bool:
    """Whether a sum is paid for one thing and one period, as only keeping it is."""
    found = _PER_PERIOD.match(told.right)
    if found is None:
        return False
    each = re.match(rf"(?:per|a|an|for each|each) (?!{NOUN})", told.right)
    return bool(each or _ONE.search(_clause(told).split("#")[0]))


def _clause(told: Told) -> str:
    """The words of a figure between commas, with what "in which" adds."""
    left = re.split(r"(?:^| )[,;:.](?= |$)", told.left)[-1]
    right = re.split(r"(?:^| )[,;:.](?= |$)", told.right)[0]
    return f"{left.strip()} # {right.strip()}"


def _per_unit(own: str) -> bool:
    times = rf"(?:time|order|delivery|batch|run|trip|shipment|consignment|load|{NOUN})s?\b"
    each = r"# (?:per|a|an|for each|for every|each|every|apiece|for one)\b"
    return bool(re.search(rf"{each}(?! {times})", own))


def _source(told: Told, text: str) -> str:
    """Where else things come from, as far as the words of a figure tell; empty: as always."""
    if _STORE.search(told.own):
        return ""
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


def plain_role(told: Told, text: str, bound: str, size: int) -> str:
    """What another figure is for; empty where the words do not tell."""
    own = told.own
    near = f"{told.left} # {told.right}"
    if told.letter == "r":
        return _run_role(own, near, bound)
    source = _source(told, text)
    if source:
        most = bound == "most" or (not bound and (_CAN.search(near) or _RATE.search(own)))
        return f"{source}_capacity" if most else ""
    return _stock_role(own, near, bound, size) or _capacity_role(own, near, bound)


def _run_role(own: str, near: str, bound: str) -> str:
    """What figures of all periods are for: demand, unless they limit something or come in."""
    if bound == "most" or re.search(r"\bcapacit\w+|\bcan\b", near):
        return "" if _STRONG.search(own) else "capacity"
    if bound or (_COMES.search(near) and not _DEMAND.search(near)):
        return ""
    return "demand" if not _PAST.search(near) else ""


def _stock_role(own: str, near: str, bound: str, size: int) -> str:
    last = rf"~{size}(?!\d)"
    horizon = r"\bend of (?:the )?(?:planning|horizon|plan|period|season|year|whole)\b"
    closing = _CLOSING.search(own) and (re.search(last, own) or re.search(horizon, own))
    if closing and not _EVERY.search(own):
        return "final" if bound in ("least", "exact") or _STORE.search(own) else ""
    labels = set(re.findall(r"~\w+", own))
    if not bound and labels == {"~1"} and _AT_FIRST.search(own):
        return "initial"
    if bound == "least":
        kept = _STORE.search(near) or re.search(rf"\bend of (?:each|every|any) {NOUN}\b", own)
        return "least_stock" if _EVERY.search(own) and kept else ""
    if not bound and not labels and _ALREADY.search(own) and not _DEMAND.search(own):
        return "initial"
    if not _STORE.search(near):
        return ""
    if bound == "most" or re.search(r"\b(?:room|space|capacity)\b", own):
        output = _RATE.search(own) and not _STRONG.search(own)
        named = _STORE.search(own) or re.search(r"\b(?:room|space)\b", own)
        return "room" if named and not output else ""
    if bound:
        return ""
    if re.search(r"\bcan (?:hold|store|take|keep)\b", own):
        return "room"
    return "initial" if _OPENING.search(near) and labels <= {"~1"} else ""


def _capacity_role(own: str, near: str, bound: str) -> str:
    if bound not in ("", "most") or _STRONG.search(own):
        return ""
    rate = _RATE.search(own) is not None
    if _STORE.search(own) and not rate:
        return ""
    if bound == "most":
        return "capacity" if rate or _CAN.search(near) or "~" in own else ""
    makes = rate and _MAKES.search(own) and not _DEMAND.search(own)
    return "capacity" if makes or re.search(r"\b(?:can|capacit\w+|able)\b", own) else ""


def is_priced(told: Told) -> bool:
    """Whether a figure without a currency is told as what something costs."""
    each = re.search(r"\b(?:at|for)$", told.left) and _EACH.match(told.right)
    return bool(_PRICED.search(told.left) or _CURRENCY.search(told.left) or each)


def bound_of(told: Told) -> str:
    """How a comparison beside a figure bounds; empty where there is none."""
    for name, pattern in (*_NEGATED.items(), *_BOUNDS.items()):
        if re.search(rf"\b{pattern}(?: a| the| about)?$", told.left):
            return name
    for name, behind in _BEHIND.items():
        if behind.match(told.right):
            return name
    return ""
