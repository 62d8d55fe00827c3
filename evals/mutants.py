"""Mutants of real reports: damaged as files are damaged on their way, or on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path


def mutants(reports: Sequence[Path], count: int, folder: Path, seed: int = 20170) -> Iterator[Path]:
    """`count` mutants of `reports`, each in a file of its own; the same for a seed.

    Small reports are taken more often: a byte of theirs is as good as one of a large report's, and
    is read sooner.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    contents = [report.read_bytes() for report in reports]
    weights = [len(content) ** -2 for content in contents]
    for number in range(count):
        (which,) = chance.choices(range(len(reports)), weights)
        path = folder / f"mutant-{number:04}{reports[which].suffix}"
        path.write_bytes(mutant(contents[which], chance))
        yield path


def mutant(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few places damaged: bytes changed, cut out, doubled, swapped, numbers blown up."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        chance.choice((_flip, _cut, _double, _swap, _blow_up))(changed, chance)
    return bytes(changed[: len(changed) // 2]) if chance.random() < 0.1 else bytes(changed)


def _stretch(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(max(1, len(data)))
    return slice(start, start + chance.choice((1, 8, 64, 1024)))


def _flip(data: bytearray, chance: random.Random) -> None:
    for at in range(*_stretch(data, chance).indices(len(data))):
        data[at] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[_stretch(data, chance)]


def _double(data: bytearray, chance: random.Random) -> None:
    part = _stretch(data, chance)
    data[part.start : part.start] = data[part]


def _swap(data: bytearray, chance: random.Random) -> None:
    one, other = _stretch(data, chance), _stretch(data, chance)
    data[one], data[other] = data[other], data[one]


def _blow_up(data: bytearray, chance: random.Random) -> None:
    """A digit somewhere becomes a number that nothing can hold."""
    start = chance.randrange(max(1, len(data)))
    at = next((at for at in range(start, min(start + 4096, len(data))) if 48 <= data[at] <= 57), None)
    if at is not None:
        data[at : at + 1] = chance.choice((b"99999999999", b"-1", b"2147483648", b"0"))
