"""Authors' ids and pseudonyms."""

from uproar.sources.values.author_ids import Names


def test_without_a_key_the_id_is_the_platforms() -> None:
    assert Names("x", "").author("42") == "x:42"
    assert Names("x", "").author(None) is None
    assert Names("x", "").url("https://example.org/@a") == "https://example.org/@a"


def test_with_a_key_nothing_of_the_name_is_left() -> None:
    names = Names("mastodon", "key")
    assert "ana" not in str(names.author("ana@fedi.example"))
    assert names.url("https://fedi.example/@ana/1") is None


def test_the_same_key_gives_the_same_pseudonym_and_another_another() -> None:
    assert Names("x", "k").author("42") == Names("x", "k").author("42")
    assert Names("x", "k").author("42") != Names("x", "l").author("42")
    assert Names("x", "k").author("42") != Names("y", "k").author("42")


def test_a_long_key_is_taken() -> None:
    assert Names("x", "k" * 200).author("42") != Names("x", "k" * 201).author("42")
