"""What stands in the place of a stream that is closed."""

import os
from typing import TextIO


def deaf_stream() -> TextIO:
    """Give a stream that loses what is written to it."""
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def closed_stream() -> TextIO:
    """Give a stream to which nothing can be written: OSError, EBADF, says so."""
    return os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
