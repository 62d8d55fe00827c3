"""Pages without a good text layer: set straight, ruled, recognised; bad layers are noticed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.report import Box
from ingest import pipeline
from ingest.content import PageContent, Word
from ingest.pipeline import read_report
from ingest.readers import raster
from ingest.readers.legibility import Reason, garbled, reason_to_recognise
from ingest.readers.pdf import read_layers
from ingest.readers.pdf_images import Layers, opened
from tests.ingest.tables.pdf_print import print_pdf

SAMPLES = Path(__file__).parents[3] / "samples" / "reports"
SAMPLE = next(SAMPLES.glob("*政务管理办公室2017*.pdf"))
FORM = "公开07表"  # a small table with a header of three levels


@pytest.fixture(scope="module")
def printed():
    """The sample's page with the small table: its records as printed, and its picture."""
    report = read_report(SAMPLE, SAMPLE.name)
    records = [record for record in report.records if record.form == FORM]
    with opened(SAMPLE) as pages:
        picture, _, _ = pages.picture(records[0].page)
    return records, Image.fromarray(picture)


def told(records) -> set[tuple]:
    """Paths without the difference of wide and narrow brackets, which a recogniser cannot see."""
    return {
        (
            tuple(unicodedata.normalize("NFKC", part) for part in record.column_path),
            str(record.value),
            record.unit,
        )
        for record in records
    }


