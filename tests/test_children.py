"""Work in child processes: in order, complete, and none left behind."""

from __future__ import annotations

import os
import signal
from contextlib import closing

import pytest

from workbench.safe.children import Children, Work, spread


def shout(mark: str) -> Work:
    """Work for the tests: upper case and `mark`, with the process that did it."""

    def work(frame: bytes) -> bytes:
        if frame == b"fail":
            raise ValueError("told to")
        return frame.upper() + mark.encode() + b" " + str(os.getpid()).encode()

    return work


TASK = f"{__name__}:shout"


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_answers_come_in_the_order_of_frames(processes: int) -> None:
    frames = [b"x" * (i % 7 * 100_000) + str(i).encode() for i in range(30)]
    answers = list(spread(TASK, "!", frames, processes))
    assert [answer.split()[0] for answer in answers] == [frame.upper() + b"!" for frame in frames]
    assert (str(os.getpid()).encode() in {answer.split()[1] for answer in answers}) is (
        processes == 1
    )


def test_what_a_failed_child_should_have_done_fails_here() -> None:
    with pytest.raises(ValueError, match="told to"):
        list(spread(TASK, "", [b"fail"], 2))


def test_the_work_of_a_killed_child_is_done_here() -> None:
    with closing(Children(TASK, "", 1)) as children:
        _, child = children.submit(b"a").result().split()
        os.kill(int(child), signal.SIGKILL)
        word, worker = children.submit(b"b").result().split()
    assert (word, int(worker)) == (b"B", os.getpid())


def test_no_child_outlives_its_owner() -> None:
    children = Children(TASK, "", 2)
    workers = {int(children.submit(b"a").result().split()[1]) for _ in range(4)}
    children.close()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
