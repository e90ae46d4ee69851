"""The acceptance suite: each test is named by the letter and number of what it proves.

`--counts=small` (the default) for every day, `--counts=full` for the figures of README.
"""

import random
from collections.abc import Callable, Generator
from zlib import crc32

import pytest

FORBIDDEN = "not allowed here: "
"""How the reason begins for which a test may be skipped wherever it runs."""


@pytest.fixture
def counts(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """`counts(small, full)` is the number that was asked for on the command line."""
    full = request.config.getoption("--counts") == "full"
    return lambda small, large: large if full else small


@pytest.fixture
def chance(request: pytest.FixtureRequest, record_property: Callable[..., None]) -> random.Random:
    """Chance with a printed seed, so that a failure can be had again: `--seed=N`.

    The full counts draw a new one each time; the small ones, of every day, have the test's own.
    """
    seed = request.config.getoption("--seed")
    if seed is None:
        drawn = random.SystemRandom().randrange(2**32)
        seed = request.getfixturevalue("counts")(crc32(request.node.name.encode()), drawn)
    print(f"seed {seed}")
    record_property("seed", seed)
    return random.Random(seed)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With `--no-skips`, where every tool was installed, a skipped proof is none.

    What the machine does not allow, a mount of one's own in a container, no tool can bring.
    """
    report = yield
    why = str(call.excinfo.value) if call.excinfo else ""
    if report.skipped and item.config.getoption("--no-skips") and not why.startswith(FORBIDDEN):
        report.outcome = "failed"
        report.longrepr = f"skipped: {why}"
    return report
