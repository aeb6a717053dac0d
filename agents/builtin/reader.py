"""The compositional reader: text → items → clauses with typed meanings → algebra.

Deterministic, with no language model. Several hypotheses about the items are tried; the reading
with the best evidence is given if its score reaches the threshold and no other comes close.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.assembly import Assembly
from optimoot.agents.builtin.base_units import is_mixed
from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.decisions import settle
from optimoot.agents.builtin.evidence import THRESHOLD, Finding, mere_counts, weigh
from optimoot.agents.builtin.gaps import find_gaps, missing, questions
from optimoot.agents.builtin.grids import take_grids
from optimoot.agents.builtin.hazards import Hazard, beyond, find_hazards
from optimoot.agents.builtin.interpretation import Interpretation, interpret
from optimoot.agents.builtin.reading import Alternative, NotRead, Reading
from optimoot.agents.builtin.scenes import is_scene
from optimoot.agents.builtin.text import read_text
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.team import Question
from optimoot.formulation import Formulation
from optimoot.problem import NumberKind, Problem

LONGEST: Final = 60_000
"""Characters beyond which a text is no textbook problem, and is not read."""
MOST_NUMBERS: Final = 500
"""Figures beyond which a text is data, and is not read."""
READS: Final = frozenset({"difference", "differ", "each", "for every", "magnitude", "quotient"})
"""Kinds of hazards that this reader understands, and reads right in all their forms."""
TENTATIVE: Final = 0.5
"""Score below which the reader abstains; up to the threshold another team has to agree."""
_MADE_GOOD: Final = {"for each": ("per", "to every", "batch"), "order": ("order of sizes",)}
"""Kinds of hazards that are understood where a sentence gave a relation of a kind."""
_RAISED: Final = ("batch", "for every", "per")
"""Kinds of hazards that are understood where money raises a rate."""
_CASTS: Final = 5
_MOST_ASKED: Final = 2
"""Questions beyond which a text was misread rather than left incomplete."""
_GRAVE: Final = 0.3
"""A finding that costs this much stands in the way of a reading."""
_UNLIKELY: Final = 0.02
"""What a reading loses for each point by which its items are less plausible than the best."""


@dataclass(frozen=True)
class _Attempt:
    formulation: Formulation | None
    score: float
    findings: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...]
    idle: bool
    explained: frozenset[str]
    counted: frozenset[str]
    understood: frozenset[tuple[str, str]]


class ProseReader:
    """Reads textbook linear and integer programs told in English."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "builtin"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        if len(problem.text) > LONGEST:
            return NotRead(
                f"The text has {len(problem.text):,} characters; this reader takes texts of at "
                f"most {LONGEST:,}."
            )
        if len(problem.numbers) > MOST_NUMBERS:
            return NotRead(
                f"The text holds {len(problem.numbers):,} figures; this reader takes at most "
                f"{MOST_NUMBERS:,}. Long lists of figures belong into a table."
            )
        gaps = find_gaps(problem)
        if gaps:
            return NotRead(missing(gaps), questions(gaps))
        sentences, grids = take_grids(problem.text, read_text(problem))
        attempts = []
        casts = find_casts(sentences, _CASTS, grids)
        for cast in casts:
            if is_mixed(sentences, cast):
                continue  # the matching reader converts them
            reading = interpret(sentences, cast, grids)
            settle(reading)
            assembly = Assembly(reading)
            formulation = assembly.build()
            score, findings = weigh(assembly)
            score -= _UNLIKELY * (casts[0].weight - cast.weight)
            others = assembly.alternatives(formulation) if formulation is not None else ()
            read = assembly.reading
            counted = mere_counts(read) | _spelled(read)
            stated_for = frozenset(read.stated_for | read.no_data | counted)
            attempts.append(
                _Attempt(
                    formulation,
                    score,
                    findings,
                    others,
                    assembly.idle,
                    stated_for,
                    counted,
                    _understood(read),
                )
            )
            if score == 1.0:
                break
        if casts and not attempts:
            return NotRead("Figures are told for different units of the same thing.")
        if not attempts:
            return NotRead("No list of things to decide on was found in the text.")
        best = max(attempts, key=lambda attempt: attempt.score)
        if best.formulation is None or best.score < TENTATIVE:
            return NotRead(_reason(best), _questions(best))
        hazards = [
            hazard
            for hazard in find_hazards(sentences, READS)
            if not _is_harmless(hazard) and (hazard.kind, hazard.quote) not in best.understood
        ]
        if hazards:
            return NotRead(beyond(hazards))
        unused = tuple(dict.fromkeys(f.quote for f in best.findings if f.quote))
        score = round(best.score, 3)
        return Reading(
            best.formulation,
            score,
            unused,
            best.alternatives,
            explained=best.explained,
            counted=best.counted,
            idle=best.idle,
            tentative=_reason(best) if best.score < THRESHOLD else "",
        )


