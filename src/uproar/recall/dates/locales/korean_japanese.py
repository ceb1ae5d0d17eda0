# ruff: noqa: E501  # word lists and patterns read better on one line
"""Korean and Japanese date expressions: the same grammar with other words."""

from __future__ import annotations

import re
from datetime import date

from uproar.recall.config import DatesConfig
from uproar.recall.dates import spans
from uproar.recall.dates.locales.calendar_names import weekday_names
from uproar.recall.dates.locales.english import Rule
from uproar.recall.dates.spans import Reading

WEEK = {
    "지지난": -2,
    "지난": -1,
    "이번": 0,
    "다음": 1,
    "다다음": 2,
    "先々": -2,
    "先": -1,
    "今": 0,
    "来": 1,
    "再来": 2,
}
MONTH = {
    "지난": -1,
    "이번": 0,
    "이": 0,
    "다음": 1,
    "先々": -2,
    "先": -1,
    "今": 0,
    "来": 1,
    "再来": 2,
}
YEAR = {
    "재작년": -2,
    "작년": -1,
    "지난해": -1,
    "올해": 0,
    "내년": 1,
    "내후년": 2,
    "一昨年": -2,
    "昨年": -1,
    "去年": -1,
    "今年": 0,
    "来年": 1,
    "再来年": 2,
}
DAY = {
    "그끄저께": -3,
    "그저께": -2,
    "그제": -2,
    "어제": -1,
    "어젯밤": -1,
    "지난밤": -1,
    "오늘": 0,
    "내일": 1,
    "모레": 2,
    "글피": 3,
    "一昨日": -2,
    "おととい": -2,
    "昨日": -1,
    "昨夜": -1,
    "今日": 0,
    "本日": 0,
    "今夜": 0,
    "明日": 1,
    "明後日": 2,
    "あさって": 2,
    "あした": 1,
    "きのう": -1,
    "きょう": 0,
}
ERA = {"令和": 2018, "平成": 1988, "昭和": 1925}
COUNT = {
    "하루": (1, "day"),
    "이틀": (2, "day"),
    "사흘": (3, "day"),
    "나흘": (4, "day"),
    "닷새": (5, "day"),
    "열흘": (10, "day"),
    "보름": (15, "day"),
    "일주일": (1, "week"),
    "한 달": (1, "month"),
    "두 달": (2, "month"),
    "석 달": (3, "month"),
    "세 달": (3, "month"),
}
WORDS = {
    "한": 1,
    "두": 2,
    "세": 3,
    "네": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
CONFIG = DatesConfig()
# the first character of a weekday's name → its number, from Monday
DAYS = {name[0]: i for lang in ("ko", "ja") for i, name in enumerate(weekday_names(lang))}
N = r"(?P<n>\d{1,3}|[한두세네一二三四五六七八九十])"
FUTURE = re.compile(
    r"예정|한다|열린다|시작한다|할 것|될|予定|開催する|始まる|発売する|公開する|開幕する|行う|決定|(?:され|開かれ|行われ|始ま|終わ|発売す|公開す|出演す)る"
)
PAST = re.compile(r"[했았었렸났졌였](?:다|습니다|고|으며)|밝혔|た[。、」]|た$|ました|された")


def lean(text: str, start: int) -> int:
    """1, -1 or 0: whether the first verb after a place in a text tells of future or past."""
    after = text[start : start + CONFIG.verb_chars]
    cues = sorted(
        [(m.start(), 1) for m in FUTURE.finditer(after)]
        + [(m.start(), -1) for m in PAST.finditer(after)]
    )
    return cues[0][1] if cues else 0


def _n(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word]


def _week(m: re.Match[str], on: date, t: int) -> Reading:
    shift = WEEK[m["w"]]
    sunday = m["d"] in ("日", "일") or (
        m["w"] in ("先", "来", "先々", "再来", "今") and on.weekday() == 6
    )
    if sunday and m[0][0] in "先来再今":
        return "weeks begin on Sunday or Monday"
    return spans.of_week(on, shift, DAYS[m["d"]]) if m["d"] else spans.week(on, shift)


def _month(m: re.Match[str], on: date, t: int) -> Reading:
    span = spans.month(on.year, on.month + MONTH[m["w"]])
    if m["day"]:
        return spans.on_day(span[0].year, span[0].month, int(m["day"]))
    return (
        spans.part(
            span,
            {"초": 0, "上": 0, "初": 0, "중": 1, "中": 1, "말": 2, "下": 2, "末": 2}[m["p"][0]],
        )
        if m["p"]
        else span
    )


def _dated(m: re.Match[str], on: date, t: int) -> Reading:
    year = None
    if m["era"]:
        year = ERA[m["era"]] + (1 if m["y"] == "元" else int(m["y"]))
    elif m["y"]:
        year = int(m["y"])
    elif m["yw"]:
        year = on.year + YEAR[m["yw"]]
    if not m["m"]:
        return spans.year(year) if year is not None else "no year"
    number = int(m["m"])
    if not 1 <= number <= 12:
        return "no such month"
    if m["day"]:
        return (
            spans.on_day(year, number, int(m["day"]))
            if year
            else spans.nearest(on, number, int(m["day"]), t)
        )
    if year is None:
        if not t and abs(number - on.month) > 4:
            return "which year is not said"
        year = on.year + ((number < on.month) if t > 0 else -(number > on.month) if t < 0 else 0)
    span = spans.month(year, number)
    return (
        spans.part(
            span,
            {"초": 0, "上": 0, "初": 0, "중": 1, "中": 1, "말": 2, "下": 2, "末": 2}[m["p"][0]],
        )
        if m["p"]
        else span
    )


def _ago(m: re.Match[str], on: date, t: int) -> Reading:
    n, unit = (
        COUNT[m["c"]]
        if m["c"]
        else (
            _n(m["n"]),
            {
                "일": "day",
                "日": "day",
                "주": "week",
                "週": "week",
                "개": "month",
                "달": "month",
                "か": "month",
                "ヶ": "month",
                "カ": "month",
                "년": "year",
                "年": "year",
            }[m["u"][0]],
        )
    )
    if m["anchor"]:
        return "depends on another date"
    return spans.moved(on, -n if m["way"] in ("전", "前") else n, unit)


def _this_weekday(m: re.Match[str], on: date, t: int) -> Reading:
    if m["w"] in ("지난",):
        return spans.last_weekday(on, DAYS[m["d"]])
    return spans.weekday(on, DAYS[m["d"]], 1 if m["w"] else t)


def _bare(m: re.Match[str], on: date, t: int) -> Reading:
    number = int(m["day"])
    t = {"지난": -1, "오는": 1}.get(m["w"] or "", t)
    if t == 0:
        return "which month is not said"
    step = 0 if (number - on.day) * t >= 0 else t
    first = spans.month(on.year, on.month + step)[0]
    return spans.on_day(first.year, first.month, number)


PART = r"(?P<p>초순?|중순|말|上旬|中旬|下旬|初め|末)"
RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?:(?P<era>令和|平成|昭和)(?P<y>\d{{1,2}}|元)[年]|(?P<yw>재작년|작년|지난해|올해|내년|내후년|一昨年|昨年|去年|今年|再来年|来年)\s?|)(?P<m>\d{{1,2}})\s?[월月](?:\s?(?P<day>\d{{1,2}})(?:\s?[일日]|(?=\s?[~〜～-]\s?\d{{1,2}}\s?[일日]))|\s?{PART})?"
        ),
        _dated,
    ),
    (
        re.compile(
            rf"(?P<era>$^)?(?P<yw>$^)?(?P<y>(?:19|20)\d\d)[년年](?:\s?(?P<m>\d{{1,2}})[월月](?:\s?(?P<day>\d{{1,2}})[일日]|\s?{PART})?)?"
        ),
        _dated,
    ),
    (
        re.compile(
            r"(?:(?P<era>令和|平成|昭和)(?P<y>\d{1,2}|元)年|(?P<yw>재작년|작년|지난해|올해|내년|내후년|一昨年|昨年|去年|今年|再来年|来年))(?P<m>$^)?(?P<day>$^)?(?P<p>$^)?"
        ),
        _dated,
    ),
    (
        re.compile(r"(?P<w>지지난|지난|이번|다다음|다음)\s?주말|(?P<w2>先|今|来)週末"),
        lambda m, on, t: (
            spans.of_week(on, WEEK[m["w"] or m["w2"]], 5)[0],
            spans.of_week(on, WEEK[m["w"] or m["w2"]], 6)[0],
        ),
    ),
    (
        re.compile(
            r"(?P<w>지지난|지난|이번|다다음|다음|先々|先|今|再来|来)\s?[주週](?!말|末)(?:の)?\s?(?:(?P<d>[월화수목금토일月火水木金土日])[요曜][일日])?"
        ),
        _week,
    ),
    (
        re.compile(
            rf"(?P<w>지난|이번|이|다음|先々|先|今|再来|来)\s?[달月](?:の)?(?:\s?(?P<day>\d{{1,2}})[일日]|\s?{PART})?"
        ),
        _month,
    ),
    (
        re.compile(
            rf"(?P<anchor>(?:입대|발매|데뷔|컴백|공개|개봉|결혼|전역|공연|방송|발표|콘서트|출시|개막|[一-龠ァ-ヶー]{{1,30}}(?:の|から))\s?)?(?:(?P<c>하루|이틀|사흘|나흘|닷새|열흘|보름|일주일|한 달|두 달|석 달|세 달)|{N}\s?(?P<u>일|주일?|개월|달|년|日|週間|[かヶカ]月|年))\s?(?P<way>전|후|뒤|前|後)"
        ),
        _ago,
    ),
    (
        re.compile(
            r"그끄저께|그저께|그제|어젯밤|지난밤|어제|오늘|내일|모레|글피|一昨日|おととい|昨日|昨夜|今日|本日|今夜|明後日|明日|あさって|あした|きのう|きょう"
        ),
        lambda m, on, t: spans.day(on, DAY[m[0]]),
    ),
    (
        re.compile(
            r"(?:매주|매월|毎週|毎月)(?:の)?\s?(?:[월화수목금토일月火水木金土日][요曜][일日]|\d{1,2}[일日])"
        ),
        lambda m, on, t: "a habit",
    ),
    (
        re.compile(
            r"(?:(?P<w>지난|오는|이번|今度の|次の)\s?)?(?P<d>[월화수목금토일月火水木金土日])[요曜][일日]"
        ),
        _this_weekday,
    ),
    (
        re.compile(r"(?:(?P<w>지난|오는)\s)?(?<![\d월月.])(?P<day>[12]?\d|3[01])[일日](?![간間])"),
        _bare,
    ),
)
