"""Corrections: what was reported and is judged otherwise since."""

from arrests import CLAIM, SAID, dossier, ledger, markdown, rated

from workbench.report import changed_since_reported
from workbench.verdicts import Decision, Marked, Reported, Undone, replay


def test_a_rating_changed_after_it_was_reported_is_a_correction() -> None:
    text = markdown(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false", reason="The ministry was misread."),
    )
    assert (
        "- “Over 500 people were arrested” was reported as **True** on 2026-03-01 10:02 UTC. "
        "It is now **False**, 2026-03-01 10:03 UTC by Maria. "
        "Reason for the change: The ministry was misread." in text
    )


def test_a_reason_given_with_a_first_verdict_is_called_what_it_is() -> None:
    """No earlier rating was changed: the line says why a rule was set aside."""
    text = markdown(rated(CLAIM, "true", reason="Both are the ministry."))
    assert "Why a rule was set aside: Both are the ministry." in text
    assert "Reason for the change" not in text


def test_a_rating_changed_before_it_was_reported_is_none() -> None:
    told = dossier(
        rated(CLAIM, "true"),
        rated(CLAIM, "false"),
        Reported(path="report.md", ratings={"arrests": "false"}),
    )
    assert told.corrections == ()
    assert [given.rating.id for given in told.cases[0].earlier] == ["true"]


def test_a_verdict_taken_back_after_it_was_reported_is_a_correction() -> None:
    text = markdown(
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        Undone(event="1"),
    )
    assert "was reported as **True** on 2026-03-01 10:02 UTC. That verdict was withdrawn." in text


def test_a_correction_stays_one_in_every_later_report() -> None:
    decisions: tuple[Decision, ...] = (
        rated(CLAIM, "true"),
        Reported(path="report.md", ratings={"arrests": "true"}),
        rated(CLAIM, "false"),
    )
    again = (*decisions, Reported(path="report.md", ratings={"arrests": "false"}))
    assert markdown(*again) == markdown(*decisions)
    more = dossier(*again, rated(CLAIM, "mixed"))
    assert [(each.was, each.now and each.now.rating.id) for each in more.corrections] == [
        ("True", "false"),
        ("False", "mixed"),
    ]


def test_a_report_is_recorded_only_where_a_rating_differs_from_what_was_told() -> None:
    first = (rated(CLAIM, "true"),)
    assert changed_since_reported(replay(ledger())) is None
    assert changed_since_reported(replay(ledger(*first))) == {"arrests": "true"}
    told = (*first, Reported(path="r.md", ratings={"arrests": "true"}))
    assert changed_since_reported(replay(ledger(*told))) is None
    marked = (*told, Marked(claim="arrests", quote=SAID, mark="conflicts"))
    assert changed_since_reported(replay(ledger(*marked))) is None
    assert changed_since_reported(replay(ledger(*told, Undone(event="1")))) == {}
