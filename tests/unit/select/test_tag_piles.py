"""Piles of tags that trend for other reasons are told from the tags of a crowd."""

import pyarrow as pa

from uproar.select.tag_piles import is_pile

CROWD = [["harbournight", "ferry"]] * 300


def piles(texts: list[tuple[str, list[str]]]) -> list[bool]:
    norms = ["what a night harbournight ferry"] * len(CROWD) + [norm for norm, _ in texts]
    tags = [*CROWD, *[tags for _, tags in texts]]
    column = pa.chunked_array([pa.array(tags, pa.list_(pa.string()))])
    return is_pile(pa.array(norms), column)[len(CROWD) :].tolist()


def test_many_tags_of_other_matters_and_hardly_a_word() -> None:
    rare = ["mondaymood", "bigmatch", "newphone", "votetoday"]
    words = "i never thought that the last song would hurt so much tonight"
    assert piles(
        [
            (" ".join([*rare, "harbournight"]), [*rare, "harbournight"]),
            (f"{words} {' '.join(rare)}", rare),  # somebody who says something
            ("mondaymood harbournight ferry", ["mondaymood", "harbournight", "ferry"]),
            ("", []),
        ]
    ) == [True, False, False, False]


def test_where_few_use_tags_nothing_is_a_pile() -> None:
    tags = pa.chunked_array([pa.array([["a", "b", "c", "d", "e"]], pa.list_(pa.string()))])
    assert is_pile(pa.array(["a b c d e"]), tags).tolist() == [False]
    empty = pa.chunked_array([pa.array([], pa.list_(pa.string()))])
    assert is_pile(pa.array([], pa.string()), empty).tolist() == []
