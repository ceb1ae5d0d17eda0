### The story's sentences. Variants of one message end in -b, -c …; an event keeps the ones it
### drew. A message with the name of a pattern behind it (-mixed, -again …) comes before the common
### ones. Arguments are slots: no digit, number word, quantity, name or quotation mark is typed here.

headline-quote-line-dissent = { $quote }: viewers take up { $speaker }’s line, some object
headline-quote-line-dissent-mixed = { $quote }: { $subject } divides viewers
headline-quote-line = { $quote }: viewers take up { $speaker }’s line
headline-quote-line-b = { $quote }: how viewers answer { $speaker }’s line
headline-quote = { $quote }: what viewers make of { $subject }
headline-quote-b = { $quote }: how people see { $subject }
headline-quote-mixed = { $quote }: { $subject } divides viewers
headline-line = { $quote }: { $speaker }’s line travels
headline-plain = What people say about { $subject }
headline-plain-b = How { $subject } was received
headline-size-none = { $subject }: { $nothing } found
headline-size-lone = { $subject }: posts from { $lone }
headline-size-few = { $subject }: { $few }
headline-size-organised = { $subject }: { $part } of the posts are near-identical
headline-update = { $subject }: a { $ordinal } peak on { $daytime }
headline-update-b = { $subject }: the talk rose again on { $daytime }

dek-line = { $speaker }’s line at { $time } of the { $what } runs through { $rank } of the reaction.
dek-line-b = { $rank } of the reaction starts from { $speaker }’s line, { $time } into the { $what }.
dek-line-dissent = { $speaker }’s line at { $time } of the { $what } runs through { $rank } of the reaction; a critical theme came with it.
dek-line-dissent-b = { $rank } of the reaction picks up { $speaker }’s line, { $time } into the { $what }; another theme is critical.
dek-line-dissent-mixed = Praise and objection are { $level } after the { $what }.
dek-theme-dissent-mixed = Praise and objection are { $level } after the { $what }.
dek-theme = What people wrote after { $publisher } { $posted } the { $what } on { $date }.
dek-theme-dissent = What people wrote, in favour and against, after { $publisher } { $posted } the { $what } on { $date }.
dek-size-none = { $publisher } { $posted } the { $what } on { $date }; the search found { $nothing } about it.
dek-size-lone = { $publisher } { $posted } the { $what } on { $date }; what the search found about it comes from { $lone }.
dek-size-few = { $publisher } { $posted } the { $what } on { $date }; the search found { $count } about it.
dek-size-organised = Copies of the same texts surround the { $what } that { $publisher } { $posted } on { $date }; { $count } remain without them.
dek-plain = { $publisher } { $posted } the { $what } on { $date }; this is what was written about it.
dek-update = What has come since { $publisher } { $posted } the { $what } on { $date }; the earlier story tells the rest.

scene-line = { $line } { $speaker } says, { $time } into the { $what } that { $publisher } { $posted } on { $date }.
scene-line-b = At { $time } in the { $what } that { $publisher } { $posted } on { $date }, { $speaker } says: { $quote }
scene-line-c = { $quote } The line is { $speaker }’s, { $time } into the { $what } that { $publisher } { $posted } on { $date }.
scene-line-d = { $publisher } { $posted } the { $what } on { $date }, and { $time } into it { $speaker } says: { $quote }
scene-later = Later, at { $time }: { $quote }
scene-later-b = By { $time } it is: { $quote }
scene-later-c = And at { $time }: { $quote }
scene-other = Later, at { $time }, { $speaker } says: { $quote }
scene-other-b = To that belongs what { $speaker } says at { $time }: { $quote }
scene-other-c = At { $time } it is { $speaker } who says: { $quote }
scene-plain = { $publisher } { $posted } the { $what } on { $date }.
scene-plain-b = On { $date }, { $publisher } { $posted } the { $what }.

background = { $publisher } had reported { $before } before: { $headline }
background-b = The headline in { $publisher } { $before } earlier was: { $headline }
background-c = It follows what { $publisher } reported { $before } before: { $headline }

quote-alone = { $quote }.

noticed-none = Of a reaction there is nothing to tell: the search found { $nothing } about it.
noticed-lone = What the search found about it comes from { $lone }, in { $count }.
noticed-few = { $few }: the search found { $count } about it.
noticed-organised-groups = { $part } of the posts about it are near-identical and came in { $groups }. What follows counts only the rest, { $count }.
noticed-organised = { $part } of the posts about it are near-identical. What follows counts only the rest, { $count }.

joke-share-line = Viewers took the line up: it runs through { $rank }, in { $share } of { $n }.
joke-share-line-b = The line runs through { $rank } of the reaction, { $share } of { $n }.
joke-share-line-c = So it goes in { $rank }, { $share } of { $n }.
joke-share-line-organised = Viewers took the line up: it runs through { $rank }, { $share } of them.
joke-share-line-mixed = The line found its friends: they are { $share } of { $n }.
joke-share-line-mixed-b = Those who liked it wrote { $share } of { $n }.
joke-share-words = { $rank } turns on { $words }: { $share } of { $n }.
joke-share-words-b = In { $rank }, { $share } of { $n }, the words are { $words }.
joke-share-words-organised = { $rank } turns on { $words }: { $share } of them.
joke-share-cue = { $rank } turns on a line at { $time }, { $quote } It holds { $share } of { $n }.
joke-share = { $rank } holds { $share } of { $n }.
joke-count = A theme of { $count } formed.