def _understood(reading: Interpretation) -> frozenset[tuple[str, str]]:
    """Kinds of hazards that were understood, with their sentences.

    That is an order of two numbers of things, so many of one for each of another, money that
    raises a rate, a wish that is the goal, and a share of all hours where hours are shared out and
    nothing is measured in them.
    """
    kinds = [
        (kind, relation.sentence)
        for relation in reading.relations
        for kind in _MADE_GOOD.get(relation.kind, ())
    ]
    kinds += [(kind, boost.sentence) for boost in reading.boosts for kind in _RAISED]
    kinds += [("horizon", place) for place in _amounts_of_time(reading)]
    kinds += [("bare", goal.sentence) for goal in reading.goals if goal.told]
    kinds += [("bare", relation.sentence) for relation in reading.relations]
    if not any(is_unit(rate.measure.unit) for rate in reading.rates):
        kinds += [("share", told.sentence) for told in reading.relations if told.kind == "share"]
    own = reading.cast.family | {word for item in reading.cast.items for word in item.phrase}
    kinds += [
        ("condition", place) for place, told in enumerate(reading.clauses) if is_scene(told, own)
    ]
    return frozenset((kind, reading.clauses[place].sentence.quote) for kind, place in kinds)


def _amounts_of_time(reading: Interpretation) -> frozenset[int]:
    """Sentences whose figures were all read as amounts, so that none tells a period.

    "The hangar is open for at most 14 days" bounds days, "busy for 6 days" is what a check takes.
    """
    read: dict[int, set[str]] = {}
    for relation in reading.relations:
        found = read.setdefault(relation.sentence, set())
        found |= {number.id for number in relation.numbers}
    for rate in reading.rates:
        found = read.setdefault(rate.sentence, set())
        found |= {number.id for number in rate.quantity.numbers}
    return frozenset(
        place
        for place, ids in read.items()
        if ids >= {t.number.id for t in reading.clauses[place].sentence.tokens if t.number}
    )


def _spelled(reading: Interpretation) -> frozenset[str]:
    """Ids of plain Numbers in words that were taken to say what other words say."""
    tokens = (token for clause in reading.clauses for token in clause.sentence.tokens)
    numbers = (token.number for token in tokens if token.number is not None)
    return frozenset(
        n.id
        for n in numbers
        if n.id in reading.no_data and n.kind is NumberKind.PLAIN and n.text.isalpha()
    )


def _is_harmless(hazard: Hazard) -> bool:
    """Whether it only tells the domain: "if both X and Y are integers", "in R^2"."""
    asks_whole = hazard.kind == "condition" and "integers" in hazard.words
    return asks_whole or hazard.words.replace(" ", "") == "r^"


def _questions(attempt: _Attempt) -> tuple[Question, ...]:
    """What to ask: only where nothing but missing figures stands in the way."""
    grave = [finding for finding in attempt.findings if finding.cost >= _GRAVE]
    if not all(finding.question for finding in grave):
        return ()
    asked = dict.fromkeys(finding.question for finding in grave)
    if len(asked) > _MOST_ASKED:
        return ()
    return tuple(Question(text=finding.question, quote=finding.quote) for finding in grave)


def _reason(attempt: _Attempt) -> str:
    """What was not understood, the gravest first."""
    findings = sorted(attempt.findings, key=lambda finding: -finding.cost)[:3]
    parts = []
    for finding in findings:
        quote = f" in {finding.quote!r}" if finding.quote else ""
        parts.append(f"{finding.text}{quote}")
    return f"Not sure enough of the text: {'; '.join(parts)}." if parts else "Nothing was read."
