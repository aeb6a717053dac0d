"""How much to order at once: the economic order quantity of Harris (1913), with its limits.

A steady demand is met by orders of one size; an order costs a fixed sum, and the average stock,
half an order, costs by the unit and the period.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.clauses import Figure, find_figures
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder
from optimoot.formulation import Domain, Sense
from optimoot.problem import NumberKind

_SUBJECT: Final = re.compile(
    r"\b(?:hold\w*|stor(?:e|es|ed|age|ing)|keep\w*|carry\w*|stock\w*|inventor\w+|warehous\w+)\b"
)
_ORDER: Final = re.compile(
    r"\b(?:order(?:s|ing|ed)?|deliver(?:y|ies)|shipments?|replenish\w*|consignments?|purchase "
    r"orders?|set-?ups?|batch(?:es)?|production runs?|lots?)\b"
)
_DEMAND: Final = re.compile(
    r"\b(?:us(?:e|es|age|ed)|needs?|sells?|sold|demands?|demanded|consum\w+|requires?|"
    r"requirements?|sales|gets? through|orders? from customers|goes through|go through|turnover)\b"
)
_PERIOD: Final = re.compile(
    r"\b(?:a|an|per|each|every|in a|in one|the|one) (year|month|week|day|quarter)\b|"
    r"\b(annual|year|month|week|dai|day|quarter)(?:ly|s)?\b|/ ?(year|month|week|day)\b"
)
_PERIODS: Final = {"annual": "year", "dai": "day"}
_UPPER: Final = re.compile(
    r"\b(?:no|not|never|cannot|can't) (?:\w+ ){0,6}?(?:more|larger|greater|bigger|higher) than$|"
    r"\bat most$|"
    r"\b(?:exceed|above|over)$|\bup to$|\b(?:maximum|limit(?:ed)?|most|capacity|room|space)"
    r"(?: \w+){0,3}? (?:of|to|is|for)$|\bonly(?: \w+){0,2}$|\b(?:holds?|fits?|takes?)$"
)
_LOWER: Final = re.compile(
    r"\bat least$|\b(?:no|not|never|cannot|can't) (?:\w+ ){0,6}?(?:less|fewer|smaller) than$|"
    r"\bminimum(?: \w+){0,3}? (?:of|is)$|\bbelow$"
)
_OTHER: Final = re.compile(
    r"\b(?:back-?order\w*|(?<!no )(?<!no such )shortages?|(?<!no )stock-?outs?|"
    r"discounts?|lead times?|safety stock|"
    r"production rate|produc\w+ at a rate|deteriorat\w*|perish\w*|spoil\w*|two products|"
    r"each product|products|items are|joint\w*|truckloads?|pallets? of|boxes of|cartons? of)\b"
)
_MEANS: Final = (
    r"\b(?:all )?orders (?:all )?(?:have|are of) (?:all )?(?:the )?same \w+",
    r"\bsame (?:size|quantity|amount)\b",
    r"\baverage (?:stock|inventory|level|number)\b",
    r"\b(?:on|in) average\b",
    r"\bhalf (?:of )?(?:the |an? |of |each |its )*(?:order|lot|batch|delivery|quantity|size)\b",
    r"\b(?:no|not|never|cannot|can't)(?: \w+){0,6}? (?:more|larger|greater|bigger|higher|less|"
    r"fewer|smaller) than [\d.,]+",
    r"\b(?:at most|at least|exceed|up to|only|maximum of|minimum of) [\d.,]+",
    r"\b(?:cannot|can not|must not|may not|must|can't) (?:exceed|hold|take|store|be)\b",
    r"\b(?:cannot|can not|can't|must not|may not) (?=\w+ (?:\w+ ){0,4}?of\b)",
    r"\b(?:shall|should|must) (?:it|they|she|he|be|the)\b",
    r"\b(?:must|has to|have to) (?:be )?(?:met|order\w*|satisf\w+)\b",
    r"\bmin(?:imum)? (?:possible )?(?=(?:\w+ ){0,3}(?:costs?|sum|total))",
    r"\b(?:least|minimum|lowest)\b(?= (?:\w+ ){0,6}(?:costs?|sum|total|expense))",
    r"\bno (?:shortages?|stock-?outs?) (?:is|are|may|must|will|be|occur|allowed|permitted| )+",
    r"\b(?:because of|due to|owing to) (?:the )?(?:limited|small) \w+(?: \w+)?",
    r"\bat a time\b|\bat once\b",
)


def _fill(case: Case) -> Draft | None:
    if case.goal is None or case.goal.sense is not Sense.MINIMIZE or case.problem.tables:
        return None
    if not (_ORDER.search(case.lower) and _SUBJECT.search(case.lower)) or _OTHER.search(case.lower):
        return None
    roles: dict[str, list[Figure]] = {}
    for figure in find_figures(case):
        roles.setdefault(_role(figure), []).append(figure)
    if roles.pop("", []) or any(len(roles.get(name, ())) > 1 for name in (*_ROLES, *_BOUNDS)):
        return None
    if any(name not in roles for name in _ROLES):
        return None
    demand, order, holding = (roles[name][0] for name in _ROLES)
    if len({_period(demand), _period(holding)} - {""}) > 1 or not _period(demand):
        return None
    return _template(case, demand, order, holding, roles)


_ROLES: Final = ("demand", "order", "holding")
_BOUNDS: Final = ("most", "least", "most_orders")


def _role(figure: Figure) -> str:
    """What a figure is here; empty where it is nothing that the template knows."""
    words = figure.words
    if figure.number.kind is NumberKind.FRACTION and figure.number.value == 0.5:
        return "half" if re.search(r"\baverage\b", words) or _ORDER.search(figure.right) else ""
    if figure.is_money:
        if _SUBJECT.search(words) and not re.search(r"\border(?:s|ing)?\b", words):
            return "holding"
        fixed = _ORDER.search(words) and not _SUBJECT.search(words)
        return "order" if fixed and not re.search(r"\bper (?:unit|piece|item)\b", words) else ""
    if not figure.is_plain:
        return ""
    if _UPPER.search(figure.left):
        return (
            "most_orders"
            if re.match(r"(?:orders|deliveries|shipments)\b", figure.right)
            else "most"
        )
    if _LOWER.search(figure.left):
        return "" if re.match(r"(?:orders|deliveries|shipments)\b", figure.right) else "least"
    return "demand" if _DEMAND.search(words) and _period(figure) else ""


def _period(figure: Figure) -> str:
    """The period that a figure is told for; empty where none is told."""
    found = [next(g for g in m.groups() if g) for m in _PERIOD.finditer(figure.words)]
    return _PERIODS.get(found[-1], found[-1]) if found else ""


def _template(
    case: Case,
    demand: Figure,
    order: Figure,
    holding: Figure,
    roles: Mapping[str, Sequence[Figure]],
) -> Draft:
    draft = Draft(case, "economic order quantity")
    needed = draft.given("demand", (), [((), demand.number)])
    fixed = draft.given("cost_of_an_order", (), [((), order.number)])
    stock = draft.given("cost_of_holding", (), [((), holding.number)])
    whole = re.search(r"\bwhole (?:number of )?(?:orders|deliveries)\b", case.lower)
    units = re.search(r"\b(?:whole|integer|full|indivisible)\b", case.lower) and not whole
    size = draft.variable(
        "order_size",
        domain=Domain.INTEGER if units else Domain.CONTINUOUS,
        meaning="units an order",
    )
    count = draft.variable(
        "orders", domain=Domain.INTEGER if whole else Domain.CONTINUOUS, meaning="orders a period"
    )
    average = draft.variable("average_stock", meaning="half an order")
    draft.constrain("average_is_half_an_order", f"{average} + {average} == {size}")
    draft.constrain("demand_met", f"{size} * {count} >= {needed}", line=demand.line)
    for role, sign, what in (
        ("most", "<=", size),
        ("least", ">=", size),
        ("most_orders", "<=", count),
    ):
        for figure in roles.get(role, ()):
            bound = draft.given(f"{role}_at_once", (), [((), figure.number)])
            draft.constrain(f"{role}_kept", f"{what} {sign} {bound}", line=figure.line)
    for figure in roles.get("half", ()):
        draft.explained[figure.number.id] = "the average stock is half an order"
    draft.optimize(
        Sense.MINIMIZE, f"{fixed} * {count} + {stock} * {average}", "cost of ordering and holding"
    )
    draft.assumptions.append("The average stock is half an order, and orders have one size.")
    draft.covered.update((demand.line, order.line, holding.line))
    doubt_remainder(draft, _MEANS)
    return draft


FAMILY: Final = Family(
    name="economic order quantity",
    roles={
        "demand": "units a period",
        "cost of an order": "money",
        "cost of holding": "money a unit and period",
        "limits": "on the size of an order or the number of orders; optional",
    },
    fill=_fill,
)
