"""What a run asks its user, and how the replies become part of the Problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from optimoot.agents.team import Question
from optimoot.errors import InputError
from optimoot.intake import make_problem
from optimoot.problem import Problem

_YES = frozenset(
    "yes y yep yeah ok okay approve approved agreed agree right correct fine sure true".split()
)
_NO = frozenset("no n nope not wrong false".split())
_TURNS = frozenset("but except unless no not only however never".split())
"""Words with which a reply that begins as a yes takes it back."""
_WORD = re.compile(r"[^\W\d_]+")
_A_SENTENCE = 4
"""Words from which on a reply says by itself what it is about."""


def is_yes(said: str) -> bool:
    """Whether a reply approves, and nothing else."""
    words = _WORD.findall(said.casefold())
    return bool(words) and words[0] in _YES and not _TURNS & set(words)


def correction_in(said: str) -> str:
    """What a reply that does not approve says beyond its "no"; empty where it says no more."""
    words = [match.span() for match in _WORD.finditer(said)]
    if words and said[slice(*words[0])].casefold() in _NO:
        rest = said[words[0][1] :].lstrip(" ,.;:-–!")
        return rest[:1].upper() + rest[1:]
    return said.strip()


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
    stands = len(answer.split()) >= _A_SENTENCE or not reply["question"]
    said = answer if stands else f"{reply['question']} {answer}"
    return said if said.endswith((".", "!", "?")) else f"{said}."
