"""Questions that are asked of a Program's model, and their answers.

They go into the sandbox and come out of it as JSON: a question says what is asked, an answer what
was found.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from optimoot.edit import Edit
from optimoot.outcome import Termination, VariableValue
from optimoot.program import Program
from optimoot.repair import Repairs, Softness
from optimoot.sensitivity import Sensitivity


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class SensitivityQuestion(_Part):
    """What is each limit and each coefficient worth, and how far? Answered by Sensitivity."""

    kind: Literal["sensitivity"] = "sensitivity"


class RepairsQuestion(_Part):
    """What has to give way for there to be a plan? Answered by Repairs."""

    kind: Literal["repairs"] = "repairs"
    softness: Softness = Softness()
    count: PositiveInt = 3


class VariantsQuestion(_Part):
    """What comes of each of several variants of the model? Answered by Variants.

    Attributes:
        variants: Edits of each variant; none for the model as it is.
        plans: Whether the plans are wanted, too.
    """

    kind: Literal["variants"] = "variants"
    variants: tuple[tuple[Edit, ...], ...] = Field(min_length=1)
    plans: bool = True


class AlternativesQuestion(_Part):
    """Which other plans are as good, or nearly? Answered by Alternatives.

    Attributes:
        count: Plans at most, the best one among them.
        worse: How much worse than the best one they may be, as a share of its objective.
    """

    kind: Literal["alternatives"] = "alternatives"
    count: PositiveInt = 5
    worse: float = Field(default=0.0, ge=0.0)


class ReplanQuestion(_Part):
    """Which plan differs least from one that is held? Answered by one Variant.

    Attributes:
        held: The plan that is followed now; variables that are not named count as free to move.
        worse: How much worse than the best plan it may be, as a share of the objective; None: by
            any amount.
    """

    kind: Literal["replan"] = "replan"
    held: tuple[VariableValue, ...] = Field(min_length=1)
    worse: float | None = Field(default=None, ge=0.0)


Question = Annotated[
    SensitivityQuestion
    | RepairsQuestion
    | VariantsQuestion
    | AlternativesQuestion
    | ReplanQuestion,
    Field(discriminator="kind"),
]


class Variant(_Part):
    """What came of a variant.

    Attributes:
        termination: Why the solver stopped.
        objective: Of its plan; None where none is held.
        proven: Whether the plan is optimal within the gap that was asked for.
        plan: Its plan, where plans were wanted and one is held.
    """

    kind: Literal["variant"] = "variant"
    termination: Termination
    objective: float | None = None
    proven: bool = False
    plan: tuple[VariableValue, ...] = ()


class Variants(_Part):
    """One for each variant, in their order."""

    kind: Literal["variants"] = "variants"
    found: tuple[Variant, ...]


class Alternatives(_Part):
    """Plans that differ, best first.

    Attributes:
        found: The plans.
        exhausted: Whether there is no other that is good enough and differs.
        how: What "differs" means here, for people.
    """

    kind: Literal["alternatives"] = "alternatives"
    found: tuple[Variant, ...]
    exhausted: bool
    how: str


class Refused(_Part):
    """The question makes no sense of this model.

    Attributes:
        message: Why, naming the thing.
        remedy: What to ask instead.
    """

    kind: Literal["refused"] = "refused"
    message: str
    remedy: str = ""


Finding = Sensitivity | Repairs | Variants | Alternatives | Variant
"""What answers a question."""


class AnalysisReply(_Part):
    """What comes back for a question."""

    reply: Annotated[Finding | Refused, Field(discriminator="kind")]


class AnalysisJob(_Part):
    """A question about a Program's model.

    Attributes:
        edits: What is changed in the model before it is looked at.
    """

    program: Program
    question: Question
    edits: tuple[Edit, ...] = ()
