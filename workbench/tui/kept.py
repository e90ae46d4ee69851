"""A value that is made once for the same things, however often it is asked for."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Remembers the last value and the objects that it was made of.

    They are compared by identity: whether what stands for thousands of claims is equal would cost
    more to find out than the value does.
    """

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._value: T | None = None

    def of(self, *things: object, make: Callable[[], T]) -> T:
        """The value of `make`, called only where one of the things is another object."""
        before = self._of
        if before is None or len(before) != len(things) or any(map(_other, before, things)):
            self._value, self._of = make(), things
        return self._value  # type: ignore[return-value]  # made above, the first time at the latest

    def forget(self) -> None:
        """Have it made again the next time."""
        self._of = None


def _other(one: object, two: object) -> bool:
    return one is not two
