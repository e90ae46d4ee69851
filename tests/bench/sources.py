"""Measure finding and judging together on labelled claims about a folder of sources.

    python tests/bench/sources.py LABELS.jsonl PROJECT

LABELS holds a claim a line: {"claim", "evidence": [{"quote", "stance"}]}, quotes being fragments
of articles in PROJECT/corpus; a passage counts as the labelled one when their spans overlap.
Printed: how many of the labelled supports and conflicts are found among the first 5, how many
get their stance, and every flag (supports or conflicts) that `find` raises in its first 20
on a passage that the labels do not name with that stance, so that it can be read by hand.
"""

import json
import sys
from pathlib import Path

from workbench.workspace import Workspace


def main(labels: Path, project: Path) -> None:
    workspace = Workspace.without_claims(project)
    workspace.refresh()
    articles = [workspace.article(source.id) for source in workspace.sources()]
    found = right = total = 0
    for row in map(json.loads, labels.read_text().splitlines()):
        findings = workspace.find(row["claim"], limit=20).evidence
        wanted: dict[tuple[str, int], str] = {}
        for label in row["evidence"]:
            spans = [(a.source.id, a.text.find(label["quote"])) for a in articles]
            source, start = next(span for span in spans if span[1] >= 0)
            end = start + len(label["quote"])
            ranks = [
                rank
                for rank, item in enumerate(findings, 1)
                if (p := item.match.passage).source == source and p.start < end and start < p.end
            ]
            for rank in ranks:
                wanted[source, findings[rank - 1].match.passage.start] = label["stance"]
            if label["stance"] == "mentions":
                continue
            total += 1
            best = ranks[0] if ranks else None
            judged = [findings[rank - 1].judgement for rank in ranks]
            agrees = any(j.stance == label["stance"] for j in judged)
            found += best is not None and best <= 5
            right += agrees
            if not agrees or best is None or best > 5:
                words = [f"{j.stance} {j.confidence}" for j in judged]
                print(f"miss  {row['claim']!r}: {label['stance']} {label['quote']!r}")
                print(f"      rank {best}, judged {words}")
        for item in findings:
            judgement, passage = item.judgement, item.match.passage
            label = wanted.get((passage.source, passage.start), "unlabelled")
            if judgement.confidence and judgement.stance != label:
                said = f"{judgement.stance} {judgement.confidence} ({label})"
                print(f"flag  {row['claim']!r}: {said}")
                print(f"      {passage.text!r}: {[r.text for r in judgement.reasons]}")
    print(f"labelled supports and conflicts: {total}")
    print(f"within the first 5: {found / total:.0%}   stance right: {right} = {right / total:.0%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
