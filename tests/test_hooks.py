"""The hooks that pre-commit finds here: what they run, and on which files."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.projects import EN_PO, POT, make_half, run

REPOSITORY = Path(__file__).parent.parent
MANIFEST = (REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
PROGRAM = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HOOKS = {
    fields["id"]: fields
    for fields in (
        dict(re.findall(r"^(?:- |  )([a-z_]+): (.*)$", hook, re.MULTILINE))
        for hook in re.split(r"^(?=- )", MANIFEST, flags=re.MULTILINE)[1:]
    )
}
"""By id; the file is plain enough to be read without a reader of YAML."""


def test_the_hooks_are_these() -> None:
    same = {
        "language": "python",
        "files": r"(?i)\.(html?|txt|pot?)$|(^|/)(pyproject|i18n-summit)\.toml$",
        "pass_filenames": "false",
    }
    found = {
        id: {key: value for key, value in hook.items() if key not in ("id", "description")}
        for id, hook in HOOKS.items()
    }
    assert found == {
        f"i18n-summit-{id}": {"name": entry, "entry": entry, **same}
        for id, entry in {
            "extract-check": "i18n-summit extract --check",
            "check": "i18n-summit check",
        }.items()
    }


@pytest.mark.parametrize("id", HOOKS)
def test_a_hook_runs_a_command_that_passes_and_fails(tmp_path: Path, id: str) -> None:
    program, *arguments = shlex.split(HOOKS[id]["entry"])
    assert program in PROGRAM["scripts"]
    make_half(tmp_path)
    assert run(tmp_path, *arguments).exit_code == 0

    (tmp_path / EN_PO).unlink()

    assert run(tmp_path, *arguments).exit_code == 1


LOOKED_AT = [
    "source/index.html",
    "docs/INDEX.HTM",
    "source/notes.txt",
    POT,
    EN_PO,
    "pyproject.toml",
    "site/pyproject.toml",
    "i18n-summit.toml",
]
PASSED_OVER = ["source/css/style.css", "source/page.xhtml", "cli.py", "my-pyproject.toml"]


@pytest.mark.parametrize("id", HOOKS)
def test_a_hook_runs_when_pages_catalogs_or_settings_change(id: str) -> None:
    found = [path for path in LOOKED_AT + PASSED_OVER if re.search(HOOKS[id]["files"], path)]
    assert found == LOOKED_AT
