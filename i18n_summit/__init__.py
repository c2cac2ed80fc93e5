"""Bilingual localization of web pages: pages in, PO catalogs out, one page per locale back.

The names of ``i18n_summit.library`` can be imported from here. They are loaded
when one is asked for: the command line has no need of them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from i18n_summit.library import *  # noqa: F403
else:

    def __getattr__(name: str) -> object:
        if name == "__all__" or not name.startswith("_"):
            from importlib import import_module

            library = import_module(f"{__name__}.library")
            if name == "__all__" or name in library.__all__:
                return getattr(library, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return [*__getattr__("__all__"), "__version__"]


__version__ = "0.1.0"
