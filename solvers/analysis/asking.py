"""Answers a question about a Program's model. A new question is one function and one line.

Unguarded as `optimoot.solvers.execution`: only inside the sandboxed child.
"""

from __future__ import annotations

from typing import Any

from optimoot.analysis import (
    AlternativesQuestion,
    AnalysisJob,
    AnalysisReply,
    Finding,
    Question,
    Refused,
    RepairsQuestion,
    ReplanQuestion,
    SensitivityQuestion,
    VariantsQuestion,
)
from optimoot.errors import InputError
from optimoot.solvers.analysis.alternatives import find_alternatives
from optimoot.solvers.analysis.editing import edited
from optimoot.solvers.analysis.repairs import find_repairs
from optimoot.solvers.analysis.replanning import replan
from optimoot.solvers.analysis.sensitivity import sensitivity_of
from optimoot.solvers.analysis.variants import find_variants
from optimoot.solvers.classify import read_form
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.messages import pyomo_warnings
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.reformulation import reformulate


def reply_to(job: AnalysisJob, options: SolveOptions) -> AnalysisReply:
    """What is found of a Program's model, after the job's edits, or why the question is refused.

    Raises:
        Exception: Whatever the Program raises.
    """
    with pyomo_warnings():
        model = load_model(job.program)
        reformulate(model)
        form = read_form(model)
    try:
        found = _answer(model, edited(form, job.edits), job.question, options)
    except InputError as error:
        return AnalysisReply(reply=Refused(message=error.message, remedy=error.remedy))
    return AnalysisReply(reply=found)


def _answer(model: Any, form: ModelForm, question: Question, options: SolveOptions) -> Finding:
    match question:
        case SensitivityQuestion():
            return sensitivity_of(form, options)
        case RepairsQuestion():
            return find_repairs(form, options, question.softness, question.count)
        case VariantsQuestion():
            return find_variants(model, form, options, question)
        case AlternativesQuestion():
            return find_alternatives(model, form, options, question)
        case ReplanQuestion():
            return replan(model, form, options, question)
