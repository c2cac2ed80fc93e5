"""Reading and writing files, whole or not at all. The only room that opens one."""

from i18n_summit.files.held import is_own, locked, locked_folders, remove_leftovers
from i18n_summit.files.places import (
    IRREGULAR,
    files_below,
    is_within,
    read_file,
    read_regular_file,
    refuse_unwritable,
    refuse_unwritable_below,
)
from i18n_summit.files.streams import closed_stream, deaf_stream
from i18n_summit.files.whole import Change, Replacement, replace_files, write_file, write_output

__all__ = [
    "IRREGULAR",
    "Change",
    "Replacement",
    "closed_stream",
    "deaf_stream",
    "files_below",
    "is_own",
    "is_within",
    "locked",
    "locked_folders",
    "read_file",
    "read_regular_file",
    "refuse_unwritable",
    "refuse_unwritable_below",
    "remove_leftovers",
    "replace_files",
    "write_file",
    "write_output",
]
