"""The text of each kind of file, and what is said where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders.bulletin import formats, read
from loaders.problems import InputError

SENTENCE = "2022年，望潮区向盘州市投入帮扶资金20万元。"
PAGE = f"""<!DOCTYPE html><html><head><title>x</title><style>p{{}}</style></head><body>
<nav><a>首页</a></nav><div class="content"><h1>简报</h1><p>{SENTENCE}</p>
<table><tr><th>帮扶单位</th><th>受帮扶村</th></tr><tr><td>望潮区礁石街道</td><td>大山镇新光村</td></tr></table></div>
<div class="related"><p>望潮区向水城区投入帮扶资金99万元。</p></div></body></html>"""


def test_a_web_page_is_its_main_part(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    text = formats.text_of(path)
    assert SENTENCE in text
    assert "望潮区礁石街道\t大山镇新光村" in text
    assert "99万元" not in text
    assert "首页" not in text


def test_a_word_document_keeps_its_tables(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(["帮扶单位", "受帮扶村", "望潮区礁石街道", "大山镇新光村"]):
        table.rows[at // 2].cells[at % 2].text = cell
    document.add_paragraph("以上。")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert formats.text_of(path).splitlines() == [
        SENTENCE,
        "",
        "帮扶单位\t受帮扶村",
        "望潮区礁石街道\t大山镇新光村",
        "",
        "以上。",
    ]


def test_a_pdf_with_chinese_text(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = browser.new_page()
    page.set_content(f"<html lang=zh><body><p>{SENTENCE}</p></body></html>")
    page.pdf(path=str(path))
    page.close()
    assert SENTENCE in formats.text_of(path).replace("\n", "")


def _pdf(path: Path, password: str | None = None) -> Path:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(str(path))
    return path


def test_a_pdf_of_pictures_or_with_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as empty:
        formats.text_of(_pdf(tmp_path / "a.pdf"))
    assert empty.value.key == "input.picture_pdf"
    with pytest.raises(InputError) as locked:
        formats.text_of(_pdf(tmp_path / "b.pdf", "secret"))
    assert locked.value.key == "input.locked_pdf"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.pdf", b"%PDF-1.7 broken", "input.damaged"),
        ("a.docx", b"PK\x03\x04 broken", "input.damaged"),
        ("a.html", b"<html><body></body></html>", "input.no_text"),
        ("a.md", b"--- ... !!!", "input.no_text"),
        ("a.docx", b"no archive at all", "input.damaged"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        formats.text_of(path)
    assert caught.value.key == key


def test_a_novel_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("他走了。" * (formats.MOST_CHARACTERS // 4 + 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        formats.text_of(path)
    assert caught.value.key == "input.long_text"


def test_the_headers_of_a_mail_are_not_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    mail = f"From: someone@example.org\nSubject: 简报 2021年5月\n\n{SENTENCE}\n"
    path.write_text(mail, encoding="utf-8")
    text = formats.text_of(path)
    assert "example.org" not in text
    assert text.index(SENTENCE) == mail.index(SENTENCE)


@pytest.mark.parametrize(
    ("name", "text", "prose"),
    [
        ("a.txt", SENTENCE, True),
        ("a.txt", "帮扶单位,受帮扶村\n甲局,乙村\n丙局,丁村\n", False),
        ("a.txt", "帮扶单位\t受帮扶村\n甲局\t乙村\n", False),
        ("a.txt", "大山镇\n石桥镇\n", False),
        ("a.md", "x", True),
        ("a.csv", SENTENCE, False),
    ],
)
def test_what_is_read_as_a_bulletin(tmp_path: Path, name: str, text: str, prose: bool) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert formats.is_prose(path) is prose


def test_a_table_far_below_the_first_lines_is_read_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    table = "帮扶单位\t受援单位\n澜屿市鸿帆纺织有限公司\t盘州市大山镇\n澜屿市青松茶业有限公司\t盘州市羊场乡\n"
    path.write_text("盘州市位于贵州省西部。\n" * 1_200 + table, encoding="utf-8")
    data = read.load(path, as_of=date(2024, 12, 31)).dataset
    assert [row["row"] for row in data.agreements.iter_rows(named=True)] == [1202, 1203]
