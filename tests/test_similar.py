"""Claims like another one, with the verdict on them."""

from pathlib import Path

from claims_file import SHIPPED

from workbench.claims import parse_claims
from workbench.verdicts import Desk
from workbench.verdicts.precedents import precedent_in_words, similar_claims
from workbench.workspace import Workspace


def test_a_similar_claim_that_was_judged_is_told_with_its_verdict(project: Path) -> None:
    workspace = Workspace.open(project, by="ada")
    workspace.rate("exports-97", "False")
    first, *others = workspace.similar("China exported 9.766 kilograms of fentanyl drugs in 2023")
    assert first.id == "exports-97"
    said = precedent_in_words(first, scales=workspace.scales, reviewer="ada")
    assert said == (
        "you ruled False on exports-97: "
        "China exported 97.66 kilograms of fentanyl-related medications in 2023"
    )
    assert "bob" not in said
    assert precedent_in_words(first, scales=workspace.scales, reviewer="bob").startswith(
        "ada ruled False"
    )
    assert all(each.verdict is None for each in others)
    workspace.close()


def test_a_claim_that_left_the_file_is_still_told_of(project: Path) -> None:
    workspace = Workspace.open(project, by="ada")
    workspace.rate("drugs-450", "True")
    text = workspace.claim("drugs-450").text
    workspace.apply(workspace.propose_split("drugs-450", ["One is", "Two is"], keep=False))
    assert "drugs-450" not in {claim.id for claim in workspace.claims}
    assert workspace.similar(text)[0].id == "drugs-450"
    # Nor is its id given to another claim.
    assert workspace.propose_add(text="Drugs 450").ids == ("drugs-450-3",)
    workspace.close()


def test_other_matters_are_not_similar() -> None:
    claims = parse_claims(SHIPPED).claims
    assert similar_claims("The bridge over the river was opened in May", claims, Desk()) == ()
    assert similar_claims("", claims, Desk()) == ()
    same = similar_claims(claims[0].text, claims, Desk(), besides=claims[0].id)
    assert claims[0].id not in {each.id for each in same}
