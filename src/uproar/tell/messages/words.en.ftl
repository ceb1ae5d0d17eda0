### How values become words. See docs/words.md before changing a line.

quote-open = “
quote-close = ”
quote-inner-open = ‘
quote-inner-close = ’
quoted = “{ $text }”
quoted-comma = “{ $text },”
quoted-stop = “{ $text }.”

spell-0 = zero
spell-1 = one
spell-2 = two
spell-3 = three
spell-4 = four
spell-5 = five
spell-6 = six
spell-7 = seven
spell-8 = eight
spell-9 = nine
# From ten on, only where a figure opens a sentence.
spell-10 = ten
spell-11 = eleven
spell-12 = twelve
spell-13 = thirteen
spell-14 = fourteen
spell-15 = fifteen
spell-16 = sixteen
spell-17 = seventeen
spell-18 = eighteen
spell-19 = nineteen
spell-20 = twenty
spell-30 = thirty
spell-40 = forty
spell-50 = fifty
spell-60 = sixty
spell-70 = seventy
spell-80 = eighty
spell-90 = ninety
spell-joined = { $tens }-{ $ones }

ordinal = { $n ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
   *[other] later
}

share-percent = { $n } percent
share-under = under { $n } percent
share-over = over { $n } percent

# How many of the posts: a count where few were read, a share where many were.
part = { $part } of the { $posts }
part-of-few = { $part } of the { $posts }
part-of-all = { $part } of { $posts }

# The pronoun with which an editor begins what a theme's posts say: "They ask for a date."
wording-they = They

side-praise = praise
side-criticism = criticism
side-sadness = sadness
side-amusement = amusement
side-anger = anger
side-delight = delight
side-affection = affection
side-disappointment = disappointment
side-worry = worry
side-pride = pride
side-surprise = surprise
opinion-split = divided

quantifier-nearly-all = nearly all
quantifier-most = most
quantifier-about-half = about half
quantifier-over-third = more than a third
quantifier-about-third = about a third
quantifier-over-quarter = more than a quarter
quantifier-about-quarter = about a quarter
quantifier-about-one-in = about one in { $n }
quantifier-over-one-in = more than one in { $n }
quantifier-small = a small share
quantifier-some = some

rank-top = the largest group
rank-tied = one of the largest groups
rank-second = the second largest group
rank-other = a smaller group

lines-top = quoted most often
themes-level = about level
lines-tied = about equally often
line-of = { $speaker }’s { $quoted }
line-unnamed = the line { $quoted }
line-again = { $speaker }’s line at { $time }
line-again-unnamed = the line at { $time }
gap-part = { $source } ({ $received } of { $expected })
gap-whole = { $source }

times = { $n } times the usual
few-noticed = few noticed
no-posts = no posts
times-usual = about as many as usual

month-last = last { $month }
day-utc = UTC { $day }
daytime-morning = { $day } morning
daytime-afternoon = { $day } afternoon
daytime-evening = { $day } evening
daytime-night = { $day } night

duration-days = { $n ->
    [1] a day
   *[other] { $spelled } days
}
duration-weeks = { $spelled } weeks
duration-months = { $spelled } months
duration-years = { $n ->
    [1] a year
   *[other] { $spelled } years
}

unit-posts = { $n ->
    [1] { $number } post
   *[other] { $number } posts
}
unit-originals = { $n ->
    [1] { $number } post
   *[other] { $number } posts
}
unit-comments = { $n ->
    [1] { $number } comment
   *[other] { $number } comments
}
unit-people = { $n ->
    [1] { $number } account
   *[other] { $number } accounts
}
unit-platforms = { $n ->
    [1] { $number } platform
   *[other] { $number } platforms
}
unit-languages = { $n ->
    [1] { $number } language
   *[other] { $number } languages
}
unit-groups = { $n ->
    [1] { $number } set
   *[other] { $number } sets
}
unit-records = { $number }
unit-lines = { $n ->
    [1] { $number } line
   *[other] { $number } lines
}
unit-themes = { $n ->
    [1] { $number } theme
   *[other] { $number } themes
}
unit-other = { $number }

# Platforms on which whatever people write is a comment on something.
comment-platforms = youtube

platform-x = X
platform-bluesky = Bluesky
platform-mastodon = Mastodon
platform-youtube = YouTube
platform-reddit = Reddit
platform-forum = a forum
platform-twitch = Twitch
platform-weibo = Weibo
platform-tiktok = TikTok
platform-instagram = Instagram
platform-threads = Threads

speaker-unnamed = a voice
speaker-label = a voice captioned “{ $label }”

kind-behind-the-scenes = behind-the-scenes footage
kind-making-of = making-of film
kind-trailer = trailer
kind-teaser = teaser
kind-music-video = music video
kind-live = live performance
kind-interview = interview
kind-announcement = announcement
kind-award-show = award show
kind-episode = episode
what-titled = { $title } { $kind }
what-titled-the = { $kind } for { $title }
subject-the = the { $kind }
subject-of = { $publisher }’s { $kind }
subject-named = { $name } { $kind }
# Who saw it: viewers of what is watched, people elsewhere.
audience-viewers = viewers
audience-people = people
watched = video, trailer, teaser, episode, livestream, stream, film, movie, footage, performance, live, interview, broadcast, clip, series
# What is held or announced is named without quotation marks.
occasions = awards, show, line-up, lineup, nominations, festival, ceremony, contest, game, match, finals, tour

# The verb that goes with what was published: by its kind, else by the last word of it.
posted = posted
posted-unknown = put out
posted-live = gave
posted-performance = gave
posted-concert = gave
posted-speech = gave
posted-interview = aired
posted-episode = aired
posted-broadcast = aired
posted-award-show = held
posted-show = held
posted-awards = held
posted-ceremony = held
posted-game = held
posted-match = held
posted-finals = held
posted-festival = held
posted-announcement = made
posted-line-up = announced
posted-lineup = announced
posted-tour = announced
posted-nominations = announced
posted-album = released
posted-single = released
posted-song = released
posted-film = released
posted-movie = released
posted-series = released
posted-update = released
posted-video = posted
posted-news = posted
posted-statement = posted
posted-message = posted
posted-post = posted
posted-photo = posted
posted-photos = posted
posted-footage = posted
posted-clip = posted
posted-stream = ran
posted-livestream = ran
posted-contest = held
kind-footage = footage
kind-post = post

quote-one-wrote = { $quoted } one user wrote on { $platform }
quote-one-posted = { $quoted } one user posted on { $platform }
quote-one-put-it = { $quoted } as one user on { $platform } put it
quote-one-led = One user wrote on { $platform }: { $quoted }
quote-here-wrote = { $quoted } one user wrote
quote-here-led = One user wrote: { $quoted }
quote-another-wrote = { $quoted } another wrote
quote-another-said = { $quoted } another said
quote-another-led = Another put it this way: { $quoted }
quote-wrote-foreign = { $quoted } one user wrote in { $tongue } on { $platform }
quote-another-foreign = { $quoted } another wrote in { $tongue }
quote-wrote-glossed = “{ $gloss },” one user wrote in { $tongue } on { $platform } (the original: { $original })
publisher-unnamed = an unnamed publisher
quote-tongue-unknown = another language

list-two = { $a } and { $b }
list-more = { $a }, { $b }

# What stands in place of a sentence that no longer holds, until an editor cuts it.
sentence-gone = [a quoted post is gone]
sentence-broken = [this sentence no longer holds]
