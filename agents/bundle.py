"""The Bundle: an Answer on disk, re-solvable with new data and no language model.

A bundle is a folder of readable files; `program.py` and `data.json` run without OptiMoot:

    bundle.json       format, version, the run that it comes from
    problem.txt       the text as the user wrote it
    tables.json       the data tables, if any
    formulation.json  the model as data, if there is one
    program.py        build_model(data)
    data.json         its data
    outcome.json      what executing it gave
    certificate.json  the checks
    answer.json       everything else of the Answer
    report.md         all of it for people
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from optimoot.agents.answer import Answer
from optimoot.agents.report import to_markdown
from optimoot.agents.resolving import DataChange, resolve_answer
from optimoot.certificate import Certificate
from optimoot.errors import InputError
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Table
from optimoot.program import Origin, Program
from optimoot.solvers.options import SandboxLimits, SolveOptions

_MANIFEST = "bundle.json"
_VERSION = 1
_PARTS = {"formulation", "program", "outcome", "certificate"}

Model = TypeVar("Model", bound=BaseModel)
_tables = TypeAdapter(tuple[Table, ...])


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="ignore")

    format: Literal["optimoot-bundle"] = "optimoot-bundle"
    version: int = _VERSION
    run_id: str
    saved: str
    origin: Origin
    program_sha256: str = ""


@dataclass(frozen=True)
class Bundle:
    """An Answer that can be saved, loaded and re-solved.

    Attributes:
        answer: The Answer; its `program` is never None.
    """

    answer: Answer

    @classmethod
    def from_answer(cls, answer: Answer) -> Bundle:
        """The bundle of an Answer.

        Raises:
            InputError: The Answer holds no program, so nothing could be re-solved.
        """
        if answer.program is None:
            raise InputError(
                f"The answer of run {answer.run_id!r} has no program to save "
                f"(verdict: {answer.verdict}).",
                remedy="Only an answer with a model can be saved as a bundle.",
            )
        return cls(answer)

    @property
    def program(self) -> Program:
        """The Program with the data it was last solved with."""
        if self.answer.program is None:
            raise InputError(
                f"The answer of run {self.answer.run_id!r} has no program.",
                remedy="Make bundles with Bundle.from_answer or Bundle.load.",
            )
        return self.answer.program

    def save(self, folder: str | Path) -> Bundle:
        """Write the bundle to a folder, whole or not at all.

        Args:
            folder: A new or empty folder, or an earlier bundle, which is replaced.

        Raises:
            InputError: `folder` holds something that is no bundle, or cannot be written.
        """
        target = Path(folder)
        require_free(target)
        scratch: Path | None = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            scratch = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.part"
            scratch.mkdir()
            self._write(scratch)
            _put_in_place(scratch, target)
        except OSError as error:
            raise InputError(
                f"Cannot write the bundle {str(target)!r}: {error.strerror or error}.",
                remedy="Name a folder that can be written.",
            ) from error
        finally:
            if scratch is not None and scratch.exists():
                shutil.rmtree(scratch, ignore_errors=True)
        return self

    def _write(self, folder: Path) -> None:
        answer = self.answer
        manifest = _Manifest(
            run_id=answer.run_id,
            saved=datetime.now(UTC).isoformat(timespec="seconds"),
            origin=self.program.origin,
            program_sha256=_sha256(self.program.source),
        )
        files = {
            _MANIFEST: manifest.model_dump_json(indent=2),
            "problem.txt": answer.problem.text,
            "program.py": self.program.source,
            "data.json": json.dumps(self.program.data, indent=1, ensure_ascii=False),
            "answer.json": answer.model_dump_json(indent=1, exclude=_ANSWER_REST),
            "report.md": to_markdown(answer),
        }
        if answer.problem.tables:
            files["tables.json"] = _tables.dump_json(answer.problem.tables).decode()
        for name in ("formulation", "outcome", "certificate"):
            part: BaseModel | None = getattr(answer, name)
            if part is not None:
                files[f"{name}.json"] = part.model_dump_json(indent=1)
        for name, text in files.items():
            # newline="": a text with carriage returns comes back as it was, offsets and all
            (folder / name).write_text(text, encoding="utf-8", newline="")

    @classmethod
    def load(cls, folder: str | Path) -> Bundle:
        """Read a bundle; its files may have been edited since it was saved.

        A `program.py` that was is the user's own: its origin becomes `Origin.USER`.

        Raises:
            InputError: `folder` is no bundle, is of a newer version, or a file of it is damaged.
        """
        path = Path(folder)
        if not (path / _MANIFEST).is_file():
            raise InputError(
                f"{str(path)!r} is not a bundle: it has no {_MANIFEST}.",
                remedy="Name a folder that `optimoot solve --save` wrote.",
            )
        manifest = _read(path, _MANIFEST, _Manifest)
        if manifest.version > _VERSION:
            raise InputError(
                f"The bundle {str(path)!r} has version {manifest.version}; this OptiMoot reads "
                f"up to {_VERSION}.",
                remedy="Upgrade OptiMoot: pip install --upgrade optimoot",
            )
        rest = _read_json(path, "answer.json")
        rest |= {name: _optional(path, name, model) for name, model in _MODELS.items()}
        source = _text(path, "program.py")
        edited = manifest.program_sha256 not in ("", _sha256(source))
        rest["program"] = Program(
            source=source,
            data=_read_json(path, "data.json"),
            origin=Origin.USER if edited else manifest.origin,
        )
        numbers = rest.get("problem")
        rest["problem"] = (numbers if isinstance(numbers, dict) else {}) | {
            "text": _text(path, "problem.txt"),
            "tables": _read_tables(path),
        }
        try:
            return cls(Answer.model_validate(rest))
        except ValidationError as error:
            raise _damaged(path / "answer.json", error) from error

    def resolve(
        self,
        data: DataChange = None,
        *,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Answer:
        """Solve the bundle's Program again, with new data, in the sandbox.

        Args:
            data: None (as saved); a mapping from names of sets and parameters to new values
                (JSON as in `data.json`) or of tables to DataFrames; or paths of CSV, XLSX and
                JSON files whose tables take the place of the bundle's tables of the same name.
                A JSON file may instead hold such a mapping of sets and parameters.
            options: What is asked of the solver.
            limits: Limits of the sandbox.

        Returns:
            A new Answer with its own run id; this bundle is not changed.

        Raises:
            InputError: A name is unknown, a value has the wrong shape, a table lacks a column.
        """
        return resolve_answer(
            self.answer,
            self.program,
            data,
            run_id=uuid.uuid4().hex[:12],
            options=options or SolveOptions(),
            limits=limits or SandboxLimits(),
        )


_ANSWER_REST: Any = {**dict.fromkeys(_PARTS, True), "problem": {"text", "tables"}}
_MODELS: Mapping[str, type[BaseModel]] = {
    "formulation": Formulation,
    "outcome": Outcome,
    "certificate": Certificate,
}


def require_free(target: Path) -> None:
    """Nothing but a bundle, or nothing at all, would be replaced by saving to `target`.

    Raises:
        InputError: It holds something else.
    """
    if not target.exists() or (target / _MANIFEST).is_file():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise InputError(
            f"{str(target)!r} exists and is not a bundle; it is left alone.",
            remedy="Name a new or empty folder.",
        )


def _put_in_place(scratch: Path, target: Path) -> None:
    """An earlier bundle is moved aside first and removed last: one of the two always exists."""
    if not target.exists():
        scratch.replace(target)
        return
    aside = scratch.with_suffix(".old")
    target.replace(aside)
    try:
        scratch.replace(target)
    except OSError:
        aside.replace(target)
        raise
    shutil.rmtree(aside)


def _sha256(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder / name, error) from error


def _read(folder: Path, name: str, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(_text(folder, name))
    except ValidationError as error:
        raise _damaged(folder / name, error) from error


def _optional(folder: Path, name: str, model: type[BaseModel]) -> BaseModel | None:
    return _read(folder, f"{name}.json", model) if (folder / f"{name}.json").exists() else None


def _read_json(folder: Path, name: str) -> dict[str, Any]:
    try:
        value = json.loads(_text(folder, name))
    except ValueError as error:
        raise _damaged(folder / name, error) from error
    if not isinstance(value, dict):
        raise _damaged(folder / name, ValueError("it holds no JSON object"))
    return value


def _read_tables(folder: Path) -> Sequence[Table]:
    if not (folder / "tables.json").exists():
        return ()
    try:
        return _tables.validate_json(_text(folder, "tables.json"))
    except ValidationError as error:
        raise _damaged(folder / "tables.json", error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return InputError(
        f"{path.name!r} of the bundle {str(path.parent)!r} cannot be read: {detail}.",
        remedy="Restore the file, or solve the problem again with --save.",
    )
