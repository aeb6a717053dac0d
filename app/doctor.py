"""What works on this machine: solvers, sandbox, language models, folders, packages.

Nothing here prints; `optimoot.app.commands.doctor` shows the findings. Solvers and sandbox are
not asked whether they are there: a small program runs through them.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version

from pydantic import BaseModel, ConfigDict

from optimoot.errors import OptimootError
from optimoot.outcome import Outcome
from optimoot.program import Origin, Program
from optimoot.settings import Settings
from optimoot.solvers.options import SandboxLimits, SolveOptions

_PROBE = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, data["most"]))
    model.goal = pyo.Objective(expr=2 * model.x, sense=pyo.maximize)
    return model
"""
_MOST, _BEST = 4, 8.0
_PROBE_TIME = 20.0


class State(StrEnum):
    """How it stands with a part."""

    WORKS = "works"
    ABSENT = "absent"
    """Not there or not set up; OptiMoot does without it."""
    WEAK = "weak"
    """It works, with less than it should give."""
    BROKEN = "broken"
    """Something essential does not work."""


class Finding(BaseModel):
    """How it stands with one part.

    Attributes:
        area: `"python"`, `"package"`, `"solver"`, `"sandbox"`, `"model"` or `"folder"`.
        detail: Version, strength, or what is wrong.
        remedy: What to do about it, where something can be done.
    """

    model_config = ConfigDict(frozen=True)

    area: str
    name: str
    state: State
    detail: str = ""
    remedy: str = ""


class Diagnosis(BaseModel):
    """All findings."""

    model_config = ConfigDict(frozen=True)

    healthy: bool
    findings: tuple[Finding, ...]


def diagnose(settings: Settings, *, ask: bool = False) -> Diagnosis:
    """Look at everything; never raises for what it finds.

    Args:
        settings: Name the model, the solver and the folders.
        ask: Ask the chosen model for one short completion.
    """
    findings = (
        _python(),
        *_packages(),
        *_solvers(settings),
        *_sandbox(settings),
        *_models(settings, ask=ask),
        *_folders(settings),
    )
    healthy = all(finding.state is not State.BROKEN for finding in findings)
    return Diagnosis(healthy=healthy, findings=findings)


def _python() -> Finding:
    return Finding(
        area="python",
        name=f"Python {platform.python_version()}",
        state=State.WORKS,
        detail=f"{platform.system()} {platform.release()}, {platform.machine()}, {sys.executable}",
    )


def _packages() -> Iterator[Finding]:
    """The packages that OptiMoot requires, and the extras."""
    own = _version("optimoot")
    if own is None:
        yield Finding(
            area="package",
            name="optimoot",
            state=State.BROKEN,
            detail="it is run without being installed",
            remedy="In the checkout: make solve, or pip install --editable .",
        )
        return
    yield Finding(area="package", name="optimoot", state=State.WORKS, detail=own)
    for requirement in requires("optimoot") or ():
        name, _, marker = requirement.partition(";")
        package = _distribution(name)
        extra = _extra(marker)
        if extra == "dev":
            continue
        found = _version(package)
        if found is not None:
            yield Finding(area="package", name=package, state=State.WORKS, detail=found)
        elif extra:
            yield Finding(
                area="package",
                name=package,
                state=State.ABSENT,
                detail=f"extra {extra!r} is not installed",
                remedy=f"pip install 'optimoot[{extra}]'",
            )
        else:
            yield Finding(
                area="package",
                name=package,
                state=State.BROKEN,
                detail="required, but not installed",
                remedy=f"pip install '{name.strip()}'",
            )


def _distribution(requirement: str) -> str:
    end = next((at for at, char in enumerate(requirement) if char in " <>=!~[("), len(requirement))
    return requirement[:end]


