"""Made-up events in which people do the same on their own accord, and some campaigns do too.

Each event is a crowd with its own accounts, hours and languages; into it come rituals at a set hour,
birthdays, chants, pasted texts, streaming parties and calls to vote by the crowd's own accounts, and
campaigns by accounts of their own. `CHOSEN` are the shapes that constants are chosen on; those that
`drawn` gives are for the report: their languages, crowds and groups are drawn by lot.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks._organised_words import CALLS, TOGETHER, WORDS

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
START = 1_750_000_000 * SECOND // DAY * DAY  # a midnight
Row = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """A crowd: how many post, when, in which languages, and what is known of their accounts."""

    name: str
    langs: tuple[str, ...]
    n: int = 3000
    days: int = 6
    burst: float = 0.6  # share of posts in the burst
    burst_h: float = 6.0  # hours in which it falls to a third
    posts_per_account: float = 3.0
    ages: float = 0.5  # share of platforms, by posts, that tell an account's age
    new: float = 0.05  # share of accounts that are new
    passing: float = 0.2  # share of those who do what many do that write nothing else
    platforms: tuple[str, ...] = ("x", "youtube", "forum")
    organic: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()


@dataclass
class Made:
    """An event's posts, and the label of each that is of no plain crowd."""

    shape: Shape
    rng: random.Random
    rows: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)  # id → "campaign:…" or "crowd:…"
    pool: list[Row] = field(default_factory=list)  # the crowd's accounts
    n_accounts: int = 0

    @property
    def burst_at(self) -> int:
        return START + 2 * DAY + 17 * HOUR + 12 * MINUTE

    def words(self, n: int, lang: str) -> list[str]:
        """Words of a language; half of them are made of two, for a vocabulary as large as a real one."""
        known, rng = WORDS[lang].split(), self.rng
        return [
            rng.choice(known)
            if rng.random() < 0.5
            else _glued(rng.choice(known), rng.choice(known))
            for _ in range(n)
        ]

    def joined(self, words: Sequence[str], lang: str) -> str:
        return ("" if lang in TOGETHER else " ").join(words)

    def account(self, *, is_new: bool, platform: str | None = None) -> Row:
        self.n_accounts += 1
        platform = platform or self.rng.choice(self.shape.platforms)
        age = self.rng.uniform(1, 25) if is_new else 40 + 3000 * self.rng.random() ** 1.3
        says_age = (
            platform in self.shape.platforms[: round(self.shape.ages * len(self.shape.platforms))]
        )
        born = self.burst_at - int(age * DAY) if says_age else None
        return {"author": f"{platform}:a{self.n_accounts}", "platform": platform, "born": born}

    def post(
        self, account: Row, text: str, at: int, label: str | None = None, tags: Sequence[str] = ()
    ) -> None:
        name = f"{account['platform']}:{len(self.rows):06d}"
        born = account["born"]
        self.rows.append(
            {
                "id": name,
                "platform": account["platform"],
                "kind": "post",
                "author": account["author"],
                "author_created_at": None if born is None else min(born, at - HOUR),
                "text": " ".join((text, *(f"#{tag}" for tag in tags))),
                "created_at": at,
                "origin": "made#0",
            }
        )
        if label is not None:
            self.labels[name] = label

    def crowd_time(self) -> int:
        if self.rng.random() < self.shape.burst:
            late = self.rng.expovariate(1 / (self.shape.burst_h * HOUR))
            return self.burst_at + int(late) % (3 * DAY)
        while True:  # more by day than by night
            at = START + int(self.rng.random() * self.shape.days * DAY)
            hour = (at - START) % DAY / HOUR
            if self.rng.random() < (0.15 if 1 <= hour < 7 else 1.0):
                return at

    def ordinary(self) -> Row:
        """An account of the crowd, those that write much more likely than others.

        Some come for this alone: `passing` of them, old or new as the crowd is.
        """
        if self.rng.random() < self.shape.passing:
            return self.account(is_new=self.rng.random() < self.shape.new)
        return self.rng.choice(self.pool)


