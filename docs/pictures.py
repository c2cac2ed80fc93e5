"""Take the README's picture: the rendered page in both languages, side by side.

    .venv/bin/i18n-summit build && python3 docs/picture.py

Needs Chromium and a Japanese font (Debian: chromium, fonts-noto-cjk).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pages.png"
FRAME = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Both pages</title>
<style>body {{ margin: 0; display: flex; gap: 16px; background: #8a9499; padding: 16px }}
iframe {{ border: 0; width: 620px; height: 760px; background: #fff }}</style>
<iframe src="{build}/en/index.html"></iframe><iframe src="{build}/ja/index.html"></iframe>"""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no chromium on the PATH. Install it.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.html"
        frame.write_text(FRAME.format(build=(ROOT / "build").as_uri()), encoding="utf-8")
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}/profile",
                "--window-size=1288,792",
                f"--screenshot={PICTURE}",
                frame.as_uri(),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
