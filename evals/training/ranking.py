"""Fits the ranker: of the places of a report, those that answer are to stand first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.evidence.features import NAMES
from service.evidence.places import Bools, Floats
from service.evidence.ranker import Ranker

_KEPT, _HIDDEN = 64, (48, 24)
_EPOCHS, _BATCH, _RATE, _DECAY = 14, 64, 2e-3, 1e-4
_FAR = 6.0
_CRUDE = {
    "own cover": 1,
    "own whole": 1,
    "own term": 1,
    "own concept": 2,
    "slot covered": 2,
    "context covered": 1,
}


@dataclass(frozen=True, eq=False)
class Example:
    """Features of places, which of them answer, and how much the example counts."""

    features: Floats
    right: Bools
    weight: float = 1.0


def hardest(features: Floats, right: Bools, random: np.random.Generator) -> tuple[Floats, Bools]:
    """The right places, the wrong ones that look most like them, and some others: `_KEPT` rows."""
    crude = sum(features[:, NAMES.index(name)] * times for name, times in _CRUDE.items())
    good = np.flatnonzero(right)[:12]
    bad = np.flatnonzero(~right)
    order = bad[np.argsort(-np.asarray(crude)[bad], kind="stable")]
    room = _KEPT - len(good)
    near, far = order[: room * 2 // 3], order[room * 2 // 3 :]
    others = random.choice(far, min(room - len(near), len(far)), replace=False) if len(far) else far
    kept = np.concatenate([good, near, others]).astype(int)
    return features[kept], right[kept]


def fit(examples: Sequence[Example], seed: int = 1) -> Ranker:
    """The ranker of these examples; the same seed gives the same one."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(seed)
    width = len(NAMES)
    x = np.zeros((len(examples), _KEPT, width), np.float32)
    held = np.zeros((len(examples), _KEPT), bool)
    right = np.zeros((len(examples), _KEPT), np.float32)
    for i, example in enumerate(examples):
        features, good = hardest(example.features, example.right, random)
        x[i, : len(good)], right[i, : len(good)], held[i, : len(good)] = features, good, True
    mean, spread = x[held].mean(0), x[held].std(0) + 1e-3
    x = np.clip((x - mean) / spread, -_FAR, _FAR)
    net = _net(width)
    _descend(
        net, [torch.tensor(a) for a in (x, held, right)], torch.tensor([e.weight for e in examples]), random
    )
    layers = tuple(
        (m.weight.detach().numpy().T.copy(), m.bias.detach().numpy().copy())
        for m in net.deep
        if hasattr(m, "weight")
    )
    return Ranker(NAMES, mean, spread, layers, net.line.weight.detach().numpy()[0].copy())


def _net(width: int) -> Any:
    import torch
    from torch import nn

    class Net(nn.Module):
        """A line and two hidden layers."""

        def __init__(self) -> None:
            super().__init__()
            one, two = _HIDDEN
            self.deep = nn.Sequential(
                nn.Linear(width, one), nn.ReLU(), nn.Linear(one, two), nn.ReLU(), nn.Linear(two, 1)
            )
            self.line = nn.Linear(width, 1, bias=False)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            scores: torch.Tensor = (self.deep(x) + self.line(x)).squeeze(-1)
            return scores

    return Net()


def _descend(net: Any, data: list[Any], weights: Any, random: np.random.Generator) -> None:
    import torch

    x, held, right = data
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * (len(x) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=2 * _RATE, total_steps=steps)
    for _ in range(_EPOCHS):
        for chosen in torch.split(torch.tensor(random.permutation(len(x))), _BATCH):
            kept = torch.rand(1, 1, x.shape[2]) > 0.03
            scores = net(x[chosen] * kept).masked_fill(~held[chosen], -30)
            likely = torch.log_softmax(scores, 1)
            loss = -(torch.logsumexp(likely + torch.log(right[chosen] + 1e-9), 1) * weights[chosen]).sum()
            optimiser.zero_grad()
            (loss / weights[chosen].sum()).backward()
            optimiser.step()
            schedule.step()
