"""Problems over one matrix of pairs of places: the round trip, and sites near everyone.

Order of the visits after Miller, Tucker and Zemlin (1960); the p-centre and the p-median after
Hakimi (1964).
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.questions import doubt_rest
from optimoot.agents.archetypes.matrices import Matrix, find_matrices
from optimoot.agents.archetypes.series import line_at
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_ROUND: Final = re.compile(
    r"\bround trip\b|\bround - trip\b|\b(?:back|returns?|returning|ends?) (?:\w+ ){0,2}?(?:to|"
    r"at|in|where)\b|"
    r"\bcomes? back\b|\btour\b|\bclosed (?:tour|loop|circuit)\b|\breturns\b|\breturn\b"
)
_VISITS: Final = re.compile(
    r"\b(?:visit\w*|calls? at|stops? at|inspects?|collects?|passes|drops?)\b"
)
_SHORT: Final = re.compile(
    r"\b(?:shortest|least|fewest|smallest|minimum|minimal|minimi[sz]\w*|quickest|fastest|"
    r"cheapest|lowest)\b"
)
_NO_TOUR: Final = re.compile(
    r"\bbefore\b|\bwindows?\b|\b(?:not|never|no)\b|\b(?:can't|cannot|closed (?!tour|loop|circuit))|"
    r"\bdirect(?:ly)?\b|\bcapacity\b|"
    r"\bat most\b|\bat least\b|"
    r"\bvehicles\b|\bdemands?\b|\bearliest\b|\blatest\b|\bboth vans\b|\bafter\b|\bper\b|"
    r"\bnearest\b|\bskip\w*\b|"
    r"\btwo (?:vans|trucks|lorries|drivers)\b|\bunless\b|\bif\b|\bonly\b|\bplus\b|"
    r"\badditional\w*\b"
)
_NEAREST: Final = re.compile(r"\b(?:nearest|closest)\b")
_WORST: Final = re.compile(
    r"\b(?:greatest|longest|largest|farthest|furthest|maximum|worst|slowest)\b"
)
_SUM: Final = re.compile(r"\b(?:total|sum|altogether|overall)\b")
_SMALL: Final = re.compile(
    r"\bas (?:small|short|low|little) as possible\b|\bminimi[sz]\w*\b|\b(?:smallest|shortest|"
    r"least|lowest)\b"
)
_NO_SITES: Final = re.compile(
    r"\b(?:costs?|capacity|inhabitants|population|people|already|weights?|unless|if|not|"
    r"at least|within)\b"
)
_PLACED: Final = re.compile(r"\b(?:place|node|city|town|stop|location|point|site|village)s? $")


def _one(case: Case) -> Matrix | None:
    matrices = find_matrices(case)
    if len(matrices) != 1 or not matrices[0].is_of_pairs:
        return None
    return matrices[0] if matrices[0].shape[0] > 2 else None


def _left(case: Case, matrix: Matrix) -> list[Number]:
    """The figures outside the matrix that neither count nor name its places."""
    inside = {number.id for number in matrix.numbers}
    size = matrix.shape[0]
    text = case.problem.text
    left = []
    for number in case.problem.numbers:
        if number.kind is NumberKind.ORDINAL:
            continue
        counts = number.value in (size, size - 1) and number.kind is not NumberKind.MONEY
        before = text[max(0, number.start - 12) : number.start].lower()
        after = text[number.end : number.end + 6]
        ends = re.match(r" to \d", after) or re.search(r"\d to $", before)
        named = number.value in range(size + 1) and (_PLACED.search(before) or ends)
        if number.id not in inside and not counts and not named and number.text.lower() != "one":
            left.append(number)
    return left


def _open(case: Case, matrix: Matrix, name: str) -> tuple[Draft, str, str]:
    draft = Draft(case, name)
    draft.covered.update(matrix.lines)
    places = draft.set_with("places", tuple(range(1, matrix.shape[0] + 1)), "rows of the matrix")
    entries = [
        ((i + 1, j + 1), number)
        for i, row in enumerate(matrix.rows)
        for j, number in enumerate(row)
    ]
    distance = draft.given("distance", (places, places), entries)
    left = {number.id for number in _left(case, matrix)}
    for number in case.problem.numbers:
        if number.id not in draft.used and number.id not in left:
            draft.explained[number.id] = "counts or names the places"
    return draft, places, distance


def _tour(case: Case) -> Draft | None:
    matrix = _one(case)
    text = case.lower
    if matrix is None or _NO_TOUR.search(text) or _left(case, matrix):
        return None
    if not (_ROUND.search(text) and _VISITS.search(text) and _SHORT.search(text)):
        return None
    draft, places, distance = _open(case, matrix, "the shortest round trip")
    take = draft.variable(
        "take", (places, places), Domain.BINARY, meaning="1 if one place follows the other"
    )
    size = matrix.shape[0]
    order = draft.variable("order", (places,), upper=float(size - 1), meaning="place in the order")
    for name, own in (("left_once", "i, j"), ("reached_once", "j, i")):
        draft.constrain(
            name, f"sum({take}[{own}] for j in {places} if j != i) == 1", f"i in {places}"
        )
    draft.constrain("no_loops", f"{take}[i, i] == 0", f"i in {places}")
    draft.constrain(
        "one_round",
        f"{order}[i] - {order}[j] + {size} * {take}[i, j] <= {size - 1}",
        f"i in {places}, j in {places} if i != j and i > 1 and j > 1",
        meaning="places follow one another, so that there is one round only",
    )
    total = f"sum({distance}[i, j] * {take}[i, j] for i in {places} for j in {places})"
    for line in case.lines:
        if _ROUND.search(line.lower) or _VISITS.search(line.lower):
            draft.covered.add(line.index)
    draft.optimize(Sense.MINIMIZE, total, "length")
    doubt_rest(draft)
    return draft


def _near(case: Case) -> Draft | None:
    matrix = _one(case)
    text = case.lower
    if matrix is None or not _NEAREST.search(text) or _NO_SITES.search(text):
        return None
    asks = [line for line in case.lines if _NEAREST.search(line.lower)]
    told = " ".join(line.lower for line in asks)
    worst, total = bool(_WORST.search(told)), bool(_SUM.search(told))
    left = _left(case, matrix)
    if worst == total or not _SMALL.search(text) or len({n.value for n in left}) != 1:
        return None
    if not 1 < left[0].value < matrix.shape[0] or not left[0].value.is_integer():
        return None
    draft, places, distance = _open(case, matrix, "sites near everyone")
    draft.covered.update(line.index for line in asks)
    draft.explain({number.id: "is told again" for number in left[1:]})
    count = draft.given("sites", (), [((), left[0])])
    chosen = draft.variable("chosen", (places,), Domain.BINARY, meaning="1 if it is a site")
    goes = draft.variable(
        "goes", (places, places), Domain.BINARY, meaning="1 if the place uses the site"
    )
    line = line_at(case, left[0].start)
    draft.constrain("sites_chosen", f"sum({chosen}[j] for j in {places}) == {count}", line=line)
    draft.constrain(
        "each_uses_a_site", f"sum({goes}[i, j] for j in {places}) == 1", f"i in {places}"
    )
    draft.constrain("only_sites", f"{goes}[i, j] <= {chosen}[j]", f"i in {places}, j in {places}")
    way = f"sum({distance}[i, j] * {goes}[i, j] for j in {places})"
    if worst:
        longest = draft.variable("longest", meaning="the longest way to the nearest site")
        draft.constrain("longest_way", f"{way} <= {longest}", f"i in {places}")
        draft.optimize(Sense.MINIMIZE, longest, "longest way")
    else:
        each = f"{distance}[i, j] * {goes}[i, j]"
        draft.optimize(
            Sense.MINIMIZE, f"sum({each} for i in {places} for j in {places})", "sum of the ways"
        )
    doubt_rest(draft)
    return draft


TOUR: Final = Family(
    name="the shortest round trip over a matrix",
    roles={"distance": "places × places"},
    fill=_tour,
    understood=rules("same direction", "each once"),
)
NEAR: Final = Family(
    name="sites near everyone",
    roles={"distance": "places × places", "sites": "how many"},
    fill=_near,
    understood=rules("different", "same direction"),
)
