"""Every error that Wenbao raises on purpose, as one tree.

    WenbaoError
    ├── InputError             what the caller sent cannot be used
    │   ├── QuestionEmpty
    │   ├── QuestionTooLong
    │   ├── RequestMalformed
    │   └── NotFound
    ├── ReadError              a file could not become a report
    │   ├── FileMissing
    │   ├── NothingToRead
    │   ├── FormatUnknown
    │   ├── FileEmpty
    │   ├── FileDamaged
    │   ├── FileEncrypted
    │   ├── LimitExceeded
    │   └── NoContent
    ├── CorpusError            the store or an index cannot be used
    │   ├── StoreUnavailable
    │   ├── StoreBusy
    │   └── IndexUnavailable
    └── SettingInvalid

Each class carries a stable `code` (for programs), an HTTP `status`, and a message in
Chinese and in English (for people).  Codes are public: tests pin them.
"""

from __future__ import annotations

from typing import ClassVar


class WenbaoError(Exception):
    """Base of the tree.  `detail` names the thing concerned (a file, a page, a setting)."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    zh: ClassVar[str] = "内部错误"
    en: ClassVar[str] = "Internal error"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(self.message())

    def message(self, language: str = "both") -> str:
        """The message in `zh`, `en` or `both`, with the detail behind it."""
        parts = {"zh": self.zh, "en": self.en}.get(language, f"{self.zh} / {self.en}")
        return f"{parts}: {self.detail}" if self.detail else parts


class InputError(WenbaoError):
    code, status = "bad_input", 400
    zh, en = "输入无法使用", "The input cannot be used"


class QuestionEmpty(InputError):
    code, status = "question_empty", 422
    zh, en = "问题为空，请输入要问的内容", "The question is empty"


class QuestionTooLong(InputError):
    code, status = "question_too_long", 422
    zh, en = "问题过长", "The question is too long"


class RequestMalformed(InputError):
    code, status = "request_malformed", 422
    zh, en = "请求格式不正确", "The request is malformed"


class NotFound(InputError):
    code, status = "not_found", 404
    zh, en = "没有找到", "Not found"


class ReadError(WenbaoError):
    code, status = "unreadable", 422
    zh, en = "文件无法读取", "The file cannot be read"


class FileMissing(ReadError):
    code = "file_missing"
    zh, en = "文件或文件夹不存在", "No such file or folder"


class NothingToRead(ReadError):
    code = "nothing_to_read"
    zh, en = "文件夹里没有可读取的报告", "The folder holds no report that can be read"


class FormatUnknown(ReadError):
    code = "format_unknown"
    zh, en = "文件内容不是可识别的报告格式", "The content is not of a known report format"


class FileEmpty(ReadError):
    code = "file_empty"
    zh, en = "文件是空的", "The file is empty"


class FileDamaged(ReadError):
    code = "file_damaged"
    zh, en = "文件已损坏，无法解析", "The file is damaged and cannot be parsed"


class FileEncrypted(ReadError):
    code = "file_encrypted"
    zh, en = "文件已加密，需要密码", "The file is encrypted and needs a password"


class LimitExceeded(ReadError):
    code = "limit_exceeded"
    zh, en = "读取超过了时间或内存上限", "Reading exceeded the limit of time or memory"


class NoContent(ReadError):
    code = "no_content"
    zh, en = "文件里没有文字或表格", "The file holds neither text nor tables"


class CorpusError(WenbaoError):
    code, status = "corpus_error", 503
    zh, en = "报告库不可用", "The corpus cannot be used"


class StoreUnavailable(CorpusError):
    code = "store_unavailable"
    zh, en = "数据库无法打开", "The database cannot be opened"


class StoreBusy(CorpusError):
    code = "store_busy"
    zh, en = "另一个进程正在写入，请稍后再试", "Another process is writing; try again later"


class IndexUnavailable(CorpusError):
    code = "index_unavailable"
    zh, en = "检索索引不可用", "The index cannot be used"


class SettingInvalid(WenbaoError):
    code = "setting_invalid"
    zh, en = "设置不正确", "A setting is not valid"
