"""The stages brought in by one thread at a time, because Python cannot do it by two.

A thread that imports `a.b` holds `a.b` and waits for `a`; one that imports `a` holds `a` and, where
its first lines ask for `a.b`, waits for that. Python sees that neither would ever go on and hands
one of them a module half read, which is an ImportError in the middle of a save. It cannot happen
once each package is there as a whole: from then on every wait goes from user to used.
"""

from importlib import import_module
from threading import Lock

PACKAGES = (
    *("workbench.ledger", "workbench.verdicts", "workbench.index", "workbench.corpus.readers"),
    *("workbench.search", "workbench.stance", "workbench.report", "workbench.report.audit"),
    *(
        "workbench.report.reading",
        "msgspec",
        "rapidfuzz",
        "rapidfuzz.distance",
        "tomlkit",
        "nupunkt",
    ),
)
"""With what these import, every package that a stage imports when it is first used."""

_one_at_a_time = Lock()
_there = False


def ready() -> None:
    """Return once every stage can be used from any thread; every thread calls this first.

    Takes half a second the first time it is called in a process, and nothing from then on.
    """
    global _there
    if _there:
        return
    with _one_at_a_time:
        for name in PACKAGES:
            import_module(name)
        _there = True
