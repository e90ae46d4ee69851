"""Searches of the checker's own: words, free searches, the filter, some sources only, more."""

import shutil
from pathlib import Path

import pytest
from keyboard import Desk, press, settle, type_text
from textual.pilot import Pilot
from textual.widgets import Input

from workbench.catalogue import parse_published
from workbench.corpus import Source
from workbench.tui.lanes import MOST, is_later, nothing_found
from workbench.tui.only import Only
from workbench.tui.own_words import keep_words, read_words
from workbench.tui.panes.evidence_list import EvidenceList, Heading
from workbench.tui.panes.strips import PaneHead
from workbench.tui.screens.only import OnlyScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.source import SourceScreen
from workbench.verdicts import Searched
from workbench.workspace import Workspace


def test_an_empty_list_says_which_words_never_occur_and_what_was_searched(project: Path) -> None:
    """With the nearest word that does occur, so that a slip of spelling is seen."""
    workspace = Workspace.open(project)
    workspace.refresh()
    findings = workspace.find("xyzzy frobnicates")
    assert findings.evidence == ()
    (heading,) = nothing_found(findings, key=str)
    assert "never occur in the sources: xyzzy, frobnicates." in heading.note
    searched = findings.found.searched
    assert f"{searched.passages} passages of {searched.sources} sources" in heading.note
    (free,) = nothing_found(workspace.find("xyzzy", query="fentanil"), "fentanil", key=str)
    assert "fentanil" in free.text
    assert "fentanyl" in free.note
    workspace.close()


def test_a_search_of_ones_own_is_recorded_and_told_in_the_report(project: Path) -> None:
    """So that "unproven" is seen to rest on work; what the program searched is not recorded."""
    workspace = Workspace.open(project, by="rita")
    workspace.refresh()
    claim = workspace.claim("only-country")
    workspace.find(claim)
    assert workspace.entries() == ()
    findings = workspace.find(claim, query="United Nations list")
    workspace.searched(claim.id, "United Nations list", findings)
    (entry,) = workspace.entries()
    assert entry.decision == Searched(
        claim=claim.id,
        query="United Nations list",
        found=len(findings.evidence),
        passages=findings.found.searched.passages,
    )
    told = f"“United Nations list”: {len(findings.evidence)} passages shown, best first, of "
    assert told in workspace.report()
    assert workspace.undo() is None, "a search has happened for good"
    workspace.close()


def test_a_free_search_is_judged_against_the_claim(project: Path) -> None:
    """The words only find; what a passage does is said of the claim."""
    workspace = Workspace.open(project)
    workspace.refresh()
    claim = workspace.claim("only-country")
    evidence = workspace.find(claim, query="entire world scheduled").evidence
    for each in evidence[:5]:
        assert each.judgement == workspace.judge(claim, each.match.passage)
    workspace.close()


@pytest.mark.parametrize(
    ("said", "published", "later"),
    [
        ("2023-09-06", "2023-09-07", True),
        ("2023-09-07", "2023-09-07", False),
        ("2023-09", "2023-09-30", False),
        ("2023", "2024-01-01/2024-06-30", True),
        ("2024", "2024-11-06/2025-01-19", False),
        (None, "2024", False),
        ("2023", None, False),
    ],
)
def test_only_what_is_certainly_later_than_the_claim_is_called_so(
    said: str | None, published: str | None, later: bool
) -> None:
    """An interval that may begin before the claim's last day tells nothing."""
    source = Source(
        id="paper",
        path="paper.txt",
        title="",
        sha256="",
        published=parse_published(published) if published else None,
    )
    assert is_later(source, said) is later


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_passage_dated_after_the_claim_says_so_on_its_card(
    desk: Desk, size: tuple[int, int]
) -> None:
    """In words: the first claim is of 2023-09-06, its best passage of the day after."""
    async with desk(size=size) as pilot:
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen) and review.claim is not None
        assert review.claim.date == "2023-09-06"
        await press(pilot, "enter")
        for card in review.cards():
            year = card.source and card.source.published and card.source.published.first.year
            assert card.later == (year != 2018)
        shown = "\n".join(
            each.plain
            for place in range(len(review.query_one(EvidenceList).items))
            for each in review.query_one(EvidenceList).draw(place, size[0] - 4)
        )
        assert "after the claim" in shown


