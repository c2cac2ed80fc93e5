"""Reports as JSON: the keys are a contract, see the README."""

import json
from collections.abc import Iterable

from i18n_summit.differences import Difference
from i18n_summit.model import Count, Coverage, Diagnostic, Message, Severity
from i18n_summit.reports.identity import writable


def diagnostics_document(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as one JSON object."""
    listed = list(diagnostics)
    return _text(
        {
            "diagnostics": [
                {
                    "code": d.code,
                    "severity": d.severity.value,
                    "path": writable(str(d.location.path)),
                    "line": d.location.line,
                    "column": d.location.column,
                    "locale": d.locale,
                    "message": writable(d.message),
                    "msgid": d.id,
                    "msgctxt": d.context,
                    "text": d.text,
                    "at": d.at,
                    "length": None if d.at is None else d.length,
                }
                for d in listed
            ],
            "errors": sum(d.severity is Severity.ERROR for d in listed),
            "warnings": sum(d.severity is Severity.WARNING for d in listed),
        }
    )


def coverage_document(coverages: Iterable[Coverage]) -> str:
    """Write coverage as one JSON object."""
    return _text(
        {
            "locales": {
                coverage.locale: {
                    **_count(coverage.all),
                    "roles": {role: _count(count) for role, count in coverage.roles.items()},
                }
                for coverage in coverages
            }
        }
    )


def differences_document(differences: Iterable[Difference]) -> str:
    """Write differences as one JSON object."""
    listed = list(differences)
    return _text(
        {
            "differences": [
                {
                    "path": str(d.path),
                    "line": (d.after and d.after.line) or None,
                    "locale": d.locale,
                    "kinds": [kind.value for kind in d.kinds],
                    "changed": d.edit,
                    "before": _state(d.before),
                    "after": _state(d.after),
                }
                for d in listed
            ],
            "total": len(listed),
        }
    )


def _state(message: Message | None) -> dict[str, object] | None:
    if message is None:
        return None
    return {
        "msgctxt": message.context,
        "msgid": message.id,
        "msgid_plural": message.id_plural,
        "msgstr": list(message.plural_translations) or message.translation,
        "fuzzy": message.is_fuzzy,
        "comment": message.translator_comment,
        "flags": list(message.flags),
        "obsolete": message.is_obsolete,
    }


def _count(count: Count) -> dict[str, int]:
    return {
        "total": count.total,
        "translated": count.translated,
        "fuzzy": count.fuzzy,
        "untranslated": count.untranslated,
        "percent": count.percent,
    }


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
