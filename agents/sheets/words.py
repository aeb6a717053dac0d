"""Closed classes of words around figures that are jotted down: stems, never nouns of a problem."""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.wording import STOP, stems

GAIN: Final = stems(
    "profit profits margin margins earn earns earning earnings gain net nets contribution revenue "
    "return returns income price prices sell sells selling sold sale sales make makes brings bring "
    "worth value yield yields benefit score rating utility satisfaction reward pay pays fetches"
)
"""What is wanted much of."""
SALES: Final = stems("price prices sell sells selling sold sale sales revenue income")
"""Gain before what things cost is taken off."""
PROFIT: Final = stems("profit margin earnings money gain net contribution earn")
COST: Final = stems(
    "cost costs costing price prices spend spending expense expenses rent hire fee wage budget "
    "outlay buy purchase pay paid"
)
"""What is wanted little of."""
SPENT: Final = stems("cost costs costing expense expenses material buy purchase pay fee wage")
HAVE: Final = stems(
    "have has got there available availability stock resources resource capacity capacities budget "
    "limit limits limited supply supplies hold inventory max maximum cap most room space left free "
    "total only own afford spare carry fit can"
)
"""What there is; unless another word tells, it bounds from above."""
PRESENT: Final = stems(
    "has have got there theres there's ive i've weve we've owns stocks stock left"
)
"""Words by which so many things are there."""
NEED: Final = stems(
    "need needs needed require requires required requirement requirements demand min minimum "
    "least want wants target provision must goal"
)
"""What has to be reached."""
LEADS: Final = stems(
    "resource resources available availability stock capacity capacities limit limits budget "
    "supply supplies constraint constraints requirement requirements need needs inventory given "
    "demand demands minimum maximum min max have total totals target targets rule rules goal "
    "objective question note notes data task required maximize maximise minimize minimise"
)
"""Words in front of a colon that introduce limits and wishes, not a thing."""
EACH: Final = frozenset({"each", "every", "both", "either"})
SPANS: Final = frozenset("day week month year shift hour season night".split())
"""What limits recur in; "each day" speaks of no thing."""
TOTAL: Final = stems("total altogether combined together overall all sum items pieces units")
FILLER: Final = STOP | frozenset(
    """need needs require requires required requiring take takes taking use uses using used
    consume consumes want wants got i'm we've i've i'd amount number approx about roughly ca
    around exactly least most more less than min max minimum maximum up no limited limit be
    made produce produced product making make must should cannot can't exceed below above
    once one ones piece ea pcs pc currently me us him her them only still today tomorrow
    week month day year weekly monthly daily hourly available left free stock resources
    resource have has hold there supply capacity total please altogether overall combined
    together budget budgeted spend spending so
    """.split()
)
"""Words that say nothing of what a figure measures."""

AT_LEAST: Final = (
    "at least", "no less than", "not less than", "no fewer than", "minimum of", "minimum", "min",
    "at minimum", "or more", "not fall below", "not below", "> =", "≥", "⩾", "at the least",
    "a minimum of", "not fewer than", "or above",
)  # fmt: skip
AT_MOST: Final = (
    "at most", "no more than", "not more than", "not exceed", "cannot exceed", "can't exceed",
    "up to", "maximum of", "maximum", "max", "or less", "or fewer", "limited to", "capped at",
    "cap of", "< =", "≤", "⩽", "not above", "can't go over", "at the most", "not over", "under",
    "never more than", "upper limit", "not be more than",
)  # fmt: skip
EXACTLY: Final = ("exactly", "precisely", "must equal", "equal to")

HIGH: Final = stems(
    "maximize maximise maximizing maximising maximum max most highest best greatest largest biggest"
)
LOW: Final = stems(
    "minimize minimise minimizing minimising minimum min least lowest cheapest fewest smallest "
    "cheaply cheap cheaper"
)
ASKING: Final = frozenset(
    "what how which find determine decide formulate solve give tell question".split()
)
GRAVE: Final = frozenset(
    """if unless otherwise except either neither nor instead only must cannot can't twice double
    triple half ratio proportion percent per share than times first second before after until
    least most exceed exceeds minimum maximum min max limit limited least same equal multiple
    different discount extra bonus penalty fixed setup last week's already not never no without
    """.split()
)
"""Words by which a remark without a figure may still change the model."""
SOFT: Final = frozenset(
    """prefer prefers preferred glad hope hopes wish wishes ideally would might perhaps maybe could
    usually last yesterday previously previous average if unless when except instead another
    other others rather until before after although twice double triple half than
    """.split()
)
"""Words beside a figure by which it may be no limit, or another one."""
PROMISED: Final = stems(
    "must demand order orders promised contract committed requested want ordered"
)
"""Words by which so many of a thing have to be there."""
OWNED: Final = stems("only available have has own owns stock got fleet")
"""Words by which no more than so many of a thing are there."""
REQUIRED: Final = stems("must required requires requirement minimum least demand target")
"""Words by which so much has to be reached, where much is wanted."""
STOCKED: Final = stems("available stock budget capacity limit limited supply supplies max maximum")
"""Words by which there is no more, also where little is wanted."""
ONCE: Final = (
    "take it or leave it", "or leave it", "at most once", "take or leave", "only one of each",
    "each item once", "one of each", "knapsack", "yes or no", "all or nothing", "subset",
    "taken once", "once or left", "chosen once", "done once",
    "or not at all", "done or not", "chosen or not", "taken or not", "built or not",
    "selected or not", "funded or not",
    "which projects", "which items",
    "which of these", "which ones", "select which", "either take", "either do", "cannot be split",
    "do it or not", "in or out", "pick which",
)  # fmt: skip
"""Words by which each thing is taken once or not at all."""

VERBS: Final = stems(
    "leave leaves need needs require requires take takes use uses consume consumes cost costs "
    "give gives bring "
    "brings earn earns make makes sell sells yield yields seat seats carry carries hold holds "
    "contain contains provide provides have has get gets fetch generate produce burn fit sleep "
    "serve serves add adds net nets pay pays return returns cover covers reach reaches supply "
    "deliver weigh weighs occupy occupies clean wash cut cuts lay lays offer offers is are"
)
"""Verbs between a thing and its figures."""
