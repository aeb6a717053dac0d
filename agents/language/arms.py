"""The arms of a team's debugging: each is one plan with the programs that came of it.

The compiled Formulation is the first arm, as it costs no tokens; the others are the planner's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from optimoot.agents.language.roles import Conversation, Plan
from optimoot.agents.trial import Trial
from optimoot.certificate import Confidence
from optimoot.outcome import FailureKind

_OF_CONFIDENCE = {
    Confidence.VERIFIED: 1.0,
    Confidence.CHECKED: 0.9,
    Confidence.DOUBTFUL: 0.6,
    Confidence.REFUTED: 0.4,
}
_NO_RESULT = 0.3
_DOES_NOT_RUN = 0.1
_DOES_NOT_BUILD = 0.0


@dataclass(frozen=True)
class Arm:
    """One plan, and what working on it has given so far.

    Attributes:
        plan: What the planner proposed; None for the compiled Formulation.
        coder: The conversation with the coder, for mending; None before a first program.
        written: The last try of it.
        findings: What has to be mended next, one line each.
        rewards: What each step of work on it was worth, 0 to 1, oldest first.
        sources: The programs that it has given so far, to notice one that comes again.
        closed: Whether work on it has ended: its program came again unchanged.
    """

    plan: Plan | None = None
    coder: Conversation | None = None
    written: Trial | None = None
    findings: tuple[str, ...] = ()
    rewards: tuple[float, ...] = ()
    sources: frozenset[str] = field(default_factory=frozenset)
    closed: bool = False

    @property
    def pulls(self) -> int:
        """Steps of work that went into it."""
        return len(self.rewards)

    @property
    def mean(self) -> float:
        """What a step was worth on average; 0 before the first."""
        return sum(self.rewards) / len(self.rewards) if self.rewards else 0.0

    def worked(self, trial: Trial) -> Arm:
        """With one more step of work, which gave this try."""
        source = trial.program.source
        return replace(
            self,
            written=trial,
            findings=(),
            rewards=(*self.rewards, reward(trial)),
            sources=self.sources | {source},
            closed=source in self.sources,
        )

    def afresh(self) -> Arm:
        """With nothing written: what its programs were made from has changed."""
        return replace(self, coder=None, written=None, findings=(), sources=frozenset())


def reward(trial: Trial) -> float:
    """What a try is worth by its own evidence, 0 to 1; it costs no completion to know."""
    outcome = trial.outcome
    if outcome.failure is not None:
        is_built = outcome.failure.kind is not FailureKind.EXCEPTION
        return _DOES_NOT_RUN if is_built else _DOES_NOT_BUILD
    if not outcome.has_solution:
        return _NO_RESULT
    return _OF_CONFIDENCE[trial.certificate.confidence]
