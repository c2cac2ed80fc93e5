"""Small projects on disk, and the program run on them as its users run it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from i18n_summit.cli import command

PROGRAM = Path(sys.executable).with_name("i18n-summit")
EPOCH = "1569834000"
"""2019-09-30 09:00 UTC, the morning the doors opened."""

SETTINGS = """\
domain = "summit"

[roles]
track = "section > h2"
"""
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Kafka Summit sessions</title></head>
<body>
<h1>Kafka Summit sessions</h1>
<section>
<h2>Core Kafka</h2>
<h3>Kafka Needs no Keeper</h3>
<p class="speakers" translate="no">Colin McCabe, Confluent</p>
<p>Read <a href="https://example.com/kip-500" class="kip">the proposal</a> before you come.</p>
<button type="button">View Description</button>
</section>
<section>
<h2 lang="ja">ストリーム処理</h2>
<p lang="ja">「Kafka と Spark」の使い分けについて話します。</p>
<button type="button">View Description</button>
</section>
</body>
</html>
"""
NOTES = """\
Bring your laptop
and a charger.

・会場は<b>二階</b>です。
"""
STYLE = "body { color: black }\r\n"
PROJECT = {
    "i18n-summit.toml": SETTINGS,
    "source/index.html": PAGE,
    "source/notes.txt": NOTES,
    "source/css/style.css": STYLE,
}

EN = {
    "ストリーム処理": "Stream Processing",
    "「Kafka と Spark」の使い分けについて話します。": "When to use Kafka & when Spark.",
    "会場は&lt;b>二階&lt;/b>です。": "It is on the second floor.",
}
EN_PO = "locales/en/LC_MESSAGES/summit.po"
JA_PO = "locales/ja/LC_MESSAGES/summit.po"
POT = "locales/summit.pot"
HOLDER = "process 7 on tokyo (i18n-summit extract, since 2019-08-01 09:00:00+09:00)"
"""What a process says of itself in its lock."""


Files = Mapping[str, str | bytes | None]


def make(folder: Path, files: Files = PROJECT) -> Path:
    """Write the files of a project; None takes one away."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def make_summit(folder: Path) -> Path:
    """Copy the project's own project: the session catalog."""
    repository = Path(__file__).parent.parent
    for name in ("source", "locales"):
        shutil.copytree(repository / name, folder / name)
    shutil.copy(repository / "pyproject.toml", folder)
    return folder


def make_half(folder: Path) -> Path:
    """Write a project whose English is complete and whose Japanese is empty."""
    make(folder)
    assert run(folder, "extract").exit_code == 0
    translate(folder, EN_PO, **EN)
    return folder


def run(folder: Path, *arguments: str, **environment: str | None) -> Result:
    """Run a command in this process; it may end, but never with a traceback."""
    settings = {"SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": None, "FORCE_COLOR": None, **environment}
    result = CliRunner().invoke(command, ["-C", str(folder), *arguments], env=settings)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def program(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the console script in a folder."""
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=folder,
        env=clean_environment(**environment),
        capture_output=True,
        check=False,
    )


def start(folder: Path, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    """Start the console script in a folder."""
    return subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=folder,
        env=clean_environment(**environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextmanager
def lock_of(folder: Path, name: str = HOLDER) -> Iterator[None]:
    """Hold the lock of a folder as another process does."""
    path = folder / ".i18n-summit.lock"
    with path.open("w", encoding="utf-8") as lock:
        lock.write(name)
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        path.unlink()


def clean_environment(**environment: str) -> dict[str, str]:
    """Give the environment without what changes how the program speaks."""
    unset = {"NO_COLOR", "FORCE_COLOR", "CI", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "TERM"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "SOURCE_DATE_EPOCH": EPOCH, **environment}


def translate(folder: Path, path: str, **translations: str) -> None:
    """Write translations into a catalog, as an editor would."""
    text = (folder / path).read_text(encoding="utf-8")
    for id, translation in translations.items():
        _, found, _ = text.partition(f'msgid "{id}"\nmsgstr ""\n')
        assert found, id
        text = text.replace(found, f'msgid "{id}"\nmsgstr "{translation}"\n')
    (folder / path).write_text(text, encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Give every file below a folder with its bytes, and every folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
