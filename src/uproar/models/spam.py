"""How much a comment's words look like comment spam: a linear model over hashed words.

Trained on the TubeSpam comments (CC BY 4.0; docs/models/spam.md). English, and the links and
numbers of any language: other words it never met weigh nothing.
"""

from __future__ import annotations

import html
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import regex
from xxhash import xxh3_64_intdigest

from uproar.arrays import Float64s, Int64s

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, slots=True)
class SpamModelConfig:
    """How the words of a text become features, and how the model is fitted.

    The shipped weights were fitted with these values: another one needs new weights.
    """

    bits: int = 16  # of a slot's number, 65,536 slots; chosen on: judgement; not swept
    # What is read of a text; what follows says nothing new.
    max_chars: int = 4000  # characters; chosen on: judgement, bounds the cost
    max_words: int = 400  # chosen on: judgement, bounds the cost
    # A text's length is a feature, too: the binary logarithm of its words, up to this.
    longest_length: int = 7  # chosen on: judgement; not swept
    regularisation: float = 1.0  # source: scikit-learn's default of LinearSVC's C
    folds: int = 10  # source: convention for out-of-fold margins; not swept
    least_weight: float = 1e-3  # smaller weights are shipped as 0; chosen on: size; not swept
    # How the chances of spam and of ordinary comments lie, in steps of the chance, by which the
    # share of spam among other comments is estimated. chosen on: judgement; not swept
    steps: int = 20
    rounds: int = 200  # of the estimate; chosen on: it moves by less than 1e-5 then; not swept
    largest_margin: float = 30.0  # by definition: exp() of more has no further digit of a chance


CONFIG = SpamModelConfig()
LANGUAGE = "en"  # of the comments that it was trained on; source: TubeSpam

_LINKED = regex.compile(r'<a\s[^<>]{0,80}?href="([^"<>]{0,300})"[^<>]{0,200}>')
_MARKUP = regex.compile(r"<[^<>]{0,400}>")
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)\S{1,500}"
    r"|\b[\w-]{2,60}(?:\[?\.\]?|\s?\.\s?)(?:com|net|org|info|tv|co|me|ly|be|xyz|gg)\b(?:/\S{0,300})?",
    regex.IGNORECASE,
)
# What every address has; plain `re` is faster.
_MAY_BE_ADDRESS = re.compile(
    r"://|www\.|\..?(?:com|net|org|[iıİ]nfo|tv|co|me|ly|be|xyz|gg)", re.IGNORECASE | re.DOTALL
)
_PHONE = regex.compile(r"\+?\d[\d ().-]{7,30}\d")
_NUMBER = regex.compile(r"\d+")
_WORD = regex.compile(r"[\p{L}\p{M}_']{1,40}|[!$€£:]{1,8}")
# The same two of a text in ASCII, where plain `re` is faster.
_ASCII_NUMBER = re.compile(r"[0-9]")
_ASCII_WORD = re.compile(r"[A-Za-z_']{1,40}|[!$:]{1,8}")
_LENGTHS = [
    f"length {min(CONFIG.longest_length, int(math.log2(n + 1)))}"
    for n in range(CONFIG.max_words + 1)
]


@dataclass(frozen=True, slots=True)
class SpamModel:
    """A fitted model: p = 1 / (1 + exp(-(slope · (w·x + bias) + offset))).

    `share`: of spam among the training comments. `spam_steps`, `ham_steps`: the share of spam, and
    of ordinary comments, of videos that were left out, whose chance lies in each step. Shape:
    (CONFIG.steps,).
    """

    weights: Float64s
    bias: float
    slope: float
    offset: float
    share: float
    spam_steps: Float64s
    ham_steps: Float64s

    def probabilities(self, texts: Sequence[str]) -> Float64s:
        """Chance of spam per text, as TubeSpam's people labelled. Shape: (len(texts),)."""
        slots, sizes = _slots(texts)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        # weights of 11 bits: their sum is exact in double precision, whatever the order
        sums = np.bincount(owner, self.weights[slots], minlength=len(sizes))
        margins = sums / np.sqrt(np.maximum(sizes, 1)) + self.bias
        bound = CONFIG.largest_margin
        scaled = np.clip(self.slope * margins + self.offset, -bound, bound)
        p: Float64s = 1.0 / (1.0 + np.exp(-scaled))
        return np.round(p, 4)

    def estimated_share(self, counts: Int64s) -> float:
        """The share of spam among texts, of which so many have a chance in each step.

        No label is needed: it is the mixture of spam and ordinary comments that makes the counts
        likeliest. Shape: (CONFIG.steps,). Empty: 0.
        Source: Saerens, Latinne, Decaestecker 2002, doi:10.1162/089976602753284446, on steps.
        """
        share = 0.5
        for _ in range(CONFIG.rounds):
            spam = share * self.spam_steps
            expected = spam / (spam + (1 - share) * self.ham_steps)
            share = float(counts @ expected) / max(1, int(counts.sum()))
        return share


def features(texts: Sequence[str]) -> sparse.csr_matrix:
    """Hashed words and word pairs of texts, each row of length one, as a sparse matrix.

    Shape: (len(texts), 2 ** CONFIG.bits).
    """
    from scipy import sparse

    slots, sizes = _slots(texts)
    values = np.repeat(1.0 / np.sqrt(np.maximum(sizes, 1)), sizes)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_matrix((values, slots, ends), (len(sizes), 1 << CONFIG.bits))


