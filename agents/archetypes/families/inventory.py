"""Stock over periods: what to order or make in each period, to meet demand from stock.

Lot sizing after Wagner and Whitin (1958) with what the text adds: lead time, least and greatest
orders, set-up costs, room for the stock, demand that is lost or waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Datum, Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.wording import stems
from optimoot.agents.team import Question
from optimoot.formulation import Domain, Sense

_DEMAND: Final = stems(
    "demand demands consumption requirement requirements need needs order orders "
    "sales usage required"
)
_HOLD: Final = stems(
    "storage store stored holding hold held inventory stock carry carried carrying "
    "kept keep keeping"
)
_SHORT: Final = stems(
    "unmet shortage shortages short penalty deficit deficits unsatisfied "
    "unfulfilled shortfall shortfalls lost backorder backlog backlogged backordered "
    "stockout"
)
_SETUP: Final = stems("setup fixed startup")
_ORDER: Final = stems(
    "order ordered ordering purchase purchased procurement production produce "
    "produced producing buy bought delivery delivered pumping pumped transferred "
    "transfer make making manufacture manufacturing replenishment shipment request "
    "requested supply supplied acquisition"
)
_INITIAL: Final = stems(
    "initial initially starting begins beginning opening start starts commencement "
    "outset currently hand"
)
_ROOM: Final = stems(
    "capacity held hold storage store stored stock reserve tank warehouse inventory "
    "hand exceed surpass"
)
_LEAD: Final = stems("lead transit arrive arrives arrival delay")
_LIMIT: Final = stems("capacity capacities limit limits maximum max most available availability")
_MONEY: Final = stems("cost costs penalty charge charged charges price fee")


@dataclass
class _Roles:
    """What the figures of the text are for."""

    demand: Column
    period: Kind
    columns: dict[str, Column] = field(default_factory=dict)
    scalars: dict[str, Datum] = field(default_factory=dict)
    special: list[tuple[str, Datum]] = field(default_factory=list)
    clash: list[str] = field(default_factory=list)

    def take(self, role: str, datum: Datum) -> None:
        if role in self.scalars or role in self.columns:
            self.clash.append(f"{datum.number.text!r} and another figure are both {role}")
        else:
            self.scalars[role] = datum


def _fill(case: Case) -> Draft | None:
    if case.goal is None or case.goal.sense is not Sense.MINIMIZE or case.columns_of(2):
        return None
    columns = [c for c in case.columns_of(1) if c.kinds[0].numbered and c.is_full]
    demands = [c for c in columns if _DEMAND & {*c.words, *c.heading} and not c.is_money]
    demands = [c for c in demands if c.slot is Slot.ALONE and not _MONEY & set(c.words)]
    demands = [c for c in demands if _DEMAND & set(c.words)] or demands
    if len(demands) != 1 or len(columns) != len(case.columns) or not _HOLD & case.stems:
        return None
    roles = _Roles(demands[0], demands[0].kinds[0])
    for column in columns:
        if column is not demands[0]:
            role = _column_role(column)
            if role in roles.columns:
                return None
            roles.columns[role] = column
    for datum in case.loose:
        _assign(roles, datum)
    if not {"order_cost", "holding_cost"} & {*roles.columns, *roles.scalars}:
        return None
    return _template(case, roles)


def _column_role(column: Column) -> str:
    """The role of a column other than demand: a limit where it tells one and no money."""
    words = set(column.words)
    if words & _LIMIT and not words & _MONEY and not column.is_money:
        return "room" if words & _HOLD else "most"
    return _cost_role(words) or "most"


def _cost_role(words: set[str]) -> str:
    """Which cost words speak of; empty where they speak of none."""
    if words & _SETUP and words & _MONEY:
        return "setup_cost"
    if words & _SHORT:
        return "shortage_cost"
    if words & _HOLD:
        return "holding_cost"
    if words & _ORDER or words & _MONEY:
        return "order_cost"
    return ""


def _assign(roles: _Roles, datum: Datum) -> None:
    """Give a figure its role, by its words; figures without one stay unused."""
    words = set(datum.nearby)
    if any(thing.kind is roles.period for thing in datum.things):
        first = any(thing.place == 0 for thing in datum.things)
        if first and datum.bound is None and words & (_INITIAL - stems("hand")):
            roles.take("initial", datum)
            return
        _assign_special(roles, datum, words)
    elif datum.things:
        return
    elif words & _LEAD and words & stems("week weeks day days month months period periods time"):
        roles.take("lead_time", datum)
    elif datum.slot is Slot.LOW:
        roles.take("least", datum)
    elif datum.slot is Slot.HIGH:
        roles.take("most", datum)
    elif (
        datum.bound is None and words & _INITIAL and words & (_HOLD | _ROOM | stems("volume level"))
    ):
        roles.take("initial", datum)
    elif datum.bound is Bound.AT_MOST or (datum.bound is None and words & stems("capacity")):
        to_store = words & _ROOM and not words & (_ORDER - stems("order"))
        roles.take("room" if to_store else "most", datum)
    elif datum.bound is None and not datum.number.text.isalpha():
        role = _cost_role(words)
        if role:
            roles.take(role, datum)


def _assign_special(roles: _Roles, datum: Datum, words: set[str]) -> None:
    most = datum.bound is Bound.AT_MOST or words & stems("maximum most")
    stock = words & _HOLD or words & stems("hand reserve reservoir tank level")
    ordered = words & (_ORDER - stems("supply"))
    if most and (ordered or not stock):
        roles.special.append(("most", datum))
    elif datum.bound is Bound.AT_LEAST and stock:
        roles.special.append(("stock_least", datum))
    elif most and stock:
        roles.special.append(("stock_most", datum))
    elif datum.bound is Bound.AT_LEAST and ordered:
        roles.special.append(("least", datum))


class _Template:
    """The model, with the roles that are there."""

    def __init__(self, case: Case, roles: _Roles) -> None:
        self.case = case
        self.roles = roles
        self.draft = Draft(case, "stock over periods")
        self.periods = self.draft.periods_of(roles.period)
        self.first = self.draft.member(roles.period, 0)
        self.scale = _scale(case, roles)

    def value(self, role: str) -> str:
        """A role's figure as an expression in `t`; empty where it is not told."""
        if role in self.roles.columns:
            return f"{self.draft.values(self.roles.columns[role], role)}[t]"
        if role not in self.roles.scalars:
            return ""
        datum = self.roles.scalars[role]
        per = 1.0
        if role.endswith("_cost") and "thousand" in datum.nearby and self.scale == 1000.0:
            per = 0.001
        return self.draft.scalar(datum, role, per)

    def line(self, role: str) -> int:
        """The line that a role comes from."""
        if role in self.roles.columns:
            return self.roles.columns[role].lines[0]
        return self.roles.scalars[role].line


