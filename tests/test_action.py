"""The action for GitHub: its steps, run by bash as GitHub's runner would."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from i18n_summit.cli import command
from tests.projects import (
    EN_PO,
    JA_PO,
    PROGRAM,
    clean_environment,
    make,
    make_half,
    program,
    translate,
)

REPOSITORY = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_bytes())
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"]}
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
_OUTPUT = re.compile(r"\$\{\{ steps\.([a-z]+)\.outputs\.([a-z]+) \}\}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose Japanese is empty, in a folder of its repository."""
    return make_half(tmp_path / "web site")


def run_step(
    id: str, inputs: Mapping[str, str], workspace: Path
) -> tuple[subprocess.CompletedProcess[bytes], dict[str, str]]:
    """Run a step with inputs; give what it said, and its outputs."""
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | dict(inputs)

    def filled(value: str) -> str:
        return _INPUT.sub(lambda found: given[found[1]], value)

    step = STEPS[id]
    script, outputs = workspace / "script.sh", workspace / "outputs"
    script.write_text(step["run"], encoding="utf-8")
    outputs.write_bytes(b"")
    environment = clean_environment(
        GITHUB_ACTIONS="true",
        CI="true",
        GITHUB_WORKSPACE=str(workspace),
        GITHUB_ACTION_PATH=str(REPOSITORY),
        GITHUB_OUTPUT=str(outputs),
        GITHUB_STEP_SUMMARY=str(workspace / "summary.md"),
        RUNNER_TEMP=str(workspace / "temp"),
        **{name: filled(value) for name, value in step["env"].items()},
    )
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        cwd=workspace / filled(step.get("working-directory", ".")),
        env=environment,
        capture_output=True,
        check=False,
    )
    lines = outputs.read_text(encoding="utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in lines)


def check(folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[bytes], dict[str, str]]:
    """Run the checks on a project, with the program where the first step installs it."""
    installed = folder.parent / "temp" / "i18n-summit" / "bin" / "i18n-summit"
    installed.parent.mkdir(parents=True)
    installed.symlink_to(PROGRAM)
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    return run_step("check", {"working-directory": folder.name, **given}, folder.parent)


def test_no_input_is_part_of_a_script_and_each_is_used() -> None:
    assert [step["run"] for step in STEPS.values() if "${{" in step["run"]] == []
    used = {name for step in STEPS.values() for name in _INPUT.findall(str(step))}
    assert used == set(ACTION["inputs"])
    for step in STEPS.values():
        assert all(f"${name}" in step["run"] for name in step["env"])


def test_each_output_is_one_of_its_step(folder: Path) -> None:
    _, outputs = check(folder)
    values = [_OUTPUT.fullmatch(entry["value"]) for entry in ACTION["outputs"].values()]
    assert [value and value.groups() for value in values] == [("check", name) for name in outputs]


def test_each_option_is_one_of_the_command() -> None:
    options = set(re.findall(r"--[a-z-]+(?==)", STEPS["check"]["run"]))
    known = {option for parameter in command.commands["check"].params for option in parameter.opts}
    assert options == {"--format", "--locale", "--fail-under", "--baseline", "--since"}
    assert options <= known


# Inputs, the exit code, and how many errors and warnings there are.
RUNS: dict[str, tuple[dict[str, str], int, dict[str, str]]] = {
    "none": ({}, 0, {"errors": "0", "warnings": "6"}),
    "one locale": ({"locales": "en"}, 0, {"errors": "0", "warnings": "0"}),
    "two locales": ({"locales": "en\n ja "}, 0, {"errors": "0", "warnings": "6"}),
    "a threshold": ({"fail_under": "90"}, 1, {"errors": "1", "warnings": "6"}),
    "an unknown locale": ({"locales": "fr"}, 2, {}),
    "no number": ({"fail_under": "all"}, 2, {}),
}


def test_a_run_may_leave_out_what_was_there_before(folder: Path) -> None:
    assert program(folder, "check", "--write-baseline", "known.json").returncode == 0
    done, outputs = check(folder, baseline="known.json")
    assert (done.returncode, outputs) == (0, {"errors": "0", "warnings": "0"})


def test_a_run_may_speak_only_of_what_has_changed(folder: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "All of it"],
    ):
        subprocess.run(["git", "-C", folder.parent, *arguments], check=True)
    translate(folder, JA_PO, **{"Read <a>the proposal</a> before you come.": "読んでください。"})
    done, outputs = check(folder, since="HEAD")
    assert (done.returncode, outputs) == (1, {"errors": "2", "warnings": "0"}), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("case", RUNS)
def test_a_run_ends_as_the_checks_do_and_says_how_many_there_are(folder: Path, case: str) -> None:
    inputs, code, expected = RUNS[case]
    done, outputs = check(folder, **inputs)
    assert (done.returncode, outputs) == (code, expected), done.stderr.decode()
    commands = [line for line in done.stdout.splitlines() if line.startswith(b"::")]
    assert len(commands) == sum(map(int, expected.values()))
    assert all(b" file=web site/locales/" in line for line in commands)
    assert (folder.parent / "summary.md").exists() == bool(expected)


def test_a_project_may_be_the_whole_repository_and_be_broken(tmp_path: Path) -> None:
    workspace = make_half(tmp_path / "my repository")
    installed = workspace / "temp" / "i18n-summit" / "bin" / "i18n-summit"
    installed.parent.mkdir(parents=True)
    installed.symlink_to(PROGRAM)
    done, outputs = run_step("check", {}, workspace)
    assert (done.returncode, outputs) == (0, {"errors": "0", "warnings": "6"})
    assert done.stdout.count(b" file=locales/ja/") == 6
    # The worst of both commands is told, and what could be checked is.
    make(workspace, {"source/index.html": None})
    (workspace / "source" / "broken.html").write_bytes(b"<meta charset=utf-8><p>caf\xe9")
    done, outputs = run_step("check", {}, workspace)
    assert done.returncode == 2
    assert done.stderr.decode().count("source/broken.html") == 2


def test_a_stale_catalog_fails_a_run_that_still_checks_the_others(folder: Path) -> None:
    make(folder, {EN_PO: None})
    done, outputs = check(folder, locales="ja")
    assert (done.returncode, outputs) == (1, {"errors": "0", "warnings": "6"})
    assert f"{EN_PO}: is missing" in done.stderr.decode()


HOSTILE = ["$(touch pwned)", "`touch pwned`", "; touch pwned #", '"; touch pwned; "', "*"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["locales", "fail_under", "baseline", "since"])
@pytest.mark.parametrize("value", HOSTILE)
def test_what_stands_in_an_input_is_never_run(folder: Path, name: str, value: str) -> None:
    done, _ = check(folder, **{name: value})
    assert done.returncode == 2
    assert list(folder.parent.rglob("pwned")) == []


@pytest.mark.real
def test_the_first_step_installs_the_program_from_the_path_of_the_action(tmp_path: Path) -> None:
    done, _ = run_step("install", {"python": sys.executable}, tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    installed = tmp_path / "temp" / "i18n-summit" / "bin" / "i18n-summit"
    said = subprocess.run([installed, "--version"], capture_output=True, check=True)
    assert said.stdout.startswith(b"i18n-summit ")


def test_the_example_of_the_readme_gives_inputs_that_there_are() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(jobs:.*?)```", readme, re.DOTALL)
    assert example
    steps = yaml.safe_load(example[1])["jobs"]["catalogs"]["steps"]
    (own,) = [step for step in steps if "i18n-summit@" in step.get("uses", "")]
    assert set(own["with"]) <= set(ACTION["inputs"])
