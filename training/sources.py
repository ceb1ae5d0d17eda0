"""What the training reads: where each source is from, its licence, and the digest it must have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from uproar.errors import UproarError

# Licences under which weights made from a text may be shipped.
CLEAN = frozenset(
    {
        "Apache-2.0",
        "CC BY 2.0",
        "CC BY 2.0 FR",
        "CC BY 4.0",
        "CC0 1.0",
        "ISC",
        "MIT",
        "Unicode-3.0",
        "our own",
        "public domain",
    }
)


class Source(NamedTuple):
    """A file, or a folder of which only the files that match `files` are read."""

    path: str
    sha256: str
    licence: str
    origin: str
    files: str = ""


# In the folder of data sets (`--shared`).
SHARED = (
    Source(
        "gate/dev.sentences.tsv",
        "7baa83a527c7ad68ed1ea49175a6c1e6d1ef113fbee3a5b490fa46a55117b408",
        "our own",
        "made for uproar; all people and works invented",
    ),
    Source(
        "goemotions/train.tsv.zst",
        "e1bab2cdbd0ffdfa596d7f66476feffd808b76dc41fb86e0f2eefd450f700d56",
        "Apache-2.0",
        "google-research/goemotions",
    ),
    Source(
        "goemotions/dev.tsv",
        "f07acbf9d5435027096328b24e6d052e72db6309413f09bde9d46217ffa759b5",
        "Apache-2.0",
        "google-research/goemotions",
    ),
    Source(
        "kote/val.tsv.zst",
        "2019397a70a696bc6e697977e8d63d5771b422141fe0916ec3dad41e844ff79e",
        "MIT",
        "searle-j/KOTE",
    ),
    Source(
        "naver-movie-reviews/reviews.tsv.zst",
        "41003fe598209df1c698f12600bab1ee095539bec288b27c4b7aad25ce3ebb6b",
        "CC0 1.0",
        "e9t/nsmc",
    ),
    Source(
        "wisesight-thai/train.tsv.zst",
        "c67179351b6e4e492f2eeca9b526cdc433aa0f0bbf259cb5ef54830bdc42e5c1",
        "CC0 1.0",
        "PyThaiNLP/wisesight-sentiment",
    ),
    Source(
        "indonlu-emot/train.tsv",
        "35aae5f255fc4ee7cfab64b3c79a8d146947bf090f9047843eeabebae16542e5",
        "MIT",
        "IndoNLP/indonlu",
    ),
    Source(
        "tatoeba",
        "0510b9a75eac9d3c80f035fe9493cb86850307584b78e3ff94ea10bf30730ad1",
        "CC BY 2.0 FR",
        "facebookresearch/LASER",
        "*-eng.tsv",
    ),
)
# In the folder of files put there by hand (`--sources`).
GATHERED = (
    Source(
        "indonlu-smsa.tsv",
        "50f38ceed9b31521bf1581e126620532cc9b790712938159a2cdcf6906977a9b",
        "MIT",
        "IndoNLP/indonlu ce728f6",
    ),
    Source(
        "tatoeba-kor.txt",
        "3988edfd32c892ccf4450772bc3a5906ebfcf3c8648f56012df204ddf27b8280",
        "CC BY 2.0 FR",
        "nate-koser/kor-eng-translator 7502183",
    ),
    Source(
        "tatoeba-jpn.txt",
        "242d8702446494181c7a2da4202beb93ae5a08784b20965567a9985404b8e22a",
        "CC BY 2.0 FR",
        "sezan92/attention_sezan f506062",
    ),
    Source(
        "tatoeba-fra.txt",
        "ab1d28db65ab062e06d7fc3b399872d431becfb8af152268dc4b6cdf50260530",
        "CC BY 2.0 FR",
        "Soubhagya264/Language_Translator f6c8965",
    ),
    Source(
        "tatoeba-2016-eng.txt",
        "bc69eacc402a804e089a7c2bf1fffdef42bc43b7e3f7af7dcf630c6676ba82ec",
        "CC BY 2.0 FR",
        "pjIowa/Babel c90bee8",
    ),
    Source(
        "tatoeba-2016-fra.txt",
        "ee1b4e5ee2d09e839fda9e75a316bccdfb6b776bc78e04cccf7e7f8e09e9c8cf",
        "CC BY 2.0 FR",
        "pjIowa/Babel c90bee8",
    ),
    Source(
        "tatoeba-spa.txt",
        "6ec60e212f812ee3430f7568ea6f33b6fb080e32193c5952e8da0ee8ba45574c",
        "CC BY 2.0 FR",
        "JEdward7777/Pinokio 8be2e56",
    ),
    Source(
        "tanaka.train.en",
        "148b05dcd28638fe20ee84f2b1127001c80982be352007dda241fb759adadc76",
        "CC BY 2.0",
        "odashi/small_parallel_enja 312408a",
    ),
    Source(
        "tanaka.train.ja",
        "fc81a1434349ec98a449d7ae9cd2530057f689637684ecfed3501ea6a8a07ecc",
        "CC BY 2.0",
        "odashi/small_parallel_enja 312408a",
    ),
    Source(
        "tldr",
        "a09d3c689be62996dabf27c3acdd58b711ba3cae8eb513d37a84010b23ec420d",
        "CC BY 4.0",
        "tldr-pages/tldr 08e345f",
        "pages*/**/*.md",
    ),
    Source(
        "machado/txt",
        "7c492acd28a5b6893cb8a541d7246f307a33a1baa5ae30aecab2bcff35f816c1",
        "public domain",
        "luxedo/dataset-machado-de-assis",
        "**/*.txt",
    ),
    Source(
        "iot",
        "6efcdf454465da0383e7a750a4f676622c06cce55db150ab07abcc6ea3bf5197",
        "MIT",
        "microsoft/IoT-For-Beginners 8bd5355",
        "**/*.md",
    ),
    Source(
        "storybooks",
        "3860d6b7e8fb3748a9b0068f9cb9be310e9dd84db3691f86d9c7e6df36da6525",
        "CC BY 4.0",
        "global-asp/global-asp b0193c3",
        "*/[0-9]*.md",
    ),
    Source(
        "storybooks-en",
        "be6578d4036cc957f1be6cc6d0799d315012ac5feca6ce4239e8c8700d247240",
        "CC BY 4.0",
        "global-asp/asp-source 99e0223: en, fr, pt",
        "*/[0-9]*.md",
    ),
    Source(
        "tico",
        "84ac9b51c16c8b639c41e04fada7e6053599039d9d8942817633467ab7954261",
        "CC0 1.0",
        "tico-19/tico-19.github.io d97615f",
        "data/TM/all.en-*.tmx.zip",
    ),
    Source(
        "ha",
        "812285ee977e0eeee098a8e23ef76caf25cfb3ca25728d249d5dc9c772522d40",
        "Apache-2.0",
        "homeassistant 2024.3.3, the wheel",
        "homeassistant/components/*/translations/*.json",
    ),
    Source(
        "cldr",
        "53168ec73edcfccd3e7243f8badc45f18db276f2df4d069d78b9b93657eee0a5",
        "Unicode-3.0",
        "cldr-annotations-full 48.2.0 of npm",
        "package/annotations/*/annotations.json",
    ),
    Source(
        "places",
        "945bd868c179b199142da5dbb58b538e847c32adf38bf80544d47dd693ef2129",
        "ISC",
        "@openstreetmap/id-tagging-schema 6.19.2 of npm",
        "package/dist/translations/*.json",
    ),
    Source(
        "voice",
        "19d6f40536eaaf58a88c4e5cb31b8000859b420d6e4f0981bccfbfe234a53dcd",
        "CC0 1.0",
        "mozilla/voice-web e0bfbc4, files under 4 MiB",
        "server/data/**/*.txt",
    ),
)


def check(shared: Path, sources: Path, *, other_data: bool = False) -> list[str]:
    """Names of the sources that are not those the shipped weights were made from.

    Raises UproarError when there are any and `other_data` was not meant, when one is absent, or
    when a licence does not allow to ship what is made from it.
    """
    check_licences((*SHARED, *GATHERED))
    every = [(shared, s) for s in SHARED] + [(sources, s) for s in GATHERED]
    absent = [str(root / s.path) for root, s in every if not (root / s.path).exists()]
    if absent:
        raise UproarError(
            f"no {', '.join(absent)}", hint="training/README.md says where each source is from"
        )
    changed = [
        f"{root / s.path}: SHA-256 {found[:16]}, not {s.sha256[:16]}"
        for root, s in every
        if (found := digest(root / s.path, s.files)) != s.sha256
    ]
    if changed and not other_data:
        raise UproarError(
            "not the sources of the shipped weights: " + "; ".join(changed),
            hint="get the commits that training/README.md names, or pass --other-data",
        )
    return changed


def check_licences(listed: Iterable[Source]) -> None:
    """Raises UproarError for a source whose licence is not known to allow shipping."""
    unclean = [f"{s.path} ({s.licence})" for s in listed if s.licence not in CLEAN]
    if unclean:
        raise UproarError(
            f"sources that weights must not be made from: {', '.join(unclean)}",
            hint="leave them out; a licence that allows it belongs into CLEAN",
        )


def digest(path: Path, files: str = "") -> str:
    """SHA-256 of a file, or of the names and contents of a folder's files that match."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [
        f"{found.relative_to(path).as_posix()}\t{digest(found)}"
        for found in sorted(path.glob(files))
        if found.is_file()
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
