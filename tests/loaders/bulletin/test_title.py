"""What a bulletin is called: its first heading, else its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.bulletin import read

BODY = "望潮区教育局与盘州市教育局签订结对帮扶协议。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"望潮区与盘州市协作简报\n2022年12月31日\n{BODY}\n", "望潮区与盘州市协作简报"),
        (f"# 望潮区与盘州市协作简报\n\n{BODY}\n", "望潮区与盘州市协作简报"),
        (f"2022年12月31日\n来源：盘州市融媒体中心\n结对帮扶见实效\n{BODY}\n", "结对帮扶见实效"),
        (f"31 December 2022\nPairs of 2022\n{BODY}\n", "Pairs of 2022"),
        (f"大连市副市长王小明一行到盘州市考察\n\n{BODY}\n", "大连市副市长＊＊＊一行到盘州市考察"),
        (f"{BODY}\n", "a.txt"),
        (f"{BODY}\n盘州市教育局办公室\n2022年12月31日\n", "a.txt"),
        (f"2022-12-31\n{BODY}\n", "a.txt"),
        (f"{'望潮区与盘州市' * 12}\n\n{BODY}\n", "a.txt"),
    ],
)
def test_the_first_heading_is_its_title(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    found = read.load(path).dataset
    assert found.title == {"en": title, "zh": title}
    assert [(one.id, one.title, one.file) for one in found.sources] == [("a", title, "a.txt")]