def _glued(a: str, b: str) -> str:
    return a[: (len(a) + 1) // 2] + b[len(b) // 2 :]


STOCK = (
    "omg",
    "so proud",
    "👏👏👏",
    "I can't",
    "ㅋㅋㅋㅋ",
    "jajaja",
    "first",
    "love this",
    "🤍",
    "wow",
)


def make(shape: Shape, seed: int) -> Made:
    """The event of this shape and seed: the same pair gives the same posts."""
    made = Made(shape, random.Random(f"{shape.name} {seed}"))
    rng = made.rng
    n_accounts = max(50, int(shape.n / shape.posts_per_account))
    accounts = [made.account(is_new=rng.random() < shape.new) for _ in range(n_accounts)]
    weights = [rng.paretovariate(1.3) for _ in accounts]
    made.pool = rng.choices(accounts, weights, k=shape.n)
    for account in made.pool[: shape.n]:
        lang = rng.choice(shape.langs)
        if rng.random() < 0.12:
            text = rng.choice(STOCK)
        else:
            text = made.joined(made.words(rng.randint(4, 16), lang), lang)
        made.post(account, text, made.crowd_time(), tags=["glassharbour"] * (rng.random() < 0.2))
    for name in shape.organic:
        ORGANIC[name](made)
    for name in shape.campaigns:
        CAMPAIGNS[name](made)
    return made


# What people do alike of their own accord.


def ritual(made: Made, *, days: int = 4, per_day: int = 40, formula: int = 4) -> None:
    """The same words at the same hour every day, some with words of their own behind them."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.joined(made.words(formula, lang), lang)
    hour = rng.randrange(18, 24) * HOUR + rng.choice((0, 0, 30)) * MINUTE
    faithful = [made.ordinary() for _ in range(per_day)]
    for day in range(days):
        for i in range(per_day):
            who = faithful[i] if rng.random() < 0.5 else made.ordinary()
            tail = (
                made.joined(made.words(rng.randint(0, 4), lang), lang) if rng.random() < 0.6 else ""
            )
            at = START + (1 + day) * DAY + hour + int(rng.expovariate(1 / (3 * MINUTE)))
            made.post(who, f"{words} {tail}{'🌙' * rng.randrange(3)}".strip(), at, "crowd:ritual")


def long_ritual(made: Made) -> None:
    """A ritual of a whole sentence."""
    ritual(made, days=3, per_day=30, formula=10)


def birthday(made: Made) -> None:
    """At midnight, once: one wish in a few variants, with the day's hashtags."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    wishes = [made.joined(made.words(4, lang), lang) for _ in range(3)]
    tags = ["".join(made.words(2, "en")) for _ in range(3)]
    at = START + 4 * DAY
    for _ in range(140):
        text = f"{rng.choice(wishes)} {'🎂' * rng.randrange(4)}".strip()
        n_tags = 3 if rng.random() < 0.7 else rng.randrange(3)
        late = int(rng.expovariate(1 / (8 * MINUTE)))
        made.post(made.ordinary(), text, at + late, "crowd:birthday", tags[:n_tags])


def chant(made: Made) -> None:
    """A line of the footage, shouted over the burst and for days."""
    rng = made.rng
    for lang in made.shape.langs:
        line = made.joined(made.words(4, lang), lang)
        for _ in range(60):
            made.post(
                made.ordinary(), line + "!" * rng.randrange(4), made.crowd_time(), "crowd:chant"
            )


def chant_at_a_moment(made: Made) -> None:
    """A short line, shouted within minutes of one moment of the stream."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    line = made.joined(made.words(5, lang), lang)
    at = made.burst_at + 3 * HOUR + 17 * MINUTE
    for _ in range(70):
        late = int(rng.expovariate(1 / (2 * MINUTE)))
        made.post(made.ordinary(), f"{line} {'🔥' * rng.randrange(5)}", at + late, "crowd:chant")


def copypasta(made: Made) -> None:
    """A long text that people paste and change, in waves."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(26, lang)
    for wave in range(3):
        at = made.burst_at + wave * 2 * HOUR + rng.randrange(60) * MINUTE
        for _ in range(35):
            mine = list(words)
            for _ in range(rng.randrange(4)):
                mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
            late = int(rng.expovariate(1 / (6 * MINUTE)))
            made.post(made.ordinary(), made.joined(mine, lang), at + late, "crowd:copypasta")


def copypasta_once(made: Made) -> None:
    """The same in one wave, off the burst."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(22, lang)
    at = START + 4 * DAY + 15 * HOUR + 23 * MINUTE
    for _ in range(60):
        mine = list(words)
        for _ in range(rng.randrange(5)):
            mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        late = int(rng.expovariate(1 / (8 * MINUTE)))
        made.post(made.ordinary(), made.joined(mine, lang), at + late, "crowd:copypasta")


def streaming_party(made: Made) -> None:
    """Fans pass on how to stream, with the address that everybody shares; at a set hour and later."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    call = CALLS[lang][1]
    words = made.joined(made.words(10, lang), lang)
    at = START + 3 * DAY + 20 * HOUR
    for _ in range(90):
        late = int(rng.expovariate(1 / (25 * MINUTE)))
        text = f"{call} {words} {made.words(1, lang)[0]} https://video.example/watch?v=glass"
        made.post(made.ordinary(), text, at + late, "crowd:stream")


def voting_call(made: Made) -> None:
    """Calls to vote over days, most before the poll closes, a few words changed in each."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    call = CALLS[lang][0]
    words = made.words(9, lang)
    end = START + 5 * DAY + 12 * HOUR
    for _ in range(110):
        mine = list(words)
        mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        at = end - int(rng.expovariate(1 / (9 * HOUR))) % (4 * DAY)
        text = f"{call} {made.joined(mine, lang)} https://awards.example/poll"
        made.post(made.ordinary(), text, at, "crowd:vote", ["glassawards"])


def goodnight(made: Made) -> None:
    """Two time zones wish each other good night at their own hours, in a few wordings."""
    rng = made.rng
    for lang in made.shape.langs[:2]:
        wishes = [made.words(rng.randint(3, 6), lang) for _ in range(2)]
        hour = rng.randrange(24) * HOUR
        for day in range(1, made.shape.days - 1):
            for _ in range(18):
                text = made.joined(rng.choice(wishes), lang) + "✨" * rng.randrange(3)
                late = int(rng.expovariate(1 / (9 * MINUTE)))
                made.post(made.ordinary(), text, START + day * DAY + hour + late, "crowd:ritual")


def chain_letter(made: Made) -> None:
    """ "Copy this and pass it on": a long text, word for word or nearly, over two days."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(30, lang)
    at = made.burst_at + 5 * HOUR
    for _ in range(70):
        mine = words if rng.random() < 0.7 else words[: rng.randint(22, 29)]
        late = int(rng.expovariate(1 / (7 * HOUR)))
        made.post(made.ordinary(), made.joined(mine, lang), at + late, "crowd:chain letter")


def reviews(made: Made) -> None:
    """A joke with a slot that everybody fills in, at the height of the burst."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(9, lang)
    for _ in range(80):
        mine = list(words)
        mine[4] = made.words(1, lang)[0]
        late = int(rng.expovariate(1 / (35 * MINUTE)))
        made.post(
            made.ordinary(),
            made.joined(mine, lang),
            made.burst_at + 90 * MINUTE + late,
            "crowd:joke",
        )


def emote_wall(made: Made) -> None:
    """One word many times over, from hundreds within a minute."""
    rng = made.rng
    word = made.words(1, made.shape.langs[0])[0]
    for _ in range(150):
        late = int(rng.expovariate(1 / MINUTE))
        text = " ".join([word] * rng.randint(3, 12))
        made.post(made.ordinary(), text, made.burst_at + 20 * MINUTE + late, "crowd:chant")


# What is organised.


def _send(
    made: Made,
    texts: Callable[[], str],
    accounts: Sequence[Row],
    times: Sequence[int],
    label: str,
    tags: Sequence[str] = (),
) -> None:
    for i, at in enumerate(times):
        made.post(accounts[i % len(accounts)], texts(), at, f"campaign:{label}", tags)


def _accounts(made: Made, n: int, *, new: float) -> list[Row]:
    return [made.account(is_new=made.rng.random() < new) for _ in range(n)]


def _within(made: Made, n: int, at: int, minutes: float) -> list[int]:
    return sorted(at + int(made.rng.random() * minutes * MINUTE) for _ in range(n))


def disguised(made: Made) -> None:
    """One text hidden with characters that do not show, by new accounts within ten minutes."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(12, lang)

    def text() -> str:
        letters = list(made.joined(words, lang))
        for _ in range(3):
            letters.insert(rng.randrange(1, len(letters)), rng.choice("\u200b\u2060\u200d"))
        return "".join(letters) + "🚫" * rng.randrange(3)

    at = made.burst_at + 31 * HOUR
    _send(made, text, _accounts(made, 90, new=0.8), _within(made, 90, at, 10), "disguised")


def petition(made: Made) -> None:
    """A frame with names filled in, by old accounts that write nothing else."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    frames = [made.words(14, lang) for _ in range(2)]

    def text() -> str:
        words = list(rng.choice(frames))
        for place in (3, 7):
            words[place] = made.words(1, lang)[0]
        return made.joined(words, lang)

    at = made.burst_at - 9 * HOUR + 7 * MINUTE
    _send(made, text, _accounts(made, 80, new=0.0), _within(made, 80, at, 40), "petition")


def variants(made: Made) -> None:
    """One text in several languages, its parts shuffled and changed, mostly new accounts."""
    rng = made.rng
    texts = {lang: [made.words(5, lang) for _ in range(4)] for lang in made.shape.langs}

    def text() -> str:
        lang = rng.choice(made.shape.langs)
        parts = [list(part) for part in texts[lang]]
        for part in parts:
            if rng.random() < 0.5:
                part[rng.randrange(5)] = made.words(1, lang)[0]
        rng.shuffle(parts)
        return ". ".join(made.joined(part, lang) for part in parts[: rng.choice((3, 4, 4))])

    at = made.burst_at + 13 * HOUR + 29 * MINUTE
    n = 45 * len(made.shape.langs)
    _send(made, text, _accounts(made, n, new=0.8), _within(made, n, at, 60), "variants")


def slow(made: Made) -> None:
    """Bought old accounts: near-copies with a link over days, at odd intervals, one to three each."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(15, lang)

    def text() -> str:
        mine = list(words)
        for _ in range(rng.randrange(3)):
            mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        return f"{made.joined(mine, lang)} https://truth-{rng.randrange(2)}.example/a"

    times = [START + int(rng.random() * made.shape.days * DAY) for _ in range(80)]
    _send(made, text, _accounts(made, 40, new=0.1), times, "slow")


def small(made: Made) -> None:
    """Twelve accounts within the burst."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(14, lang)

    def text() -> str:
        mine = list(words)
        mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        return made.joined(mine, lang)

    at = made.burst_at + 40 * MINUTE
    _send(made, text, _accounts(made, 12, new=0.5), _within(made, 12, at, 20), "small")


def set_hour(made: Made) -> None:
    """A campaign that begins on the hour, by new accounts."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(12, lang)

    def text() -> str:
        mine = list(words)
        mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        return made.joined(mine, lang)

    at = START + 3 * DAY + 21 * HOUR
    _send(made, text, _accounts(made, 70, new=0.7), _within(made, 70, at, 15), "set hour")


def hashtags(made: Made) -> None:
    """A set of hashtags in words of their own, accounts made for it."""
    rng = made.rng
    tags = ["".join(made.words(2, "en")) for _ in range(3)]

    def text() -> str:
        lang = rng.choice(made.shape.langs)
        return made.joined(made.words(rng.randint(5, 12), lang), lang)

    at = START + 4 * DAY + 10 * HOUR + 30 * MINUTE
    _send(made, text, _accounts(made, 80, new=0.8), _within(made, 80, at, 20), "hashtags", tags)


def old_hashtags(made: Made) -> None:
    """Two hashtags, by old accounts that write nothing else."""
    rng = made.rng
    tags = ["".join(made.words(2, "en")) for _ in range(2)]

    def text() -> str:
        lang = rng.choice(made.shape.langs)
        return made.joined(made.words(rng.randint(5, 12), lang), lang)

    at = START + 1 * DAY + 14 * HOUR + 11 * MINUTE
    _send(made, text, _accounts(made, 60, new=0.1), _within(made, 60, at, 35), "old hashtags", tags)


def repeated(made: Made) -> None:
    """The same accounts send a new text each day, at odd times, with a few ordinary posts between."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    accounts = _accounts(made, 30, new=0.6)
    for day in (1, 2, 4):
        words = made.words(14, lang)

        def text(words: list[str] = words) -> str:
            mine = list(words)
            mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
            return made.joined(mine, lang)

        at = START + day * DAY + int(rng.uniform(8, 22) * HOUR)
        _send(made, text, accounts, _within(made, 30, at, 45), "repeated")
    for account in accounts[:9]:
        made.post(account, made.joined(made.words(8, lang), lang), made.crowd_time())


def blocked(made: Made) -> None:
    """Parts of sentences put together anew each time, by new and bought accounts over two hours."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    parts = [[made.joined(made.words(6, lang), lang) for _ in range(2)] for _ in range(4)]

    def text() -> str:
        chosen = [rng.choice(each) for each in parts]
        rng.shuffle(chosen)
        return ", ".join(chosen)

    at = made.burst_at + 22 * HOUR + 41 * MINUTE
    _send(made, text, _accounts(made, 110, new=0.5), _within(made, 110, at, 120), "blocked")


def translated(made: Made) -> None:
    """One text in each language, each changed a little, by old accounts within half an hour."""
    rng = made.rng
    texts = {lang: made.words(13, lang) for lang in made.shape.langs}

    def text() -> str:
        lang = rng.choice(made.shape.langs)
        words = list(texts[lang])
        words[rng.randrange(len(words))] = made.words(1, lang)[0]
        return made.joined(words, lang)

    n = 25 * len(made.shape.langs)
    at = START + 1 * DAY + 11 * HOUR + 19 * MINUTE
    _send(made, text, _accounts(made, n, new=0.15), _within(made, n, at, 30), "translated")


def trickle(made: Made) -> None:
    """Twenty-five accounts, each with one near-copy, one every few hours, without a link."""
    rng, lang = made.rng, made.rng.choice(made.shape.langs)
    words = made.words(18, lang)

    def text() -> str:
        mine = list(words)
        for _ in range(2):
            mine[rng.randrange(len(mine))] = made.words(1, lang)[0]
        return made.joined(mine, lang)

    times = [START + int(rng.random() * made.shape.days * DAY) for _ in range(25)]
    _send(made, text, _accounts(made, 25, new=0.3), times, "trickle")


ORGANIC: dict[str, Callable[[Made], None]] = {
    f.__name__: f
    for f in (
        ritual,
        long_ritual,
        birthday,
        chant,
        chant_at_a_moment,
        copypasta,
        copypasta_once,
        streaming_party,
        voting_call,
        goodnight,
        chain_letter,
        reviews,
        emote_wall,
    )
}
CAMPAIGNS: dict[str, Callable[[Made], None]] = {
    f.__name__: f
    for f in (
        disguised,
        petition,
        variants,
        slow,
        small,
        set_hour,
        hashtags,
        old_hashtags,
        repeated,
        blocked,
        translated,
        trickle,
    )
}

CHOSEN = (
    Shape(
        "film",
        ("en", "es", "ko"),
        organic=("ritual", "chant", "copypasta", "voting_call"),
        campaigns=("disguised", "petition", "slow", "hashtags"),
    ),
    Shape(
        "stream",
        ("en", "es"),
        n=5000,
        days=5,
        burst=0.85,
        burst_h=2,
        posts_per_account=5,
        platforms=("twitch", "youtube"),
        ages=0.0,
        organic=("chant_at_a_moment", "copypasta", "long_ritual", "streaming_party"),
        campaigns=("small", "variants", "set_hour"),
    ),
    Shape(
        "comments",
        ("ko", "id"),
        n=2500,
        posts_per_account=1.15,
        platforms=("youtube", "x"),
        ages=0.5,
        organic=("ritual", "birthday", "chant"),
        campaigns=("petition", "repeated", "set_hour"),
    ),
    Shape(
        "apology",
        ("tr", "ar", "de"),
        n=4000,
        days=7,
        burst=0.5,
        burst_h=9,
        posts_per_account=2.4,
        platforms=("x", "bluesky", "forum", "youtube"),
        new=0.08,
        organic=("long_ritual", "chant", "copypasta_once", "birthday", "streaming_party"),
        campaigns=("variants", "slow", "old_hashtags", "small"),
    ),
    Shape(
        "premiere",
        ("zh", "ja"),
        n=10000,
        days=6,
        burst=0.8,
        burst_h=1.5,
        posts_per_account=4,
        platforms=("bilibili", "x"),
        ages=0.5,
        new=0.12,
        organic=("ritual", "chant_at_a_moment", "copypasta", "voting_call", "birthday"),
        campaigns=("small", "petition", "hashtags", "repeated"),
    ),
    Shape(
        "award",
        ("hi", "vi", "pl"),
        n=3500,
        days=6,
        burst=0.3,
        burst_h=14,
        posts_per_account=1.6,
        platforms=("x", "threads", "youtube"),
        ages=0.34,
        organic=("voting_call", "streaming_party", "ritual", "copypasta_once", "chant"),
        campaigns=("disguised", "set_hour", "slow", "petition"),
    ),
    Shape(
        "tour",
        ("fr", "ru", "pt"),
        n=4500,
        days=9,
        burst=0.4,
        burst_h=20,
        posts_per_account=2.0,
        platforms=("x", "reddit", "mastodon", "youtube"),
        ages=0.5,
        new=0.1,
        passing=0.3,
        organic=("goodnight", "chant", "chain_letter", "birthday", "streaming_party", "reviews"),
        campaigns=("blocked", "slow", "translated", "old_hashtags"),
    ),
    Shape(
        "final",
        ("th", "id"),
        n=12000,
        days=3,
        burst=0.9,
        burst_h=1.0,
        posts_per_account=6,
        platforms=("twitch", "tiktok"),
        ages=0.0,
        passing=0.15,
        organic=("chant_at_a_moment", "copypasta", "long_ritual", "emote_wall", "voting_call"),
        campaigns=("small", "petition", "trickle"),
    ),
    Shape(
        "statement",
        ("ja", "zh", "ko"),
        n=3000,
        days=7,
        burst=0.6,
        burst_h=8,
        posts_per_account=1.2,
        platforms=("weibo", "x"),
        ages=0.5,
        passing=0.6,
        organic=("goodnight", "birthday", "voting_call", "chain_letter"),
        campaigns=("variants", "set_hour", "blocked", "hashtags"),
    ),
    Shape(
        "teaser",
        ("pl", "hi", "vi", "tr"),
        n=5000,
        days=5,
        burst=0.55,
        burst_h=5,
        posts_per_account=3,
        platforms=("bluesky", "x", "facebook"),
        ages=0.34,
        new=0.15,
        passing=0.4,
        organic=("ritual", "reviews", "copypasta_once", "streaming_party", "chain_letter"),
        campaigns=("translated", "trickle", "disguised", "repeated", "small"),
    ),
)

_PLATFORMS = ("x", "youtube", "forum", "bluesky", "reddit", "twitch", "tiktok", "weibo")


def drawn(seed: int) -> Shape:
    """A shape that nobody chose: languages, crowd and groups by lot."""
    rng = random.Random(f"shape {seed}")
    platforms = tuple(rng.sample(_PLATFORMS, rng.randint(1, 4)))
    return Shape(
        f"drawn {seed}",
        tuple(rng.sample(sorted(WORDS), rng.randint(1, 4))),
        n=int(10 ** rng.uniform(3.2, 4.1)),
        days=rng.randint(6, 10),
        burst=rng.uniform(0.2, 0.9),
        burst_h=10 ** rng.uniform(0, 1.3),
        posts_per_account=10 ** rng.uniform(0.05, 0.8),
        ages=rng.choice((0.0, 0.5, 1.0)),
        new=rng.uniform(0.02, 0.2),
        passing=rng.uniform(0.0, 0.4),
        platforms=platforms,
        organic=tuple(rng.sample(sorted(ORGANIC), 6)),
        campaigns=tuple(rng.sample(sorted(CAMPAIGNS), 4)),
    )
