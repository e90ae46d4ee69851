"""The claims file: read, split, edited, and which sentences of a source are worth a claim."""

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
