"""Too little memory, reported as that: it is no bug of ours, and no file is damaged.

If a limit leaves less than the desk needs, that is reported before any work begins: threads that
cannot be started, and the libraries we use, end a process without a word of why.
"""

import errno

from workbench.errors import InputError

LEAST = 1_500
"""MB of address space that are enough to make an index and search it; with 1,200 the app failed."""

_SAID = ("failed to map segment", "can't start new thread", "Failed to spawn", "Cannot allocate")


def need_memory() -> None:
    """Raise InputError if this process may use less memory than the desk needs."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
    except ImportError:
        return
    limit = getrlimit(RLIMIT_AS)[0]
    if limit != RLIM_INFINITY and limit < LEAST * 1_000_000:
        raise InputError(
            f"too little memory: this process may take {limit // 1_000_000:,} MB, and {LEAST:,} MB "
            "are needed; raise the limit (`ulimit -v unlimited`)"
        )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether there was too little memory, or room for a thread."""
    if isinstance(error, MemoryError):
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    if getattr(error, "sqlite_errorname", "") == "SQLITE_NOMEM":
        return True
    return any(words in str(error) for words in _SAID)


TOO_LITTLE = (
    "out of memory: this machine, or a limit on this process, has too little left; what was "
    "saved is kept; close other programs and try again"
)