def desk_of(pilot: Pilot[int]) -> tuple[ReviewScreen, EvidenceList, Workspace]:
    """Review, its evidence and the project, after the app has opened."""
    review = pilot.app.screen
    assert isinstance(review, ReviewScreen)
    return review, review.query_one(EvidenceList), review.workspace


def searches(workspace: Workspace) -> list[Searched]:
    return [e.decision for e in workspace.entries() if isinstance(e.decision, Searched)]


def told_above(review: ReviewScreen) -> str:
    """What stands over the evidence, at either size."""
    heads = ("#tabs", "#evidence-head")
    return " ".join(review.query_one(name, PaneHead).right.plain for name in heads)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_w_searches_with_words_of_ones_own_and_keeps_them_for_the_claim(
    desk: Desk, size: tuple[int, int]
) -> None:
    """They stand over the evidence, are recorded once, and go when taken away."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        assert review.claim is not None
        first = review.claim
        alone = {card.key for card in evidence.cards}
        await press(pilot, "w")
        place = review.query_one("#asked", Input).region
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        assert review.focused is evidence
        head = review.query_one("#tabs" if size[0] < 100 else "#evidence-head", PaneHead)
        assert place.y == head.region.y, "the line stands where the head stood"
        assert "your words: “Xingtai court”" in told_above(review)
        wanted = workspace.find(first, words=("Xingtai", "court")).evidence
        assert {card.key for card in evidence.cards} == {
            (p.source, p.start, p.end) for p in (each.match.passage for each in wanted)
        }
        assert {card.key for card in evidence.cards} != alone
        (search,) = searches(workspace)
        assert (search.claim, search.query) == (first.id, "Xingtai court")

        await press(pilot, "escape", "j")
        assert review.claim != first
        assert "your words" not in told_above(review)
        await press(pilot, "k", "enter")
        assert "your words: “Xingtai court”" in told_above(review)
        await press(pilot, "w", "x", "escape")
        assert review.words[first.id] == "Xingtai court", "esc leaves them as they were"
        await press(pilot, "w", "ctrl+u", "enter")
        assert {card.key for card in evidence.cards} == alone
        assert len(searches(workspace)) == 1


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_f_searches_freely_and_its_passages_are_marked_for_the_claim_at_hand(
    desk: Desk, size: tuple[int, int]
) -> None:
    """Marks, source and copy work there; esc brings the claim's evidence back, pin included."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        claim = review.claim
        assert claim is not None
        await press(pilot, "enter", "j")
        before, cursor = evidence.items, evidence.index
        await press(pilot, "f")
        await type_text(pilot, "Xingtai court sentenced")
        await press(pilot, "enter")
        heading = evidence.items[0]
        assert isinstance(heading, Heading)
        assert heading.text.startswith("free search: “Xingtai court sentenced”")
        assert review.claim == claim
        (search,) = searches(workspace)
        assert (search.claim, search.query, search.found) == (
            claim.id, "Xingtai court sentenced", len(evidence.cards),
        )  # fmt: skip
        card = evidence.chosen
        assert card is not None and card.key not in {each.key for each in before if _card(each)}
        await press(pilot, "y")
        assert card.evidence.match.passage.text[:20] in pilot.app.clipboard
        await press(pilot, "s")
        assert evidence.chosen is not None and evidence.chosen.mark == "supports"
        ((mark, quote),) = workspace.standing(claim.id).marks
        assert (mark, quote.source, quote.start) == ("supports", *card.key[:2])
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SourceScreen)
        await press(pilot, "escape", "u", "escape")
        assert evidence.items == before
        assert evidence.index == cursor
        assert len(searches(workspace)) == 1


