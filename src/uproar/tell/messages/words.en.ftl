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

rank-top = the largest theme
rank-tied = one of the largest themes
rank-second = the second largest theme
rank-other = one of several themes

lines-top = quoted most
themes-level = about level
lines-tied = about equally
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
    [1] { $number } original post
   *[other] { $number } original posts
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
what-titled-the = { $kind } of { $title }
subject-the = the { $kind }
subject-of = { $publisher }’s { $kind }

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
kind-footage = footage
kind-post = post

quote-one-wrote = { $quoted } one wrote on { $platform }
quote-one-posted = { $quoted } one posted on { $platform }
quote-one-put-it = { $quoted } as one put it on { $platform }
quote-one-led = On { $platform }, one wrote: { $quoted }
quote-wrote-foreign = { $quoted } one wrote in { $tongue } on { $platform }
quote-wrote-glossed = “{ $gloss },” one wrote on { $platform } (in { $tongue }: { $original })
publisher-unnamed = an unnamed publisher
quote-tongue-unknown = another language

list-two = { $a } and { $b }
list-more = { $a }, { $b }

# What stands in place of a sentence that no longer holds, until an editor cuts it.
sentence-gone = [a quoted post is gone]
sentence-broken = [this sentence no longer holds]
