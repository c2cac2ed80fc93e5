"""Take the README's pictures: both pages, on a desktop, and on a phone with a description open.

    .venv/bin/i18n-summit build && .venv/bin/python -m docs.pictures

Needs Chromium, its driver and a Japanese font (Debian: chromium, chromium-driver, fonts-noto-cjk).
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from selenium.webdriver import Chrome

from tests.browser import DESKTOP, PHONE, chromium, missing_programs, served, visit

ROOT = Path(__file__).resolve().parent.parent
PHONE_AT_NIGHT = replace(PHONE, scale=2, scheme="dark")


def take(driver: Chrome, name: str) -> None:
    """Save what the screen shows."""
    picture = ROOT / "docs" / f"{name}.png"
    picture.write_bytes(driver.get_screenshot_as_png())
    print(picture.relative_to(ROOT))


def main() -> int:
    if missing := missing_programs():
        print(f"{' and '.join(missing)} not on the PATH: install them.", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory() as profile,
        served(ROOT / "build") as site,
        chromium(Path(profile)) as driver,
    ):
        driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        for locale in ("en", "ja"):
            address = f"{site}/{locale}/index.html"
            visit(driver, address, DESKTOP)
            take(driver, f"{locale}-desktop")
            visit(driver, f"{address}#talk-02", PHONE_AT_NIGHT)
            driver.execute_script("document.querySelector(':target details').open = true")
            take(driver, f"{locale}-phone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
