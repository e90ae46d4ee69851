"""Every path that the desk reads or writes in a project; no other path is used.

Each is checked when a project is opened, see `own`; a test goes through this list.
"""

from workbench.safe.own import DATABASE, KeptPath

CLAIMS = "claims.toml"
CORPUS = "corpus"
INDEX = ".workbench"
BACKUPS = "backups"
LEDGER = "verdicts.db"
SECOND = "verdicts.jsonl"

TEXTS = "texts.db"
WORDS = ("passages", "documents", "words")
DAMAGED = "damaged"
"""The files and folders of an index."""


def of_index(folder: str) -> tuple[KeptPath, ...]:
    """The paths of an index in a folder of this name."""
    home = f"{folder}/index"
    words = tuple(f"{home}/{name}" for name in WORDS)
    return (
        KeptPath(folder, folder=True),
        KeptPath(home, folder=True),
        *(KeptPath(f"{home}/{TEXTS}{end}", in_place=True) for end in DATABASE),
        KeptPath(f"{home}/{DAMAGED}"),
        *(KeptPath(name, folder=True) for name in words),
        *(KeptPath(f"{name}/*") for name in words),
        *(KeptPath(f"{name}/.tantivy*", in_place=True) for name in words),
    )


PATHS = (
    KeptPath(CLAIMS),
    KeptPath("workbench.toml"),
    KeptPath(".gitignore"),
    KeptPath(CORPUS, folder=True),
    KeptPath(f"{CORPUS}/sources.toml"),
    KeptPath(f"{CORPUS}/.read", folder=True),
    KeptPath(f"{CORPUS}/.read/*"),
    *(KeptPath(f"{LEDGER}{end}", in_place=True) for end in DATABASE),
    KeptPath(SECOND, in_place=True),
    KeptPath("verdicts-rescue-*.jsonl"),
    KeptPath("verdicts-left-out-*.jsonl"),
    KeptPath(f"{LEDGER}.damaged-*"),
    KeptPath(BACKUPS, folder=True),
    KeptPath(f"{BACKUPS}/verdicts-*.db"),
    *of_index(INDEX),
    KeptPath(f"{INDEX}/read", folder=True),
    KeptPath(f"{INDEX}/read/*"),
    KeptPath(f"{INDEX}/session.json"),
    KeptPath(f"{INDEX}/words.json"),
    KeptPath(f"{INDEX}/drafts", folder=True),
    KeptPath(f"{INDEX}/drafts/*"),
)
"""A folder comes before what is in it. The sources themselves are checked by `corpus.scan`."""