dissent-share-line = Others objected, in { $share } of the same posts.
dissent-share-line-b = The objections have a theme of their own, { $share } of the same posts.
dissent-share-words = Others objected: { $share } of the same posts are critical, with words such as { $words }.
dissent-share-words-b = A harder note came with it, in { $share } of the same posts, around { $words }.
dissent-share-words-c = Not so the posts around { $words }: they are critical, and make up { $share }.
dissent-share-words-mixed = Against them stand { $share } of the same posts, which turn on { $words } and are critical.
dissent-share-cue = Others objected, in { $share } of the same posts, which turn on what is said at { $time }: { $quote }
dissent-share = Others objected, in { $share } of the same posts.
dissent-count = A critical theme of { $count } formed beside it.
beside-share-line = The line has a theme of its own, { $share } of the same posts.
beside-share-words = Beside it, { $share } of the same posts turn on { $words }.
beside-share-words-b = Another { $share } of the posts are about { $words }.
beside-share-cue = Another { $share } of the posts turn on what is said at { $time }: { $quote }
beside-share = Beside it stands a theme with { $share } of the same posts.
beside-count = Beside it formed a theme of { $count }.

dissent-line = In the footage, at { $time }, { $speaker } says: { $quote }
dissent-line-b = The line they turn to, at { $time }, comes from { $speaker }: { $quote }
dissent-line-c = The footage has this on it, at { $time }, from { $speaker }: { $quote }
context-before = As { $publisher } had reported { $before } before the footage appeared: { $quote }
context-before-b = This was reported { $before } before any of it, by { $publisher }: { $quote }
context-before-c = Older than the reaction, by { $before }, is a report in { $publisher }: { $quote }
context-after = { $publisher } reported on { $date }: { $quote }

moments-tie = { $a } ({ $n_a }) and { $b } ({ $n_b }) were quoted { $tie }.
moments-tie-b = Quoted { $tie }: { $a }, in { $n_a }, and { $b }, in { $n_b }.
moments-two = { $top } was { $a } ({ $n_a }), before { $b } ({ $n_b }).
moments-two-b = { $a } was { $top }, in { $n_a }; { $b } followed with { $n_b }.
moments-one = { $a } came back in { $n_a }.

change-peak = A { $ordinal } peak came on { $daytime }.
change-peak-b = On { $daytime } the reaction rose a { $ordinal } time.
change-peak-unexplained = A { $ordinal } peak came on { $daytime }; our archive does not say what came before it.
change-trigger = It came after this report by { $publisher }: { $headline }
change-trigger-b = Before it, { $publisher } had reported: { $headline }
change-rise = The theme around { $words } went from { $from } of { $from_day }’s posts to { $to } of { $to_day }’s.
change-rise-b = Of { $from_day }’s posts, { $from } had turned on { $words }; of { $to_day }’s it was { $to }.

precedent = Our archive has a parallel, from { $month }: { $headline }
precedent-b = The comparison is our archive’s, and from { $month }: { $headline }
precedent-c = Readers of our archive may think of { $month }: { $headline }
precedent-detail = In the words of { $publisher } then: { $quote }
precedent-detail-b = { $publisher } wrote at the time: { $quote }

next = Next, on { $happens }, according to { $publisher }: { $headline }
next-b = On { $happens }, by a report in { $publisher }: { $headline }
next-also = Then, on { $happens }: { $headline }
next-also-b = And on { $happens }: { $headline }
related = In other news, from { $publisher } on { $date }: { $headline }

method-frame = { $platforms }, { $window }.
method-window = Posts of { $window }.
method-peak-times = Busiest hour: { $count } found by the search, { $times }, reposts included.
method-peak = Busiest hour: { $count } found by the search, reposts included.
method-none = The search covered { $window } and found { $nothing }, so nothing is counted here.
method-total = The search found { $count }, reposts included.
method-left-out = Spam and near-identical posts are left out of the shares.
method-left-out-groups = Spam and { $groups } of near-identical posts are left out of the shares.
method-gaps = Not read in full: { $gaps }.
method-no-footage = No captions were at hand, so no line of the footage is quoted.
method-foreign-footage = The captions are in another language, so no line of the footage is quoted.
method-no-archive = No archive was at hand, so nothing earlier is told.
method-no-quotes = No post was fit to be quoted here.
method-disclosure = { $disclosure }

note-opening = Correction.
note-changed = Where this story said: { $before } it now says: { $after }
note-removed = A sentence was taken out, as its evidence no longer holds.
note-removed-deletion = A sentence was taken out after the post it rested on was deleted.
note-removed-clearance = A quote was taken out, as it may no longer be used.
note-removed-new-posts = A sentence was taken out, as later posts no longer bear it out.
note-removed-archive = A sentence was taken out after the report it rested on was changed.
