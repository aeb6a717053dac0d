"""The live board and its plain lines."""

import io

import pytest
from rich.console import Console

from optimoot.app.terminal.board import Board, line_of, watching
from optimoot.events import RoleEvent, RoleState, RunFinished, RunStarted, Warned


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


def drawn(board, width=78):
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(board)
    return console.file.getvalue()


def role(team, name, state, excerpt="", tokens=None):
    return RoleEvent(team=team, role=name, state=RoleState(state), excerpt=excerpt, tokens=tokens)


def test_the_board_shows_who_is_working_on_what(clock):
    board = Board(clock=clock, ascii_only=True)
    assert "Starting" in drawn(board)
    board.take(RunStarted(run_id="r7", teams=("built-in", "model")))
    board.take(role("built-in", "reader", "working", "reading 5 sentences"))
    board.take(role("model", "formulator", "working", "asking", 120))
    clock.now = 2.0
    board.take(role("built-in", "reader", "done", "2 variables"))
    clock.now = 5.0
    lines = drawn(board).splitlines()
    assert lines[0].strip() == "Run r7, 5.0 s"
    assert [word in lines[1] for word in ("+", "built-in", "reader", "2 variables", "2.0 s")] == [
        True
    ] * 5
    assert "120 tokens, 5.0 s" in lines[2]
    assert "asking" in lines[2]


def test_a_role_that_works_again_is_timed_anew(clock):
    board = Board(clock=clock)
    board.take(role("t", "coder", "working"))
    clock.now = 4.0
    board.take(role("t", "coder", "failed", "no model"))
    clock.now = 10.0
    board.take(role("t", "coder", "working", "mending"))
    clock.now = 11.0
    text = drawn(board)
    assert "mending" in text
    assert "1.0 s" in text
    assert "no model" not in text


def test_the_board_shows_warnings_and_the_end(clock):
    board = Board(clock=clock)
    board.take(RunStarted(run_id="r7", teams=("t",), resumed=True))
    for at in range(5):
        board.take(Warned(message=f"retry {at}", team="t"))
    board.take(role("t", "reader", "abstained", "not sure"))
    board.take(RunFinished(run_id="r7", verdict="needs_input"))
    text = drawn(board)
    assert "Run r7 (resumed), 0.0 s, needs input" in text
    assert "Warning: t: retry 4" in text
    assert "retry 1" not in text


def test_text_of_others_cannot_command_the_terminal(clock):
    board = Board(clock=clock)
    board.take(role("[red]t[/red]", "\x1b[2Jcoder", "working", "[bold]x[/bold]\n\x1b]0;title\x07"))
    text = drawn(board)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[red]t[/red]" in text
    assert "[bold]x[/bold] \\x1b]0;title\\x07" in text


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (RunStarted(at=0.25, run_id="r", teams=("a", "b")), "[   0.2 s] run r started: a, b"),
        (RunFinished(at=12, run_id="r", verdict="needs_input"), "run r ended: needs input"),
        (Warned(at=1, message="slow", team="a"), "warning: a: slow"),
        (role("a", "coder", "working", "line 3", 1200), "a, coder working (1,200 tokens): line 3"),
    ],
)
def test_an_event_is_one_line(event, line):
    assert line in line_of(event)


def test_without_a_terminal_each_event_is_a_line(capsys):
    with watching() as watch:
        watch(RunStarted(run_id="r\x1b", teams=("a",)))
    assert capsys.readouterr().err == "[ 0.0 s] run r\\x1b started: a\n"
    with watching(lines=False) as watch:
        watch(RunStarted(run_id="r", teams=("a",)))
    assert capsys.readouterr().err == ""


def test_a_long_excerpt_does_not_squeeze_out_whose_it_is(clock):
    board = Board(clock=clock)
    board.take(role("language", "formulator", "working", "long words " * 30, 12_345))
    text = drawn(board)
    assert "language" in text
    assert "formulator" in text
    assert "12,345 tokens, 0.0 s" in text
    assert "…" in text
    assert max(map(len, text.splitlines())) <= 78
