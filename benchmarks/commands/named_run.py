"""How a command names what it reads: a folder, or one preset of a folder (`FOLDER@PRESET`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.scoring.disputes import Dispute, read_disputes
from optimoot.benchmarks.scoring.rules.registry import RULES, USUAL_RULE, rule_named
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.scored import ScoredItem, grouped, scored
from optimoot.errors import InputError


@dataclass(frozen=True)
class NamedRun:
    """An evaluation, and the preset of it that is meant; empty: all of them."""

    name: str
    folder: EvaluationFolder
    preset: str = ""

    def presets(
        self, rule: Rule, disputes: Iterable[Dispute] = ()
    ) -> dict[str, tuple[ScoredItem, ...]]:
        """The records by preset.

        Raises:
            InputError: There are none, or the folder is damaged.
        """
        found = grouped(scored(self.folder, rule, disputes), lambda one: one.record.preset)
        if not found:
            raise InputError(
                f"The evaluation {self.name!r} has no records yet.",
                remedy="Run it first: optimoot bench run.",
            )
        return {self.preset: found[self.preset]} if self.preset else found

    def one_preset(
        self, rule: Rule, disputes: Iterable[Dispute] = ()
    ) -> tuple[str, tuple[ScoredItem, ...]]:
        """The only preset that is meant, with its records.

        Raises:
            InputError: There are several, and none is named.
        """
        found = self.presets(rule, disputes)
        if len(found) > 1:
            raise InputError(
                f"The evaluation {self.name!r} holds several presets: {', '.join(found)}.",
                remedy=f"Name one, as in {self.name}@{next(iter(found))}.",
            )
        return next(iter(found.items()))


def named_run(name: str) -> NamedRun:
    """The evaluation with this name.

    Raises:
        InputError: There is none, or it has no such preset.
    """
    if Path(name).is_dir() or "@" not in name:
        return NamedRun(name, EvaluationFolder.open(Path(name)))
    path, _, preset = name.rpartition("@")
    folder = EvaluationFolder.open(Path(path))
    known = sorted({record.preset for record in folder.records()})
    if preset not in known:
        raise InputError(
            f"The evaluation {path!r} has no records of a preset {preset!r}.",
            remedy=f"It has: {', '.join(known) or 'none'}.",
        )
    return NamedRun(name, folder, preset)


def chosen_rules(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules with these names: `all` for every one, and the usual one where none is named.

    Raises:
        InputError: There is no such rule.
    """
    if "all" in names:
        return tuple(RULES.values())
    return tuple(rule_named(name) for name in dict.fromkeys(names)) or (USUAL_RULE,)


def chosen_disputes(path: Path | None) -> tuple[Dispute, ...]:
    """The disputes of a file; none where no file is named.

    Raises:
        InputError: The file cannot be read.
    """
    return read_disputes(path) if path is not None else ()
