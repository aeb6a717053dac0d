"""What a run asks its user, and how the replies become part of the Problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from optimoot.agents.team import Question
from optimoot.errors import InputError
from optimoot.intake import make_problem
from optimoot.problem import Problem

YES = frozenset({"yes", "y", "ok", "okay", "approve", "approved", "right", "correct", "fine"})
_A_SENTENCE = 4
"""Words from which on a reply says by itself what it is about."""


class Reply(TypedDict):
    """What the user replied to a question."""

    question: str
    answer: str


def replies_to(questions: Sequence[Question], answers: Sequence[str]) -> list[Reply]:
    """The replies with the questions that they answer, in order; empty ones are left out.

    Raises:
        InputError: There are more replies than questions.
    """
    if len(answers) > len(questions):
        raise InputError(
            f"The run asked {len(questions)} questions, and there are {len(answers)} replies.",
            remedy="Give one --reply for each question, in their order.",
        )
    return [
        Reply(question=question.text, answer=answer.strip())
        for question, answer in zip(questions, answers, strict=False)
        if answer.strip()
    ]


def problem_with(problem: Problem, replies: Sequence[Reply]) -> Problem:
    """The Problem with what the user replied at its end.

    A reply that is a sentence stands for itself, a shorter one with its question.

    Raises:
        InputError: A reply holds what is no character, or makes the text too long.
    """
    if not replies:
        return problem
    return make_problem("\n\n".join([problem.text, *map(_told, replies)]), problem.tables)


def _told(reply: Reply) -> str:
    answer = reply["answer"]
    said = answer if len(answer.split()) >= _A_SENTENCE else f"{reply['question']} {answer}"
    return said if said.endswith((".", "!", "?")) else f"{said}."
