"""What is reported: findings, and what a reader of them may want to know besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from i18n_summit.model import Coverage, Diagnostic, Severity


class Rule(Protocol):
    """What a finding goes by: a check."""

    @property
    def code(self) -> str:
        """Its name, which findings have."""

    @property
    def severity(self) -> Severity:
        """How bad its findings are, unless a project says otherwise."""

    @property
    def manual(self) -> str:
        """What it finds, in a sentence; behind an empty line, examples."""


@dataclass(frozen=True, slots=True)
class Report:
    """One run of the checks."""

    diagnostics: Sequence[Diagnostic]
    rules: Sequence[Rule] = ()
    """Those that were asked, with or without findings."""
    coverages: Sequence[Coverage] = ()
    version: str = ""
    """Of the program."""

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return sum(d.severity is severity for d in self.diagnostics)
