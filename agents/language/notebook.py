"""The team's notebook: what it made, what was held against it, and what it learned from that."""

from __future__ import annotations

from dataclasses import dataclass, field

from optimoot.lesson import Artifact, Lesson

ILL_FORMED = "not well-formed"
NOT_BOUND = "does not fit its data"


@dataclass(frozen=True)
class _Failure:
    artifact: Artifact
    place: int
    failure: str
    findings: tuple[str, ...]


@dataclass
class Notebook:
    """What was made and what failed, oldest first."""

    _made: dict[Artifact, list[str]] = field(
        default_factory=lambda: {artifact: [] for artifact in Artifact}
    )
    _failures: list[_Failure] = field(default_factory=list)

    def made(self, artifact: Artifact, text: str) -> None:
        """A Formulation, as JSON, or a program was written."""
        self._made[artifact].append(text)

    def failed(self, artifact: Artifact, failure: str, findings: tuple[str, ...]) -> None:
        """The last one of its kind has this failure."""
        place = len(self._made[artifact]) - 1
        if place >= 0:
            self._failures.append(_Failure(artifact, place, failure, findings))

    def lessons(self) -> tuple[Lesson, ...]:
        """The failures that the next work of the kind did not have, with it as their fix."""
        known = {(f.artifact, f.place, f.failure) for f in self._failures}
        found = []
        for failed in self._failures:
            texts, following = self._made[failed.artifact], failed.place + 1
            if following >= len(texts) or (failed.artifact, following, failed.failure) in known:
                continue
            if texts[failed.place] != texts[following]:
                found.append(
                    Lesson(
                        artifact=failed.artifact,
                        failure=failed.failure,
                        findings=failed.findings,
                        failing=texts[failed.place],
                        fixed=texts[following],
                    )
                )
        return tuple(found)