def lined(tilt: float) -> np.ndarray:
    """A picture of an empty table of four rows and two columns, turned clockwise by `tilt` degrees."""
    picture = Image.new("L", (1000, 700), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(4):
        for column in range(2):
            x, y = 80 + column * 420, 160 + row * 90
            pen.rectangle((x, y, x + 420, y + 90), outline=0, width=3)
            pen.rectangle((x + 30, y + 30, x + 34, y + 60), fill=0)  # the stroke of a large letter
    return array(turned(picture, tilt))


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(-degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)


def array(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture)


def page(text: str) -> PageContent:
    words = (Word(text, Box(0, 0, 9, 9), 9.0),) if text else ()
    return PageContent(1, 595, 842, words, ())


def test_tilt_is_measured():
    """A page turned by a degree and a half either way is measured to a tenth of a degree."""
    for tilt in (-1.5, 0.0, 1.5):
        assert raster.tilt(lined(tilt)) == pytest.approx(tilt, abs=0.1)


def test_tilt_without_lines():
    """Rows of text alone tell the tilt to a fifth of a degree."""
    with opened(SAMPLE) as pages:
        picture, _, _ = pages.picture(19)
    assert raster.tilt(array(turned(Image.fromarray(raster.grey(picture)), 2.0))) == pytest.approx(
        2.0, abs=0.2
    )


def test_rules_of_a_picture():
    """The lines of a table are found where they are drawn, the strokes of letters are not."""
    rules = raster.rules(raster.ink(lined(0.0)), 1.0)
    level = sorted({round((rule.box.top + rule.box.bottom) / 20) * 10 for rule in rules if rule.horizontal})
    upright = sorted({round((rule.box.x0 + rule.box.x1) / 20) * 10 for rule in rules if not rule.horizontal})
    assert level == [160, 250, 340, 430, 520]
    assert upright == [80, 500, 920]


def test_a_turned_scan_gives_the_same_records(printed, tmp_path: Path):
    """A tilted picture of a page gives the records of the page, each saying how sure it is."""
    records, picture = printed
    path = tmp_path / "scan.png"
    turned(picture, 1.2).save(path)
    report = read_report(path, path.name)
    assert told(report.records) == told(records)
    assert all(record.confidence < 1 for record in report.records)
    assert report.pages[0].origin == "recognised"


def test_numbers_of_low_confidence_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The numbers of words that were recognised without certainty stand on the page's list, no others."""
    words = [("支出 1,204.50 万元", 0.99), ("其中项目 37 个", 0.61), ("完成率 8.5%", 0.9), ("没有数字", 0.2)]
    placed = [
        Word(text, Box(60, 60 + 30 * n, 400, 75 + 30 * n), 12.0, confidence=sure)
        for n, (text, sure) in enumerate(words)
    ]
    read = PageContent(1, 595, 842, tuple(placed), (), "recognised")
    monkeypatch.setattr(pipeline, "reader_of", lambda kind: lambda path: iter([read]))
    path = tmp_path / "scan.png"
    Image.new("L", (80, 80)).save(path)
    assert read_report(path, path.name).pages[0].unsure == ("37", "8.5")


def test_a_page_on_its_side_is_turned(printed, tmp_path: Path):
    """A PDF page that is only a picture, lying on its side, is noticed, turned and read."""
    records, picture = printed
    path = tmp_path / "scan.pdf"
    picture.rotate(90, expand=True).save(path, resolution=200)
    (page,) = read_layers(path)
    assert page.layers.pictured > 0.95
    report = read_report(path, path.name)
    assert told(report.records) == told(records)
    assert "no_text_layer" in {problem.code for problem in report.problems}


def test_text_under_a_picture_is_not_seen(tmp_path: Path):
    """Text that a picture of the page was painted on is another recogniser's; what shows through a
    picture, or stands on one, is the page's own."""
    assert hidden_under(tmp_path, Image.new("RGB", (60, 84), "white"), covering=1.0) == 1.0
    assert hidden_under(tmp_path, Image.new("RGBA", (60, 84), (200, 0, 0, 30)), covering=1.0) == 0.0
    assert hidden_under(tmp_path, Image.new("RGB", (60, 84), "white"), covering=0.5) == 0.0


def hidden_under(folder: Path, picture: Image.Image, covering: float) -> float:
    """The share of hidden text of a printed page on which a picture is laid."""
    import pypdfium2 as pdfium

    words = (
        Word("本单位收入", Box(100, 100, 160, 112), 12.0),
        Word("1,204.50", Box(200, 100, 250, 112), 12.0),
    )
    print_pdf([PageContent(1, 600, 840, words, ())], folder / "plain.pdf")
    document = pdfium.PdfDocument(folder / "plain.pdf")
    sheet = document[0]
    laid = pdfium.PdfImage.new(document)
    bitmap = pdfium.PdfBitmap.from_pil(picture)
    laid.set_bitmap(bitmap)
    laid.set_matrix(pdfium.PdfMatrix().scale(600, 840 * covering))
    sheet.insert_obj(laid)
    sheet.gen_content()
    document.save(folder / "laid.pdf")
    for part in (sheet, bitmap, document):
        part.close()
    (read,) = read_layers(folder / "laid.pdf")
    return read.layers.hidden


def test_a_blank_page_is_left_alone():
    """A page without text, pictures or shapes is blank, and costs no recognition."""
    assert reason_to_recognise(page(""), Layers(0.0, 0.0, 0)) is None


def test_reasons_to_recognise():
    """No text over a picture, another recogniser's hidden text, a stamp on a scan: each is told."""
    scan = Layers(pictured=1.0, hidden=0.0, paths=0)
    assert reason_to_recognise(page(""), scan) is Reason.NO_TEXT
    assert reason_to_recognise(page("第 3 页"), scan) is Reason.NO_TEXT
    assert reason_to_recognise(page("本单位收入" * 60), Layers(1.0, 1.0, 0)) is Reason.FOREIGN
    assert reason_to_recognise(page("本单位收入" * 60), Layers(1.0, 0.0, 0)) is None
    assert reason_to_recognise(page(""), Layers(0.0, 0.0, 400)) is Reason.NO_TEXT


def test_garbled_text():
    """Unmapped glyphs and Chinese under a wrong encoding are noticed; good text is not."""
    good = "本年收入合计一千二百万元，其中财政拨款收入占百分之九十五，其他收入占百分之五。"
    assert not garbled(good)
    assert not garbled("Total revenue for the year was 1,204.50, up by 3.2 % over the year before.")
    assert garbled(good.encode("gb18030").decode("latin-1"))
    assert garbled(good.encode("utf-8").decode("gb18030", errors="replace"))
    assert garbled("\ue001\ue002\ue003" * 9 + good)
