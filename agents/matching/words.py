"""Closed classes of words that tell what a figure does: stems, never nouns of any one problem."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin.text import stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


SUPPLY: Final = _stems(
    "available availability has have had budget only supply stock capacity limit limited can could "
    "hand at-hand own owns store up maximum most afford spare room gets get come receive provides "
    "spend hold holds inventory reserve remaining left keep grant allot"
)
DEMAND: Final = _stems(
    "must need needs required require requirement demand order orders minimum least deliver "
    "promised pledged booked contract guarantee obligation satisfy meet quota target "
    "should call wants"
)
PROFIT: Final = _stems(
    "profit earn earnings margin contribute contribution gain yield benefit raise make"
)
REVENUE: Final = _stems("sell sells sold price revenue sales income fetch bring")
COST: Final = _stems(
    "cost costs pay paid wage salary fee rent buy purchase expense expenditure spend price charge "
    "expensive cheap bill"
)
PAYING: Final = _stems(
    "sell sells sold cost costs pay pays paid earn earns fetch fetches charge charges price priced "
    "profit revenue bring brings"
)
"""Words whose bare figure is an amount of money."""
BUYING: Final = _stems("buy buys bought rent rents hire hires lease leases offer offers")
"""Words whose bare figure is an amount of money behind "at" or "for": "rents vans at 40"."""
SPENDING: Final = _stems("spending budget expense expenses expenditure outlay")
"""Nouns whose bare figure is an amount of money: "spending may not exceed 240"."""
EITHER: Final = _stems("price charge paid pay fee")
"""Money that one gets or gives, as the rest of the text tells."""
GAINS: Final = _stems(
    "profit earn earnings margin gain revenue sales income money return returns benefit proceeds "
    "contribution value takings"
)
COSTS: Final = _stems(
    "cost costs expense expenses expenditure spending spend wage bill cheap cheapest price outlay "
    "money budget rent rental lease hire fee fare"
)
MOST: Final = frozenset("maximum highest largest greatest most biggest best maximal".split())
LEAST: Final = frozenset("minimum lowest smallest fewest cheapest least shortest minimal".split())
EMPTY: Final = _stems(
    "a an the this that these those its their his her my our your each every per any all both "
    "either of to for in on at by with from into and or but is are was were be been being can "
    "could may might must shall should will would has have had do does did it they them he she we "
    "i you at least most more less than no not only just exactly up total number amount unit units "
    "need needs require requires required use uses used using take takes make makes made contain "
    "contains there which who whose when where while as so also addition however further day week "
    "month year daily weekly available minimum maximum how many much if one other same some such "
    "get gets give gives given given want wants company"
)
"""Words that do not tell what a figure measures."""
