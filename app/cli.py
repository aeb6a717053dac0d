"""The command line `optimoot`.

This module only declares commands and options: what a command needs is imported when it runs, so
that `--help` and mistyped options answer at once.
"""

from __future__ import annotations

import signal
import sys
import warnings
from pathlib import Path
from typing import Annotated, Optional

import typer

from optimoot.app.exit_codes import EPILOG, ExitCode
from optimoot.app.failures import RunNote, guarded, quiet_threads
from optimoot.app.memory_cli import app as memory_app
from optimoot.app.terminal.streams import abandon_output, flush_output, take_streams

app = typer.Typer(
    name="optimoot",
    help="Tell it a decision problem in plain language; get a checked optimization model, its "
    "solution and a certificate.",
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)

Data = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer evaluates it
    typer.Option("--data", metavar="FILE", help="A table: CSV, XLSX or JSON. May be repeated."),
]
Solver = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--solver", metavar="NAME", help="highs, scip, or auto (from the model itself)."),
]
TimeLimit = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option("--time-limit", metavar="SECONDS", help="Longest time the solver may take."),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="Print the result as JSON on standard output, and nothing else."),
]
RequireSandbox = Annotated[
    bool,
    typer.Option(
        "--require-sandbox", help="Refuse to run programs where a sandbox protection is missing."
    ),
]
Save = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--save", metavar="DIR", help="Save the answer as a bundle, to re-solve it."),
]


Teams = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--team",
        metavar="NAME | FILE.toml",
        help="Who attempts it: a team of the settings, a built-in one, builtin for all of these, "
        "or the teams of a file. May be repeated.",
    ),
]
Record = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--record", metavar="FILE", help="Keep all completions of the run in a file."),
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"optimoot {version_of('optimoot')}")
        raise typer.Exit


@app.command(epilog=EPILOG)
def solve(
    problem: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="TEXT | FILE | -",
            help="The problem in plain language, a file with it, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    model: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--model",
            metavar="PROVIDER:NAME",
            help="A language model whose team works beside the built-in one.",
        ),
    ] = None,
    base_url: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base-url", metavar="URL", help="Server of the language model."),
    ] = None,
    team: Teams = None,
    solver: Solver = None,
    time_limit: TimeLimit = None,
    budget: Annotated[
        str,
        typer.Option(
            metavar="LIMITS",
            help='What the run may spend, for example "20000 tokens, 0.50 usd, 60 s".',
            show_default=False,
        ),
    ] = "",
    as_json: AsJson = False,
    save: Save = None,
    require_sandbox: RequireSandbox = False,
    resume: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--resume", metavar="ID", help="Go on with an interrupted run."),
    ] = None,
    reply: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--reply",
            metavar="TEXT",
            help="With --resume: the reply to what the run asked. One for each question, in order.",
        ),
    ] = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Ask whether the assumptions of the model hold.")
    ] = False,
    record: Record = None,
    replay: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--replay",
            metavar="FILE",
            help="Run a recorded run again, offline, on its completions.",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Do not show the progress of the run.")
    ] = False,
) -> None:
    """Model, solve and check a decision problem told in plain language."""
    from optimoot.app.commands.solve import SolveRequest, run

    request = SolveRequest(
        source=problem,
        data=tuple(data or ()),
        changes={
            "model": model,
            "base_url": base_url,
            "solver": solver,
            "time_limit": time_limit,
            "require_sandbox": require_sandbox or None,
            "approve": approve or None,
        },
        budget=budget,
        teams=tuple(team or ()),
        as_json=as_json,
        save=save,
        resume=resume,
        replies=tuple(reply or ()),
        record=record,
        replay=replay,
        quiet=quiet,
    )
    raise typer.Exit(guarded(lambda note: run(request, note)))


