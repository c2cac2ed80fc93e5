"""Write docs/checks.md, the manuals of all checks, from the register.

.venv/bin/python -m docs.checks
"""

from pathlib import Path

from i18n_summit.checks.manual import checks_page

PAGE = Path(__file__).with_name("checks.md")

if __name__ == "__main__":
    PAGE.write_text(checks_page(), encoding="utf-8")
