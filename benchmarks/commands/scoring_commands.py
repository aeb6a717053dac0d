"""The options of `score`, `audit` and `compare`; their work is imported when one of them runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

_Run = Annotated[
    str, typer.Argument(metavar="RUN", help="An evaluation's folder, or FOLDER@PRESET.")
]
_Rule = Annotated[
    str, typer.Option("--rule", metavar="NAME", help="Of scoring; default: objective-1e-4.")
]
_Disputes = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--disputes", metavar="FILE", help="Items whose label is disputed: TOML or JSON Lines."
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def score(
    runs: Annotated[
        list[str],
        typer.Argument(metavar="RUN…", help="Evaluations' folders, or FOLDER@PRESET."),
    ],
    rule: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--rule",
            metavar="NAME",
            help="Of scoring, may be given several times, or all; default: objective-1e-4.",
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="KEY", help="Also by set, family or failure.")
    ] = "",
    disputes: _Disputes = None,
    as_json: _Json = False,
) -> None:
    """Hold evaluations against their labels, by any rule, without running anything.

    Shares come with intervals at 95 % that allow for near-duplicates and repeats. Attempts that
    failed, timed out or abstained count in every denominator. With --disputes figures are given
    with and without the items whose label is disputed.
    """
    from optimoot.benchmarks.commands.score import score as score_runs

    score_runs(runs, rules=rule or (), disputes=disputes, key=by, as_json=as_json)


def audit(
    run: _Run,
    least: Annotated[
        str,
        typer.Option(
            "--least", metavar="LEVEL", help="Of the answers that count: verified or checked."
        ),
    ] = "verified",
    rule: _Rule = "",
    disputes: _Disputes = None,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", metavar="FILE.toml", help="Write what is found as disputes."),
    ] = None,
    as_json: _Json = False,
) -> None:
    """List the items whose label our own sure answers contradict, with the evidence.

    That a label is contradicted does not prove it wrong: judge the evidence, then name the items
    that are in a file for --disputes.
    """
    from optimoot.benchmarks.commands.audit import audit as audit_run

    audit_run(run, rule=rule, least=least, disputes=disputes, out=out, as_json=as_json)


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A folder, or FOLDER@PRESET.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Likewise.")],
    rule: _Rule = "",
    sure: Annotated[
        bool, typer.Option("--sure", help="Only what is stated as sure counts as right.")
    ] = False,
    disputes: _Disputes = None,
    as_json: _Json = False,
) -> None:
    """Compare two evaluations, or two presets of one, on the items that both attempted.

    Shown are the items at which either does better, McNemar's exact test, and the difference with
    an interval that allows for near-duplicates. With --disputes these items are left out.
    """
    from optimoot.benchmarks.commands.compare import compare as compare_runs

    compare_runs(first, second, rule=rule, sure=sure, disputes=disputes, as_json=as_json)
