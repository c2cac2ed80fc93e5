"""A project on disk: its settings, and files that are written as a whole or not at all."""

import os
import stat
from pathlib import Path, PurePosixPath

import pytest

from i18n_summit.errors import ConfigurationError, FileError, ProblemsError
from i18n_summit.files import read_file, refuse_unwritable, write_file
from i18n_summit.model import Selectors
from i18n_summit.project import Project, find_project
from i18n_summit.settings import Settings

OWN, SHARED = "i18n-summit.toml", "pyproject.toml"
FULL = """\
source = "pages"
catalogs = "po"
output = "public"
domain = "summit-2019"
locales = ["en", "ja", "pt_BR"]
include = ["main", "nav"]
exclude = ["pre.log"]
base_url = "https://example.org:8443/summit/2019"

[ROLES]
track = "section > h2"
ui = "nav, footer"

[COVERAGE]
ja = 100
pt-BR = { all = 90, ui = 100, track = 0, description = 50 }

[CHECKS]
select = ["default", "obsolete"]
ignore = ["copy"]
errors = ["language", "glossary"]
glossary = "po/terms.csv"
japanese = "jtf"
"""
WHOLE = Settings(
    source="pages",
    catalogs="po",
    output="public",
    domain="summit-2019",
    locales=("en", "ja", "pt-BR"),
    selectors=Selectors(
        roles=(("track", "section > h2"), ("ui", "nav, footer")),
        include=("main", "nav"),
        exclude=("pre.log",),
    ),
    coverage={"ja": {"all": 100}, "pt-BR": {"all": 90, "ui": 100, "track": 0, "description": 50}},
    selected_checks=("default", "obsolete"),
    ignored_checks=("copy",),
    failing_checks=("language", "glossary"),
    glossary="po/terms.csv",
    japanese="jtf",
    base_url="https://example.org:8443/summit/2019/",
)


def in_file(text: str, prefix: str = "") -> str:
    """Name the tables of the full settings as a file does."""
    for name in ("ROLES", "COVERAGE", "CHECKS"):
        text = text.replace(name, prefix + name.lower())
    return text


def refused(folder: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        find_project(folder)
    return str(caught.value)


def test_a_folder_without_settings_is_a_project_with_the_defaults(tmp_path: Path) -> None:
    (tmp_path / SHARED).write_text('[project]\nname = "site"\n')
    project = find_project(tmp_path)
    assert project == Project(
        tmp_path,
        Settings("source", "locales", "build", "messages", ("en", "ja"), Selectors(), {}, None, ()),
    )
    assert project.source == tmp_path / "source"
    assert project.output == tmp_path / "build"
    assert project.template == tmp_path / "locales/messages.pot"
    assert project.glossary == tmp_path / "locales/glossary.csv"
    assert project.catalog("ja") == tmp_path / "locales/ja/LC_MESSAGES/messages.po"


def test_both_files_have_the_same_keys(tmp_path: Path) -> None:
    own, shared = tmp_path / "own", tmp_path / "shared"
    for folder in (own, shared):
        folder.mkdir()
    (own / OWN).write_text(in_file(FULL))
    (shared / SHARED).write_text("[tool.i18n-summit]\n" + in_file(FULL, "tool.i18n-summit."))
    assert find_project(own) == Project(own, WHOLE, PurePosixPath(OWN))
    assert find_project(shared) == Project(shared, WHOLE, PurePosixPath(SHARED))
    assert find_project(own).glossary == own / "po/terms.csv"
    assert find_project(own).catalog("pt-BR") == own / "po/pt_BR/LC_MESSAGES/summit-2019.po"


def test_the_nearest_settings_upwards_count(tmp_path: Path) -> None:
    inner = tmp_path / "site" / "source" / "core"
    inner.mkdir(parents=True)
    (tmp_path / OWN).write_text('domain = "outer"\n')
    (tmp_path / "site" / SHARED).write_text('[tool.i18n-summit]\ndomain = "inner"\n')
    (inner / SHARED).write_text('[project]\nname = "no settings of ours"\n')
    assert find_project(inner).root == tmp_path / "site"
    assert find_project(inner).settings.domain == "inner"
    (tmp_path / "site" / SHARED).unlink()
    assert find_project(inner).root == tmp_path
    assert find_project(inner).settings.domain == "outer"


def test_settings_in_both_files_of_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / OWN).write_text("")
    (tmp_path / SHARED).write_text("[tool.i18n-summit]\n")
    assert refused(tmp_path) == (
        "i18n-summit.toml: pyproject.toml beside it has [tool.i18n-summit] too."
        " Keep the settings in one of the two."
    )


