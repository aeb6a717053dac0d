"""Aggregate planning: a workforce that is hired and released, overtime, and stock, over periods.

The linear form of Holt, Modigliani, Muth and Simon (1960) as textbooks give it: Hanssmann and Hess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.horizon import demand_by_period
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.marked import number_at, words_not_figures
from optimoot.agents.archetypes.remainder import (
    bare_lines,
    doubt_remainder,
    explain_horizon,
    explain_sizes,
)
from optimoot.agents.archetypes.surroundings import after, before, left_over
from optimoot.agents.archetypes.told_periods import read_horizon
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_WORKER: Final = (
    r"(?:workers?|employees?|staff|operators?|workforce|labou?rers?|people|men|hands|bakers?|"
    r"sewers|technicians?|craftsmen|weavers?|joiners?|assemblers?|machinists?|persons?|"
    r"carpenters?|pickers?|packers?|painters?|welders?|fitters?|masons?|mechanics?|tailors?|"
    r"seamstress(?:es)?|gardeners?|harvesters?|helpers?|potters?|printers?|drivers?|guides?|"
    r"agents?|clerks?|somebody|someone|colleagues?|crew members?|team members?)"
)
_PERIOD: Final = r"(?:months?|weeks?|quarters?|periods?|days?|years?|seasons?)"
_HIRE: Final = re.compile(
    r"\b(?:hir\w+|recruit\w*|taking on|takes? on|taken on|new workers?|engag\w+|employing|"
    r"bring(?:ing|s)? in|brought in|adding an?)\b"
)
_FIRE: Final = re.compile(
    r"\b(?:fir(?:e|es|ed|ing)|lay\w*(?: \w+){0,2} off|laid off|laying off|layoffs?|lay ?-? ?offs?|"
    r"dismiss\w*|sack\w*|releas\w+|sever\w+|"
    r"let(?:ting)? (?:\w+ ){0,2}?go|discharg\w+|send(?:ing|s)? (?:\w+ ){1,2}(?:home|away))\b"
)
_OVERTIME: Final = re.compile(r"\bover ?-? ?time\b")
_MONEY: Final = re.compile(
    r"\b(?:costs?|paid|pays?|wages?|salar\w+|price|earns?|rate of|euros?|dollars?|pounds?)\b|[$€£]"
)
_STOCK: Final = re.compile(
    r"\b(?:inventor\w+|stocks?|stored?|storing|storage|keep\w*|held|hold\w*|warehous\w*|carry\w*|"
    r"in hand|on hand)\b"
)
_BEGIN: Final = re.compile(
    r"\b(?:initial\w*|at the (?:start|beginning|outset)|beginning|currently|now|starts?|starting|"
    r"begins?|opening|present\w*|"
    r"has|have|employs?|today|at present|at the moment|right now|before|there are)\b"
)
_MAKES: Final = re.compile(
    r"\b(?:makes?|produc\w+|output|finish\w*|assembl\w+|turns? out|builds?|complet\w+|capacity|"
    r"sews?|weaves?|packs?|bakes?|picks?|manages?|handles?|harvests?|serves?)\b"
)
_AT_MOST: Final = re.compile(
    r"\b(?:at most|up to|maximum|max|limit\w*|no more than|not more than|most)\b"
)
_HOURS: Final = re.compile(r"\bhours?\b")
_EACH: Final = re.compile(
    rf"\b(?:per|each|every|a|an|one) {_WORKER}\b|\b{_WORKER} (?:can|may|makes?|works?|could)\b"
)
_WORKS: Final = re.compile(r"\b(?:works?|working|available|regular(?: time)?)\b")
_TAKES: Final = re.compile(r"\b(?:takes?|needs?|requir\w+|labou?r (?:hours|content))\b")
_MATERIAL: Final = re.compile(r"\b(?:materials?|raw)\b")
_FINAL: Final = re.compile(r"\b(?:end of|final\w*|at the end|last)\b")
_WAGE: Final = re.compile(r"\b(?:paid|wages?|salar\w+|earn(?:s|ing)?|pay|regular|labou?r costs?)\b")
_OTHER: Final = re.compile(
    r"\b(?:subcontract\w*|outsourc\w*|back ?-? ?(?:orders?|log\w*|ordered)(?! (?:is|are) not)|"
    r"lost sales|train\w*|apprentic\w*|shifts?|under ?-? ?time|idle|"
    r"products? [a-z]\b.*\bproducts? [a-z]\b)\b"
)
_NO_STOCK: Final = re.compile(
    r"\b(?:cannot|can't|can not|must not|may not) be (?:stored|kept|held|put by)\b|"
    r"\b(?:must|has to|have to) be [a-z]+ when (?:it is|they are) ripe\b|"
    r"\bno stock can be (?:kept|held)\b"
)
"""What says that nothing made in one period serves another."""
_MEANS: Final = (
    _NO_STOCK.pattern,
    r"\b(?:none|nothing) (?:is |are )?(?:in stock|in store|at hand|on hand)"
    r"(?: (?:today|now|yet|at (?:first|the (?:start|beginning))))?\b",
    r"\bno (?:orders?|deliver(?:y|ies)|demand) (?:may|must|can) be (?:delivered |met )?late\b",
    r"\bbefore (?:(?:week|month|day|quarter|year|season) 1|the first \w+|the season)\b",
    r"\bwhich plan costs? (?:the )?least\b|\bwhether there is work or not\b",
    r"\b(?:must|has to|have to|will) (?:ship|deliver|make|supply|finish|pick|pack|hand over)\b",
    r"\b(?:there are |and )?(?:no|none) (?:[a-z]+ )?(?:is|are)? ?in (?:stock|store)"
    r"(?: on \d+ [a-z]+)?\b",
    r"\b[a-z]+ (?:finished|made|packed|built|produced) (?:ahead of|before) [a-z]+(?: [a-z]+)?\b",
    r"\b(?:all )?(?:the )?demands? (?:must|has to|have to|should)(?: all| always)? be (?:met|"
    r"satisfied|fulfilled|covered)"
    r"(?: (?:on time|in full|in (?:each|every) \w+|without delay|when it occurs|in the \w+ it "
    r"occurs))*",
    r"\b(?:shortages?|back ?-? ?orders?|back ?-? ?log\w*|delays?|stock ?-? ?outs?|"
    r"backordering)(?: and \w+)? (?:is|are) not (?:allowed|permitted|possible)\b|"
    r"\bno (?:shortages?|back ?-? ?orders?|back ?-? ?log\w*|delays?|stock ?-? ?outs?)(?: \w+)?(?: "
    r"(?:is|are) (?:allowed|permitted))?\b|\bwithout (?:shortages?|delay|back ?-? ?orders?)\b",
    r"\b(?:and |has |with )?(?:no|zero|nothing in|empty) (?:initial |opening |starting "
    r")?(?:stocks?|inventory|warehouse|stores?)(?: (?:at the (?:start|beginning)|initially))?\b",
    r"\bthere is no overtime\b|^no overtime(?: is (?:possible|allowed|worked))?\b",
    r"\b(?:the )?(?:stock|inventory|warehouse|store) is empty(?: now)?(?: at the (?:start|"
    r"beginning))?\b",
    r"\bfrom one \w+ to (?:the )?(?:next|another|following)(?: one)?\b|\b(?:in|for|into|until) "
    r"the next(?: \w+)?\b|\bthe next (?:\w+ )?(?=months|weeks|quarters|periods|days|years|seasons)",
    r"\bnext\b(?= (?:\w+ )?(?:months|weeks|quarters|periods|days|years|seasons))",
    r"\b(?:at most|up to|no more than|not more than|maximum(?: of)?|limited to|most)\b(?= \d)",
    r"\b(?:extra|additional|more)\b(?= (?:cost|pay|units?|\w+s\b|per|hours?))|"
    r"\bovertime[^.;,]{0,30}\bextra\b",
    r"\b(?:can|may|could) (?:also )?(?:be )?(?:hired?|fired?|dismiss\w*|laid off|recruit\w*|"
    r"released?|change\w*|work|make|produce)"
    r"(?: (?:or|and) (?:be )?(?:hired?|fired?|dismiss\w*|laid off|released?|lay off))?",
    r"\b(?:hired|hiring|hire|recruited) (?:or|and) (?:fired?|firing|dismiss\w*|laid off|released?|"
    r"laying off)\b",
    r"\b(?:at|before) the (?:beginning|start) of (?:each|every|a|the) \w+\b|\bend of (?:each|"
    r"every|a|the) \w+\b|\bafter (?:each|every) \w+\b",
    r"\b(?:minimum|least|lowest|smallest|total) (?:possible )?(?:total )?costs?\b|\bas \w+ as "
    r"possible\b",
    r"\b(?:needs?|requires?|takes?) \d[\d.]* (?:labou?r |working |man ?-? ?)?hours?\b|\bon time\b|"
    r"\bremaining\b(?= (?:in|stock))|\bleft over\b",
    r"\b(?:whole|integer|integral)\b",
    r"\bcurrently\b|\bone (?:month|week|quarter|period)\b(?= (?:costs|to))|\bor\b(?= (?:fired|"
    r"dismissed|laid|released|firing))",
    r"\b(?:labou?r )?hours? (?:are )?required\b|\beach (?:other )?\w+ requires\b",
)


@dataclass(frozen=True)
class _Roles:
    demand: tuple[Number, ...]
    demand_lines: tuple[int, ...]
    frame: Frame | None
    told: dict[str, Number]
    total_overtime: bool


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.problem.tables or not (_HIRE.search(text) and _FIRE.search(text)):
        return None
    if _OTHER.search(text) or not re.search(rf"\b{_WORKER}\b", text):
        return None
    if case.goal is not None and case.goal.sense is not Sense.MINIMIZE:
        return None
    roles = _roles(case)
    if roles is None:
        return None
    draft = _template(case, roles)
    if roles.frame is not None:
        draft.explain(dict.fromkeys(roles.frame.naming, "names a period"))
    named = [n.id for n in case.problem.numbers if n.id in case.explained]
    draft.explain(words_not_figures(case))
    horizon = read_horizon(case)
    if horizon is not None:
        naming = (number_at(case, mark).id for mark in horizon.naming)
        draft.explain(dict.fromkeys(naming, "names a period"))
    draft.explain(dict.fromkeys((k for k in named if k not in draft.used), "names a member"))
    explain_sizes(draft, len(roles.demand))
    explain_horizon(draft, len(roles.demand))
    data = bare_lines(draft, roles.demand_lines, ())
    doubt_remainder(draft, _MEANS, (), data=data)
    return draft


def _roles(case: Case) -> _Roles | None:
    frames = find_frames(case)
    found = demand_by_period(case, frames, set()) or _told_demand(case)
    if found is None or len(frames) > 1:
        return None
    demand, lines, frame = found
    taken = {n.id for n in demand} | (frame.naming if frame is not None else set())
    taken |= set(words_not_figures(case))
    horizon = read_horizon(case)
    taken |= {number_at(case, mark).id for mark in horizon.naming} if horizon is not None else set()
    taken |= {key for key in case.explained if not _is_figure(case, key)}
    told: dict[str, Number] = {}
    for number in left_over(case, taken):
        role = _role(case, number)
        if role == "period":
            continue
        if not role or role in told:
            return None
        told[role] = number
    if not {"workers", "hire", "fire"} <= set(told) or not {"wage", "rate", "hours"} & set(told):
        return None
    if ("rate" in told) == ("hours" in told and "hours_each" in told):
        return None
    if ("overtime_most" in told) and "overtime_cost" not in told:
        return None
    total = "overtime_most" in told and not _EACH.search(_sentence(case, told["overtime_most"]))
    return _Roles(demand, lines, frame, told, total)


def _told_demand(
    case: Case,
) -> tuple[tuple[Number, ...], tuple[int, ...], Frame | None] | None:
    """The only figures that prose tells for all periods: "it must ship 40, 50 and 60 desks"."""
    horizon = read_horizon(case)
    if horizon is None or len(horizon.runs) != 1 or horizon.letters[0] != "n":
        return None
    lines = [
        sentence.line
        for sentence, text in zip(horizon.sentences, horizon.texts, strict=True)
        if "@r0" in text
    ]
    return horizon.runs[0], tuple(lines), None


def _is_figure(case: Case, key: str) -> bool:
    """Whether a Number that was taken for a name or a count has a role of its own after all."""
    number = next(n for n in case.problem.numbers if n.id == key)
    return bool(_role(case, number)) and not number.text.isalpha()


def _sentence(case: Case, number: Number) -> str:
    for line in case.lines:
        if line.start <= number.start < line.start + len(line.quote):
            return line.lower
    return ""


def _role(case: Case, number: Number) -> str:
    """What a figure is, from its own clause, else from its sentence; empty where that is open."""
    leading = re.split(r"[,;]| and (?!\w+ing\b\s*$)", before(case, number))[-1]
    following = re.split(r"[,;]|\band\b|\bbut\b", after(case, number))[0]
    own = f"{leading} {following}"
    whole = _sentence(case, number)
    if re.search(rf"\b{_PERIOD} ?: ?$", leading):
        return "period"
    if re.match(rf"{_PERIOD}\b", following) and number.text.isalpha():
        return "period"
    entry = leading.rstrip().endswith(":") and (_HIRE.search(own) or _FIRE.search(own))
    money = bool(entry) or bool(_MONEY.search(own)) or number.kind is NumberKind.MONEY
    if _OVERTIME.search(own) or (_OVERTIME.search(whole) and not _is_other(own)):
        if money or re.search(r"\b(?:at|for) $", leading):
            return "overtime_cost"
        return "overtime_most" if _AT_MOST.search(own) or _AT_MOST.search(whole) else ""
    return _money_role(own, following) if money else _plain_role(own, whole, following)


def _is_other(own: str) -> bool:
    """Whether a clause speaks of something else than overtime."""
    patterns = (_HIRE, _FIRE, _STOCK, _WAGE, _BEGIN, _MATERIAL)
    return any(pattern.search(own) for pattern in patterns)


def _money_role(own: str, following: str) -> str:
    if _HIRE.search(own):
        return "" if _FIRE.search(own) else "hire"
    if _FIRE.search(own):
        return "fire"
    if _MATERIAL.search(own):
        return "material"
    if _STOCK.search(own):
        return "hold"
    if _WAGE.search(own) or re.search(rf"\b{_WORKER}\b", own):
        return "" if _HOURS.search(following) else "wage"
    return ""


def _plain_role(own: str, whole: str, following: str) -> str:
    workers = re.search(rf"\b{_WORKER}\b", own)
    if _FINAL.search(own) and _STOCK.search(own):
        return "final_stock"
    if _STOCK.search(own) and (_BEGIN.search(own) or _BEGIN.search(whole)):
        return "stock"
    if re.match(r"(?:\w+ )?hours?\b", following) and _WORKS.search(own) and not _TAKES.search(own):
        return "hours"
    if _HOURS.search(following) and _TAKES.search(own):
        return "hours_each"
    if re.match(rf"(?:\w+ )?{_WORKER}\b", following) or (workers and not following.strip()):
        return "workers" if _BEGIN.search(own) or _BEGIN.search(whole) else ""
    if _MAKES.search(own) and (workers or re.search(rf"\b{_WORKER}\b", whole)):
        return "rate"
    return ""


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "workforce over periods")
    draft.covered.update(roles.demand_lines)
    span = tuple(range(1, len(roles.demand) + 1))
    periods = draft.set_with("periods", span, "in order")
    need = draft.given(
        "demand", (periods,), [((t,), n) for t, n in zip(span, roles.demand, strict=True)]
    )
    told = {name: draft.given(name, (), [((), number)]) for name, number in roles.told.items()}
    domain = domain_of(draft, Kind("products"))
    index = (periods,)
    staff = draft.variable("staff", index, Domain.INTEGER, meaning="workers in the period")
    hired = draft.variable("hired", index, Domain.INTEGER, meaning="workers hired")
    released = draft.variable("released", index, Domain.INTEGER, meaning="workers released")
    made = draft.variable("made", index, domain, meaning="what is made")
    stock = draft.variable("kept", index, domain, meaning="stock at the end of the period")
    change = f"{hired}[t] - {released}[t]"
    draft.constrain("staff_first", f"{staff}[1] == {told['workers']} + {hired}[1] - {released}[1]")
    draft.constrain(
        "staff_next", f"{staff}[t] == {staff}[t - 1] + {change}", f"t in {periods} if t > 1"
    )
    opening = told.get("stock", "0")
    draft.constrain("stock_first", f"{stock}[1] == {opening} + {made}[1] - {need}[1]")
    draft.constrain(
        "stock_next",
        f"{stock}[t] == {stock}[t - 1] + {made}[t] - {need}[t]",
        f"t in {periods} if t > 1",
        line=roles.demand_lines[0],
    )
    if "final_stock" in told:
        draft.constrain("final_stock", f"{stock}[{span[-1]}] >= {told['final_stock']}")
    by_hours = "hours" in told
    use = f"{told['hours_each']} * {made}[t]" if by_hours else f"{made}[t]"
    room = f"{told['hours' if by_hours else 'rate']} * {staff}[t]"
    terms = [f"{told['hire']} * {hired}[t]", f"{told['fire']} * {released}[t]"]
    if "overtime_cost" in told:
        over = draft.variable("overtime", index, meaning="overtime, in hours or in what it makes")
        room = f"{room} + {over}[t]"
        terms.append(f"{told['overtime_cost']} * {over}[t]")
        if "overtime_most" in told:
            each = "" if roles.total_overtime else f" * {staff}[t]"
            draft.constrain(
                "overtime_most", f"{over}[t] <= {told['overtime_most']}{each}", f"t in {periods}"
            )
    draft.constrain("what_can_be_made", f"{use} <= {room}", f"t in {periods}")
    terms += [f"{told['wage']} * {staff}[t]"] if "wage" in told else []
    terms += [f"{told['hold']} * {stock}[t]"] if "hold" in told else []
    terms += [f"{told['material']} * {made}[t]"] if "material" in told else []
    draft.optimize(Sense.MINIMIZE, f"sum({' + '.join(terms)} for t in {periods})", "total cost")
    if _NO_STOCK.search(case.lower):
        draft.constrain("nothing_kept", f"{stock}[t] == 0", f"t in {periods}")
    elif "hold" not in told:
        draft.doubt(_UNSAID, "no cost of keeping stock is told")
    if "wage" not in told:
        draft.doubt(_UNSAID, "no wage is told")
    return draft


_UNSAID: Final = 0.3

FAMILY: Final = Family(
    name="workforce over periods",
    roles={
        "demand": "of each period",
        "workers": "at the beginning; what each makes, or hours and hours of each product",
        "costs": "of hiring, releasing, wages, stock, overtime, material",
    },
    fill=_fill,
    means=re.compile(
        r"\b(?:hire|hiring|dismiss|stock|overtime|shortage|backlog|backorder|ripe|"
        r"whether there is work|[Nn]o order may be)"
    ),
)