def _scale(case: Case, roles: _Roles) -> float:
    """1000 where quantities are told in thousands: "26 thousand litres"."""
    del case
    texts = [datum.number.text.lower() for datum in roles.demand.cells.values()]
    return 1000.0 if all("thousand" in text for text in texts) else 1.0


def _template(case: Case, roles: _Roles) -> Draft:
    model = _Template(case, roles)
    draft = model.draft
    for clash in roles.clash:
        draft.doubt(0.5, clash)
    demand = draft.values(roles.demand, "demand")
    order = draft.variable("order", (model.periods,), meaning="ordered or made in the period")
    stock = draft.variable("stock", (model.periods,), meaning="in stock at the end of the period")
    arriving = _arrivals(model, order)
    initial = model.value("initial")
    carried = f"sum({stock}[u] for u in {model.periods} if u == t - 1)"
    start = f" + ({initial} if t == {model.first} else 0)" if initial else ""
    if not initial:
        _cover_empty_start(draft)
        draft.assumptions.append("Nothing is in stock at the beginning.")
    costs = []
    short = ""
    if "shortage_cost" in {*roles.scalars, *roles.columns}:
        short = draft.variable("unmet", (model.periods,), meaning="demand that is not met in time")
        costs.append(f"{model.value('shortage_cost')} * {short}[t]")
    waiting = _waits(case)
    met = f"{demand}[t]"
    if short and waiting:
        before = f"sum({short}[u] for u in {model.periods} if u == t - 1)"
        met += f" + {before} - {short}[t]"
    elif short:
        met += f" - {short}[t]"
    draft.constrain(
        "balance",
        f"{stock}[t] == {carried}{start} + {arriving} - ({met})",
        f"t in {model.periods}",
        line=roles.demand.lines[0],
        meaning="what is left is what there was and what arrives, less the demand that is met",
    )
    if short and not waiting:
        lost = draft.line_of("lost", "forfeit", "not carried", "shortfall", "unmet")
        draft.constrain(
            "unmet_at_most_demand",
            f"{short}[t] <= {demand}[t]",
            f"t in {model.periods}",
            line=lost,
        )
        kept = [datum for role, datum in roles.special if role == "stock_least"]
        if kept:
            draft.questions.append((draft.constraints[-1].name, _refusal(case, kept[0])))
    _limits(model, order, stock)
    costs += _costs(model, order, stock)
    draft.optimize(
        Sense.MINIMIZE, f"sum({' + '.join(costs)} for t in {model.periods})", "total cost"
    )
    draft.assumptions.append("Costs of holding stock fall due on what is left at a period's end.")
    draft.doubt(0.05, "when stock is counted was taken for granted")
    return draft