# A line below [tool.i18n-summit], the table in it that is complained of, and the complaint.
WRONG = {
    "a misspelt key": ('locale = ["ja"]', "", ' has no key "locale". Did you mean "locales"?'),
    "a key like none": (
        "x = 1",
        "",
        (
            ' has no key "x". Known: source, catalogs, output, domain, locales, include, exclude,'
            " roles, coverage, checks, base_url."
        ),
    ),
    "a text that is none": ("source = 1", "", ': "source" is no text. Write it in quotes.'),
    "an empty text": ('catalogs = " "', "", ': "catalogs" is no text. Write it in quotes.'),
    "a list that is none": (
        'locales = "ja"',
        "",
        ': "locales" is no list of texts. Write it as ["…", "…"].',
    ),
    "a list of something else": (
        'include = ["nav", 1]',
        "",
        ': "include" is no list of texts. Write it as ["…", "…"].',
    ),
    "a table that is none": (
        "coverage = 100",
        "",
        ': "coverage" is no table. Write [tool.i18n-summit.coverage] and its keys below.',
    ),
    "no locale": ("locales = []", "", ": locales: there is none. Name at least one."),
    "a locale that is no tag": (
        'locales = ["日本語"]',
        "",
        ': locales: "日本語" is no language tag. Write one such as ja or pt-BR.',
    ),
    "a locale of an operating system": (
        'locales = ["ja_JP.UTF-8"]',
        "",
        ': locales: "ja_JP.UTF-8" is no language tag. Write one such as ja or pt-BR.',
    ),
    "a locale written in two ways": (
        'locales = ["pt_BR", "pt-BR"]',
        "",
        ': locales: "pt-BR" stands there twice. Keep one.',
    ),
    "a domain that is no file name": (
        'domain = "../summit"',
        "",
        ': domain "../summit" is no file name. Use letters, digits and hyphens.',
    ),
    "a role named all": (
        'roles = { all = "main" }',
        ".roles",
        ': "all" means every role and can name none. Choose another name.',
    ),
    "a role that is no selector": (
        "roles = { track = 1 }",
        ".roles",
        ': "track" is no text. Write it in quotes.',
    ),
    "coverage of no locale": (
        "coverage = { jp = 100 }",
        ".coverage",
        ' has no locale "jp". Did you mean "ja"?',
    ),
    "coverage of no role": (
        "coverage = { ja = { titel = 100 } }",
        ".coverage.ja",
        ' has no role "titel". Did you mean "title"?',
    ),
    "a percentage over 100": (
        "coverage = { ja = 101 }",
        ".coverage",
        ': "ja" is no percentage. Write a whole number from 0 to 100.',
    ),
    "a percentage of a role, in quotes": (
        'coverage = { ja = { ui = "100" } }',
        ".coverage.ja",
        ': "ui" is no percentage. Write a whole number from 0 to 100.',
    ),
    "a percentage that is a claim": (
        "coverage = { ja = true }",
        ".coverage",
        ': "ja" is no percentage. Write a whole number from 0 to 100.',
    ),
    "a misspelt key of checks": (
        'checks = { ignored = ["copy"] }',
        ".checks",
        ' has no key "ignored". Did you mean "ignore"?',
    ),
    "a glossary that is no path": (
        'checks = { glossary = ["terms.csv"] }',
        ".checks",
        ': "glossary" is no text. Write it in quotes.',
    ),
    "no check at all": (
        "checks = { select = [] }",
        ".checks",
        ': "select" is empty. Name checks, or leave it out.',
    ),
    "a list of checks that is none": (
        'checks = { ignore = "copy" }',
        ".checks",
        ': "ignore" is no list of texts. Write it as ["…", "…"].',
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_settings_are_refused_at_their_key(tmp_path: Path, case: str) -> None:
    line, table, complaint = WRONG[case]
    (tmp_path / SHARED).write_text(f"[tool.i18n-summit]\n{line}\n", encoding="utf-8")
    assert refused(tmp_path) == f"pyproject.toml: [tool.i18n-summit{table}]{complaint}"


ADDRESSES = {
    "https://example.org": "https://example.org/",
    "https://example.org/": "https://example.org/",
    "http://localhost:8000/a/b//": "http://localhost:8000/a/b/",
    "https://xn--r8jz45g.jp/%E8%A1%A8/": "https://xn--r8jz45g.jp/%E8%A1%A8/",
    "https://example.org:65535/a..b/.c/": "https://example.org:65535/a..b/.c/",
}
NO_ADDRESSES = [
    "example.org",
    "//example.org/",
    "/summit/",
    "ftp://example.org/",
    "https:///summit/",
    "https://example.org:65536/",
    "https://example.org/../summit/",
    "https://example.org/summit/.",
    "https://example.org/%2E%2e/",
    "https://example.org/?a=b",
    "https://example.org/#a",
    "https://me:secret@example.org/",
    "https://例え.jp/",
    "https://example.org/表/",
    "https://example.org/100%/",
    "https://example.org/a b/",
    'https://example.org/"',
    " https://example.org/",
    "https://example.org/\\n",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_ends_in_one_slash(tmp_path: Path, url: str) -> None:
    (tmp_path / OWN).write_text(f'base_url = "{url}"\n')
    assert find_project(tmp_path).settings.base_url == ADDRESSES[url]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_of_a_folder_is_refused(tmp_path: Path, url: str) -> None:
    (tmp_path / OWN).write_text(f"base_url = '{url}'\n", encoding="utf-8")
    assert refused(tmp_path) == (
        f'i18n-summit.toml: base_url: "{url}" is not the address of a folder. Write it whole and in'
        " ASCII, such as https://example.org/summit/."
    )


# Source and output.
NESTED = [
    ("source", "source/build"),
    ("source", "."),  # All that was written would be read again.
    ("build/../build", "build"),
    ("build", "./build"),
    ("build/source", "build"),
]


@pytest.mark.parametrize(("source", "output"), NESTED)
def test_output_among_the_pages_is_refused(tmp_path: Path, source: str, output: str) -> None:
    (tmp_path / OWN).write_text(f'source = "{source}"\noutput = "{output}"\n')
    assert refused(tmp_path) == (
        f'i18n-summit.toml: "source" and "output" lie in one another ({source}, {output}).'
        " Set them to two folders apart."
    )


# Broken files, by name, and the whole complaint.
BROKEN = {
    "no TOML": (
        OWN,
        b'domain = "summit"\nlocales = [ja]\n',
        "i18n-summit.toml:2:12: Invalid value. Mend the file.",
    ),
    "TOML that ends too early": (
        SHARED,
        b'[tool.i18n-summit]\nlocales = ["ja"',
        "pyproject.toml: Unclosed array. Mend the file.",
    ),
    "not UTF-8": (
        OWN,
        'domain = "要約"'.encode("euc-jp"),
        "i18n-summit.toml: byte 10 is not UTF-8. Save the file as UTF-8.",
    ),
    "no table": (
        SHARED,
        b'[tool]\ni18n-summit = "yes"\n',
        "pyproject.toml: [tool.i18n-summit] is no table. Write its keys below it.",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_of_settings_is_refused_at_its_place(tmp_path: Path, case: str) -> None:
    name, data, complaint = BROKEN[case]
    (tmp_path / name).write_bytes(data)
    assert refused(tmp_path) == complaint


def test_a_wrong_key_of_the_own_file_is_named_without_a_table(tmp_path: Path) -> None:
    (tmp_path / OWN).write_text("[roles]\n[coverage]\nja = {}\n[check]\n")
    assert refused(tmp_path) == 'i18n-summit.toml has no key "check". Did you mean "checks"?'


def test_without_settings_the_defaults_are_refused_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "build").symlink_to("source", target_is_directory=True)
    assert refused(tmp_path) == (
        'the settings: "source" and "output" lie in one another (source, build).'
        " Set them to two folders apart."
    )


def test_source_files_come_by_name_and_without_folders(tmp_path: Path) -> None:
    names = ["b.html", "a/z.txt", "a/b/c.css", "B.html"]
    for name in names:
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    project = find_project(tmp_path)
    assert [project.shown(path).as_posix() for path in project.source_files().files] == [
        "source/B.html",
        "source/a/b/c.css",
        "source/a/z.txt",
        "source/b.html",
    ]


# The settings, and what is said about the folder of pages that is not there.
MISSING_FOLDER = [
    (
        None,
        'source: no such folder. Put the pages there, or set "source" to the folder they are in.',
    ),
    (
        'source = "pages"\n',
        (
            'pages: no such folder. Put the pages there, or set "source" in i18n-summit.toml to'
            " the folder they are in."
        ),
    ),
]


@pytest.mark.parametrize(("settings", "complaint"), MISSING_FOLDER)
def test_a_missing_folder_of_pages_is_named(
    tmp_path: Path, settings: str | None, complaint: str
) -> None:
    if settings:
        (tmp_path / OWN).write_text(settings)
    with pytest.raises(FileError) as caught:
        find_project(tmp_path).source_files()
    assert str(caught.value) == complaint


def test_a_path_outside_the_project_is_shown_whole(tmp_path: Path) -> None:
    project = find_project(tmp_path)
    assert project.shown(tmp_path / "source" / "a.html") == PurePosixPath("source/a.html")
    assert project.shown(Path("/srv/www/a.html")) == PurePosixPath("/srv/www/a.html")


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "ja" / "LC_MESSAGES" / "summit.po"
    assert write_file(path, "閉じる\r\n".encode())
    assert path.read_bytes() == "閉じる\r\n".encode()
    assert listing(tmp_path) == ["ja", "ja/LC_MESSAGES", "ja/LC_MESSAGES/summit.po"]


def test_a_file_with_these_bytes_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "summit.po"
    path.write_bytes("閉じる\n".encode())
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert not write_file(path, "閉じる\n".encode())
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)
    assert write_file(path, "終了\n".encode())
    assert path.stat().st_mtime_ns > 1


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "summit.po"
    path.touch()
    path.chmod(mode)
    assert write_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_file(tmp_path / "written", b"new")
    assert (tmp_path / "written").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_symbolic_link_stays_one_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "shared" / "summit.po", tmp_path / "summit.po"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to("shared/summit.po")
    assert write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert listing(tmp_path) == ["shared", "shared/summit.po", "summit.po"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "summit.po"
    path.write_bytes("訳文\n".encode())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as caught:
        write_file(path, b"half of")
    assert str(caught.value) == (
        f"{path}: No space left on device. Nothing was changed; make room or check permissions."
    )
    assert path.read_bytes() == "訳文\n".encode()
    assert listing(tmp_path) == ["summit.po"]


def test_a_write_that_is_interrupted_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "summit.po"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["summit.po"]


def test_what_is_no_regular_file_is_written_to_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_file(pipe, b"findings")
        assert os.read(reader, 100) == b"findings"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        read_file(tmp_path / "none.po")
    assert str(caught.value) == (
        f"{tmp_path}/none.po: No such file or directory. Check the name and its permissions."
    )
    with pytest.raises(FileError) as caught:
        write_file(tmp_path, b"")
    assert str(caught.value) == (
        f"{tmp_path}: a folder stands where this file is to be written. Move it away."
    )


def test_every_place_that_cannot_be_written_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "old.html").touch()
    possible = [tmp_path / "old.html", tmp_path / "new.html", tmp_path / "a" / "b" / "c.html"]
    refuse_unwritable(possible)
    wrong = [tmp_path / "folder.html", tmp_path / "file" / "a.html", tmp_path / "file" / "b" / "c"]
    with pytest.raises(ProblemsError) as caught:
        refuse_unwritable([*possible, *wrong])
    assert [str(error) for error in caught.value.errors] == [
        f"{tmp_path}/folder.html: a folder stands where this file is to be written. Move it away.",
        f"{tmp_path}/file: this is no folder, and one is needed here. Move it away.",
    ]
    assert listing(tmp_path) == ["file", "folder.html", "old.html"]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir(mode=0o500)
    with pytest.raises(ProblemsError) as caught:
        refuse_unwritable([folder / "ja" / "index.html"])
    assert str(caught.value) == (
        f"{folder}: nothing can be written into this folder. Check its permissions."
    )
