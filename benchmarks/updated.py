"""A catalog brought up to date with a template, as a command.

    python -m benchmarks.updated CATALOG TEMPLATE RESULT

The toolkit's own command reads pages; this one reads what its peers read.
"""

import gc
import sys
from pathlib import Path

from i18n_summit.catalogs.store import format_catalog, read_catalog
from i18n_summit.catalogs.update import update_catalog


def main() -> None:
    gc.set_threshold(50_000, 10, 100)  # As the toolkit's own program does.
    catalog, template, result = map(Path, sys.argv[1:])
    old = read_catalog(catalog.read_bytes(), catalog, "ja")
    wanted = read_catalog(template.read_bytes(), template, None).catalog.messages
    result.write_bytes(format_catalog(update_catalog(old.catalog, wanted), old))


if __name__ == "__main__":
    main()
