"""The dissent in its context, and what else people talk about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from uproar.model import Passage
from uproar.model.rows import ThemeRow
from uproar.tell.evidence import second_peak
from uproar.tell.messages import WORD, lexicon
from uproar.tell.plan.attribution import quote_slots
from uproar.tell.plan.beats.theme import (
    Place,
    article_slots,
    dissent_theme,
    is_bare,
    is_single_voice,
    line_slots,
    main_theme,
    passes_on_news,
    quoted_post,
    share,
    statement,
    tell_passage,
    theme_slots,
)
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.plan.quote_choice import is_told_by_statement, weight
from uproar.tell.plan.sides_of_posts import is_jest, is_plain
from uproar.tell.slots import SMALL, content, is_dangling, slot, telling_terms

# Telling words that a report shares with a theme, where recall did not tie it to the theme.
NEAR = 3  # chosen on: judgement; not swept
# Recall's score, 0-1, from which a report counts as about a theme.
RELATED = 0.4  # chosen on: judgement; not swept
# Themes of a brief, the same.
MAX_BRIEF = 4  # chosen on: judgement; not swept
# Letters from which a word tells something about what a text is about.
MIN_TELLING = 4  # chosen on: judgement; not swept
# Further themes in a story that has an archive to tell from.
MAX_FURTHER = 2  # chosen on: judgement; not swept
# Further themes that are told by a post that only states something.
MAX_PLAIN = 2  # chosen on: judgement; not swept
# Things that a handful say.
# chosen on: all five real events, shown5 3.2 (6: 3.0; 4: 3.2), quotes_right .82 (.84; .75); not
# reported on any other
MAX_VOICES = 8
# All themes of a story that has none: its themes are all that it has to tell.
MAX_THEMES = 8  # chosen on: judgement, a story that can be read; not swept


def dissent(planner: Planner, used: Used) -> Part:
    """The strongest criticism: its share, one post, the line it is about, what was known before."""
    theme, place = dissent_theme(planner), Place.DISSENT
    if theme is None:
        theme, place = _reported_theme(planner), Place.BESIDE
    elif theme.stance == "positive":
        place = Place.DEFENCE
    if theme is None or planner.pattern in SMALL:
        return Part(used)
    part = Part(used)
    if place is not Place.BESIDE:
        part = statement(planner, used, "dissent", theme, place)
    if not part.points:
        part = _theme(planner, used, "dissent", theme, place)
    if not part.points:
        return part
    known = known_on(planner, theme, part.used)
    number = planner.line(_by_likeness(planner, theme.cues, known), part.used)
    if number is not None and place is not Place.DEFENCE:
        option = Option("dissent-line", Role.DISSENT_LINE, cites=frozenset((number,)))
        line = planner.tell(part.used, "dissent", option, line_slots(number))
        part = part.followed_by(line)
    return part.followed_by(known_before(planner, part.used, known, "dissent"))


def further(planner: Planner, used: Used) -> Part:
    """Other themes: those that an editor pinned, then those that the archive reports on.

    At most MAX_FURTHER where the story has an archive to tell from; where it has not, as many as
    make MAX_THEMES with those before, the ones first whose posts agree most. All that are pinned.
    """
    if planner.pattern in (*SMALL, "organised"):
        return Part(used)
    before = (_lead(planner), dissent_theme(planner) or _reported_theme(planner))
    kept = _kept_for_later(planner)
    left = [t for t in planner.themes if t not in before and (t.is_pinned or t not in kept)]
    reported = {p.theme for p in planner.evidence.background.context if p.score >= RELATED}
    by_weight = all(is_told_by_statement(t) for t in left)
    left.sort(
        key=lambda t: (
            not t.is_pinned,
            t.id not in reported,
            not t.wording,
            not t.wording and by_weight and _is_dull(planner, used, t),
            -t.share if t.wording else -weight(t) if by_weight else 0.0,
        )
    )
    left = _in_turns(left, before)
    n_before = sum(theme is not None for theme in before)
    n_left = MAX_FURTHER if planner.evidence.articles else MAX_THEMES - n_before
    return _two_to_a_sentence(planner, used, left, max(n_left, sum(t.is_pinned for t in left)))


def _lead(planner: Planner) -> ThemeRow | None:
    """The theme that the story has opened with; None where it is what a handful say."""
    main = main_theme(planner)
    return None if main is None or is_single_voice(main) else main


def _in_turns(left: Sequence[ThemeRow], before: Sequence[ThemeRow | None]) -> list[ThemeRow]:
    """Pinned ones, then one statement of every theme, then a second of each, in their order.

    What only passes on news comes last.
    """
    n_told = Counter(theme.of_theme for theme in before if theme is not None)
    turns: dict[str, tuple[bool, int]] = {}
    for theme in left:
        is_early = theme.is_pinned or not theme.of_theme
        turns[theme.id] = (theme.is_news, 0 if is_early else n_told[theme.of_theme])
        n_told[theme.of_theme] += 1
    return sorted(left, key=lambda theme: turns[theme.id])


def _kept_for_later(planner: Planner) -> list[ThemeRow]:
    """The themes that rose with a later peak, which has a paragraph of its own.

    Without an archive that is the first of them alone, and none where no later peak is told.
    """
    risen = [t for t in planner.themes if t.rise not in (None, 1)]
    if planner.evidence.articles:
        return risen
    return risen[:1] if second_peak(planner.evidence.findings.get("volume.peaks")) else []


def further_briefly(planner: Planner, used: Used) -> Part:
    """In a brief without an archive: what the next themes say, as far as statements tell them."""
    if planner.evidence.articles or planner.pattern in (*SMALL, "organised"):
        return Part(used)
    before = (_lead(planner), dissent_theme(planner))
    left = [t for t in planner.themes if t not in before and is_told_by_statement(t)]
    left.sort(key=lambda t: (_is_dull(planner, used, t), -weight(t)))
    n_before = sum(theme is not None for theme in before)
    return _two_to_a_sentence(planner, used, _in_turns(left, before), MAX_BRIEF - n_before)


def _two_to_a_sentence(planner: Planner, used: Used, left: Sequence[ThemeRow], n_left: int) -> Part:
    """The first so many of the themes that can be told; those told alike, two to a sentence."""
    part = Part(used)
    left = _without_more_voices(planner, used, left)
    left = [*sorted(left[:n_left], key=is_single_voice), *left[n_left:]]  # with a number first
    waiting: dict[str, ThemeRow] = {}  # by how they are told: each waits for a second
    n_plain = 0
    for theme in left:
        if n_left == 0:
            break
        if planner.pattern == "mourning" and _is_told_in_jest(planner, part.used, theme):
            continue
        manner = _manner(planner, part.used, theme)
        is_plain_one = manner == "post" and _is_dull(planner, part.used, theme)
        if is_plain_one and not theme.is_pinned and n_plain == MAX_PLAIN:
            continue
        n_plain += is_plain_one
        if manner == "voice" and "post" in waiting:
            part = part.followed_by(_single(planner, part.used, waiting.pop("post")))
        if not manner:
            other = _other(planner, part.used, theme)
            n_left -= bool(other.points)
            part = part.followed_by(other)
        else:
            n_left -= 1
            first = waiting.pop(manner, None)
            if first is None:
                waiting[manner] = theme
            else:
                pair = _pair_of_clauses if manner == "clause" else _pair
                part = part.followed_by(pair(planner, part.used, first, theme))
    for theme in waiting.values():
        part = part.followed_by(_single(planner, part.used, theme))
    return part


def _without_more_voices(planner: Planner, used: Used, left: Sequence[ThemeRow]) -> list[ThemeRow]:
    """The themes that can be told, with MAX_VOICES of those that a handful say.

    All that are pinned, and all that are told otherwise than by a post.
    """
    voices = [t for t in left if is_single_voice(t) and not t.is_pinned]
    told_by_post = [t.id for t in voices if _has_post(planner, used, t)]
    shown = told_by_post[:MAX_VOICES]
    return [t for t in left if t not in voices or t.id in shown]


def _manner(planner: Planner, used: Used, theme: ThemeRow) -> str:
    """How a theme is told: by what an editor wrote that "they" do, by a post, or else ""."""
    if theme.wording:
        return "clause" if theme.wording.startswith(f"{planner.say.say('wording-they')} ") else ""
    if not _has_post(planner, used, theme):
        return ""
    if is_single_voice(theme):
        return "voice"
    return "news" if passes_on_news(planner, used, theme) else "post"


def _is_dull(planner: Planner, used: Used, theme: ThemeRow) -> bool:
    """Whether a theme passes on news, or is told by a post that shows no more than a statement."""
    if theme.of_theme:
        return theme.is_news
    post = planner.quotes.best(theme, used)
    return post is None or not planner.quotes.is_readable(post) or is_plain(post)


def _is_told_in_jest(planner: Planner, used: Used, theme: ThemeRow) -> bool:
    post = planner.quotes.best(theme, used)
    return post is not None and is_jest(post)


def _has_post(planner: Planner, used: Used, theme: ThemeRow) -> bool:
    """Whether a post that a reader can read will tell the theme."""
    if not is_told_by_statement(theme) or theme.wording:
        return False
    post = planner.quotes.best(theme, used)
    return post is not None and planner.quotes.is_readable(post)


def _single(planner: Planner, used: Used, theme: ThemeRow) -> Part:
    """A theme by its post and its share; what the archive has on it comes behind."""
    part = statement(planner, used, "further", theme, Place.FURTHER)
    if not part.points:
        return part
    known = known_on(planner, theme, part.used)
    return part.followed_by(known_before(planner, part.used, known, "further"))


def _pair(planner: Planner, used: Used, first: ThemeRow, second: ThemeRow) -> Part:
    """Two themes in a sentence, the favourable one before the one that objects."""
    if (first.stance, second.stance) == ("critical", "positive"):
        first, second = second, first
    favourable = planner.quotes.best(first, used)
    if favourable is None:
        return _single(planner, used, second)
    after = used.with_quote(favourable)
    other = planner.quotes.best(second, after)
    if other is None or not planner.quotes.is_readable(other):
        return _single(planner, used, first)
    a, b = quote_slots(planner, used, favourable), quote_slots(planner, after, other)
    arguments = {
        "a": a["ended"], "a_wrote": a["one_wrote"], "a_running": a["running"],
        "part_a": theme_slots(first)["part"],
        "b": b["ended"], "b_wrote": b["one_wrote"], "some_b": theme_slots(second)["amount"],
        "some_a": theme_slots(first)["amount"],
    }  # fmt: skip
    messages: tuple[str, ...] = ("pair",)
    if is_single_voice(first) and is_single_voice(second):
        messages = ("voices",)
    elif passes_on_news(planner, used, first) and passes_on_news(planner, used, second):
        messages = ("pair-news",)
    elif (first.stance, second.stance) == ("positive", "critical"):
        messages = ("pair-contrast", "pair")
    options = [Option(message, Role.FURTHER_SHARE) for message in messages]
    support = (f"finding:{first.share_id}", f"finding:{second.share_id}")
    part = planner.tell(after.with_quote(other), "further", options, arguments, support)
    if part.points:
        return part
    apart = _single(planner, used, first)
    return apart.followed_by(_single(planner, apart.used, second))


def _pair_of_clauses(planner: Planner, used: Used, first: ThemeRow, second: ThemeRow) -> Part:
    """Two themes by what an editor wrote that "they" do, with the posts that a reader can read."""
    arguments: dict[str, str] = {}
    shows: list[str] = []
    after = used
    for letter, theme, size in (("a", first, "part"), ("b", second, "amount")):
        arguments[f"{letter}_clause"] = slot("finding", theme.share_id, form="clause")
        arguments[f"{size}_{letter}"] = theme_slots(theme)[size]
        post = planner.quotes.best(theme, after)
        if post is not None and planner.quotes.is_readable(post):
            arguments[letter] = quote_slots(planner, after, post)["ended"]
            after = after.with_quote(post)
            shows.append(letter)
    name = {"": "bare", "a": "first", "b": "second", "ab": "both"}["".join(shows)]
    support = (f"finding:{first.share_id}", f"finding:{second.share_id}")
    option = Option(f"pair-clauses-{name}", Role.FURTHER_SHARE)
    part = planner.tell(after, "further", option, arguments, support)
    if part.points:
        return part
    apart = _single(planner, used, first)
    return apart.followed_by(_single(planner, apart.used, second))


def _other(planner: Planner, used: Used, theme: ThemeRow) -> Part:
    """A theme by its line and what was reported of it; without a line, by words and a quote."""
    known = known_on(planner, theme, used)
    lines = [n for n in theme.cues if planner.is_readable(n) and n not in used.cues]
    words = telling_terms(theme, planner.evidence, planner.say)
    shown = planner.quotes.best(theme, used, must_show=True)
    if not lines and not theme.wording and not (words and shown):
        return Part(used)
    best_lines = _by_likeness(planner, theme.cues, known)
    part = _theme(planner, used, "further", theme, Place.FURTHER, best_lines)
    if not part.points:
        return part
    return part.followed_by(known_before(planner, part.used, known, "further"))


def _theme(
    planner: Planner,
    used: Used,
    beat: str,
    theme: ThemeRow,
    place: Place,
    lines: Sequence[int] = (),
) -> Part:
    """A theme's share and one post; nothing where no name, line or quote tells what it is about."""
    shared = share(planner, used, beat, theme, place, lines)
    best = planner.quotes.best(theme, shared.used, must_show=True)
    is_read = best is not None and (place is Place.DISSENT or planner.quotes.is_readable(best))
    quoted = Part(shared.used)
    if is_read:
        role = Role.FURTHER_QUOTE if place is Place.FURTHER else Role.QUOTE
        quoted = quoted_post(planner, shared.used, beat, theme, must_show=True, role=role)
    part = shared.followed_by(quoted)
    return part if quoted.points or not is_bare(shared) else part.without_points()


