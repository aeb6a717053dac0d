"""Buying, keeping and selling over periods told in prose: a warehouse of one good, a battery.

The warehouse problem of Cahn (1948): prices change by the period, what is bought cheaply is kept
and sold dearly. Part of what is bought may get lost on its way into the store.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.asked import asked_sense
from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.told_stock_words import BOUNDED, OTHER, STORE, bound_of
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.marked import (
    Told,
    doubt_left,
    number_at,
    told_in,
    words_not_figures,
)
from optimoot.agents.archetypes.told_periods import NOUN, Horizon, read_horizon
from optimoot.agents.archetypes.told_units import has_mixed_units, is_measured, period_nouns
from optimoot.formulation import Sense
from optimoot.problem import Number

_IN: Final = re.compile(
    r"\b(?:buy\w*|bought|purchas\w+|tak(?:e|es|ing|en) (?:in\b|up to|at most|from|#)|charg\w+|"
    r"pump(?:s|ed|ing)?|fill\w*|fed in|inject\w*|put in\w*|stored?|from the)\b"
)
_OUT: Final = re.compile(
    r"\b(?:sell\w*|sold|sales?|send\w*|discharg\w+|releas\w+|turbines?|withdr\w+|taken out|"
    r"generat\w+|hand\w* out|feed\w* (?:back|out)|to the)\b"
)
_PRICE: Final = re.compile(r"\b(?:pric\w+|costs?|worth|rates?|at|for|quoted)\b")
_ROOM: Final = re.compile(
    r"\b(?:can|may|could) (?:hold|keep|store|contain|take)\b|\b(?:capacity|room|space)\b|"
    r"\b(?:silo|warehouse|store|tank|battery|reservoir|shed|depot|lake|cellar|granary)s? "
    r"(?:for|of) #"
)
_OPENING: Final = re.compile(
    r"\b(?:starts?|begins?|holds?|contains?|has|have|there (?:is|are)|in (?:it|stock)|now|"
    r"initial\w*|already)\b"
)
_LAST: Final = r"(?:the )?(?:end|close)(?: of)?"
_LOST: Final = re.compile(r"\b(?:lost|loses?|loss|leaks?|wasted)\b")
_EACH_END: Final = re.compile(rf"\b(?:each|every|any|a|an|one|per) {NOUN}\b")
_OTHER: Final = re.compile(
    r"\b(?:demands?|orders?|custom(?:er|ers)|must (?:supply|deliver)|hire|discounts?|tax\w*|fees?|"
    r"degrad\w+|cycles?|spoil\w*|perish\w*)\b"
)
_ODD: Final = re.compile(
    r"~\w+|\b(?:free|shut|closed|alternat\w*|average|same|either|opening stock|"
    r"at the (?:start|beginning) of)\b"
)
_MEANS: Final = (
    r"\b(?:at which )?(?:[a-z]+ )?(?:can|may) (?:both )?(?:buy and sell|be bought and sold)\b",
    r"\b(?:whether|either|both) (?:bought|buying) (?:and|or) (?:sold|selling)\b|"
    r"\bfor both\b",
    rf"\b(?:after|at the end of) (?:~\d+|the {NOUN}s)(?: the [a-z]+)? (?:may|can) be empty\b",
    r"\bempty (?:at (?:the )?(?:start|beginning|first|outset)|now|to begin with)\b",
    r"\b(?:what is )?the most (?:that )?(?:she|he|it|they|[a-z]+)(?= can)",
    r"\b(?:in|during|for|per|at the end of|at the) ?\b(?:any|each|every|one|a|an|any one) "
    rf"{NOUN}\b",
    rf"\b(?:over|for|in|during|of) the (?:next|coming|following) {NOUN}s\b",
    r"\b(?:in|for|during|of) (?:the )?~all\b",
    r"\b(?:reach(?:es)?|arrives?|flows?|goes|gets?|is sold|can be sold)?(?: [a-z]+){0,3} without "
    r"(?:any )?(?:loss|losses)\b|\bno (?:losses|loss|energy is lost)[^.;]*",
    r"\b(?:must|has to|have to|should) (?:again |still |at the end )?"
    r"(?:hold|contain|have|be left|be in|be|keep)(?: (?:in|left))?\b",
    r"\b(?:may|can|could) (?:buy|sell|hold|keep|store|take|send|be (?:bought|sold|stored|kept))\b",
    r"\b(?:greatest|largest|highest|maximum|most|best)(?: possible)?(?: total)? (?:profit|revenue|"
    r"money|gain|sum|amount|margin|surplus|income)\b|\bmaximi[sz]\w+\b|\bat (?:the )?most(?= \?)",
    r"\bless (?=what|the|purchases|costs|all)|\bminus\b|\bas (?:much|large|high) as possible\b",
    rf"\b(?:from one {NOUN} to the next|in stock|again|at once)\b",
)


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or asked_sense(case) is not Sense.MAXIMIZE or _OTHER.search(case.lower):
        return None
    horizon = read_horizon(case)
    if horizon is None or has_mixed_units(horizon.texts) or len(period_nouns(horizon.texts)) > 1:
        return None
    found = _roles(case, horizon)
    if found is None or not {"buy", "sell", "room"} <= set(found):
        return None
    draft = _template(case, horizon, {name: numbers for name, (_, numbers) in found.items()})
    draft.explain({number_at(case, mark).id: "names a period" for mark in horizon.naming})
    draft.explain(words_not_figures(case))
    marks = {name: told.mark for name, (told, _) in found.items()}
    left = [_remove(text, marks, horizon.size) for text in horizon.texts]
    doubt_left(draft, horizon.sentences, left, _ODD)
    return draft


def _roles(case: Case, horizon: Horizon) -> dict[str, tuple[Told, tuple[Number, ...]]] | None:
    """The role of every figure; None where one has none, or two figures have the same."""
    found: dict[str, tuple[Told, tuple[Number, ...]]] = {}
    for index, text in enumerate(horizon.texts):
        for told in told_in(text, index):
            if told.mark in horizon.naming:
                continue
            if told.letter == "r":
                numbers = horizon.runs[int(told.mark[2:])]
                names = _prices(told, horizon)
            else:
                numbers = (number_at(case, told.mark),)
                names = [_role(told, text, horizon.size)]
            for name in names:
                if not name or name in found:
                    return None
                found[name] = (told, numbers)
            if not names:
                return None
    return found


def _prices(told: Told, horizon: Horizon) -> list[str]:
    """Whether prices by period are for buying, for selling or for both."""
    if horizon.letters[int(told.mark[2:])] != "m" or bound_of(told):
        return []
    clause = f"{told.left} #"
    bought = max(
        (m.start() for m in re.finditer(r"\b(?:buy\w*|bought|purchas\w+)\b", clause)), default=-1
    )
    sold = max((m.start() for m in re.finditer(r"\b(?:sell\w*|sold|sales?)\b", clause)), default=-1)
    if bought < 0 and sold < 0:
        return ["buy", "sell"] if _PRICE.search(clause) else []
    if (
        bought >= 0
        and sold >= 0
        and re.search(r"\b(?:bought|buy) (?:and|or) (?:sold|sell)", clause)
    ):
        return ["buy", "sell"]
    return ["buy"] if bought > sold else ["sell"]


def _role(told: Told, text: str, size: int) -> str:
    own, bound = told.own, bound_of(told)
    if OTHER.search(own):
        return ""
    if told.letter == "m":
        return "holding" if re.search(STORE, own) and not bound else ""
    if told.letter == "p":
        lost = _LOST.search(own)
        side = (
            "out" if re.search(r"\b(?:sold|sales|taken out|discharg\w+|withdrawn)\b", own) else "in"
        )
        kept = re.search(
            r"\b(?:stored|ends? up|arrives?|reach\w*|kept|gets? (?:in|through)|usable)\b", own
        )
        if bool(lost) == bool(kept) or bound not in ("", "most") or side == "out":
            return ""
        return "lost" if lost else "kept"
    if told.letter != "n":
        return ""
    name = _amount(told, own, bound, size)
    return name if _EACH_END.search(text) or name not in ("most_in", "most_out") else ""


def _amount(told: Told, own: str, bound: str, size: int) -> str:
    """What a quantity is: room, stock at the beginning or the end, a limit of a period."""
    ends_with = (
        rf"(?:after|at the end of|by the end of) (?:the )?(?:~{size}(?!\d)|{NOUN}s)|"
        r"\b(?:in|at) the end\b"
    )
    near = f"{told.left} # {told.right}"
    if bound in ("least", "exact"):
        ends = re.search(ends_with, near) and not _EACH_END.search(own)
        return f"final_{bound}" if ends else ""
    if bound == "most" and _ROOM.search(own) and not _EACH_END.search(own):
        return "room"
    if bound == "most":
        into, out = _IN.search(own), _OUT.search(own)
        if re.search(r"\b(?:pump|take|draw|let)s? out\b", own):
            return "most_out"
        if re.search(r"\bbuy|\bpump|\bcharg|\bpurchas", own):
            return "most_in"
        if re.search(r"\bsell|\bturbine|\bdischarg|\bsend|\bsold", own):
            return "most_out"
        if re.search(r"\b(?:hold|keep|store|stock|room|stored|kept)\b", own):
            return "room"
        return "" if bool(into) == bool(out) else ("most_in" if into else "most_out")
    if _ROOM.search(own):
        return "room"
    labels = set(re.findall(r"~\w+", own))
    opening = _OPENING.search(own)
    return "initial" if opening and labels <= {"~1"} else ""


def _template(case: Case, horizon: Horizon, roles: dict[str, tuple[Number, ...]]) -> Draft:
    draft = Draft(case, "buying and selling over periods")
    span = tuple(range(1, horizon.size + 1))
    periods = draft.set_with("periods", span, "in order")
    each = f"t in {periods}"
    told = {}
    for name, numbers in roles.items():
        if name in ("buy", "sell"):
            keys: list[tuple[int, ...]] = [(t,) for t in span]
            entries = list(zip(keys, numbers, strict=True))
            told[name] = draft.given(f"{name}_price", (periods,), entries)
        else:
            told[name] = draft.given(name, (), [((), numbers[0])])
    domain = domain_of(draft, Kind("goods"), measured=is_measured(horizon.texts))
    bought = draft.variable("bought", (periods,), domain, meaning="bought in the period")
    sold = draft.variable("sold", (periods,), domain, meaning="sold in the period")
    stock = draft.variable("stock", (periods,), domain, meaning="in store at the period's end")
    share = {"kept": "0.01 * {} * ", "lost": "(1 - 0.01 * {}) * "}
    comes = next((share[n].format(told[n]) for n in share if n in told), "")
    before = f"sum({stock}[u] for u in {periods} if u == t - 1)"
    if "initial" in told:
        before += f" + ({told['initial']} if t == 1 else 0)"
    else:
        draft.assumptions.append("Nothing is in store at the beginning.")
    draft.constrain("balance", f"{stock}[t] == {before} + {comes}{bought}[t] - {sold}[t]", each)
    draft.constrain("room_kept", f"{stock}[t] <= {told['room']}", each)
    for name, what in (("most_in", bought), ("most_out", sold)):
        if name in told:
            draft.constrain(f"{name}_kept", f"{what}[t] <= {told[name]}", each)
    for name, sign in (("final_least", ">="), ("final_exact", "==")):
        if name in told:
            draft.constrain(name, f"{stock}[{span[-1]}] {sign} {told[name]}")
    cost = f" - {told['holding']} * {stock}[t]" if "holding" in told else ""
    gain = f"{told['sell']}[t] * {sold}[t] - {told['buy']}[t] * {bought}[t]{cost}"
    draft.optimize(Sense.MAXIMIZE, f"sum({gain} for {each})", "what is earned")
    prices = zip(roles["buy"], roles["sell"], strict=True)
    if any(sell.value > buy.value for buy, sell in prices):
        draft.doubt(_ORDER, "whether goods may be bought and sold in one period is not told")
    return draft


_ORDER: Final = 0.5


def _remove(text: str, marks: dict[str, str], size: int) -> str:
    """What is left of a sentence without comparisons of known figures and known phrases."""
    known = set(marks.values())
    text = BOUNDED.sub(lambda m: " " if m.group(1) in known else m.group(), text)
    own = {name for name, mark in marks.items() if re.search(rf"{mark}(?!\d)", text)}
    if "initial" in own:
        text = re.sub(r"\b(?:on|at) the start of ~1(?!\d)|\bat (?:first|midnight)\b", " ", text)
    if own & {"final_least", "final_exact"}:
        text = re.sub(
            rf"\b(?:after|by|at) (?:{_LAST} )?(?:the )?(?:~{size}(?!\d)|{NOUN}s)", " ", text
        )
    if own & {"kept", "lost"}:
        text = re.sub(r"\b(?:only|lost|loses?)\b", " ", text)
    for phrase in _MEANS:
        text = re.sub(phrase, " ", text)
    return text


FAMILY: Final = Family(
    name="buying and selling over periods",
    roles={
        "prices": "for each period, of buying and of selling or one for both",
        "room": "of the store; stock at the beginning, at the end; cost of keeping",
        "limits": "on what is bought and sold in a period; share that is kept",
    },
    fill=_fill,
    means=re.compile(""),
)
