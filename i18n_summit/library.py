"""The names that other programs may use; they import them from ``i18n_summit``.

Only these are stable. docs/library.md says which parameters and fields they
have for good, and shows them at work.
"""

from i18n_summit.catalogs.headers import new_catalog
from i18n_summit.catalogs.merge import Merge, merge_catalogs
from i18n_summit.catalogs.mo import format_mo
from i18n_summit.catalogs.sources import messages_for
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.checks import check_catalog
from i18n_summit.errors import (
    CatalogError,
    ConfigurationError,
    PageError,
    ProblemsError,
    SelectorError,
    SummitError,
)
from i18n_summit.model import Catalog, Diagnostic, Message, Page, Segment, Selectors, Severity
from i18n_summit.pages import read_page
from i18n_summit.render import Rendered, render_page
from i18n_summit.translations import usable_translations

__all__ = [
    "Catalog",
    "CatalogError",
    "CatalogText",
    "ConfigurationError",
    "Diagnostic",
    "Merge",
    "Message",
    "Page",
    "PageError",
    "ProblemsError",
    "Rendered",
    "Segment",
    "SelectorError",
    "Selectors",
    "Severity",
    "SummitError",
    "check_catalog",
    "format_catalog",
    "format_mo",
    "merge_catalogs",
    "messages_for",
    "new_catalog",
    "read_catalog",
    "read_page",
    "render_page",
    "update_catalog",
    "usable_translations",
]
