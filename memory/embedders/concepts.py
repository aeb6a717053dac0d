"""What words of optimization problems are about, so that "ship" and "deliver" are found together.

General English for what such problems speak of; a word may be about several things.
"""

from __future__ import annotations

from typing import Final

from optimoot.memory.wording import root_of

_WORDS: Final = {
    "cost": "cost expense expensive price pay paid fee cheap cheapest cheaply spend budget charge "
    "toll",
    "gain": "profit profitable revenue earn income return sell sold sale margin worth reward yield "
    "bring",
    "least": "minimise minimize minimum minimal least lowest cheapest smallest fewest",
    "most": "maximise maximize maximum maximal most highest largest greatest best biggest",
    "carry": "ship shipment transport transportation deliver delivery move send haul truck lorry "
    "van freight dispatch supply supplier distribute distribution",
    "place": "warehouse depot plant factory site store hub center centre facility location outlet "
    "distributor mill",
    "staff": "worker employee staff nurse driver crew operator labor labour clerk guard agent "
    "assistant volunteer",
    "duty": "shift schedule roster duty rota weekday weekend consecutive monday tuesday wednesday "
    "thursday friday saturday sunday",
    "period": "month monthly week weekly quarterly year yearly annual period season",
    "stock": "stock inventory hold held storage store backlog backorder initial leftover reorder",
    "make": "make made produce production manufacture build built assemble product workshop craft "
    "batch bake",
    "machine": "machine line oven lathe press equipment assembly machining finishing grinding "
    "drilling",
    "job": "job task operation process sequence precedence",
    "assign": "assign assignment allocate allocation match pair allot",
    "mix": "mix mixture blend dilute alloy ingredient raw concentration purity octane grade",
    "food": "protein calorie vitamin fat carbohydrate carb fibre fiber diet nutrient nutrition "
    "nutritional food meal eat serving dietitian iron calcium",
    "land": "acre hectare field crop farm farmer wheat corn soil sow harvest grow barley land",
    "animal": "feed cow pig chicken hay animal livestock cattle",
    "invest": "invest investment investor stock bond fund portfolio risk asset share variance "
    "volatility covariance interest loan",
    "network": "node arc edge pipe pipeline link network graph flow path road source sink junction "
    "canal",
    "capacity": "capacity limit exceed available availability",
    "need": "demand require requirement need order customer meet satisfy fulfil fulfill retailer",
    "pack": "pack container bin box knapsack backpack suitcase bag weight weigh volume item fit "
    "load cargo",
    "cut": "cut roll length width strip board waste trim sheet plank rod pattern",
    "cover": "cover coverage reach serve ambulance station antenna tower radius neighborhood "
    "neighbourhood district",
    "tour": "visit tour trip city town salesman travel distance route stop kilometre kilometer "
    "mile",
    "advert": "advert advertise advertisement ad campaign audience media television tv radio "
    "newspaper exposure viewer marketing",
    "power": "generator power electricity megawatt turbine fuel energy grid startup",
    "open": "open fixed setup rent lease operate erect",
    "choose": "choose chosen select selection pick project proposal option candidate mutually "
    "exclusive",
    "dirt": "emission pollutant pollution filter clean treat treatment smoke particulate sulfur "
    "sulphur",
    "finish": "finish completion makespan deadline late tardiness due start end earliest latest "
    "duration",
    "shape": "area perimeter circle rectangle geometry fence square side diagonal",
    "share": "percent percentage ratio fraction proportion share",
    "slot": "exam slot conflict timetable colour color class lecture room teacher session overlap",
    "travel": "aircraft flight passenger seat ticket fare hotel",
}


def _by_root() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for concept, words in _WORDS.items():
        for word in words.split():
            found.setdefault(root_of(word), {})[concept] = None
    return {root: tuple(concepts) for root, concepts in found.items()}


_CONCEPTS: Final = _by_root()


def concepts_of(word: str) -> tuple[str, ...]:
    """What a word in lower case is about; mostly nothing."""
    return _CONCEPTS.get(root_of(word), ())
