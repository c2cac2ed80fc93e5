"""``python -m i18n_summit`` is ``i18n-summit``."""

from i18n_summit.cli import main

main()
