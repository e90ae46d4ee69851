"""The claims file, read, split and edited; and the sentences of a source that are worth a claim."""

from workbench.claims.file import (
    FILE,
    REVIEWER,
    RULES,
    TEXT,
    Claim,
    ClaimsFile,
    Project,
    parse_claims,
    parsed,
    read_claims,
)

__all__ = [
    "FILE",
    "REVIEWER",
    "RULES",
    "TEXT",
    "Claim",
    "ClaimsFile",
    "Project",
    "parse_claims",
    "parsed",
    "read_claims",
]