@app.command(epilog=EPILOG)
def debate(
    problem: Annotated[
        str,
        typer.Argument(
            metavar="TEXT | FILE | -",
            help="The problem in plain language, a file with it, or - for standard input.",
        ),
    ],
    candidate: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(
            "--candidate",
            metavar="PROGRAM.py | PLAN.json",
            help="A program made elsewhere, with build_model(data), whose data is the JSON file of "
            "the same name beside it; or a JSON file with a plan: objective, sense, values. May be "
            "repeated.",
        ),
    ] = None,
    data: Data = None,
    model: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--model", metavar="PROVIDER:NAME", help="A language model whose team joins in."
        ),
    ] = None,
    base_url: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base-url", metavar="URL", help="Server of the language model."),
    ] = None,
    team: Teams = None,
    rounds: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--rounds", metavar="N", help="Rounds of debate at most."),
    ] = None,
    solver: Solver = None,
    time_limit: TimeLimit = None,
    budget: Annotated[
        str, typer.Option(metavar="LIMITS", help="What the run may spend.", show_default=False)
    ] = "",
    as_json: AsJson = False,
    save: Save = None,
    require_sandbox: RequireSandbox = False,
    record: Record = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Do not show the progress of the run.")
    ] = False,
) -> None:
    """Hold programs made elsewhere against each other, and against teams."""
    from optimoot.app.commands.solve import SolveRequest, run

    request = SolveRequest(
        source=problem,
        data=tuple(data or ()),
        changes={
            "model": model,
            "base_url": base_url,
            "rounds": rounds,
            "solver": solver,
            "time_limit": time_limit,
            "require_sandbox": require_sandbox or None,
        },
        budget=budget,
        teams=tuple(team or ()),
        candidates=tuple(candidate or ()),
        as_json=as_json,
        save=save,
        record=record,
        quiet=quiet,
    )
    raise typer.Exit(guarded(lambda note: run(request, note)))


@app.command(epilog=EPILOG)
def check(
    program: Annotated[
        Path, typer.Argument(metavar="PROGRAM.py", help="A file with build_model(data).")
    ],
    data: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--data", metavar="FILE.json", help="What build_model is given."),
    ] = None,
    as_json: AsJson = False,
    solver: Solver = None,
    time_limit: TimeLimit = None,
    require_sandbox: RequireSandbox = False,
) -> None:
    """Run a program in the sandbox and show its outcome."""
    from optimoot.app.commands.check import run

    changes = {
        "solver": solver,
        "time_limit": time_limit,
        "require_sandbox": require_sandbox or None,
    }
    raise typer.Exit(guarded(lambda _note: run(program, data, changes, as_json=as_json)))


@app.command(epilog=EPILOG)
def resolve(
    bundle: Annotated[
        Path, typer.Argument(metavar="BUNDLE", help="A folder written by `solve --save`.")
    ],
    data: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(
            "--data",
            metavar="FILE",
            help="New tables (CSV, XLSX, JSON), or a JSON object of new values. May be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
    solver: Solver = None,
    time_limit: TimeLimit = None,
    save: Save = None,
    require_sandbox: RequireSandbox = False,
) -> None:
    """Solve a saved bundle again, with new data and no language model."""
    from optimoot.app.commands.resolve import run

    changes = {
        "solver": solver,
        "time_limit": time_limit,
        "require_sandbox": require_sandbox or None,
    }
    raise typer.Exit(
        guarded(lambda _note: run(bundle, tuple(data or ()), changes, as_json=as_json, save=save))
    )


@app.command(
    short_help="Say what works on this machine.",
    epilog="Exit codes: 0 all essentials work, 1 something essential is missing.",
)
def doctor(
    as_json: AsJson = False,
    model: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--model", metavar="PROVIDER:NAME", help="A language model to look for."),
    ] = None,
    base_url: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base-url", metavar="URL", help="Its server."),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask the model for one short completion.")
    ] = False,
) -> None:
    """Say what works on this machine: solvers, sandbox, language models, folders."""
    from optimoot.app.commands.doctor import run

    changes = {"model": model, "base_url": base_url}
    raise typer.Exit(guarded(lambda _note: run(changes, as_json=as_json, ask=ask)))


@app.command(
    short_help="Run the teams on benchmark problems.",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def bench(context: typer.Context) -> None:
    """Run the teams on a file of benchmark problems (see `optimoot bench --help`)."""
    from optimoot.app.commands.bench import run

    raise typer.Exit(guarded(lambda _note: run(context.args)))


app.add_typer(memory_app, name="memory")


def main() -> None:
    """Entry point of the program `optimoot`."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # of libraries, to their developers
    take_streams()
    quiet_threads()
    try:
        sys.exit(guarded(_command_line))
    finally:
        # what is left is to end our own processes, which a second Ctrl-C must not cut short
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        abandon_output()


def _command_line(_note: RunNote) -> int:
    """Run the command that the arguments name, and see that what it printed has been written."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        # not `app()`, which would print a traceback of its own making
        code = typer.main.get_command(app)()
    except SystemExit as end:
        code = end.code
    if code != ExitCode.FAILED:  # else it has been told, whatever it was
        flush_output()
    return int(code or 0)