def _card(item: object) -> bool:
    return not isinstance(item, Heading)


async def test_a_passage_marked_in_a_free_search_stays_pinned_to_the_claim(desk: Desk) -> None:
    """Back at the claim's evidence it stands above what was found."""
    async with desk(size=(160, 45)) as pilot:
        _, evidence, _ = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "Xingtai court sentenced")
        await press(pilot, "enter", "c")
        key = evidence.chosen.key if evidence.chosen else None
        await press(pilot, "escape")
        assert evidence.cards[0].key == key and evidence.cards[0].pinned


async def test_a_free_search_ends_with_its_claim_and_may_find_nothing(desk: Desk) -> None:
    """The next claim has its own evidence; nothing found says what was searched."""
    async with desk(size=(160, 45)) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "xyzzy")
        await press(pilot, "enter")
        (nothing,) = evidence.items
        assert isinstance(nothing, Heading) and "xyzzy" in nothing.text
        assert "of 5 sources" in nothing.note
        assert [each.found for each in searches(workspace)] == [0]
        await press(pilot, "shift+tab", "j")
        assert review.free == "" and evidence.cards


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_slash_filters_the_evidence_where_that_has_the_focus(
    desk: Desk, size: tuple[int, int]
) -> None:
    """By words, source id and publisher; esc shows all; the claims are left alone."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        claims = len(review.query_one("ClaimList").rows)  # type: ignore[attr-defined]
        await press(pilot, "enter", "slash")
        every = evidence.cards
        await type_text(pilot, "white")
        await settle(pilot)
        shown = evidence.cards
        assert 0 < len(shown) < len(every)
        for card in shown:
            assert "white" in f"{card.evidence.match.passage.text} {card.key[0]}".lower()
        await press(pilot, "enter")
        assert f"{len(shown)} of {len(every)} have “white”" in told_above(review)
        await press(pilot, "s")
        assert evidence.cards[0].mark == "supports" and len(evidence.cards) == len(shown)
        await press(pilot, "u", "slash", "ctrl+u")
        await type_text(pilot, "china daily")
        await press(pilot, "down")
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        await press(pilot, "slash")
        await type_text(pilot, " xyzzy")
        await press(pilot, "enter")
        assert evidence.cards == ()
        await press(pilot, "escape")
        assert evidence.cards == every
        assert len(review.query_one("ClaimList").rows) == claims  # type: ignore[attr-defined]
        assert searches(workspace) == []


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_only_some_sources_are_searched_and_that_is_kept(
    desk: Desk, project: Path, size: tuple[int, int]
) -> None:
    """The search itself is narrowed, for every claim, over a restart; esc searches all again."""
    async with desk(size=size) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "enter", "F")
        assert isinstance(pilot.app.screen, OnlyScreen)
        await type_text(pilot, "china")
        await press(pilot, "down")
        await type_text(pilot, "2025")
        await press(pilot, "enter")
        only = Only(source="china", first="2025")
        assert review.only == only
        assert [source.id for source in review.among] == ["2025-03-05-white-paper"]
        assert review.query_one("#only", PaneHead).left.plain == "only: “china” · from 2025"
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        assert len(evidence.cards) > 10, "more of the one source than stood among the 20 of all"
        assert review.claim is not None
        usual = workspace.find(review.claim).evidence
        assert review.found[review.claim.id].evidence == usual, "rules and matrix see all sources"

        await press(pilot, "f")
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        assert {card.key[0] for card in evidence.cards} <= {"2025-03-05-white-paper"}
        (search,) = searches(workspace)
        assert search.passages == len(workspace.passages("2025-03-05-white-paper"))
        await press(pilot, "escape")
        assert review.only == only, "esc ends the free search first"

    async with desk(size=size, root=project) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.only == only
        await press(pilot, "tab" if size[0] >= 100 else "enter")
        assert {card.key[0] for card in evidence.cards} == {"2025-03-05-white-paper"}
        await press(pilot, "escape")
        assert not review.only and not review.has_class("-only")
        assert len({card.key[0] for card in evidence.cards}) > 1


async def test_what_cannot_be_read_as_a_choice_of_sources_is_said_and_not_taken(
    desk: Desk,
) -> None:
    """The form stays; esc leaves all as it was, f5 searches all sources again."""
    async with desk(size=(80, 24)) as pilot:
        review, evidence, _ = desk_of(pilot)
        before = evidence.items
        await press(pilot, "F", "down")
        await type_text(pilot, "2018-13")
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, OnlyScreen)
        told = str(form.query_one("#only-left").render())
        assert "2018-13" in told and "YYYY" in told
        await press(pilot, "escape")
        assert not review.only and evidence.items == before
        await press(pilot, "F")
        await type_text(pilot, "xyzzy")
        assert "0 of 5 sources" in str(pilot.app.screen.query_one("#only-left").render())
        await press(pilot, "enter")
        (nothing,) = evidence.items
        assert isinstance(nothing, Heading) and "in these sources" in nothing.text
        assert "0 passages of 0 sources" in nothing.note
        await press(pilot, "F", "f5")
        assert evidence.items == before


@pytest.mark.parametrize(
    ("only", "admitted"),
    [
        (Only(), "abc"),
        (Only(source="daily"), "a"),
        (Only(source="B"), "b"),
        (Only(first="2018-06"), "b"),
        (Only(last="2018"), "a"),
        (Only(first="2018", last="2019"), "ab"),
        (Only(language="EN"), "a"),
        (Only(kind="p"), "b"),
        (Only(source="daily", kind="primary"), ""),
    ],
)
def test_a_choice_of_sources_lets_through_what_fits_all_of_it(only: Only, admitted: str) -> None:
    """A source of unknown date, language or kind is in no range, language or kind."""
    sources = [
        Source(id="a", path="a", title="x", sha256="", publisher="China Daily", language="en",
               kind="secondary", published=parse_published("2018-03")),
        Source(id="b", path="b", title="x", sha256="", kind="primary",
               published=parse_published("2019-01-02")),
        Source(id="c", path="c", title="x", sha256=""),
    ]  # fmt: skip
    assert only.problem() == ""
    assert "".join(source.id for source in only.among(sources)) == admitted


@pytest.mark.parametrize(
    "only",
    [Only(first="soon"), Only(last="2018-02-30"), Only(first="2019", last="2018"), Only(kind="x")],
)
def test_a_choice_of_sources_that_cannot_be_is_told(only: Only) -> None:
    assert only.problem()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_full_list_says_so_and_plus_shows_more(desk: Desk, size: tuple[int, int]) -> None:
    """The cursor stays; nobody is told that 20 were found where 20 were shown."""
    async with desk(size=size) as pilot:
        review, evidence, _ = desk_of(pilot)
        await press(pilot, "enter", "j", "j")
        at, first = evidence.chosen, evidence.cards
        last = evidence.items[-1]
        assert len(first) == 20 and isinstance(last, Heading)
        assert last.note == "These are the 20 best. + shows more."
        await press(pilot, "G")
        bottom = evidence.scroll_offset.y + evidence.scrollable_content_region.height
        assert bottom == evidence.virtual_size.height, "the last card shows what stands below it"
        await press(pilot, "g", "j", "j")
        await press(pilot, "plus")
        assert len(evidence.cards) == 40 and evidence.chosen == at
        assert {card.key for card in first} <= {card.key for card in evidence.cards}
        await press(pilot, *["plus"] * 5)
        assert len(evidence.cards) <= MOST
        await press(pilot, "escape", "j")
        assert review.limit == 20 and len(evidence.cards) <= 20


async def test_a_list_that_is_not_full_does_not_speak_of_more(desk: Desk) -> None:
    async with desk(size=(160, 45)) as pilot:
        _, evidence, _ = desk_of(pilot)
        await press(pilot, "f")
        await type_text(pilot, "Xingtai")
        await press(pilot, "enter")
        found, before = len(evidence.cards), evidence.items
        assert 0 < found < 20
        heading = before[0]
        assert isinstance(heading, Heading) and heading.text.endswith(f"{found} found")
        await press(pilot, "plus")
        assert evidence.items == before


async def test_own_words_stay_with_their_claim_over_a_restart(desk: Desk, project: Path) -> None:
    """They are shown, searched, recorded once, and gone for good when taken away."""
    async with desk(size=(160, 45)) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.claim is not None
        claim = review.claim.id
        alone = {card.key for card in evidence.cards}
        await press(pilot, "w")
        await type_text(pilot, "Xingtai court")
        await press(pilot, "enter")
        found = {card.key for card in evidence.cards}
        assert found != alone
    async with desk(size=(160, 45), root=project) as pilot:
        review, evidence, workspace = desk_of(pilot)
        assert "your words: “Xingtai court”" in told_above(review)
        assert {card.key for card in evidence.cards} == found
        assert len(searches(workspace)) == 1
        await press(pilot, "w", "ctrl+u", "enter")
        assert read_words(project) == {}
    async with desk(size=(160, 45), root=project) as pilot:
        review, evidence, _ = desk_of(pilot)
        assert review.claim is not None and review.claim.id == claim
        assert {card.key for card in evidence.cards} == alone


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"a": 1}', b"\xff", b"{" * 5000])
def test_a_file_of_words_that_cannot_be_read_is_no_words(project: Path, damage: bytes) -> None:
    (project / ".workbench").mkdir()
    (project / ".workbench" / "words.json").write_bytes(damage)
    assert read_words(project) == {}
    keep_words(project, "one", "wheat")
    keep_words(project, "two", "rye")
    keep_words(project, "one", "")
    assert read_words(project) == {"two": "rye"}


async def test_each_copy_of_a_passage_can_be_reached_and_marked(desk: Desk, project: Path) -> None:
    """Reprints stand folded as one witness; C shows them, enter opens each in its own source."""
    (article,) = (project / "corpus").glob("2023-09-07*.txt")
    for name in ("reprint-one", "reprint-two"):
        shutil.copy(article, project / "corpus" / f"{name}.txt")
    names = {article.stem, "reprint-one", "reprint-two"}
    async with desk(size=(160, 45)) as pilot:
        review, evidence, workspace = desk_of(pilot)
        await press(pilot, "enter", "o")
        while not (evidence.chosen and len(evidence.chosen.copies) == 2):
            at = evidence.index
            await press(pilot, "j")
            assert evidence.index != at, "no passage has copies"
        first, folded = evidence.chosen, evidence.cards
        shown = " ".join(each.plain for each in evidence.draw(evidence.index or 0, 90))
        assert "1 independent source, 2 copies" in shown
        await press(pilot, "C")
        assert evidence.chosen == first and len(evidence.cards) == len(folded) + 2
        here = evidence.cards.index(first)
        copies = evidence.cards[here + 1 : here + 3]
        assert {card.key[0] for card in (first, *copies)} == names
        for card in copies:
            await press(pilot, "j")
            assert evidence.chosen == card and card.copy
            assert card.evidence.judgement.stance == first.evidence.judgement.stance
        await press(pilot, "enter")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen) and source.source_id == copies[1].key[0]
        await press(pilot, "escape", "x")
        assert review.claim is not None
        ((_, quote),) = workspace.standing(review.claim.id).marks
        assert quote.source == copies[1].key[0]
        await press(pilot, "u", "C")
        assert {c.key for c in evidence.cards} == {c.key for c in folded}
        assert evidence.chosen is not None and evidence.chosen.key == first.key


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_slash_searches_the_source_where_that_has_the_focus(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with desk(size=size) as pilot:
        await press(pilot, "enter", "tab", "slash")
        source = pilot.app.screen
        assert isinstance(source, SourceScreen)
        await type_text(pilot, "drug")
        assert source.query_one("#ask", Input).value == "drug"
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