def _extra(marker: str) -> str:
    _, _, quoted = marker.partition("extra ==")
    return quoted.strip(" \"'")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _solvers(settings: Settings) -> Iterator[Finding]:
    """Each solver solves a small program in the sandbox; one that works is essential."""
    from optimoot.solvers.registry import SOLVERS

    found = []
    for solver in SOLVERS:
        number = solver.version()
        if number is None:
            remedy = "pip install --force-reinstall optimoot"
            found.append((solver.name, "is not installed", remedy, ""))
            continue
        wrong = _probe(solver.name)
        found.append((solver.name, wrong, "", number))
    works = [name for name, wrong, _, _ in found if not wrong]
    for name, wrong, remedy, number in found:
        essential = not works or name == settings.solver
        state = State.WORKS if not wrong else State.BROKEN if essential else State.WEAK
        detail = f"{number}, solves in the sandbox" if not wrong else f"{number} {wrong}".strip()
        yield Finding(area="solver", name=name, state=state, detail=detail, remedy=remedy)


def _probe(solver: str) -> str:
    """Solve a small program; empty, or what is wrong."""
    from optimoot.solvers.sandbox import shared_sandbox

    program = Program(source=_PROBE, data={"most": _MOST}, origin=Origin.COMPILED)
    try:
        outcome: Outcome = shared_sandbox().run(
            program, SolveOptions(solver=solver, time_limit=_PROBE_TIME), SandboxLimits()
        )
    except OptimootError as error:
        return str(error)
    if outcome.failure is not None:
        return outcome.failure.message
    if outcome.objective is None or abs(outcome.objective - _BEST) > 1e-6:
        return f"gave {outcome.objective} where {_BEST} is right ({outcome.termination})"
    return ""


def _sandbox(settings: Settings) -> Iterator[Finding]:
    from optimoot.solvers.sandbox import protections

    try:
        found = protections()
    except OptimootError as error:
        yield Finding(area="sandbox", name="sandbox", state=State.BROKEN, detail=str(error))
        return
    missing = State.BROKEN if settings.require_sandbox else State.WEAK
    for item in found.items:
        yield Finding(
            area="sandbox",
            name=item.name,
            state=State.WORKS if item.active else missing,
            detail=item.title if item.active else f"missing: {item.reason}",
            remedy=""
            if item.active
            else "Run only programs that you trust, or run in a container.",
        )


def _folders(settings: Settings) -> Iterator[Finding]:
    """Runs and memory need a data folder that can be written; programs need scratch space."""
    places = (
        ("data", str(settings.data_folder), "Set OPTIMOOT_DATA_FOLDER to one that can be written."),
        ("scratch", tempfile.gettempdir(), "Set TMPDIR to a folder that can be written."),
    )
    for name, path, remedy in places:
        try:
            os.makedirs(path, exist_ok=True)
            with tempfile.TemporaryFile(dir=path) as file:
                file.write(b"x")
        except OSError as error:
            yield Finding(
                area="folder",
                name=name,
                state=State.BROKEN,
                detail=f"{path} cannot be written: {error.strerror}",
                remedy=remedy,
            )
        else:
            yield Finding(area="folder", name=name, state=State.WORKS, detail=path)


def _models(settings: Settings, *, ask: bool) -> Iterator[Finding]:
    """Whether keys are there (never what they are), and whether the chosen model answers."""
    from optimoot.agents.models import PROVIDERS

    for name, provider in PROVIDERS.items():
        if not provider.key_variables:
            continue
        variable = next((v for v in provider.key_variables if os.environ.get(v, "").strip()), "")
        yield Finding(
            area="model",
            name=f"{name} key",
            state=State.WORKS if variable else State.ABSENT,
            detail=f"{variable} is set" if variable else "no key is set",
            remedy="" if variable else f"Set {' or '.join(provider.key_variables)} to use it.",
        )
    if not settings.model:
        yield Finding(
            area="model",
            name="language model",
            state=State.ABSENT,
            detail="none is chosen; the built-in team needs none",
            remedy="Choose one with --model PROVIDER:NAME or OPTIMOOT_MODEL.",
        )
        return
    yield _chosen_model(settings, ask=ask)


def _chosen_model(settings: Settings, *, ask: bool) -> Finding:
    from optimoot.agents.reach import reach

    found = reach(settings, ask=ask)
    return Finding(
        area="model",
        name=found.model,
        state=State.WORKS if found.usable else State.BROKEN,
        detail=f"{found.status}: {found.detail}",
        remedy="" if found.usable else "Check --model, --base-url and the key.",
    )
