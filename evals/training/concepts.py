"""Learns which concept a stretch of a question speaks of, from the sayings: `weights/concepts.npz`.

A text is a weighted mean of vectors of its characters and bigrams; a concept is a vector.  What is said
around a question is mixed in while learning, so that words that occur with every concept come to weigh nothing.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

from service.evidence.concepts import Weights, grams
from service.evidence.sayings import Sayings

_SIZE, _LEAST = 48, 2
_EPOCHS, _BATCH, _RATE = 12, 256, 0.02


def learn(sayings: Sayings, seed: int = 1) -> Weights:
    """Weights from all sayings; the same seed gives the same ones."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    r = random.Random(seed)  # noqa: S311  examples are drawn, no secrets
    around = tomllib.loads((Path(__file__).parent / "framings.toml").read_text(encoding="utf-8"))["around"]
    texts = list(zip(sayings.said, sayings.owner.tolist(), strict=True))
    counts = Counter(g for text, _ in texts for g in set(grams(text)))
    counts.update({g: _LEAST for pair in around for part in pair for g in grams(part)})
    vocabulary = sorted(g for g, n in counts.items() if n >= _LEAST)
    number = {g: n + 1 for n, g in enumerate(vocabulary)}
    vectors = torch.nn.EmbeddingBag(len(vocabulary) + 1, _SIZE, mode="sum", padding_idx=0)
    torch.nn.init.normal_(vectors.weight, 0, 0.1)
    weights = torch.nn.Embedding(len(vocabulary) + 1, 1, padding_idx=0)
    torch.nn.init.zeros_(weights.weight)
    concepts = torch.nn.Linear(_SIZE, sayings.concepts, bias=True)
    parameters = [*vectors.parameters(), *weights.parameters(), *concepts.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=_RATE)
    for epoch in range(_EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - epoch / _EPOCHS)
        r.shuffle(texts)
        for at in range(0, len(texts), _BATCH):
            ids, target = [], []
            for text, concept in texts[at : at + _BATCH]:
                before, behind = r.choice(around) if r.random() < 0.7 else ("", "")
                found = [number[g] for g in grams(before + text + behind) if g in number]
                if r.random() < 0.3:
                    found = [n for n in found if r.random() > 0.15]
                ids.append(found or [0])
                target.append(concept)
            width = max(map(len, ids))
            padded = torch.tensor([row + [0] * (width - len(row)) for row in ids])
            attention = weights(padded).squeeze(-1).masked_fill(padded == 0, -30).softmax(1)
            logits = concepts(vectors(padded, per_sample_weights=attention))
            loss = torch.nn.functional.cross_entropy(logits, torch.tensor(target), label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        print(f"concepts: epoch {epoch + 1} of {_EPOCHS}, loss {loss.item():.3f}")
    learned = vectors.weight, weights.weight, concepts.weight, concepts.bias
    bags, told, meant, bias = (tensor.detach().numpy() for tensor in learned)
    return Weights(
        tuple(vocabulary),
        bags[1:].astype(np.float16),
        told[1:, 0].astype(np.float32),
        meant.astype(np.float16),
        bias.astype(np.float32),
    )
