"""Ten claims of the shipped project, judged as a checker would; the sample report is of these.

`python tests/sample_report.py` writes tests/data/sample-report.md and .html anew.
"""

# ruff: noqa: E501 - the words of sources are kept in one piece

import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from workbench.workspace import Workspace

ROOT = Path(__file__).parent.parent
BRIEFING, PAPER = "2024-25-winter-ministry-briefing", "2025-03-05-white-paper"
IMPASSE, RESTART = "2023-09-07-cooperation-impasse", "2023-late-talks-restart"
JOINT = "2018-08-29-joint-operation"


@dataclass(frozen=True)
class Judged:
    """A claim with its rating, why, and the words that decide it."""

    claim: str
    rating: str
    why: str
    supports: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    searched: tuple[str, ...] = ()


TEN = (
    Judged(
        "only-country",
        "unproven",
        "Everyone who says so here speaks for the Chinese government: Tsang in 2023, and a Foreign "
        "Ministry spokesman who goes less far and calls China “the first country in the world to "
        "do so”.\n\nNone of the five articles looks at the law of another country. Whether a second "
        "one has since controlled the whole class cannot be told from them.",
        supports=((IMPASSE, "Today, China is still the only country in the entire world to have "
                            "scheduled and controlled fentanyl by the entire class, Tsang said."),),
        searched=("fentanyl controlled as a class in the United States", "other countries"),
    ),
    Judged(
        "class-control-2018",
        "false",
        "The year is wrong. Two articles date the class-wide control to 2019, one of them to “May "
        "2019”, and an article of August 2018 still counts single substances on the list.",
        conflicts=(
            (IMPASSE, "In this regard, Tsang stressed that China is the first country to schedule "
                      "and control fentanyl by class in May 2019."),
            (BRIEFING, "In 2019, China announced the regulation of all fentanyl-related substances "
                       "as a class, becoming the first country in the world to do so.\""),
            (JOINT, "China has regulated 170 NPS, including 25 fentanyl substances, more than those "
                    "on the UN's fentanyl control list (21)."),
        ),
    ),
    Judged(
        "exports-97",
        "false",
        "The digits are right and the decimal point is not. The white paper, as China Daily reports "
        "it, gives “9.766 kilograms”: a tenth of what is claimed. It is the government's own figure, "
        "and no other source here has one.",
        conflicts=((PAPER, "In 2023, China exported 9.766 kilograms of fentanyl-related "
                           "medications, primarily to countries in Asia and Latin America and to "
                           "some European countries, and none were flown to North America, it "
                           "said."),),
    ),
    Judged(
        "china-denies-any",
        "false",
        "An official of the Narcotics Control Bureau said the opposite in November 2017: China “does "
        "not deny the fact” that some of it comes from China. What he denied is that most does.",
        conflicts=((JOINT, "China does not deny the fact that some of the NPS and fentanyl that "
                           "enter the US come from China, but it is incorrect to say most of the "
                           "fentanyl in the US comes from China, Wei Xiaojun, an NCB official, said "
                           "at a press briefing in November 2017."),),
    ),
    Judged(
        "xingtai-12",
        "false",
        "The one article on the case gives 21 arrests. Nothing in it explains a count of twelve.",
        conflicts=((JOINT, "A three-month investigation led to the arrest of 21 people, including "
                           "Wang Fengxi, a Xingtai local, who allegedly created a global NPS sales "
                           "network that helped him sell NPS drugs to countries such as the US, "
                           "Canada, Australia and Germany."),),
    ),
    Judged(
        "us-tipped-off-china",
        "false",
        "Giver and taker are exchanged. By its own account it was the Chinese commission that “tipped "
        "off the US government hundreds of times in 2017”. The same article does tell of one tip in "
        "the other direction, in September 2017.",
        conflicts=((JOINT, "The NNCC said it tipped off the US government hundreds of times in 2017 "
                           "to track NPS drugs and their buyers."),),
    ),
    Judged(
        "institute-delisted",
        "true",
        "The article says that it happened “a day after the November 15 summit” of Joe Biden and Xi "
        "Jinping outside San Francisco, which a second article dates to November 2023.",
        supports=(
            (RESTART, "The US removed the Chinese Ministry of Public Security’s Institute of "
                      "Forensic Science from a trade blacklist a day after the November 15 summit "
                      "between Joe Biden and Xi Jinping outside San Francisco."),
            (BRIEFING, "\"Anti-drug cooperation is one of the key consensuses reached during the "
                       "meeting between the Chinese and U.S. presidents in San Francisco [in "
                       "November 2023]."),
        ),
    ),
    Judged(
        "working-group-launched",
        "true",
        "Late in 2023 the two sides were still in “close communication on the establishment” of the "
        "group. A year later the spokesman calls it launched, and the white paper dates its first "
        "meeting to January 2024. The earlier article does not conflict: it is earlier.",
        supports=(
            (BRIEFING, "Both countries have established and launched a working group for anti-drug "
                       "cooperation, engaging in areas such as substance regulation, case "
                       "collaboration, technical exchanges, multilateral cooperation, and clearing "
                       "online advertising for illegal substances,\" said Lin."),
            (PAPER, "Since the first meeting of an anti-drug cooperation group between China and "
                    "the US in January last year, the two countries have held a number of "
                    "high-level meetings."),
        ),
    ),
    Judged(
        "quarter-deaths",
        "false",
        "The one article that gives a share puts it at “more than two-thirds”. It names no statistics "
        "office and no year, so the share itself should be looked up before it is printed.",
        conflicts=((RESTART, "Fentanyl, an opioid painkiller, has rapidly become the leading cause "
                             "of drug overdoses in the US, accounting for more than two-thirds of "
                             "drug-related deaths in the country."),),
    ),
    Judged(
        "naloxone-pharmacies",
        "unproven",
        "No article speaks of naloxone or of pharmacies. That says nothing about the claim; it takes "
        "other sources.",
        searched=("naloxone", "pharmacies prescription"),
    ),
)  # fmt: skip