def _cover_empty_start(draft: Draft) -> None:
    """Lines without another figure that say there is nothing in stock at first."""
    for line in draft.case.lines:
        own = {token.stem for token in line.tokens if token.is_word}
        empty = {token.lower for token in line.tokens} & {
            "no",
            "nothing",
            "zero",
            "empty",
            "without",
        }
        figures = [t for t in line.tokens if t.number is not None and t.number.value > 1]
        if empty and not figures and own & (_HOLD | _ROOM) and own & (_INITIAL - stems("hand")):
            draft.covered.add(line.index)


def _refusal(case: Case, kept: Datum) -> Question:
    """A least stock may be reached by turning demand away, which the words leave open."""
    return Question(
        text="May demand be turned away to keep this stock, and what if even that is not enough?",
        quote=case.quote(kept.line),
    )


def _waits(case: Case) -> bool:
    """Whether unmet demand is met later."""
    lost = case.mentions("lost", "forfeited", "not carried forward", "not be carried forward")
    return not lost and case.mentions(
        "backlog",
        "backlogged",
        "backorder",
        "backordered",
        "backorders",
        "met later",
        "back - ordered",
        "carried over to",
    )


def _arrivals(model: _Template, order: str) -> str:
    if "lead_time" not in model.roles.scalars:
        if not model.case.mentions("immediately", "instantaneously", "same period", "same week"):
            model.draft.assumptions.append("What is ordered or made in a period serves its demand.")
        return f"{order}[t]"
    lead = model.value("lead_time")
    return f"sum({order}[u] for u in {model.periods} if u == t - {lead})"


def _limits(model: _Template, order: str, stock: str) -> None:
    draft, roles = model.draft, model.roles
    changed: dict[str, list[Datum]] = {}
    for role, datum in roles.special:
        changed.setdefault(role, []).append(datum)
    for role, left, sign in (("least", order, ">="), ("most", order, "<="), ("room", stock, "<=")):
        value = model.value(role)
        if value:
            draft.constrain(
                f"{role}_of_{left}",
                f"{left}[t] {sign} {value}",
                f"t in {model.periods}",
                line=model.line(role),
            )
    signs = {
        "most": (order, "<="),
        "least": (order, ">="),
        "stock_least": (stock, ">="),
        "stock_most": (stock, "<="),
    }
    for role, data in changed.items():
        left, sign = signs[role]
        for datum in data:
            value = draft.scalar(datum, f"{role}_in_one_period")
            thing = next(t for t in datum.things if t.kind is roles.period)
            period = draft.member(roles.period, thing.place)
            draft.constrain(
                f"{role}_in_one_period", f"{left}[{period}] {sign} {value}", line=datum.line
            )


def _costs(model: _Template, order: str, stock: str) -> Sequence[str]:
    draft = model.draft
    costs = []
    unit = model.value("order_cost")
    if unit:
        costs.append(f"{unit} * {order}[t]")
    holding = model.value("holding_cost")
    if holding:
        costs.append(f"{holding} * {stock}[t]")
    setup = model.value("setup_cost")
    if setup:
        made = draft.variable("made", (model.periods,), Domain.BINARY, meaning="1 if anything is")
        demand = next(p.name for p in draft.parameters if p.name.startswith("demand"))
        draft.constrain(
            "set_up_where_made",
            f"{order}[t] <= sum({demand}[u] for u in {model.periods}) * {made}[t]",
            f"t in {model.periods}",
            line=model.line("setup_cost"),
        )
        costs.append(f"{setup} * {made}[t]")
    return costs


FAMILY: Final = Family(
    name="stock over periods",
    roles={
        "demand": "for each period",
        "order, holding, set-up, shortage cost": "one figure each, or one for each period",
        "initial stock, lead time, room": "optional figures",
        "least and greatest order": "optional; changed for single periods",
    },
    fill=_fill,
    understood=rules(
        "unmet lost",
        "not carried",
        "continuous quantities",
        "meet demand",
        "demand met",
        "demand satisfied",
        "satisfy demand",
        "nothing stock",
    ),
)
