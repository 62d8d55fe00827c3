"""The pages that are there in Chinese, too, say what the English ones say."""

import re
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

import pytest

from corpus.store.access import Site
from evals.schema import read_set
from service.http.tokens import user_of

ROOT = Path(__file__).parents[2]
PAIRS = [(ROOT / "README.en.md", ROOT / "README.md")]
PAIRS += [(ROOT / "docs" / page.name, page) for page in sorted((ROOT / "docs" / "zh").glob("*.md"))]
NAMES = [str(there.relative_to(ROOT)) for _, there in PAIRS]
CODE = re.compile(r"`([!-_a-~]+)`")
WIDGETS = (ROOT / "docs" / "widget.md", ROOT / "docs" / "zh" / "widget.md")
SITE, KEY, USER = "site_1", "secret", '员工 "7" \\ 甲'


def read(page: Path) -> str:
    """Its text."""
    return page.read_text(encoding="utf-8")


def rows(text: str) -> list[tuple[str, ...]]:
    """What names something in code in the first two cells of each row of a table."""
    cells = re.findall(r"^\| (.+?) \| (.+?) \|", text, re.MULTILINE)
    return [tuple(CODE.findall(first)) + tuple(CODE.findall(second)[:1]) for first, second in cells]


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=NAMES)
def test_both_name_the_same_things(english: Path, chinese: Path) -> None:
    """Settings with defaults, endpoints, errors, attributes, fields: row by row, and all code in the text."""
    assert [row for row in rows(read(english)) if row] == [row for row in rows(read(chinese)) if row]
    assert set(CODE.findall(read(english))) - set(CODE.findall(read(chinese))) == set()
    assert len(re.findall(r"^## ", read(english), re.MULTILINE)) == len(
        re.findall(r"^## ", read(chinese), re.MULTILINE)
    )


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=NAMES)
def test_both_show_the_same_code(english: Path, chinese: Path) -> None:
    """Blocks that are fenced or set in."""
    fenced_or_set_in = re.compile(r"^```.*?^```$|(?:^    [^\n]+\n)+", re.MULTILINE | re.DOTALL)
    shown = [
        [re.sub(r":\?[^}]*", ":?", block) for block in fenced_or_set_in.findall(read(page))]
        for page in (english, chinese)
    ]
    assert shown[0] == shown[1]


def test_the_readmes_carry_the_same_table_of_accuracy() -> None:
    """`make accuracy` writes both."""
    tables = [
        re.findall(r"<!-- accuracy -->.*<!-- /accuracy -->", read(page), re.DOTALL) for page in PAIRS[0]
    ]
    assert tables[0] == tables[1] != []


@pytest.mark.parametrize(
    "page", [ROOT / "docs" / "evals.md", ROOT / "docs" / "zh" / "evals.md"], ids=["en", "zh"]
)
def test_the_line_of_a_set_that_is_shown_is_one(page: Path, tmp_path: Path) -> None:
    """It can be copied into a file and scored."""
    lines = re.findall(r"^```json\n(.+?)\n```$", read(page), re.MULTILINE)
    made = tmp_path / "own.jsonl"
    made.write_text("\n".join(lines), encoding="utf-8")
    (question,) = read_set(made)
    assert question.expect.figures and question.expect.citations and question.expect.forbids


def block(page: Path, language: str) -> str:
    """The one example in a language."""
    (found,) = re.findall(rf"^```{language}\n(.+?)^```$", read(page), re.MULTILINE | re.DOTALL)
    return str(found)


def named_by(jwt: str) -> str | None:
    """The user that the service reads out of it."""
    site = Site(SITE, "Portal", ("https://portal.example",), "token key", KEY, 0)
    return user_of(site, jwt, time.time())


@pytest.mark.parametrize("page", WIDGETS, ids=["en", "zh"])
def test_the_python_that_signs_users_in_is_accepted(page: Path) -> None:
    """With a name that needs quoting."""
    code = f"{block(page, 'python')}\nimport sys\nprint(user_token(*sys.argv[1:]), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code, SITE, KEY, USER], capture_output=True, text=True, check=True
    )
    assert named_by(done.stdout) == USER


@pytest.mark.skipif(shutil.which("javac") is None, reason="no JDK")
def test_the_java_that_signs_users_in_is_accepted(tmp_path: Path) -> None:
    """The same."""
    main = """final class Main {
        public static void main(String[] a) throws Exception {
            String user = new String(Base64.getDecoder().decode(a[2]), UTF_8);
            System.out.print(UserToken.of(a[0], a[1], user, 300));
        }
    }"""
    (tmp_path / "Main.java").write_text(f"{block(WIDGETS[0], 'java')}\n{main}\n", encoding="utf-8")
    subprocess.run(["javac", "-encoding", "UTF-8", "Main.java"], cwd=tmp_path, check=True)
    words = ["java", "-cp", ".", "Main", SITE, KEY, b64encode(USER.encode()).decode()]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert named_by(done.stdout) == USER


@pytest.mark.parametrize("page", WIDGETS, ids=["en", "zh"])
def test_every_attribute_of_the_element_is_documented(page: Path) -> None:
    """Those that `<wenbao-chat>` takes, as `data-…` of the script."""
    source = read(ROOT / "widget" / "src" / "embed" / "element.ts")
    head = re.search(r"/\*\*.*?\*/", source, re.DOTALL)
    assert head
    taken = set(re.findall(r"(?:^ \* |   )([a-z-]{4,})  +\S", head.group(), re.MULTILINE))
    assert {"site", "mode", "user-token"} <= taken
    assert [name for name in sorted(taken) if f"`data-{name}`" not in read(page)] == []
