"""Nothing is ever written outside the output folder, and nothing half."""

import os
import stat
from pathlib import Path

import pytest

from i18n_summit.errors import FileError
from i18n_summit.files import Change, write_output
from tests.projects import make, make_half, run, snapshot

LINK = "this is a link, and what is rendered stays in the output folder. Remove the link."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built project, beside files that are none of its business."""
    make(tmp_path, {"outside/index.html": "mine", "outside/css/style.css": "mine"})
    project = make_half(tmp_path / "project")
    assert run(project, "build").exit_code == 0
    make(project, {"source/index.html": "<p>Another page</p>", "source/css/style.css": "b {}"})
    return project


def link(path: Path, target: str) -> None:
    """Put a symbolic link in the place of what stands there."""
    if path.exists():
        path.rename(path.with_name(f"{path.name}.old"))
    path.symlink_to(target)


# Links in the output folder, and the places that are obstacles.
LINKS: dict[str, tuple[dict[str, str], list[str]]] = {
    "a page is a link out": (
        {"ja/index.html": "../../../outside/index.html"},
        ["ja/index.html"],
    ),
    "a page is a link to another page": ({"ja/index.html": "../en/index.html"}, ["ja/index.html"]),
    "a page is a link to nowhere": (
        {"ja/index.html": "../../../outside/new.html"},
        ["ja/index.html"],
    ),
    "a locale is a link out": ({"ja": "../../outside"}, ["ja"]),
    "a locale is a link to another": ({"ja": "en"}, ["ja"]),
    "a locale is a link to nowhere": ({"ja": "../../outside/ja"}, ["ja"]),
    "folders and pages are links": (
        {"ja/css": "../../../outside/css", "ja/notes.txt": "x", "en/css": "../../../outside/css"},
        ["en/css", "ja/css", "ja/notes.txt"],
    ),
}


@pytest.mark.parametrize("command", ["render", "build"])
@pytest.mark.parametrize("case", LINKS)
def test_links_that_lead_out_are_named_before_anything_is_written(
    folder: Path, case: str, command: str
) -> None:
    links, places = LINKS[case]
    for place, target in links.items():
        link(folder / "build" / place, target)
    before = snapshot(folder.parent)
    result = run(folder, command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "".join(f"error: {folder}/build/{place}: {LINK}\n" for place in places)
    assert snapshot(folder.parent) == before


def test_a_pipe_in_the_place_of_a_page_is_named_and_not_waited_for(folder: Path) -> None:
    pipe = folder / "build" / "ja" / "notes.txt"
    pipe.unlink()
    os.mkfifo(pipe)
    before = snapshot(folder.parent)
    result = run(folder, "render")
    assert (result.exit_code, result.stderr) == (
        2,
        f"error: {pipe}: this is no regular file. Move it away.\n",
    )
    assert snapshot(folder.parent) == before


def test_links_where_nothing_is_to_be_written_are_none_of_our_business(folder: Path) -> None:
    link(folder / "build" / "latest", "ja")
    link(folder / "build" / "ja" / "elsewhere", "../../../outside")
    link(folder / "build" / "ja" / "css" / "old.css", "../../../../outside/css/style.css")
    assert run(folder, "render").exit_code == 0
    assert (folder / "build" / "latest").is_symlink()
    assert (folder.parent / "outside/index.html").read_text() == "mine"


@pytest.mark.parametrize("options", [[], ["-o", "{}/chosen"]])
def test_the_output_folder_itself_may_be_a_link(folder: Path, options: list[str]) -> None:
    (folder / "build").rename(folder.parent / "public")
    for name in ("build", "chosen"):
        (folder / name).symlink_to("../public")
    assert run(folder, "render", *(option.format(folder) for option in options)).exit_code == 0
    page = (folder.parent / "public/ja/index.html").read_text(encoding="utf-8")
    assert page == '<p lang="en">Another page</p>'


def test_a_link_that_comes_between_look_and_write_is_replaced_not_followed(tmp_path: Path) -> None:
    make(tmp_path, {"outside.html": "mine"})
    for target in ("../outside.html", "nowhere.html", "page.html"):
        page = tmp_path / "build" / "page.html"
        page.parent.mkdir(exist_ok=True)
        page.unlink(missing_ok=True)
        page.symlink_to(target)
        assert write_output(page, b"rendered") is Change.UPDATED
        assert (page.is_symlink(), page.read_bytes()) == (False, b"rendered")
        assert stat.S_IMODE(page.stat().st_mode) == 0o666 & ~_mask()
    assert snapshot(tmp_path) == {
        "build": None,
        "build/page.html": b"rendered",
        "outside.html": b"mine",
    }


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_rendered_file_is_written_once_and_keeps_its_mode(tmp_path: Path) -> None:
    page = tmp_path / "ja" / "a" / "index.html"
    assert write_output(page, b"one") is Change.CREATED
    page.chmod(0o640)
    os.utime(page, ns=(1, 1))
    assert write_output(page, b"one") is Change.UNCHANGED
    assert page.stat().st_mtime_ns == 1
    for data in (b"two", b"", b"longer"):
        assert write_output(page, data) is Change.UPDATED
        assert page.read_bytes() == data
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    page = tmp_path / "index.html"
    page.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError) as caught:
        write_output(page, b"new")
    assert str(caught.value) == (
        f"{page}: No space left on device. Nothing was changed; make room or check permissions."
    )
    assert snapshot(tmp_path) == {"index.html": b"old"}


@pytest.mark.parametrize("name", ["build", "source", "locales"])
def test_a_link_that_leads_to_itself_is_a_complaint(folder: Path, name: str) -> None:
    (folder / name).rename(folder / f"{name}.old")
    (folder / name).symlink_to(name)

    done = run(folder, "build")

    assert done.exit_code == 2
    assert name in done.stderr
    assert done.stderr.startswith("error: ")
