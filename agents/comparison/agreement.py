"""Do two candidates agree, on the stated data and on perturbed copies of it?

Two models can agree on one point by accident. So the same Numbers of the text, and the same value
columns of the tables, are scaled in both models' data, and both are solved again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.comparison.differences import DifferenceKind
from optimoot.agents.comparison.structure import same_structure
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import run_program
from optimoot.certificate import CheckStatus
from optimoot.errors import InputError
from optimoot.formulation import Domain, Formulation, Parameter
from optimoot.outcome import Outcome
from optimoot.problem import Cell, Problem, Table
from optimoot.program import Origin, Program
from optimoot.settings import Settings
from optimoot.solvers.checks import same_result

COPIES = 5
"""Perturbed copies on which agreement is tried."""
_SPREAD = 0.1
_LEAST_COPIES = 3
"""Copies with whole figures that have to be settled, and to agree."""
"""Values are scaled by factors between 1 - spread and 1 + spread."""


@dataclass(frozen=True)
class Perturbation:
    """New face values of Numbers, and tables with scaled value columns."""

    numbers: dict[str, float]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Agreement:
    """What comparing two candidates gave.

    Attributes:
        on_data: They agree on the stated data.
        copies: Perturbed copies on which both were solved to the end.
        agreeing: Copies on which they agree.
        obstacle: Why there are no copies; empty where there are.
        akin: Whether the two teams share part of the way in which they model.
        swayed: Whether one of them came to it in a debate, having seen the other's model.
        dissent: Teams that hold another result.
        outdone: Teams that hold another result, with which independent checkers find fault.
        partner: The team that it was compared with.
        aside_alike: Whether both leave the same figures of the text aside.
        only_domains: Whether their models differ in what is whole, and in nothing else.
    """

    on_data: bool
    copies: int = 0
    agreeing: int = 0
    obstacle: str = ""
    akin: bool = False
    swayed: bool = False
    dissent: tuple[str, ...] = ()
    outdone: tuple[str, ...] = ()
    partner: str = ""
    aside_alike: bool = False
    only_domains: bool = False

    @property
    def holds_nearby(self) -> bool:
        """Whether they agree on the stated data and on every one of the copies."""
        return self.on_data and self.copies > 0 and self.agreeing == self.copies

    def __str__(self) -> str:
        if self.outdone:
            told = "They differ on the stated data. By checkers that know no model this plan breaks"
            return f"{told} nothing, and the other results do: {', '.join(self.outdone)}."
        if not self.on_data:
            return "They differ on the stated data."
        against = f" Of another mind: {', '.join(self.dissent)}." if self.dissent else ""
        against += " One of them came to it in the debate." * self.swayed
        if not self.copies:
            told = "They agree on the stated data; perturbed data was not tried"
            return f"{told}: {self.obstacle}.{against}"
        shared = " They share how they find figures and names, and may err alike." * self.akin
        agreeing = f"{self.agreeing} of {self.copies}"
        if self.only_domains:
            agreeing = "the stated data, and differ only in what has to be whole"
            return f"They agree on {agreeing}, which changes nothing here.{shared}{against}"
        return f"They agree on the stated data and on {agreeing} perturbed.{shared}{against}"


def agree(first: Outcome, second: Outcome) -> bool:
    """Both settled, with the same status, sense and objective (relative 1e-6)."""
    return first.is_conclusive and second.is_conclusive and same_result(first, second)


def compare(
    problem: Problem, first: Candidate, second: Candidate, settings: Settings, ledger: Ledger
) -> Agreement:
    """Compare two candidates on the stated data and, if they agree there, on perturbed copies."""
    if not agree(first.outcome, second.outcome):
        return Agreement(on_data=False)
    formulations = (first.formulation, second.formulation)
    obstacle = _obstacle(problem, first) or _obstacle(problem, second)
    if obstacle:
        return Agreement(on_data=True, obstacle=obstacle)
    hasty = _hasty(settings, first, second)
    copies, agreeing = _nearby(first, second, perturbations(problem, formulations), hasty, ledger)
    if not copies:
        return Agreement(on_data=True, obstacle="the perturbed models could not be solved")
    if agreeing < copies and _counts(formulations):
        whole = perturbations(problem, formulations, whole=True)
        again = _nearby(first, second, whole, hasty, ledger)
        copies, agreeing = again if again[0] == again[1] >= _LEAST_COPIES else (copies, agreeing)
    only_domains = agreeing < copies and _differ_in_domains(first, second, settings, ledger)
    return Agreement(
        on_data=True,
        copies=copies,
        agreeing=copies if only_domains else agreeing,
        akin=may_err_alike(first, second),
        partner=second.team,
        aside_alike=_left_aside(first) == _left_aside(second),
        only_domains=only_domains,
    )


def _nearby(
    first: Candidate,
    second: Candidate,
    copies: Sequence[Perturbation],
    settings: Settings,
    ledger: Ledger,
) -> tuple[int, int]:
    """On how many of the copies both have a result, and on how many of these they agree."""
    settled = agreeing = 0
    for place, perturbation in enumerate(copies):
        if perturbation in copies[:place]:
            continue
        if _is_same_model(first, second, perturbation):
            settled += 1
            agreeing += 1
            continue
        one = _solved(first, perturbation, settings, ledger)
        other = _solved(second, perturbation, settings, ledger)
        if one is None or other is None or not (one.is_conclusive and other.is_conclusive):
            continue
        settled += 1
        agreeing += agree(one, other)
    return settled, agreeing


def _counts(formulations: Sequence[Formulation | None]) -> bool:
    """Whether something has to be whole: a count that is no count may spoil one way to model it."""
    return any(
        variable.domain is not Domain.CONTINUOUS
        for formulation in formulations
        if formulation is not None
        for variable in formulation.variables
    )


def _differ_in_domains(
    first: Candidate, second: Candidate, settings: Settings, ledger: Ledger
) -> bool:
    """Whether two models differ in nothing but what has to be whole: see `_is_same_model`."""
    found = Contrasts(settings, ledger).differences(first, second)
    return bool(found) and all(one.kind is DifferenceKind.DOMAIN for one in found or ())


def _left_aside(candidate: Candidate) -> frozenset[str] | None:
    """The figures that nothing uses, and that the team gave a reason for; None without a check."""
    for check in candidate.certificate.checks:
        if check.name == "numbers_used":
            is_told = check.status is CheckStatus.WARNED
            return frozenset(check.elements) if is_told else frozenset()
    return None


def may_err_alike(first: Candidate, second: Candidate) -> bool:
    """Whether two teams model in one way, or with one language model."""
    alike = bool(first.kin) and first.kin == second.kin
    return alike or (bool(first.backbone) and first.backbone == second.backbone)


def perturbations(
    problem: Problem,
    formulations: tuple[Formulation | None, ...],
    copies: int = COPIES,
    *,
    whole: bool = False,
) -> tuple[Perturbation, ...]:
    """Perturbed copies of the data, the same ones in every run of the same problem.

    Numbers that nothing cites and columns that fill no parameter stay as they are.

    Args:
        problem: The Problem.
        formulations: Whose parameters are perturbed.
        copies: How many.
        whole: Whether whole figures stay whole.
    """
    parameters = [p for formulation in formulations for p in _parameters(formulation)]
    cited = {name for p in parameters for entry in p.entries for name in entry.numbers}
    columns = {
        (p.table.table, p.table.column if not p.table.wide else key)
        for p in parameters
        if p.table is not None
        for key in _value_columns(problem, p.table.table, p.table.keys, wide=p.table.wide)
    }
    source = random.Random(problem.text)  # noqa: S311 - the same for everyone, not secret
    return tuple(
        Perturbation(
            numbers={
                number.id: _moved(number.value, source, whole=whole)
                if number.id in cited
                else number.value
                for number in problem.numbers
            },
            tables=tuple(_scaled(table, columns, source, whole=whole) for table in problem.tables),
        )
        for _ in range(copies)
    )


def _value_columns(
    problem: Problem, name: str, keys: tuple[str, ...], *, wide: bool
) -> tuple[str, ...]:
    table = problem.table(name)
    if not wide or table is None:
        return ("",)
    return tuple(column for column in table.columns if column not in keys)


def _scaled(
    table: Table, columns: set[tuple[str, str]], source: random.Random, *, whole: bool
) -> Table:
    def cell(column: str, value: Cell) -> Cell:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if (table.name, column) not in columns or not is_number:
            return value
        return _moved(float(value), source, whole=whole)  # type: ignore[arg-type] # see above

    rows = tuple(
        tuple(cell(column, value) for column, value in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    return table.model_copy(update={"rows": rows})


def _moved(value: float, source: random.Random, *, whole: bool) -> float:
    """A value nearby; whole ones stay whole where they are asked to, and then move further."""
    if not whole or not value.is_integer():
        return value * (1 + source.uniform(-_SPREAD, _SPREAD))
    step = max(1.0, float(round(_SPREAD * abs(value))))
    moved = value + source.choice((-step, 0.0, step))
    return moved if moved * value > 0 else value


def _obstacle(problem: Problem, candidate: Candidate) -> str:
    """Why a candidate's data cannot be perturbed; empty where it can."""
    formulation = candidate.formulation
    if formulation is None:
        return f"team {candidate.team!r} has no formulation"
    if not any(
        p.table is not None or any(e.numbers for e in p.entries) for p in _parameters(formulation)
    ):
        return f"nothing in the formulation of team {candidate.team!r} cites the problem"
    from optimoot.binding import bind

    try:
        bound = bind(formulation, problem.tables)
    except InputError as error:
        return str(error)
    if bound.keys() != candidate.program.data.keys():
        return f"the program of team {candidate.team!r} has data of its own"
    return ""


