"""Text from users can't become markup in the report."""

from hypothesis import given
from hypothesis import strategies as st
from made_answers import solved_answer
from markdown_it import MarkdownIt

from optimoot.agents.report import escaped, fenced, to_markdown
from optimoot.problem import Problem


def test_report_tells_the_story():
    page = to_markdown(solved_answer())
    for words in ("A kiln fires", "## Model", "## Solution", "## Certificate", "uncontested"):
        assert words in page
    assert "Cups and bowls are whole" in page


@given(st.text())
def test_escaped_text_is_one_plain_paragraph(text):
    tokens = MarkdownIt("commonmark").parse(f"x {escaped(text)}")
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}


@given(st.text(alphabet="`a\n~<"))
def test_a_fence_is_never_left(text):
    tokens = MarkdownIt("commonmark").parse(fenced(text))
    assert [t.type for t in tokens] == ["fence"]


def test_html_in_a_problem_stays_text():
    nasty = Problem(text="```\n<script>alert(1)</script>\n# Heading\n```")
    html = MarkdownIt("commonmark").render(to_markdown(solved_answer(problem=nasty)))
    assert "<script>" not in html
