"""The report that readers get: what stands in it, and what is left to the dossier."""

from pathlib import Path

from arrests import CHARGED, CLAIM, CONFLICT, SAID, TEXT, dossier, rated
from sample_report import judge
from sample_report import project as project_in

from workbench.claims import Claim
from workbench.corpus import Published, Source
from workbench.report import EXPORTERS, changed_since_reported
from workbench.report.around import surroundings
from workbench.verdicts import Decision, Justified, Reported, Searched
from workbench.workspace import Workspace


def report(*decisions: Decision, **how: object) -> str:
    return EXPORTERS["markdown"].render(dossier(*decisions, **how))  # type: ignore[arg-type]


def test_a_claim_stands_with_rating_why_and_the_quotes_that_decide_it() -> None:
    text = report(
        Justified(claim="arrests", text="The ministry gave 53.\n\nSee https://list.example/a."),
        rated(CLAIM, "false", conflicts=SAID, irrelevant=CHARGED),
    )
    assert "Rated: 1 (False 1). Not rated yet: 1." in text
    assert "**False.** Rated by Maria, 1 March 2026." in text
    assert "The ministry gave 53.\n\nSee <https://list.example/a>." in text
    assert (
        "> The ministry said 53 people were arrested.\n\n"
        "Quote 1, **against the claim**: The Daily. What differs: says 53, the claim says over 500."
        in text
    )
    assert CHARGED.exact not in text, "what was set aside is left to the dossier"
    assert "unknown" not in text
    body = text.partition("## How to verify")[0]
    assert "characters" not in body
    assert "sha256" not in body


def test_the_program_says_nothing_against_the_checker() -> None:
    """She marked the passage as supporting; it would have said that it conflicts."""
    assert CONFLICT.reasons
    text = report(rated(CLAIM, "true", supports=SAID))
    assert "What differs" not in text
    assert "conflicts" not in text
    assert "says 53, the claim" not in text


def test_what_was_searched_is_said_where_nothing_decides() -> None:
    text = report(
        rated(CLAIM, "unproven"),
        Searched(claim="arrests", query="detained", found=0, passages=3),
        Searched(claim="arrests", query="held", found=0, passages=3),
    )
    assert "Searched for: “detained”; “held”; in 1 source." in text


def test_a_quote_leads_to_its_words_in_the_archived_copy() -> None:
    from datetime import date

    day = Published(date(2026, 2, 11), date(2026, 2, 11))
    source = Source(
        id="paper", path="paper.txt", title="A [paper]", sha256="a" * 64, published=day,
        url="https://daily.example/p", archive_url="https://archive.example/p",
    )  # fmt: skip
    text = report(rated(CLAIM, "false", conflicts=SAID), sources=[source])
    assert (
        "[A \\[paper\\]](<https://archive.example/p#:~:text=The%20ministry%20said%2053%20people"
        "%20were%20arrested.>), 11 February 2026." in text
    )
    assert (
        "- **S1** [A \\[paper\\]](<https://daily.example/p>), 11 February 2026 ([archived" in text
    )


def test_parts_stand_under_their_whole_and_count_once() -> None:
    whole = Claim(id="both", text="Many were arrested and some charged", tags=("split",))
    parts = [Claim(id=f"both-{n}", text=f"Part {n}") for n in (1, 2)]
    other = Claim(id="after", text="Another")
    text = report(rated(parts[1], "false", conflicts=SAID), claims=(whole, other, *parts))
    assert "3 claims held against 1 source. Rated: 1 (False 1). Not rated yet: 2." in text
    assert "### 1. Many were arrested and some charged\n\nThis claim says several things" in text
    assert text.index("### 1. Many") < text.index("#### 1.2. Part 2")
    assert "- 1.1: Part 1" in text
    assert "- 2: Another" in text


def test_three_judged_claims_of_32_take_at_most_150_lines(project: Path) -> None:
    workspace = Workspace.open(project, by="Ida")
    workspace.refresh()
    for claim, rating in zip(workspace.claims[:3], ("false", "true", "mixed"), strict=True):
        found = workspace.find(claim, limit=2).evidence
        marks = [("supports", each.match.passage) for each in found]
        workspace.rate(claim.id, rating, marks=marks)  # type: ignore[arg-type]
        workspace.justify(claim.id, "The first source says so.\n\nThe second agrees.")
    text = workspace.report()
    workspace.close()
    assert text.count("\n> ") == 6
    assert text.count("\n") <= 150


def test_a_rating_changed_after_a_part_was_reported_is_a_correction(tmp_path: Path) -> None:
    """A report of some claims told those alone; what an earlier one told stays told."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    (tmp_path / "claims.toml").write_text(
        "".join(f"[[claims]]\nid = '{name}'\ntext = 'Nine of {name} left'\n" for name in "ab")
    )
    from workbench.report import Selection

    workspace = Workspace.open(tmp_path, by="Ida")
    workspace.rate("a", "true")
    workspace.write_report(tmp_path / "one.md")
    workspace.rate("b", "true")
    workspace.write_report(tmp_path / "two.md", selection=Selection(ids=("b",)))
    assert changed_since_reported(workspace.desk()) is None
    workspace.rate("a", "false", reason="Misread.")
    workspace.write_report(tmp_path / "three.md", selection=Selection(ids=("b",)))
    (correction,) = workspace.corrections()
    assert (correction.claim, correction.was) == ("a", "True")
    assert correction.now is not None
    assert correction.now.rating.id == "false"
    assert "on 1" not in workspace.report(selection=Selection(ids=("b",))), "it is of another claim"
    assert "we reported **True**. It is now **False**" in workspace.report()
    workspace.close()


def test_a_correction_stands_with_its_claim_too() -> None:
    text = report(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false", reason="The ministry was misread."),
    )
    told = "on 1 March 2026 we reported **True**. It is now **False** (by Maria, 1 March 2026)."
    assert f"- “Over 500 people were arrested”: {told} Why: The ministry was misread." in text
    assert f"**Corrected:** {told}" in text


def test_the_sample_report_is_what_the_judged_project_gives(tmp_path: Path) -> None:
    """Byte for byte. After a change that is meant, run tests/sample_report.py and read both."""
    for form, text in judge(project_in(tmp_path)).items():
        name = {"markdown": "sample-report.md", "html": "sample-report.html"}[form]
        kept = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
        assert text == kept, name


def test_a_quote_is_shown_with_the_paragraph_that_it_stands_in() -> None:
    """And one that is a paragraph of its own with its neighbours."""
    text = "One.\n\nTwo.\n\nThree, four and five.\n\nSix.\n\nSeven."
    at = text.index("four")
    assert surroundings(text, at, at + 4) == ("Three, ", " and five.")
    at = text.index("Three")
    assert surroundings(text, at, at + 21) == ("Two.\n\n", "\n\nSix.")
    assert surroundings(text, 0, 4) == ("", "\n\nTwo.")
    long = "word " * 1000
    before, after = surroundings(long, 2500, 2504)
    assert 590 < len(before) <= 600
    assert before.startswith("word ")
    assert after.endswith("word")
