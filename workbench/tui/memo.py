"""A value that is made once and reused as long as it is made of the same objects."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Remembers the last value and the objects that it was made of.

    The objects are compared by identity: comparing the standings of thousands of claims would cost
    more than making the value again.
    """

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._value: T | None = None

    def of(self, *things: object, make: Callable[[], T]) -> T:
        """The value of `make`, which is called only if one of the things is a different object."""
        before = self._of
        if before is None or len(before) != len(things) or any(map(_other, before, things)):
            self._value, self._of = make(), things
        return self._value  # type: ignore[return-value]  # made above, the first time at the latest

    def forget(self) -> None:
        """Have it made again the next time."""
        self._of = None


def _other(one: object, two: object) -> bool:
    return one is not two