def _slots(texts: Sequence[str]) -> tuple[Int64s, Int64s]:
    """The distinct slots of all texts end to end, rising in each, and how many each text has."""
    term_lists = [terms(text) for text in texts]
    row = np.repeat(np.arange(len(texts)), [len(listed) for listed in term_lists])
    low = (1 << CONFIG.bits) - 1  # a term holds letters and marks only: UTF-8 has them all
    slots = np.array(
        [xxh3_64_intdigest(term.encode()) & low for listed in term_lists for term in listed], int
    )
    keys = np.sort((row << CONFIG.bits) | slots)
    once = keys[np.diff(keys, prepend=-1) > 0]
    sizes = np.bincount(once >> CONFIG.bits, minlength=len(texts))
    return once & low, sizes


def terms(text: str) -> list[str]:
    """Words, word pairs and length of a text; addresses and numbers become placeholders.

    >>> terms("Visit example.com 2 win")
    ['visit', 'xlink', 'xsite', 'xnum', 'win', 'visit xlink', 'xlink xsite', 'xsite xnum', \
'xnum win', 'length 2']
    """
    read = plain(text)
    words = (_ASCII_WORD if read.isascii() else _WORD).findall(read)[: CONFIG.max_words]
    return [*words, *[f"{a} {b}" for a, b in pairwise(words)], _LENGTHS[len(words)]]


def plain(text: str) -> str:
    """The text in lower case without markup; addresses and numbers are placeholders."""
    text = text[: CONFIG.max_chars]
    if "<" in text:
        text = _MARKUP.sub(" ", _LINKED.sub(r" \1 ", text))
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\ufeff", "").lower()
    if ("." in text or "://" in text) and _MAY_BE_ADDRESS.search(text):
        text = _ADDRESS.sub(_link, text)
    if not (_ASCII_NUMBER if text.isascii() else _NUMBER).search(text):
        return text
    return str(_NUMBER.sub(" xnum ", _PHONE.sub(" xphone ", text)))


def _link(match: regex.Match[str]) -> str:
    if match[0].removeprefix("https://").removeprefix("http://").startswith("t.co/"):
        return " "  # X puts it into every post with a picture
    return " xlink xvideo " if "youtu" in match[0] else " xlink xsite "


def fit(
    texts: Sequence[str], labels: Sequence[bool], videos: Sequence[str] | None = None
) -> SpamModel:
    """A model of these labelled texts: a linear SVM, its margins turned into probabilities.

    The margins are those of texts that a part of the model never saw: of a video left out, or,
    where no `videos` are named, of ten folds by row number, so that the same rows give the same
    model.
    Source: Platt 1999 scaling on out-of-fold margins.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    x, y = features(texts), np.array(labels, bool)
    fold = np.arange(len(y)) % CONFIG.folds
    if videos is not None and len(set(videos)) > 1:
        fold = np.unique(np.array(videos), return_inverse=True)[1]
    margins = np.zeros(len(y))
    for k in np.unique(fold).tolist():
        part = LinearSVC(C=CONFIG.regularisation, random_state=0).fit(x[fold != k], y[fold != k])
        margins[fold == k] = part.decision_function(x[fold == k])
    platt = LogisticRegression().fit(margins[:, None], y)
    whole = LinearSVC(C=CONFIG.regularisation, random_state=0).fit(x, y)
    chances = platt.predict_proba(margins[:, None])[:, 1]
    return SpamModel(
        whole.coef_[0],
        float(whole.intercept_[0]),
        float(platt.coef_[0, 0]),
        float(platt.intercept_[0]),
        float(y.mean()),
        _step_shares(chances[y]),
        _step_shares(chances[~y]),
    )


def _step_shares(chances: Float64s) -> Float64s:
    """The share of the chances in each step; half a text is added to each, so that none is 0."""
    counts = np.histogram(chances, CONFIG.steps, (0.0, 1.0))[0] + 0.5  # by definition: Jeffreys
    shares: Float64s = counts / counts.sum()
    return shares


def packed(model: SpamModel) -> bytes:
    """The model as bytes: only the weights that are not 0, in 16 bits."""
    slots = np.flatnonzero(np.abs(model.weights) > CONFIG.least_weight).astype(np.uint16)
    out = BytesIO()
    np.savez_compressed(
        out,
        slots=slots,
        weights=model.weights[slots].astype(np.float16),
        rest=np.array([model.bias, model.slope, model.offset, model.share]),
        steps=np.stack([model.spam_steps, model.ham_steps]),
    )
    return out.getvalue()


@cache
def load() -> SpamModel:
    """The model that comes with uproar."""
    stored = np.load(BytesIO(files("uproar.models").joinpath("spam.npz").read_bytes()))
    weights = np.zeros(1 << CONFIG.bits)
    weights[stored["slots"]] = stored["weights"]
    bias, slope, offset, share = (float(v) for v in stored["rest"])
    return SpamModel(weights, bias, slope, offset, share, *stored["steps"])


@cache
def lexicon() -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """Patterns of what spam offers, and of the ways to take it up: kind → alternatives."""
    table = tomllib.loads(files("uproar.models").joinpath("spam.toml").read_text(encoding="utf-8"))
    return table["offers"], table["ways"]
