"""Questions in words: what is read, what is refused, and what no text may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.ask import Asked, Intent, Unread, examples, language, read
from graph.ask.telling import echo, nearest
from graph.ask.vocabulary import vocabulary
from graph.store import Store
from graph.store.open import open_store
from graph.text import LANGS

FOLDER = Path(__file__).parent
DAY = date(2019, 12, 30)


@pytest.fixture(scope="module")
def store(files: dict[str, Path]) -> Iterator[Store]:
    with closing(open_store(str(files["pz"]))) as found:
        yield found


def paraphrases() -> Iterator[tuple[str, str, str]]:
    """(number of the question and its language, question, command)."""
    number = command = ""
    for line in (FOLDER / "paraphrases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            _, number, command = line.split(" ", 2)
        elif line and not line.startswith("#"):
            yield number, line, command


def refusals() -> Iterator[tuple[str, str]]:
    for line in (FOLDER / "refusals.tsv").read_text(encoding="utf-8").splitlines():
        question, _, word = line.partition("\t")
        yield question, word


def answered() -> Iterator[tuple[str, str]]:
    """Questions and their commands that were out of reach before their commands could be asked."""
    for line in (FOLDER / "answered.tsv").read_text(encoding="utf-8").splitlines():
        question, _, command = line.partition("\t")
        yield question, command


def grammatical(question: str, store: Store, day: date) -> Asked:
    """A question as it was understood, which is no example."""
    asked = read(question, store, day).asked
    assert isinstance(asked, Asked)
    return asked


def whole(command: str) -> list[str]:
    """A command with the day it is asked for, where it takes one."""
    words = command.split()
    dateless = words[0] in ("diff", "sources") or words[:2] == ["check", "conflicts"]
    return words if dateless or "--as-of" in words else [*words, "--as-of", DAY.isoformat()]


def spoken(command: list[str]) -> str:
    """A command in which names of several words are told by spaces, its options sorted."""
    return " ".join(sorted(" ".join(command).split()))


@pytest.mark.parametrize(("question", "command"), [(question, command) for _, question, command in paraphrases()])
def test_every_paraphrase_is_read_right(store: Store, question: str, command: str) -> None:
    assert spoken(read(question, store, DAY).asked.command()) == spoken(whole(command))


@pytest.mark.parametrize(("question", "command"), list(answered()))
def test_what_was_out_of_reach_before_is_read_right(store: Store, question: str, command: str) -> None:
    assert spoken(read(question, store, DAY).asked.command()) == spoken(whole(command))


def test_every_question_is_paraphrased_enough_in_both_languages() -> None:
    counts = Counter(number for number, *_ in paraphrases())
    assert set(counts) == {f"{number}-{lang}" for number in range(1, 31) for lang in LANGS}
    assert min(counts.values()) >= 6
    questions = [question for _, question, _ in paraphrases()]
    assert (len(questions) >= 400, len(set(questions))) == (True, len(questions))
    assert all(language(question) == "zh" for number, question, _ in paraphrases() if number.endswith("zh"))


@pytest.mark.parametrize(("question", "word"), list(refusals()))
def test_what_is_out_of_reach_is_refused_and_the_word_is_named(store: Store, question: str, word: str) -> None:
    with pytest.raises(Unread) as refused:
        read(question, store, DAY)
    assert word.lower() in refused.value.word.lower()
    for lang in LANGS:
        assert refused.value.word in refused.value.message(lang) or not word
    assert refused.value.exit_code == 2


def test_there_are_enough_questions_out_of_reach() -> None:
    assert len({question for question, _ in refusals()}) >= 150


def test_what_is_listed_can_be_asked(store: Store) -> None:
    assert len(examples()) == 30
    for one in examples():
        for lang in LANGS:
            found = read(one.of(lang), store, DAY)
            assert (found.lang, spoken(found.asked.command())) == (lang, spoken(whole(" ".join(one.command()))))


OF_OTHERS = (
    "which villages have a partner",
    "哪些学校至少有两个结对单位",
    "top 10 helpers",
    "which villages have most partners",
    "哪些企业在帮扶双凤镇",
    "which enterprises work in 盘州市",
    "where does the data come from",
    "which versions are loaded",
    "check the data for errors",
    "数据库有没有损坏",
    "draw a map",
    "生成报告",
    "export as gexf",
    "查找人民医院",
    "名字未匹配",
    "a blank roster to fill in",
)
"""Questions of which no paraphrases are kept."""


def test_what_was_understood_is_told_in_both_languages(store: Store) -> None:
    seen = set()
    for question in (*(question for _, question, _ in paraphrases()), *OF_OTHERS):
        asked = read(question, store, DAY).asked
        assert isinstance(asked, Asked)
        seen.add(asked.intent)
        for lang in LANGS:
            what, command = echo(asked, lang).split("\n")
            assert what.startswith(("Understood: ", "理解为："))
            assert command.startswith("= jiedui ")
            assert "None" not in what
    assert seen == set(Intent)
    found = read("双凤镇去年底哪些村没有结对？", store, DAY)
    assert echo(found.asked, found.lang) == (
        "理解为：哪些村没有本级登记的结对单位；范围：双凤镇；截至 2018-12-31\n"
        "= jiedui gaps village --in 双凤镇 --as-of 2018-12-31"
    )


def test_the_nearest_questions_are_offered() -> None:
    assert nearest("which villages lack a good partner", "en")[0] == "Which villages lack a partner?"
    assert "谁在帮扶双凤镇？" in nearest("谁来帮双凤镇", "zh")


def test_dates_are_relative_to_the_day_asked_for(store: Store) -> None:
    asked = grammatical("今年哪些结对协议到期？", store, date(2024, 5, 1))
    assert (asked.start, asked.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_an_area_may_be_given_beside_the_question_but_not_another_one(store: Store) -> None:
    assert read("哪些村没有结对", store, DAY, "新民镇").asked.area == "新民镇"
    assert read("新民镇哪些村没有结对", store, DAY, "新民镇").asked.area == "新民镇"
    with pytest.raises(Unread, match="新民镇"):
        read("双凤镇哪些村没有结对", store, DAY, "新民镇")


def test_a_name_may_hold_words_of_questions_and_a_word_is_no_name_unless_quoted(home_with_names: Store) -> None:
    def command(text: str) -> list[str]:
        return read(text, home_with_names, DAY).asked.command()[:-2]

    assert command("谁帮扶没有结对的村委员会") == ["partners", "没有结对的村委员会"]
    assert command("who helps Which Villages Lack A Partner Ltd") == ["partners", "Which Villages Lack A Partner Ltd"]
    assert command("谁帮扶“帮扶”") == ["partners", "帮扶"]
    assert command("哪些村没有帮扶") == ["gaps", "village"]
    assert command("各乡镇有多少空白村") == ["gaps", "village", "--by", "township"]
    assert command("上坝村由谁帮扶") == ["partners", "上坝村民委员会"]
    with pytest.raises(Unread, match="下坝村"):
        command("下坝村由谁帮扶")


@pytest.fixture(scope="module")
def home_with_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    from graph.model import Kind, Organization
    from tests.records import dataset

    names = ["没有结对的村委员会", "帮扶", "空白", "村", "上坝村民委员会"]
    with closing(open_store(str(tmp_path_factory.mktemp("store") / "n.db"), create=True)) as found:
        found.load(
            dataset(
                [Organization(id=f"o{n}", name=name, kind=Kind.VILLAGE, on_roster=True) for n, name in enumerate(names)]
                + [Organization(id="w", name="甲", name_en="Which Villages Lack A Partner Ltd", kind=Kind.ENTERPRISE)]
            )
        )
        yield found


FORMS = sorted(form for lang in LANGS for form in vocabulary(lang).forms)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.one_of(
            st.sampled_from(FORMS), st.sampled_from(["双凤镇", "盘州", "示例企业01", "2018年", "since 2021", "3"])
        ),
        max_size=9,
    ).flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda joint: joint.join(words))),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("\x00")
@example("“”")
@example("９" * 200)
@example("的" * 200)
@example("village " * 25)
def test_any_text_is_read_or_refused(store: Store, text: str) -> None:
    said = what_is_said_of(text, store)
    assert len(said) == 2
    assert all(one.strip() for one in said)


def what_is_said_of(text: str, store: Store) -> list[str]:
    """The two lines of what was understood, or the refusal in both languages."""
    try:
        found = read(text, store, DAY)
    except Unread as refused:
        return [refused.message(lang) for lang in LANGS]
    return echo(found.asked, found.lang).split("\n")


def test_what_ended_this_year_ended_before_today(store: Store) -> None:
    asked = grammatical("今年已到期的协议有哪些", store, DAY)
    assert (asked.start, asked.end) == (date(2019, 1, 1), date(2019, 12, 29))  # what ends on a day holds on it
    asked = grammatical("which pairings expired in 2018", store, DAY)
    assert (asked.start, asked.end) == (date(2018, 1, 1), date(2018, 12, 31))


def test_the_kind_that_a_command_takes_by_itself_is_told(store: Store) -> None:
    def told_of(text: str) -> str:
        return echo(read(text, store, DAY).asked, "en").split("\n")[0]

    assert "roster of villages" in told_of("coverage by county")
    assert "roster of organizations" in told_of("coverage by type and county")
    assert "which villages" in told_of("how many gaps in each township")
    assert "which organizations on the helping side" in told_of("which eastern units have no pairing")


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("who gave most money in 2019", "rank --side helper --by funds --top 1 --period 2019"),
        ("which partner gave most in 2018", "rank --side helper --by funds --top 1 --period 2018"),
        ("funds per village in 2018", "stats village --period 2018"),
        ("2018年哪个单位出资最多", "rank --side helper --by funds --top 1 --period 2018"),
        ("which partner gave most between 2018 and 2019", "rank --side helper --by funds --top 1 --period 2018..2019"),
        ("2018年哪些村获得资金最多", "rank village --side recipient --by funds --top 10 --period 2018"),
        ("2018年村均帮扶资金多少？", "stats village --period 2018"),
    ],
)
def test_a_time_in_a_question_about_money_is_the_period_of_the_money(store: Store, question: str, command: str) -> None:
    assert spoken(read(question, store, DAY).asked.command()) == spoken(whole(command))
