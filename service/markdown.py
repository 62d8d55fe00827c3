"""Markdown that does nothing: words of a report may look like a picture, a link or a tag, and a client
that draws them would fetch what somebody else wrote."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"!(?=\[)|(?<=\])(?=[(:\[])|<(?=[a-zA-Z/!?])")


def inert(text: str) -> str:
    """`text` with pictures, links, references and tags shown as they are written.

    Marks like [1] and everything else stay; joined stretches of text come out as the whole does,
    as long as none is cut inside such a construct.
    """
    return _ACTIVE.sub(lambda match: "\\" + match.group(), text)
