### The story's sentences. Variants of one message end in -b, -c …; an event keeps the one it drew.
### Arguments are slots: no digit, number word, quantity, name or quotation mark is typed here.

headline-quote-line-dissent = { $quote }: viewers take up { $speaker }’s line, some object
headline-quote-line = { $quote }: viewers take up { $speaker }’s line
headline-quote-line-b = { $quote }: how viewers answer { $speaker }’s line
headline-quote = { $quote }: what viewers make of { $what }
headline-quote-b = { $quote }: people react to { $what }
headline-line = { $quote }: { $speaker }’s line travels
headline-plain = What people say about { $what }
headline-plain-b = How { $publisher }’s post was received

dek-line = { $speaker }’s line at { $time } of the { $what } runs through { $rank } of the reaction.
dek-line-dissent = { $speaker }’s line at { $time } of the { $what } runs through { $rank } of the reaction; a critical theme came with it.
dek-theme = What people wrote after { $publisher } posted the { $what } on { $date }.
dek-theme-dissent = What people wrote, in favour and against, after { $publisher } posted the { $what } on { $date }.
dek-plain = { $publisher } posted the { $what } on { $date }; this is what was written about it.

scene-line = { $line } { $speaker } says, { $time } into the { $what } that { $publisher } posted on { $date }.
scene-line-b = At { $time } in the { $what } that { $publisher } posted on { $date }, { $speaker } says: { $quote }
scene-line-c = { $quote } The line is { $speaker }’s, { $time } into the { $what } that { $publisher } posted on { $date }.
scene-later = Later, at { $time }: { $quote }
scene-later-b = By { $time } it is: { $quote }
scene-other = Later, at { $time }, { $speaker } says: { $quote }
scene-other-b = { $line } { $speaker } says at { $time }.
scene-plain = { $publisher } posted the { $what } on { $date }.
scene-plain-b = On { $date }, { $publisher } posted the { $what }.

background = { $headline_running } { $publisher } reported { $before } before.
background-b = { $before } before, { $publisher } had reported: { $headline }

quote-alone = { $quote }.

joke-share-line = Viewers took the line up: it runs through { $rank }, in { $share } of { $n }.
joke-share-line-b = The line runs through { $rank } of the reaction, { $share } of { $n }.
joke-share-words = { $rank } turns on { $words }: { $share } of { $n }.
joke-share-words-b = In { $rank }, { $share } of { $n }, the words are { $words }.
joke-share = { $rank } holds { $share } of { $n }.
joke-count = A theme of { $count } formed.

dissent-share-line = Others objected: { $share } of the same posts form a critical theme.
dissent-share-words = Others objected: { $share } of the same posts form a critical theme.
dissent-share-words-b = A harder note came with it, in { $share } of the same posts, around { $words }.
dissent-share = Others objected: { $share } of the same posts form a critical theme.
dissent-count = A critical theme of { $count } formed beside it.
dissent-line = In the footage, at { $time }, { $speaker } says: { $quote }
dissent-line-b = At { $time } of the footage, { $speaker } says: { $quote }
context-before = { $before } before the footage appeared, { $publisher } had reported: { $quote }
context-before-b = This was reported { $before } before any of it, by { $publisher }: { $quote }
context-after = { $publisher } reported on { $date }: { $quote }

moments-tie = { $a } ({ $n_a }) and { $b } ({ $n_b }) were quoted { $tie }.
moments-two = { $a } was { $top } ({ $n_a }), before { $b } ({ $n_b }).
moments-one = { $a } was the line that came back, in { $n_a }.

change-peak = A { $ordinal } peak came on { $daytime }.
change-peak-b = On { $daytime } the reaction rose a { $ordinal } time.
change-peak-unexplained = A { $ordinal } peak came on { $daytime }; our archive does not say what came before it.
change-trigger = It came after this report by { $publisher }: { $headline }
change-trigger-b = Shortly before, { $publisher } had reported: { $headline }
change-rise = The theme around { $words } went from { $from } of { $from_day }’s posts to { $to } of { $to_day }’s.

precedent = Our archive has a parallel, from { $month }: { $headline }
precedent-b = The comparison is our archive’s, and from { $month }: { $headline }
precedent-detail = { $running } { $publisher } reported then.

next = Next, on { $happens }: { $headline_running } by a report in { $publisher }.
next-b = On { $happens }, by a report in { $publisher }: { $headline }
next-also = Also dated, { $happens }: { $headline }

method-frame = { $platforms }, { $window }.
method-window = Posts of { $window }.
method-peak-times = Busiest hour: { $count } found by the search, { $times }, reposts included.
method-peak = Busiest hour: { $count } found by the search, reposts included.
method-total = The search found { $count }, reposts included.
method-left-out = Spam and near-identical posts are left out of the shares.
method-left-out-groups = Spam and { $groups } of near-identical posts are left out of the shares.
method-gaps = Not read in full: { $gaps }.
method-disclosure = { $disclosure }

note-opening = Correction.
note-changed = Where this story said: { $before } it now says: { $after }
note-removed = A sentence was taken out, as its evidence no longer holds.
note-removed-deletion = A sentence was taken out after the post it rested on was deleted.
note-removed-clearance = A quote was taken out, as it may no longer be used.
note-removed-new-posts = A sentence was taken out, as later posts no longer bear it out.
note-removed-archive = A sentence was taken out after the report it rested on was changed.
