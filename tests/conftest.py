"""What the tests of several rooms stand on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from selenium.webdriver import Chrome

from tests.browser import chromium, missing_programs
from tests.repositories import git

# In a hook or a rebase git says which repository it works on, and tests would change that one.
for _name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"):
    os.environ.pop(_name, None)

# A change fails by what it does, never by what chance draws; who wants to find more asks for it,
# with ``--hypothesis-profile=search``.
_ANY_TIME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _ANY_TIME, max_examples=40, derandomize=True)
settings.register_profile("search", _ANY_TIME, max_examples=2000)
settings.load_profile("same")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work tree whose name has a space, and no settings but its own."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LC_ALL", "C")
    for who in "AUTHOR", "COMMITTER":
        monkeypatch.setenv(f"GIT_{who}_NAME", "山田花子")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "hanako@example.jp")
    folder = tmp_path / "会議 の ページ"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if missing := missing_programs():
        reason = f"{' and '.join(missing)} not on the PATH"
        if os.environ.get("I18N_SUMMIT_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver
