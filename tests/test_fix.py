"""What check --fix writes, and what --diff shows of it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import EN_PO, JA_PO, SETTINGS, make_half, run, snapshot, translate

TITLE = "Kafka Summit sessions"
BUTTON = "View Description"
JTF = f'{SETTINGS}[checks]\njapanese = "jtf"\n'

CATALOG = """\
# A comment.
msgid ""
msgstr ""
"Language: ja\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "wrapped by its editor"
msgstr ""
"編集した人が"
"折り返した"

#, fuzzy
msgid "a guess about Kafka"
msgstr "Kafka の推測"

#. description
msgid "to Kafka"
msgstr "Kafka へ,(行く)"

#~ msgid "gone"
#~ msgstr "Kafka の昔"
"""
FIXED = CATALOG.replace("Kafka へ,(行く)", "Kafkaへ、（行く）")
DIFF = """\
--- FILE
+++ FILE
@@ -15,7 +15,7 @@
·
 #. description
 msgid "to Kafka"
-msgstr "Kafka へ,(行く)"
+msgstr "Kafkaへ、（行く）"
·
 #~ msgid "gone"
 #~ msgstr "Kafka の昔"
""".replace("·", " ")
"""Lines that do not change begin with a space."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ja.po"
    path.write_text(CATALOG, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_half(tmp_path)
    (folder / "i18n-summit.toml").write_text(JTF, encoding="utf-8")
    translate(folder, JA_PO, **{TITLE: "Kafka Summit の講演", BUTTON: "説明を(表示)"})
    return folder


def test_a_diff_shows_what_would_change_and_writes_nothing(file: Path) -> None:
    result = run(file.parent, "check", "--diff", "--japanese", "jtf", str(file))
    assert (result.exit_code, result.stdout) == (1, DIFF.replace("FILE", file.as_posix()))
    assert file.read_text(encoding="utf-8") == CATALOG


HEADER = CATALOG.partition('\nmsgid "wrapped')[0]
ONE = HEADER + '\nmsgid "to Kafka"\nmsgstr "Kafka へ,(行く)"\n'
# Bytes of a catalog: the diff takes them to what --fix writes.
PATCHED = {
    "a message in the middle": CATALOG.encode(),
    "one at the end": CATALOG.partition("\n#~")[0].encode(),
    "one at the end, without a line break": CATALOG.partition("\n#~")[0].strip().encode(),
    "no line break at the end": CATALOG.strip().encode(),
    "one message alone": ONE.encode(),
    "lines of Windows": CATALOG.replace("\n", "\r\n").encode(),
    "lines of Windows, none at the end": CATALOG.strip().replace("\n", "\r\n").encode(),
    "a byte order mark": b"\xef\xbb\xbf" + ONE.split("\n", 1)[1].encode(),
    "other ends of lines in a comment": CATALOG.replace("# A", "# \x0c\u2028A").encode(),
}
TOOLS = {"git": ["git", "apply", "-p0", "-"], "patch": ["patch", "-p0", "--binary"]}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("case", PATCHED)
def test_a_diff_is_a_patch(
    case: str, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not here")
    path = tmp_path / "会議 の ja.po"
    path.write_bytes(PATCHED[case])
    monkeypatch.chdir(tmp_path)
    arguments = ("check", "--japanese", "jtf", path.name)
    diff = run(tmp_path, *arguments, "--diff").stdout_bytes
    run(tmp_path, *arguments, "--fix")
    fixed = path.read_bytes()
    assert fixed != PATCHED[case]
    path.write_bytes(PATCHED[case])
    subprocess.run(TOOLS[tool], cwd=tmp_path, input=diff, capture_output=True, check=True)
    assert path.read_bytes() == fixed


def test_a_diff_of_nothing_is_clean(file: Path) -> None:
    result = run(file.parent, "check", "--diff", "--japanese", "off", str(file))
    assert (result.exit_code, result.output) == (0, "")


def test_a_diff_goes_before_a_fix(file: Path) -> None:
    run(file.parent, "check", "--fix", "--diff", "--japanese", "jtf", str(file))
    assert file.read_text(encoding="utf-8") == CATALOG


def test_a_fix_changes_its_entries_alone_and_once(file: Path) -> None:
    arguments = ("check", "--fix", "--japanese", "jtf", str(file))
    first = run(file.parent, *arguments)
    assert file.read_text(encoding="utf-8") == FIXED
    second = run(file.parent, *arguments)
    assert file.read_text(encoding="utf-8") == FIXED
    fuzzy = f"{file.as_posix()}:14:1: warning fuzzy: "
    assert [first.exit_code, second.exit_code] == [0, 0]
    assert [line.startswith(fuzzy) for line in first.stdout.splitlines()] == [True]
    assert first.stderr.splitlines()[0] == f"{file.as_posix()}: updated"
    assert second.stderr.splitlines()[0] == "1 file unchanged"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--japanese", "jtf", "-l", "ja", "-l", "en"), "--locale may be given once with files"),
        (("--japanese", "jtf", "--fail-under", "9"), "--fail-under needs the pages"),
        (("--japanese", ""), 'there is no profile "". Known: '),
        (("--since", "HEAD"), "--fix and --diff are for all that is found"),
        (("--japanese", "jft"), 'there is no profile "jft". Did you mean "jtf"?'),
    ],
)
def test_wrong_usage_stops_a_fix_before_it_writes(
    file: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    result = run(file.parent, "check", "--fix", *arguments, str(file))
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert file.read_text(encoding="utf-8") == CATALOG


def test_a_broken_file_stops_a_fix_before_it_writes(file: Path) -> None:
    broken = file.with_name("broken.po")
    broken.write_text('msgid "A"\n', encoding="utf-8")
    result = run(file.parent, "check", "--fix", "--japanese", "jtf", str(file), str(broken))
    assert result.exit_code == 2
    assert file.read_text(encoding="utf-8") == CATALOG


def test_a_project_is_fixed_by_its_settings(folder: Path) -> None:
    before = snapshot(folder)
    assert run(folder, "check", "-l", "en", "--fix").exit_code == 0
    assert snapshot(folder) == before
    assert run(folder, "check", "--fix").exit_code == 0
    after = snapshot(folder)
    assert {name for name in after if after[name] != before.get(name)} == {JA_PO}
    text = (folder / JA_PO).read_text(encoding="utf-8")
    assert 'msgstr "Kafka Summitの講演"\n' in text
    assert 'msgstr "説明を（表示）"\n' in text
    assert "ja-" not in run(folder, "check").stdout
    assert after[EN_PO] == before[EN_PO]


def test_an_ignored_check_fixes_nothing(folder: Path) -> None:
    settings = JTF + 'ignore = ["ja-spacing"]\n'
    (folder / "i18n-summit.toml").write_text(settings, encoding="utf-8")
    run(folder, "check", "--fix")
    text = (folder / JA_PO).read_text(encoding="utf-8")
    assert 'msgstr "Kafka Summit の講演"\n' in text
    assert 'msgstr "説明を（表示）"\n' in text


def test_the_command_line_goes_before_the_settings(folder: Path) -> None:
    before = snapshot(folder)
    run(folder, "check", "--fix", "--japanese", "off")
    assert snapshot(folder) == before


def test_what_is_suppressed_stays(file: Path) -> None:
    said = "# i18n-summit: ignore[ja-spacing, ja-brackets] a quotation\n#. description"
    file.write_text(CATALOG.replace("#. description", said), encoding="utf-8")
    run(file.parent, "check", "--fix", "--japanese", "jtf", str(file))
    text = file.read_text(encoding="utf-8")
    assert text == CATALOG.replace("#. description", said).replace("へ,(", "へ、(")


def test_what_is_not_selected_stays(file: Path) -> None:
    arguments = ("--select", "ja-brackets", "--japanese", "jtf")
    run(file.parent, "check", "--fix", *arguments, str(file.parent))
    assert file.read_text(encoding="utf-8") == CATALOG.replace("(行く)", "（行く）")


def test_a_character_that_a_charset_lacks_stops_a_fix(tmp_path: Path) -> None:
    path = tmp_path / "ja.po"
    text = CATALOG.replace("UTF-8", "ISO-2022-JP").replace("へ,(行く)", "へ･9月~10月")
    path.write_bytes(text.encode("iso-2022-jp-ext"))
    before = path.read_bytes()
    result = run(tmp_path, "check", "--fix", "--japanese", "jtf", str(path))
    assert result.exit_code == 2
    assert path.read_bytes() == before