def _is_cited(parameter: Parameter) -> bool:
    return parameter.table is not None or any(entry.numbers for entry in parameter.entries)


def _parameters(formulation: Formulation | None) -> tuple[Parameter, ...]:
    return formulation.parameters if formulation is not None else ()


def _hasty(settings: Settings, first: Candidate, second: Candidate) -> Settings:
    """Settings under which a copy gets no more than a few times what the stated data took."""
    took = max(first.outcome.times.total, second.outcome.times.total)
    return settings.model_copy(update={"time_limit": min(settings.time_limit, 5 + 5 * took)})


def _is_same_model(first: Candidate, second: Candidate, perturbation: Perturbation) -> bool:
    """Whether both are one linear model on a copy, so that solving it twice would tell nothing.

    Two models that differ only in what is whole count as one: on the stated data, where they gave
    the same result, that made no difference, and each Answer says what it took for whole.
    """
    from optimoot.binding import bind

    if first.formulation is None or second.formulation is None:
        return False
    written = {first.program.origin, second.program.origin}
    if written != {Origin.COMPILED}:
        return False
    try:
        one, other = (
            (form, bind(form, perturbation.tables, numbers=perturbation.numbers))
            for form in (first.formulation, second.formulation)
        )
    except InputError:
        return False  # then solving has to tell
    if same_structure(one, other) is True:
        return True
    loose = ((_divisible(form), data) for form, data in (one, other))
    return same_structure(*loose) is True


def _divisible(formulation: Formulation) -> Formulation:
    """The formulation with every whole-number decision continuous."""
    variables = tuple(
        variable.model_copy(update={"domain": Domain.CONTINUOUS})
        if variable.domain is Domain.INTEGER
        else variable
        for variable in formulation.variables
    )
    return formulation.model_copy(update={"variables": variables})


def _solved(
    candidate: Candidate, perturbation: Perturbation, settings: Settings, ledger: Ledger
) -> Outcome | None:
    from optimoot.binding import bind

    if candidate.formulation is None:
        return None
    try:
        data = bind(candidate.formulation, perturbation.tables, numbers=perturbation.numbers)
    except InputError:
        return None
    program = Program(source=candidate.program.source, data=data, origin=candidate.program.origin)
    return run_program(program, settings, ledger)
