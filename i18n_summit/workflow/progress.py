"""How long work shows how far it is."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[Sequence[T], str], Iterable[T]]
"""Gives the items back one by one, and shows how far one is: items, what is done to them."""
