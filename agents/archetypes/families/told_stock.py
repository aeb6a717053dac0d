"""Stock over periods told in prose: orders of each month, costs of making and of keeping.

Lot sizing after Wagner and Whitin (1958), with capacity, overtime or goods from outside, room for
the stock, what is there at the beginning and must be left at the end, and demand that waits.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.asked import asked_sense
from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.told_stock_phrases import remove_known
from optimoot.agents.archetypes.families.told_stock_roles import (
    Role,
    read_roles,
)
from optimoot.agents.archetypes.families.told_stock_words import STORE
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.marked import doubt_left, number_at, words_not_figures
from optimoot.agents.archetypes.told_periods import NOUN, read_horizon
from optimoot.agents.archetypes.told_units import has_mixed_units, is_measured, period_nouns
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_OTHER: Final = re.compile(
    r"\b(?:hir(?:e|ed|ing)|lay(?:s|ing)? off|laid off|dismiss\w*|workers?|employees?|spoil\w*|"
    r"perish\w*|expir\w*|rot|rots|evaporat\w*|leak\w*|wast(?:e|ed|age)|discounts?|lead time|"
    r"takes? (?:an?|one|two|three|\d+) (?:days?|weeks?|months?|quarters?|periods?|seasons?)|"
    r"products? [a-z]\b|two products|both products|models? [a-z]\b|per cent|lots of|batches of|"
    r"multiples? of|average stock|average inventory)\b"
)
_SOURCED: Final = re.compile(r"\b(?:over-?time|sub-?contract\w*|outsourc\w*)\b")
_ODD: Final = re.compile(
    r"~\w+|\b(?:free|waived?|shut|shuts|alternat\w*|every other|idle|opening stock|average|"
    r"maintenance|closed)\b"
)
"""Words that change what is counted, where no role has taken them."""
_ENDS: Final = re.compile(
    r"\b(?:at|by) the end\b[^.;]{0,40}\b(?:all|every|everything|no|nothing)\b|"
    r"\b(?:all|every|everything|no|nothing)\b[^.;]{0,60}\b(?:at|by) the end\b"
)
"""What tells that orders that wait are delivered before all is over."""
_EARLY: Final = re.compile(rf"\b(?:start|beginning) of (?:each|every|the|a) {NOUN}\b")
"""When stock is counted, if not at the end of a period; no template here knows that."""


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(case.lower):
        return None
    if asked_sense(case) is not Sense.MINIMIZE:
        return None
    horizon = read_horizon(case)
    if horizon is None or has_mixed_units(horizon.texts) or len(period_nouns(horizon.texts)) > 1:
        return None
    if any(_EARLY.search(text) and re.search(STORE, text) for text in horizon.texts):
        return None
    roles = read_roles(case, horizon)
    if roles is None or not _is_whole(roles.found, case.lower):
        return None
    draft = _Template(case, roles.found, measured=is_measured(horizon.texts)).draft
    draft.explain({number_at(case, mark).id: why for mark, why in roles.said.items()})
    draft.explain({number_at(case, mark).id: "names a period" for mark in horizon.naming})
    draft.explain(words_not_figures(case))
    left = [remove_known(text, horizon, roles) for text in horizon.texts]
    doubt_left(draft, horizon.sentences, left, _ODD)
    if "late" in roles.found and not any(_ENDS.search(text) for text in horizon.texts):
        draft.doubt(_OPEN, "whether all orders are delivered in the end is not told")
    told = {"setup", "holding", "room"} & set(roles.found)
    if told:
        return draft
    draft.doubt(_UNSAID, "no cost of keeping stock is told")
    return draft


def _is_whole(found: dict[str, Role], text: str) -> bool:
    """Whether the roles make a problem: demand by period, something to pay, complete sources."""
    if "demand" not in found or not found["demand"].is_run:
        return False
    for name in ("overtime", "outside"):
        if f"{name}_capacity" in found and f"{name}_unit" not in found:
            return False
    sourced = {name for name in found if name.endswith("_unit")}
    if _SOURCED.search(text) and not sourced:
        return False
    if "holding" not in found and not re.search(STORE, text):
        return False
    if sourced - {"unit"} and not {"unit", "capacity"} & set(found):
        return False
    if "setup" in found and "overtime_unit" in found:
        return False
    return bool({"unit", "holding", "setup"} & set(found))


class _Template:
    """The model, with the roles that are there."""

    def __init__(self, case: Case, roles: dict[str, Role], *, measured: bool) -> None:
        self.draft = Draft(case, "stock over periods")
        self.roles = roles
        self.span = tuple(range(1, len(roles["demand"].numbers) + 1))
        self.periods = self.draft.set_with("periods", self.span, "in order")
        self.each = f"t in {self.periods}"
        self.told = {name: self._parameter(role) for name, role in roles.items()}
        self.domain = domain_of(self.draft, Kind("products"), measured=measured)
        self.made = self._variable("made", "made or bought in the period")
        self.stock = self._variable("stock", "in stock at the end of the period")
        self.costs: list[str] = []
        self._balance()
        self._limits()
        for name, what in (("unit", self.made), ("holding", self.stock)):
            if name in self.told:
                self.costs.append(f"{self.told[name]} * {what}[t]")
        self._setup()
        goal = f"sum({' + '.join(self.costs)} for {self.each})"
        self.draft.optimize(Sense.MINIMIZE, goal, "total cost")
        self.draft.assumptions.append("Stock is paid for at the end of each period.")

    def _parameter(self, role: Role) -> str:
        """A role's figure as an expression in `t`."""
        index = (self.periods,) if role.is_run else ()
        keys: list[tuple[int, ...]] = [(t,) for t in self.span] if role.is_run else [()]
        entries: list[tuple[tuple[int, ...], Number]] = list(zip(keys, role.numbers, strict=True))
        name = self.draft.given(role.name, index, entries)
        return f"{name}[t]" if role.is_run else name

    def _variable(self, name: str, meaning: str) -> str:
        return self.draft.variable(name, (self.periods,), self.domain, meaning=meaning)

    def _balance(self) -> None:
        """What is left is what there was and what is made, less what is delivered."""
        arriving = [f"{self.made}[t]"]
        for source in ("overtime", "outside"):
            if f"{source}_unit" in self.told:
                more = self._variable(source, f"from {source} in the period")
                arriving.append(f"{more}[t]")
                self.costs.append(f"{self.told[f'{source}_unit']} * {more}[t]")
                if f"{source}_capacity" in self.told:
                    limit = f"{more}[t] <= {self.told[f'{source}_capacity']}"
                    self.draft.constrain(f"{source}_limit", limit, self.each)
        met = [f"{self.told['demand']}"]
        if "lost" in self.told:
            lost = self._variable("lost", "demand that is never met")
            met.append(f"-{lost}[t]")
            self.costs.append(f"{self.told['lost']} * {lost}[t]")
            self.draft.constrain(
                "lost_at_most_demand", f"{lost}[t] <= {self.told['demand']}", self.each
            )
        if "late" in self.told:
            met += self._waiting()
        opening = self.told.get("initial", "0")
        before = f"sum({self.stock}[u] for u in {self.periods} if u == t - 1)"
        there = f"{before} + ({opening} if t == 1 else 0)" if opening != "0" else before
        if opening == "0":
            self.draft.assumptions.append("Nothing is in stock at the beginning.")
        wanted = " + ".join(met)
        self.draft.constrain(
            "balance",
            f"{self.stock}[t] == {there} + {' + '.join(arriving)} - ({wanted})",
            self.each,
        )

    def _waiting(self) -> list[str]:
        late = self._variable("waiting", "orders that wait at the end of the period")
        self.costs.append(f"{self.told['late']} * {late}[t]")
        before = f"sum({late}[u] for u in {self.periods} if u == t - 1)"
        self.draft.constrain("all_delivered_in_the_end", f"{late}[{self.span[-1]}] == 0")
        return [before, f"-{late}[t]"]

    def _limits(self) -> None:
        for name, what, sign in (
            ("capacity", self.made, "<="),
            ("room", self.stock, "<="),
            ("least_stock", self.stock, ">="),
        ):
            if name in self.told:
                self.draft.constrain(name, f"{what}[t] {sign} {self.told[name]}", self.each)
        if "final" in self.told:
            sign = ">=" if self.roles["final"].bound == "least" else "=="
            self.draft.constrain(
                "left_at_the_end", f"{self.stock}[{self.span[-1]}] {sign} {self.told['final']}"
            )

    def _setup(self) -> None:
        """A cost of each period in which anything is made, at most what all periods need."""
        if "setup" not in self.told:
            return
        on = self.draft.variable(
            "on", (self.periods,), Domain.BINARY, meaning="1 if anything is made"
        )
        need = self.told["demand"].replace("[t]", "[u]")
        most = f"sum({need} for u in {self.periods})"
        most += f" + {self.told['final']}" if "final" in self.told else ""
        most += f" + {self.told['least_stock']}" if "least_stock" in self.told else ""
        self.draft.constrain(
            "nothing_made_unless_on", f"{self.made}[t] <= ({most}) * {on}[t]", self.each
        )
        self.costs.append(f"{self.told['setup']} * {on}[t]")


_OPEN: Final = 0.3
_UNSAID: Final = 0.15

FAMILY: Final = Family(
    name="stock over periods",
    roles={
        "demand": "a figure for each period",
        "costs": "of making or buying, of keeping, of a period in which anything is made",
        "capacity, room": "one figure or one for each period; optional",
        "overtime, outside": "cost and capacity of other sources; optional",
        "initial, final, least stock": "optional",
        "late, lost": "cost of demand that waits or is never met; optional",
    },
    fill=_fill,
    means=re.compile(r""),
)
