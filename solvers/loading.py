"""From a Program's source to its Pyomo model, in this process.

Runs the source as it stands: call it only inside the sandboxed child, or on source you trust.
"""

from __future__ import annotations

import json
import linecache
import sys
import traceback
from collections.abc import Callable
from types import ModuleType, TracebackType
from typing import Any

import pyomo.environ as pyo

from optimoot.errors import RunError
from optimoot.outcome import Failure, FailureKind
from optimoot.program import Program

PROGRAM_FILE = "program.py"
"""The file name that the Program's own source carries in tracebacks."""
_MODULE = "optimoot_program"

Describe = Callable[[BaseException], Failure]
"""Maps what a Program raised to a Failure."""


class ProgramError(RunError):
    """A Program gave no model that can be solved or written. `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure.message)


def describe_failure(error: BaseException) -> Failure:
    """The Failure that an exception of a Program means, with the line of its own source.

    A sandbox that knows more (what it refused, which limit was hit) wraps this function and
    passes its own to `execute`.
    """
    if isinstance(error, ProgramError):
        return error.failure
    line = _program_line(error.__traceback__)
    if isinstance(error, KeyboardInterrupt):
        return Failure(
            kind=FailureKind.CANCELLED, message="Cancelled before the solver began.", line=line
        )
    if isinstance(error, MemoryError):
        return Failure(kind=FailureKind.MEMORY, message="The program ran out of memory.", line=line)
    text = " ".join(str(error).split()) or "no message"
    message = f"{type(error).__name__}: {text}"
    return Failure(kind=FailureKind.EXCEPTION, message=_cut(message), line=line)


def load_model(program: Program) -> Any:
    """Run the Program's source and build its model.

    `data` is handed over as a JSON copy, so that a Program sees the same thing wherever it runs
    and cannot change its caller's.

    Returns:
        A Pyomo `ConcreteModel`.

    Raises:
        ProgramError: It has no `build_model`, or that returned something else.
        BaseException: Whatever the source itself raises; see `describe_failure`.
    """
    namespace = namespace_of(program.source)
    build_model = namespace.get("build_model")
    if not callable(build_model):
        raise ProgramError(
            Failure(
                kind=FailureKind.SYNTAX,
                message="The program defines no function build_model(data).",
            )
        )
    model = build_model(json.loads(json.dumps(program.data)))
    if isinstance(model, pyo.ConcreteModel):
        return model
    raise ProgramError(Failure(kind=FailureKind.EXCEPTION, message=_not_a_model(model)))


def _not_a_model(thing: object) -> str:
    if thing is None:
        return "build_model returned nothing; it must end with `return model`."
    if isinstance(thing, pyo.AbstractModel):
        return (
            "build_model returned an AbstractModel; "
            "it must return a ConcreteModel (or the result of create_instance)."
        )
    return (
        f"build_model returned an object of type {type(thing).__name__!r}; "
        "it must return a pyomo.environ.ConcreteModel."
    )


def namespace_of(source: str) -> dict[str, Any]:
    """Execute the source as a module of its own and return its names."""
    try:
        code = compile(source, PROGRAM_FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # Lone surrogates and nesting beyond the parser are no SyntaxError to Python.
        said = getattr(error, "msg", None) or str(error) or type(error).__name__
        message = f"The program does not parse: {_cut(said)}."
        line = getattr(error, "lineno", None)
        raise ProgramError(Failure(kind=FailureKind.SYNTAX, message=message, line=line)) from error
    # Tracebacks and inspect.getsource find the lines here; there is no such file on disk.
    lines = source.splitlines(keepends=True)
    linecache.cache[PROGRAM_FILE] = (len(source), None, lines, PROGRAM_FILE)
    module = ModuleType(_MODULE)
    module.__file__ = PROGRAM_FILE
    # dataclasses and typing look their module up by name while its body runs.
    sys.modules[_MODULE] = module
    exec(code, module.__dict__)  # noqa: S102  (what this module is for)
    return module.__dict__


def _program_line(trace: TracebackType | None) -> int | None:
    """The innermost line of the Program's own source in a traceback."""
    found = [
        frame.lineno for frame in traceback.extract_tb(trace) if frame.filename == PROGRAM_FILE
    ]
    return found[-1] if found else None


def _cut(text: str, limit: int = 2000) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
