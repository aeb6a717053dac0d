"""Stock over periods told in prose: orders of each month, costs of making and of keeping.

Lot sizing after Wagner and Whitin (1958), with capacity, overtime or goods from outside, room for
the stock, what is there at the beginning and must be left at the end, and demand that waits.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.told_stock_roles import (
    BEHIND,
    BOUNDED,
    STORE,
    Role,
    Roles,
    read_roles,
)
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.marked import doubt_left, number_at
from optimoot.agents.archetypes.told_periods import NOUN, Horizon, read_horizon
from optimoot.agents.archetypes.told_units import has_mixed_units, period_nouns
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_OTHER: Final = re.compile(
    r"\b(?:hir(?:e|ed|ing)|lay(?:s|ing)? off|laid off|dismiss\w*|workers?|employees?|spoil\w*|"
    r"perish\w*|expir\w*|rot|rots|evaporat\w*|leak\w*|wast(?:e|ed|age)|discounts?|lead time|"
    r"products? [a-z]\b|two products|both products|models? [a-z]\b|per cent|lots of|batches of|"
    r"multiples? of|average stock|average inventory)\b"
)
_SOURCED: Final = re.compile(r"\b(?:over-?time|sub-?contract\w*|outsourc\w*)\b")
_ODD: Final = re.compile(
    r"~\w+|\b(?:free|waived?|shut|shuts|alternat\w*|every other|idle|opening stock|average|"
    r"maintenance|closed)\b"
)
"""Words that change what is counted, where no role has taken them."""
_EARLY: Final = re.compile(rf"\b(?:start|beginning) of (?:each|every|the|a) {NOUN}\b")
"""When stock is counted, if not at the end of a period; no template here knows that."""
_MADE: Final = r"(?:made|built|produced|bought|ordered|manufactured|purchased|brewed|baked|sold)"
_MEANS: Final = (
    r"\b(?:in|during|for|per|of|at the end of|by the end of|at the start of)? ?\b(?:any|each|"
    rf"every|one|a|an|the same|any one|any given)(?: single)? {NOUN}\b(?!s)(?: of production)?",
    rf"\b(?:over|for|in|during|of|to|from one {NOUN}|until)? ?\bthe (?:next|coming|following)"
    rf"(?: (?:@n\d+ )?{NOUN}s?)?",
    rf"\b(?:into|to|in|for|until) a later {NOUN}\b|\blater {NOUN}s?\b",
    rf"\b(?:per|for each|for every|at each|each|every|any) {NOUN}-?(?: ?end)?"
    r"(?: (?:at|in) which (?:they|it) (?:are|is) (?:in stock|kept|stored|held))?",
    rf"\bfrom (?:one|a|each) {NOUN} to (?:the )?(?:next|another|following)(?: one)?",
    r"\b(?:for|of|in|during) (?:the )?(?:coming |next |following )?~all\b",
    r"\b~all\b(?= (?:are|is))",
    r"\b(?:and |has |with |there is )?(?:no|zero|nothing|not any)(?: in)? (?:initial |opening |"
    r"starting )?(?:stocks?|inventory|stores?)(?: (?:at the (?:start|beginning|outset)|initially|"
    r"of ~1|on hand|now|at present))*",
    r"\b(?:store|stock|warehouse|shed|inventory|barn|silo|tank|cellar|depot|storeroom) (?:is |"
    r"starts? (?:out )?|begins? )(?:now |initially |at first )?empty(?: at (?:the )?(?:start|"
    r"beginning|first)(?: of ~1)?)?",
    r"\b(?:all )?(?:demands?|orders?|requirements?|deliver(?:y|ies)|(?:every|each|all) "
    r"[a-z]+)(?: [a-z]+)? (?:must|has to|have to|should|need to|needs to) (?:all |always )?be "
    r"(?:met|satisfied|fulfilled|filled|covered|delivered|served|honoured|supplied)"
    rf"(?: (?:on time|in full|without delay|in (?:each|every|its|their|the) (?:own |same )?{NOUN}s?"
    r"(?: itself)?|punctually))*",
    r"\b(?:late|delayed) (?:delivery|deliveries|orders|shipments?)(?: (?:is|are))? "
    r"(?:not|never)(?: be)? (?:allowed|permitted|possible|accepted|tolerated|an option)",
    r"\b(?:late|delayed) (?:delivery|deliveries|orders|shipments?)(?: (?:is|are)) (?:impossible|"
    r"forbidden|ruled out|out of the question)",
    r"\b(?:shortages?|backlogs?|back-?orders?|back-?ordering|delays?|backlogging) (?:is|are) "
    r"not (?:allowed|permitted|possible|accepted)",
    r"\b(?:no|without(?: any)?) (?:shortages?|backlogs?|back-?orders?|delays?|"
    r"late deliver(?:y|ies)|back-?ordering)"
    r"(?: (?:is|are|may be) (?:allowed|permitted|possible|accepted))?",
    r"\b(?:must|has to|have to|should) be (?:met|delivered|left|made|satisfied|in stock|on hand|"
    r"in store|kept|in the [a-z]+)(?: (?:on time|in full|over))*",
    r"\b(?:must|has to|have to|needs? to|is to|are to) (?:supply|deliver|ship|provide|meet|satisfy|"
    r"fill|hand over|send)\b(?= [^.]*@r)",
    r"\b(?:must|should|has to|have to) (?:hold|contain|have|remain|keep|stay|leave|end|finish)\b",
    rf"\b{_MADE} (?:earlier|before|in advance|ahead)\b",
    r"\b(?:not|un) ?(?:sold|delivered|used|needed|shipped|needed yet|yet delivered)"
    r"(?: yet| at once)?\b",
    r"\b(?:what|which|anything|whatever|those|units|any|everything)? ?(?:that )?(?:is|are)? ?"
    r"(?:not|left)(?: yet)? (?:over|sold|delivered|used|needed|shipped)(?: at once)?\b",
    r"\b(?:as|so) (?:low|cheap|cheaply|little|small) as possible\b",
    r"\b(?:minimum|least|lowest|smallest|minimal|cheapest|total)(?: possible)?(?: total)?(?: "
    r"(?:costs?|sum|total|expense|bill|outlay|plan|schedule|way|amount|budget|spending))+",
    r"\bat (?:the )?(?:minimum|least|lowest|minimal)(?: possible)?(?: total)? (?:cost|expense)\b",
    r"\bminimi[sz]\w+\b|\bon time\b|\bexactly\b(?= met)",
    r"\bin stock\b|\bat once\b",
    r"\bmore than (?:is |are )?(?:needed|required|ordered|sold|demanded)\b",
    rf"\bearlier {NOUN}s?\b|\bas well\b|\btoo\b|\bcharged (?:the )?~\d+ [a-z]+\b",
    r"\b(?:can|may|could) (?:also )?(?:be )?(?:kept|stored|held|carried|made|built|produced)\b",
    r"\b(?:whole|integer)\b",
    rf"\b(?:in|during) (?:which|whose|that) (?:anything|something|any|it|production|they|[a-z]+) "
    rf"(?:is |are |takes? |runs?|occurs?)?(?:{_MADE}|place)?|"
    r"\bif (?:anything|any|production|something|at least one [a-z]+) (?:is |are |takes? |at all "
    rf")*(?:{_MADE}|place)(?: at all)?(?: (?:in|during) (?:that|a|the) {NOUN})?|"
    rf"\b(?:whenever|when) (?:anything|any|production|something|[a-z]+) (?:is |are |takes? )?"
    rf"(?:{_MADE}|place)?(?: (?:in|during) (?:that|a|the) {NOUN})?",
    r"\b(?:regardless|irrespective) of (?:the|how) [a-z]+(?: (?:is|are) [a-z]+)?|"
    r"\b(?:no matter )?how(?:ever)? (?:many|much|large|small|few)(?: (?:or (?:little|few|small) )?"
    rf"[a-z]+)?(?: (?:is|are) {_MADE})?",
)
_OPENINGS: Final = r"\b(?:at|on|from|by) the (?:start|beginning) of ~1(?!\d)|\bbefore ~1(?!\d)"


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(case.lower):
        return None
    if case.goal is None or case.goal.sense is not Sense.MINIMIZE:
        return None
    horizon = read_horizon(case)
    if horizon is None or has_mixed_units(horizon.texts) or len(period_nouns(horizon.texts)) > 1:
        return None
    if any(_EARLY.search(text) for text in horizon.texts):
        return None
    roles = read_roles(case, horizon)
    if roles is None or not _is_whole(roles.found, case.lower):
        return None
    draft = _Template(case, roles.found).draft
    draft.explain({number_at(case, mark).id: why for mark, why in roles.said.items()})
    draft.explain({number_at(case, mark).id: "names a period" for mark in horizon.naming})
    left = [_remove(text, horizon, roles) for text in horizon.texts]
    doubt_left(draft, horizon.sentences, left, _ODD)
    if "setup" in roles.found or "holding" in roles.found:
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
    if not re.search(STORE, text):
        return False
    if "setup" in found and "overtime_unit" in found:
        return False
    return bool({"unit", "holding", "setup"} & set(found))


def _remove(text: str, horizon: Horizon, roles: Roles) -> str:
    """What is left of a sentence without comparisons of known figures and known phrases."""
    marks = {role.told.mark: role for role in roles.found.values()}
    bounded = {mark for mark, role in marks.items() if role.bound}
    text = BOUNDED.sub(lambda m: " " if m.group(1) in bounded else m.group(), text)
    for mark in bounded:
        text = re.sub(rf"(?<={mark}){BEHIND}", r"\1 ", text)
    own = [role for role in marks.values() if role.name == "initial" and role.told.mark in text]
    if own or "empty" in text or "no " in text:
        text = re.sub(_OPENINGS, " ", text)
    if any(r.name == "final" and r.told.mark in text for r in marks.values()):
        text = re.sub(
            rf"\b(?:at |by |after )(?:the (?:end|close) (?:of )?)?(?:the )?~{horizon.size}(?!\d)",
            " ",
            text,
        )
        text = re.sub(r"\b(?:final\w*|again)\b", " ", text)
    for name in ("late", "lost"):
        if any(r.name == name and r.told.mark in text for r in marks.values()):
            text = re.sub(r"\b(?:late|later|lost|short)\b", " ", text)
    if any(
        r.name.startswith(("overtime", "outside")) and r.told.mark in text for r in marks.values()
    ):
        text = re.sub(r"\b(?:extra|additional|another|more|other)\b", " ", text)
    for phrase in _MEANS:
        text = re.sub(phrase, " ", text)
    return text


class _Template:
    """The model, with the roles that are there."""

    def __init__(self, case: Case, roles: dict[str, Role]) -> None:
        self.draft = Draft(case, "stock over periods")
        self.roles = roles
        self.span = tuple(range(1, len(roles["demand"].numbers) + 1))
        self.periods = self.draft.set_with("periods", self.span, "in order")
        self.each = f"t in {self.periods}"
        self.told = {name: self._parameter(role) for name, role in roles.items()}
        self.domain = domain_of(self.draft, Kind("products"))
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
