"""Markdown that does nothing: words of a report may look like a picture, a link or a tag, and a client
that draws them would fetch what somebody else wrote."""

from __future__ import annotations

import re

# A definition (`]:`) never stands, so that marks side by side, [1][2], refer to nothing.
_ACTIVE = re.compile(r"!(?=\[)|(?<=\])(?=[(:]|\[(?!\d{1,4}\]))|<(?=[a-zA-Z/!?])")


def inert(text: str) -> str:
    """`text` with pictures, links, references and tags shown as they are written.

    Marks like [1] and everything else stay; joined stretches of text come out as the whole does,
    as long as none is cut inside such a construct.
    """
    return _ACTIVE.sub(lambda match: "\\" + match.group(), text)
