"""Every path that the desk reads or writes in a project: what is not listed here is not used.

Each is looked at when a project is opened, see `own`, and tested by being listed.
"""

from workbench.safe.own import DATABASE, Place

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


def of_index(folder: str) -> tuple[Place, ...]:
    """The paths of an index that is kept in a folder of this name."""
    home = f"{folder}/index"
    words = tuple(f"{home}/{name}" for name in WORDS)
    return (
        Place(folder, folder=True),
        Place(home, folder=True),
        *(Place(f"{home}/{TEXTS}{end}", in_place=True) for end in DATABASE),
        Place(f"{home}/{DAMAGED}"),
        *(Place(name, folder=True) for name in words),
        *(Place(f"{name}/*") for name in words),
        *(Place(f"{name}/.tantivy*", in_place=True) for name in words),
    )


PLACES = (
    Place(CLAIMS),
    Place("workbench.toml"),
    Place(".gitignore"),
    Place(CORPUS, folder=True),
    Place(f"{CORPUS}/sources.toml"),
    Place(f"{CORPUS}/.read", folder=True),
    Place(f"{CORPUS}/.read/*"),
    *(Place(f"{LEDGER}{end}", in_place=True) for end in DATABASE),
    Place(SECOND, in_place=True),
    Place("verdicts-rescue-*.jsonl"),
    Place("verdicts-left-out-*.jsonl"),
    Place(f"{LEDGER}.damaged-*"),
    Place(BACKUPS, folder=True),
    Place(f"{BACKUPS}/verdicts-*.db"),
    *of_index(INDEX),
    Place(f"{INDEX}/read", folder=True),
    Place(f"{INDEX}/read/*"),
    Place(f"{INDEX}/session.json"),
    Place(f"{INDEX}/words.json"),
    Place(f"{INDEX}/drafts", folder=True),
    Place(f"{INDEX}/drafts/*"),
)
"""A folder before what is in it. The sources themselves are looked at by `corpus.scan`."""
