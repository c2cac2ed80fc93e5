"""The rules of the house: who imports whom, who touches the disk, what the tools say."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "i18n_summit"
NAME = "i18n_summit"

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""By name within the package: ``pages.html``, ``pages.__init__``, ``cli``."""
ROOMS = {name.split(".")[0] for name in MODULES}

STEPS = {"catalogs", "checks", "pages", "render"}
# Each room, and the rooms that its modules may import besides itself.
LAWS = {
    "__init__": {"library"},
    "__main__": {"cli"},
    "model": set(),
    "errors": set(),
    "language": {"model"},
    "markup": {"model"},
    "placeholders": {"markup"},
    "translations": {"errors", "language", "markup", "model", "placeholders"},
    "writing": {"model"},
    "pages": {"errors", "language", "markup", "model", "translations", "writing"},
    "differences": {"model"},
    "catalogs": {
        "differences",
        "errors",
        "language",
        "markup",
        "model",
        "placeholders",
        "translations",
    },
    "render": {"errors", "language", "markup", "model", "placeholders", "translations", "writing"},
    "coverage": {"errors", "language", "markup", "model", "translations"},
    "site": {"errors", "language", "markup", "model", "translations", "writing"},
    "checks": {"errors", "glossary", "language", "markup", "model", "placeholders", "translations"},
    "reports": {"differences", "errors", "glossary", "language", "markup", "model", "translations"},
    "settings": {"errors", "model"},
    "glossary": {"errors"},
    "baseline": {"errors", "model"},
    "files": {"errors"},
    "git": {"errors"},
    "project": {"errors", "files", "model", "settings"},
    "workflow": ROOMS - {"babel", "cli", "library", "__main__"},
    "babel": {"catalogs", "errors", "language", "pages", "placeholders", "project", "settings"},
    "library": STEPS | {"errors", "model", "translations"},
    "cli": ROOMS - {"babel", "library", "__main__"},
}


def imported(path: Path) -> Iterator[str]:
    """Give the names of all that a module imports, with those taken out of modules."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    """Give the rooms of the package that a module imports."""
    found = (name.split(".") for name in imported(path) if name.split(".")[0] == NAME)
    return {parts[1] if len(parts) > 1 and parts[1] in ROOMS else "__init__" for parts in found}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_its_own_room_and_what_its_law_allows(module: str) -> None:
    room = module.split(".", maxsplit=1)[0]
    allowed = LAWS[room] | {room} | ({"__init__"} if room == "cli" else set())
    assert rooms_imported(MODULES[module]) <= allowed


def test_every_room_has_its_law() -> None:
    assert set(LAWS) == ROOMS


def modules_imported(name: str) -> set[str]:
    """Give the modules of the package that one of them imports, wherever in it."""
    dotted = {other.removesuffix(".__init__"): other for other in MODULES}
    found = set[str]()
    for path in imported(MODULES[name]):
        inner = path.removeprefix(f"{NAME}.")
        # The longest name of a module that the path begins with.
        while inner and inner not in dotted:
            inner = inner.rpartition(".")[0]
        found |= {dotted[inner]} if inner and path.startswith(f"{NAME}.") else set()
    return found - {name}


def test_no_modules_import_each_other_in_a_circle() -> None:
    imports = {name: modules_imported(name) for name in MODULES}
    order = list(TopologicalSorter(imports).static_order())
    assert order.index("pages.tokens") < order.index("pages.walk") < order.index("cli.pages")


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Give what a module calls, ``name`` or ``.method``, and the line."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno
            elif isinstance(node.func, ast.Attribute):
                yield f".{node.func.attr}", node.lineno


OPENING = {"open", ".open", ".fdopen", ".mkstemp", ".NamedTemporaryFile"}
OPENING |= {".read_bytes", ".read_text", ".write_bytes", ".write_text"}
OPENING |= {".unlink", ".mkdir", ".touch", ".copyfile", ".copy2", ".rename", ".rmtree"}
STARTING = {".system", ".popen", ".Popen", ".fork", ".execv", ".execvp", ".posix_spawn"}
SPEAKING = {"print", "input", "exit", ".echo", ".secho", ".exit", "._exit"}


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("files.")])
def test_only_files_opens_files(module: str) -> None:
    assert [call for call in calls(MODULES[module]) if call[0] in OPENING] == []


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"git"}))
def test_only_git_starts_a_process(module: str) -> None:
    assert "subprocess" not in imported(MODULES[module])
    assert [call for call in calls(MODULES[module]) if call[0] in STARTING] == []


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("cli.")])
def test_only_cli_speaks_and_ends_the_program(module: str) -> None:
    assert [call for call in calls(MODULES[module]) if call[0] in SPEAKING] == []
    assert {"click", "sys", "logging", "shutil"}.isdisjoint(imported(MODULES[module]))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) < 400


# The tools of the house, with the words of their good news.
TOOLS = {
    "mypy": (["mypy"], "Success: no issues found"),
    "ruff check": (["ruff", "check"], "All checks passed!"),
    "ruff format": (["ruff", "format", "--check"], "already formatted"),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_find_nothing(tool: str) -> None:
    arguments, good_news = TOOLS[tool]
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert good_news in done.stdout


def loaded_by(*arguments: str) -> set[str]:
    """Give the names of all modules that a run of the program loads."""
    script = (
        "import json, sys\n"
        "from i18n_summit.cli import command\n"
        f"command({arguments!r}, standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


COSTLY = {"babel", "bs4", "soupsieve", "html5lib", "polib", "webencodings", "difflib"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_program_answers_for_itself_at_once(option: str) -> None:
    loaded = loaded_by(option)
    assert COSTLY.isdisjoint(loaded)
    own = {name.removeprefix(f"{NAME}.").split(".")[0] for name in loaded if name.startswith(NAME)}
    assert own == {NAME, "cli"}
