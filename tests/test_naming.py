"""A claim that was given no id gets one that tells what it is about."""

from workbench.claims.ids import next_id


def test_ids_are_made_from_the_telling_words_and_are_free() -> None:
    assert next_id("The bridge is 90 m long and wide", ()) == "bridge-90-m-long"
    assert next_id("The bridge", {"bridge", "bridge-2"}) == "bridge-3"
    assert next_id("Çà et là", ()) == "ca-et-la"
    assert next_id("中国是唯一的国家", ()) == "中国是唯一的国家"
    assert next_id("?!", ()) == "claim"
