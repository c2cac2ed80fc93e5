"""A headless Chromium, driven from Python, the screens it plays, and folders served to it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

# Without those about networking, Chromium waits where there is no network.
FLAGS = """
    --headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()
AXE = files("selenium_axe_python") / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


_ELEMENTS = """
function elements(markup) {
  const found = [];
  function walk(parent, around) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.COMMENT_NODE) found.push("!" + node.nodeValue);
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const values = [...node.attributes]
        .filter(({name}) => name !== "lang" && name !== "xml:lang")
        .map(({name, value}) => name === "title" ? name : `${name}=${value}`);
      const isSaid = node.localName !== "span" || values.length > 0;
      const path = isSaid ? `${around}/${[node.localName, ...values.sort()].join(" ")}` : around;
      if (isSaid) found.push(path);
      walk(node, path);
      if (node.content) walk(node.content, path + "#");
    }
  }
  walk(new DOMParser().parseFromString(markup, "text/html"), "");
  return found.sort();
}
return arguments[0].map(elements);
"""


@dataclass(frozen=True)
class Screen:
    """What a page is seen on: its size in CSS pixels, the dots of each, its scheme, its medium."""

    width: int
    height: int
    is_phone: bool = False
    scale: int = 1
    scheme: str = "light"
    medium: str = "screen"


PHONE = Screen(360, 740, is_phone=True)
DESKTOP = Screen(1280, 900)


def missing_programs() -> list[str]:
    """Give those that are needed here and are not on the PATH, by Debian's names."""
    return [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """Start Debian's Chromium with an empty profile, and end it with its driver."""
    options = ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    # Named, so that selenium does not look for a driver of its own.
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def visit(driver: Chrome, address: str, screen: Screen = DESKTOP) -> None:
    """Open a page as for the first time: going to where one is would keep its checkboxes."""
    driver.get("about:blank")
    size = {"width": screen.width, "height": screen.height, "deviceScaleFactor": screen.scale}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size | {"mobile": screen.is_phone})
    scheme = {"name": "prefers-color-scheme", "value": screen.scheme}
    # What moves smoothly is not yet where it will be.
    stillness = {"name": "prefers-reduced-motion", "value": "reduce"}
    media = {"media": screen.medium, "features": [scheme, stillness]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    driver.get(address)


def axe_violations(driver: Chrome) -> list[tuple[str, str]]:
    """Give the rules of axe-core that the page breaks, each with the place where it does."""
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": AXE_TAGS, "resultTypes": ["violations"]}
    script = "axe.run(arguments[0]).then(arguments[1], error => arguments[1](String(error)))"
    found: Any = driver.execute_async_script(script, options)
    assert isinstance(found, dict), found
    return [
        (violation["id"], node["html"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def elements(driver: Chrome, pages: Sequence[str]) -> list[list[str]]:
    """Give the elements and comments of each page as Chromium builds it, sorted: an element by
    its attributes and those around it, but for a ``lang``, a title's text and what a ``<span>``
    without attributes is.
    """
    driver.get("data:text/html,")
    found: Any = driver.execute_script(_ELEMENTS, list(pages))
    assert isinstance(found, list), found
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and logs nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: only what fails is worth a line, and the tests say that."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