def judge(root: Path) -> dict[str, str]:
    """Judge the ten in the project at `root`; the report of them by its form."""
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    minutes = iter(range(10_000))

    def now() -> tuple[str, int]:
        moment = start + timedelta(minutes=next(minutes))
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), int(moment.timestamp() * 1_000_000)

    with patch("workbench.ledger.rows.now", now):
        workspace = Workspace.open(root, by="Ann Reporter")
        workspace.refresh()
        for each in TEN:
            _judge(workspace, each)
        found = {form: workspace.report(form=form) for form in ("markdown", "html")}
        workspace.close()
    return found


def _judge(workspace: Workspace, each: Judged) -> None:
    for query in each.searched:
        findings = workspace.find(workspace.claim(each.claim), words=(query,))
        workspace.searched(each.claim, query, findings)
    marks = []
    for mark, quotes in (("supports", each.supports), ("conflicts", each.conflicts)):
        for source, words in quotes:
            at = workspace.article(source).text.index(words)
            marks.append((mark, workspace.passage(f"{source}:{at}-{at + len(words)}")))
    workspace.rate(each.claim, each.rating, marks=marks)  # type: ignore[arg-type]
    workspace.justify(each.claim, each.why)


def project(folder: Path) -> Path:
    """A copy of the shipped project, with an address and a publisher."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    text = (ROOT / "claims.toml").read_text(encoding="utf-8")
    (folder / "claims.toml").write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for form, text in judge(project(Path(folder))).items():
            suffix = {"markdown": "md", "html": "html"}[form]
            path = ROOT / "tests" / "data" / f"sample-report.{suffix}"
            path.write_text(text, encoding="utf-8")
            print(path, text.count("\n"), file=sys.stderr)
