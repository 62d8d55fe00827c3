"""What can go wrong with a chat model.  None of it reaches a user as an error: the answer made
without the model is given, with the reason as a notice.

ModelError
├── ModelTimeout      no whole reply within the time of one answer
├── ModelBusy         429, or as many calls at once as are allowed
├── ModelResting      it failed several times in a row and is left alone for a while
├── ModelUnreachable  no connection, or a status of 500 and above
├── ModelRefused      any other status: a wrong key, an unknown model, a parameter it does not take
├── ModelCut          the reply ended before it was whole
└── ModelGarbled      the reply is not what was asked for
"""

from __future__ import annotations

from typing import ClassVar


class ModelError(Exception):
    """Base of the tree.  `detail` is for the log and the trace, never for the answer."""

    code: ClassVar[str] = "failed"
    zh: ClassVar[str] = "出现故障"
    en: ClassVar[str] = "failed"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{self.code}: {detail}" if detail else self.code)


class ModelTimeout(ModelError):
    """It did not answer in time."""

    code, zh, en = "timeout", "未及时答复", "did not answer in time"


class ModelBusy(ModelError):
    """It takes no more calls just now."""

    code, zh, en = "busy", "正忙", "is busy"


class ModelResting(ModelError):
    """It is not asked for a while after failures."""

    code, zh, en = "resting", "连续出错，暂停使用", "failed repeatedly and is left alone for a while"


class ModelUnreachable(ModelError):
    """Nothing answers there, or nothing that works."""

    code, zh, en = "unreachable", "无法连接", "cannot be reached"


class ModelRefused(ModelError):
    """It does not take the call."""

    code, zh, en = "refused", "拒绝了请求", "refused the call"


class ModelCut(ModelError):
    """The reply broke off."""

    code, zh, en = "cut", "答复中断", "broke off"


class ModelGarbled(ModelError):
    """The reply cannot be used."""

    code, zh, en = "garbled", "答复无法使用", "gave an unusable reply"
