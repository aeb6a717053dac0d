"""Text of others on the terminal: never a command to it."""

import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.app.terminal.plain import in_color, say_error
from optimoot.terminal_text import one_line, shown


def test_commands_to_the_terminal_are_written_out():
    assert shown("\x1b[31mred\x1b[0m") == "\\x1b[31mred\\x1b[0m"
    assert shown("a\rb\x07\x9b") == "a\\x0db\\x07\\x9b"
    assert shown("user\u202egnp.exe") == "user\\u202egnp.exe"
    assert shown("half \udce4") == "half \\udce4"
    assert shown("two\r\nlines\tand ünïcode …") == "two\nlines\tand ünïcode …"


@given(st.text() | st.text("\x00\x1b[31m\r\n\t\x7f\x9b\u202e\u2028ab"))
def test_nothing_shown_can_command_a_terminal(text):
    for result in (shown(text), one_line(text)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result)
        assert result.encode("utf-8").decode("utf-8") == result
    assert "\n" not in one_line(text)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("variables", "stream", "colored"),
    [
        ({}, Terminal(), True),
        ({}, io.StringIO(), False),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
    ],
)
def test_colors_only_where_they_are_wanted(monkeypatch, variables, stream, colored):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert in_color(stream) is colored
    monkeypatch.setattr(sys, "stderr", stream)
    stream.seek(0)
    stream.truncate()
    say_error("It broke\nin \x1b[31m two.")
    assert ("\x1b[1;31m" in stream.getvalue()) is colored
    assert stream.getvalue().endswith("It broke in \\x1b[31m two.\n")
