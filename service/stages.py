"""What an answerer is about, said while it works."""


class Stage(str):
    """A stage between a question and its answer (`reading`, `looking up`): no part of the answer's text."""

    __slots__ = ()
