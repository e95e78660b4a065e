"""The rules that a pack must satisfy; a failed one says what, where and what to do."""

from __future__ import annotations

from briefing.checks.problem import Problem, Severity
from briefing.checks.rules import problems_of

__all__ = ["Problem", "Severity", "problems_of"]
