"""Recordings: all completions of a run in one file, from which it runs again offline.

The file has one JSON object a line: first what the run was asked, then what was recalled from the
memory bank, then the completions in the order in which they came. A completion is found again by a
digest of who asked whom and what, so a replay asks nothing anew; where it would have to, the
recording does not fit and that is said.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from optimoot.agents.ledger import Charge, Ledger
from optimoot.agents.record import CompletionRecord
from optimoot.errors import InputError, RunError
from optimoot.memory.runs import RunFolder, RunRequest

FORMAT: Final = 1


class Header(BaseModel):
    """The first line of a recording."""

    model_config = ConfigDict(frozen=True)

    recording: Literal[1] = FORMAT
    optimoot: str
    request: RunRequest


@dataclass(frozen=True)
class Recording:
    """What was asked of a run, and its completions.

    Attributes:
        completions: With failed requests and recollections from the memory bank among them.
    """

    path: Path
    header: Header
    completions: tuple[dict[str, Any], ...]

    def into(self, beside: CompletionRecord, ledger: Ledger) -> Replay:
        """The completions for a run that is to be repeated.

        Args:
            beside: Keeps what the replay says, so that its folder is as whole as the first one's.
            ledger: Is charged as it was then.
        """
        left: defaultdict[str, deque[dict[str, Any]]] = defaultdict(deque)
        for line in self.completions:
            if "recalled" not in line:
                left[str(line["key"])].append(line)
        return Replay(self, beside, ledger, dict(left))

    def recall_into(self, folder: RunFolder) -> None:
        """Put what was recalled from the memory bank then where the repeated run looks for it."""
        for line in self.completions:
            if "recalled" in line:
                folder.keep_recalled(str(line["key"]), line["recalled"])


@dataclass(frozen=True)
class Replay:
    """A record of completions that gives each once, and refuses what it does not hold."""

    recording: Recording
    beside: CompletionRecord
    ledger: Ledger
    left: dict[str, deque[dict[str, Any]]]
    misfits: list[InputError] = field(default_factory=list)

    def recall(self, key: str) -> Mapping[str, Any]:
        """The next completion for a request; failed requests before it are charged as then.

        Raises:
            InputError: There is none: what is asked now was not asked when it was recorded.
            BudgetSpent: Nor could it be asked, as the budget was spent.
            RunError: The request failed for good then, too.
        """
        waiting, failed = self.left.get(key, deque()), ""
        while waiting:
            line = waiting.popleft()
            self.ledger.record(Charge.of_record(line))
            self.beside.keep(key, {name: line[name] for name in line if name != "key"})
            failed = str(line.get("failed") or "")
            if not failed:
                return line
        if failed:
            raise RunError(f"The request failed when it was recorded, too: {failed}.")
        self.ledger.check()
        made = self.recording.header.optimoot
        misfit = InputError(
            f"The recording {str(self.recording.path)!r} has no completion for a request of this "
            "run.",
            remedy=f"It was made with optimoot {made}, and this is {version('optimoot')}; record "
            "the run anew, or replay it with that version.",
        )
        self.misfits.append(misfit)
        raise misfit

    def check(self) -> None:
        """Refuse what came of a replay that asked for more than is on record.

        Raises:
            InputError: It did: teams that found no completion failed then, as they had not.
        """
        if self.misfits:
            raise self.misfits[0]

    def keep(self, key: str, record: dict[str, Any]) -> None:
        """Keep what was asked beyond the recording."""
        self.beside.keep(key, record)


def check_writable(path: Path) -> None:
    """Make sure, before a run begins, that its recording can be written.

    Raises:
        InputError: There is no such folder, or nothing can be written there.
    """
    folder = path.absolute().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK) or path.is_dir():
        raise InputError(
            f"The recording {str(path)!r} cannot be written.",
            remedy="Name a file in a folder that can be written.",
        )


def write_recording(folder: RunFolder, path: Path) -> None:
    """Write a run's completions to a file, whole or not at all.

    Raises:
        InputError: The file cannot be written.
    """
    header = Header(optimoot=version("optimoot"), request=folder.request())
    kept = (*folder.recollections(), *folder.completions())
    lines = [header.model_dump_json(), *(json.dumps(line) for line in kept)]
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"The recording {str(path)!r} cannot be written: {error.strerror}.",
            remedy="Name a file in a folder that can be written.",
        ) from error


def read_recording(path: Path) -> Recording:
    """A recording.

    Raises:
        InputError: The file cannot be read, is no recording, or is one of another format.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"The recording {str(path)!r} cannot be read: {reason}.",
            remedy="Name a file written by --record.",
        ) from error
    header = _header(path, lines[0] if lines else "")
    return Recording(path, header, tuple(_completion(path, n, line) for n, line in _rest(lines)))


def _header(path: Path, line: str) -> Header:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    found = told.get("recording") if isinstance(told, dict) else None
    if found is None:
        raise InputError(
            f"{str(path)!r} is no recording of a run.", remedy="Name a file written by --record."
        )
    if found != FORMAT:
        raise InputError(
            f"The recording {str(path)!r} has the format {found!r}; this version reads {FORMAT}.",
            remedy="Record the run anew.",
        )
    try:
        return Header.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The recording {str(path)!r} cannot be used at {name!r}: {first['msg']}.",
            remedy="Record the run anew.",
        ) from error


def _rest(lines: list[str]) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(lines[1:], start=2) if line.strip()]


def _completion(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not _is_whole(told):
        raise InputError(
            f"The recording {str(path)!r} is damaged at line {number}.",
            remedy="Record the run anew.",
        )
    return told


def _is_whole(told: dict[str, Any]) -> bool:
    """Whether a line is a completion, a failed request or a recollection."""
    if not isinstance(told.get("key"), str):
        return False
    if "recalled" in told:
        records = told["recalled"]
        return isinstance(records, list) and all(isinstance(one, dict) for one in records)
    try:
        charge = Charge.of_record(told)
    except (KeyError, TypeError, ValueError):
        return False
    figures = (charge.characters, charge.seconds, charge.estimate)
    named = (charge.team, charge.role, charge.model)
    return (
        all(isinstance(value, int | float) for value in figures)
        and all(isinstance(value, str) for value in named)
        and (isinstance(told.get("text"), str) or charge.failed)
    )
