"""Whether records are right, by which rule, how sure the figures are; it never runs anything."""

from optimoot.benchmarks.scoring.calibration import calibration, risk_coverage
from optimoot.benchmarks.scoring.comparison import Comparison, compare
from optimoot.benchmarks.scoring.measures import Measures, by, measures
from optimoot.benchmarks.scoring.rules.objective import ABSOLUTE, RELATIVE
from optimoot.benchmarks.scoring.rules.registry import RULES, USUAL_RULE, rule_named
from optimoot.benchmarks.scoring.score import Score, score_of
from optimoot.benchmarks.scoring.scored import ScoredItem, grouped, scored
from optimoot.benchmarks.scoring.shares import Share, share, shares

__all__ = [
    "ABSOLUTE",
    "RELATIVE",
    "RULES",
    "USUAL_RULE",
    "Comparison",
    "Measures",
    "Score",
    "ScoredItem",
    "Share",
    "by",
    "calibration",
    "compare",
    "grouped",
    "measures",
    "risk_coverage",
    "rule_named",
    "score_of",
    "scored",
    "share",
    "shares",
]