def _reported_theme(planner: Planner) -> ThemeRow | None:
    """Where nobody objects: the largest other theme that the archive has something on."""
    known = {p.theme for p in planner.evidence.background.context}
    main = main_theme(planner)
    return next((t for t in planner.themes if t is not main and t.id in known), None)


def known_on(planner: Planner, theme: ThemeRow, used: Used) -> Passage | None:
    """The report on a theme's subject: of the best article, the sentence nearest to the theme."""
    context = [p for p in planner.evidence.background.context if p.article_id not in used.articles]
    about = sorted(
        (p for p in context if p.theme == theme.id),
        key=lambda p: (-p.score, p.article_id, p.sentence),
    )
    known = [p for p in context if p.article_id in planner.evidence.articles]
    best = next((p for p in about if p in known), None)
    if best is None:  # recall tied none to the theme: one that plainly speaks of it
        near = max(known, key=lambda p: _nearness(planner, p, theme), default=None)
        return near if near is not None and _nearness(planner, near, theme) >= NEAR else None
    same = [p for p in context if p.article_id == best.article_id]
    return max(same, key=lambda p: (_nearness(planner, p, theme), p is best, -p.sentence))


def _nearness(planner: Planner, passage: Passage, theme: ThemeRow) -> int:
    """How many telling words a passage shares with a theme, if it can be told as it stands."""
    text = planner.articles.text(passage)
    if is_dangling(text, planner.say) or content(text, planner.say) is None:
        return 0
    evidence = planner.evidence
    posts = [evidence.quotes[q].text for q in theme.quotes if q in evidence.quotes]
    lines = [c.text for n in theme.cues for c in evidence.cues.get(n, {}).values()]
    theme_words = _telling(" ".join([*theme.name_terms, *posts, *lines]))
    names = " ".join(e.name for e in evidence.event.entities)
    dull = lexicon(planner.say).everyday | _telling(names)
    return len((_telling(text) & theme_words) - dull)


def _telling(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in WORD.findall(text) if len(w) >= MIN_TELLING)


def _by_likeness(planner: Planner, cues: Sequence[int], known: Passage | None) -> list[int]:
    """Lines in the order of the words that they share with a report; else as they come."""
    reported = _telling(planner.articles.text(known)) if known else frozenset()

    def n_shared(number: int) -> int:
        cue = planner.evidence.cue(number)
        return len(reported & _telling(cue.text)) if cue else 0

    return sorted(cues, key=lambda n: -n_shared(n))


def known_before(planner: Planner, used: Used, known: Passage | None, beat: str) -> Part:
    """What the archive says about a theme's subject; told as older where it is older."""
    passage = planner.articles.unused([known], used) if known else None
    if passage is None:
        return Part(used)
    used = used.with_article(passage.article_id)
    written = planner.evidence.articles[passage.article_id].published_at
    is_older = written < planner.evidence.event.published_at
    arguments = article_slots(passage)
    if not is_older:
        arguments.pop("before")
    name = "context-before" if is_older else "context-after"
    return tell_passage(planner, used, beat, name, passage, Role.CONTEXT, arguments=arguments)
