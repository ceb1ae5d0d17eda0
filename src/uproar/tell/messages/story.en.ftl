### The story's sentences. Variants of one message end in -b, -c …; an event keeps the ones it
### drew. A message with the name of a kind of reaction behind it (-critical, -mourning …) comes
### before the common ones. What the archive has is told in one of three manners, the end of the
### message's name: -stated and -content (a report's own sentence, with its source behind or before
### it), -quote, -headline.
### Arguments are slots: no digit, number word, quantity, name or quotation mark is typed here.
### docs/messages.md shows every message in use; it is made of this file.

# --- headlines: what happened, from the leading statement -----------------------------------------

headline-clause = { $subject }: { $audience } { $clause }
headline-clause-b = After { $subject }, { $audience } { $clause }
headline-wording = { $subject }: { $wording }
headline-wording-b = Posts on { $subject }: { $wording }
headline-quote-line = { $quote }: viewers take up { $speaker }’s line
headline-quote-line-b = { $speaker }’s line catches on: { $quote }
headline-quote-line-c = Viewers answer { $speaker }: { $quote }
headline-quote-line-dissent = { $quote }: viewers echo { $speaker }, some object
headline-quote-line-dissent-b = Viewers echo { $speaker }, some object: { $quote }
headline-quote = Reaction to { $subject }: { $quote }
headline-quote-b = { $quote }: the reaction to { $subject }
headline-quote-c = { $audience } on { $subject }: { $quote }
headline-quote-d = { $quote }: { $audience } on { $subject }
headline-side = { $side } for { $subject }: { $quote }
headline-side-b = { $quote }: { $side } for { $subject }
headline-side-c = { $audience } meet { $subject } with { $side }: { $quote }
headline-side-critical = { $side } of { $subject }: { $quote }
headline-side-critical-b = { $quote }: { $side } of { $subject }
headline-side-critical-c = { $audience } meet { $subject } with { $side }: { $quote }
headline-split = Opinion { $split } on { $subject }: { $quote }
headline-split-b = { $quote }: opinion { $split } on { $subject }
headline-split-c = { $audience } { $split } on { $subject }: { $quote }
headline-feeling = { $feeling } after { $subject }: { $quote }
headline-feeling-b = { $quote }: { $feeling } after { $subject }
headline-feeling-mocking = { $feeling } over { $subject }: { $quote }
headline-feeling-mocking-b = { $quote }: { $feeling } over { $subject }
headline-asks = { $audience } ask about { $subject }: { $quote }
headline-asks-b = { $quote }: questions after { $subject }
headline-person = Talk of { $subject } turns to { $name }
headline-person-b = { $name } overshadows { $subject } in posts
headline-person-quote = { $name } overshadows { $subject }: { $quote }
headline-level = { $subject }: praise and objection { $level }
headline-level-b = Praise and objection { $level } over { $subject }
headline-mood = { $side } outweighs { $trailing } for { $subject }
headline-mood-b = { $subject }: { $side } outweighs { $trailing }
headline-mood-critical = { $side } of { $subject } outweighs { $trailing }
headline-mood-critical-b = { $subject }: { $side } outweighs { $trailing }
headline-felt = { $feeling } after { $subject }
headline-felt-b = { $subject }: { $feeling } in the posts that followed
headline-felt-mocking = { $subject } meets with { $feeling }
headline-felt-mocking-b = { $feeling } over { $subject }
headline-questions = Questions after { $subject }
headline-questions-b = { $subject } leaves { $audience } with questions
headline-divided = Opinion { $split } on { $subject }
headline-divided-b = { $subject }: opinion { $split }
headline-line = { $quote }: { $speaker }’s line catches on
headline-line-b = Viewers take up { $speaker }’s line: { $quote }
headline-line-c = { $quote }: viewers repeat { $speaker }’s line
headline-echo = { $quote }: the line that stayed
headline-echo-b = The line that stayed: { $quote }
headline-plain = What people say about { $subject }
headline-plain-b = How { $subject } was received
headline-plain-c = { $subject }: the reaction
headline-bare = How { $subject } was received
headline-size-none = { $subject }: { $nothing } found
headline-size-lone = { $subject }: posts from { $lone }
headline-size-few = { $subject }: { $few }
headline-size-organised = { $subject }: { $part } of the posts are near-identical
headline-update = { $subject }: a { $ordinal } peak on { $daytime }
headline-update-b = Talk of { $subject } picks up a { $ordinal } time on { $daytime }

# --- the line below the headline ------------------------------------------------------------------

dek-mood = { $side } outweighed { $trailing } in { $count } about the { $what }.
dek-mood-b = In { $count } about the { $what }, { $side } outweighed { $trailing }.
dek-mood-warm = In { $count } about the { $what }, { $side } outweighed { $trailing }.
dek-mood-warm-b = { $side } outweighed { $trailing } in { $count } about the { $what }.
dek-mood-critical = { $side } outweighed { $trailing } in { $count } about the { $what }.
dek-mood-critical-b = In { $count } about the { $what }, { $side } outweighed { $trailing }.
dek-split = Opinion was { $split } in { $count } about the { $what }.
dek-split-b = The { $what } left opinion { $split } in { $count }.
dek-split-c = In { $count } about the { $what }, opinion was { $split }.
dek-line = { $speaker }’s line at { $time } of the { $what } was taken up by { $rank } of posts.
dek-line-b = { $rank } of posts took up { $speaker }’s line, { $time } into the { $what }.
dek-line-c = { $time } into the { $what }, { $speaker } said the line that { $rank } of posts took up.
dek-line-dissent = { $speaker }’s line at { $time } of the { $what } was taken up by { $rank } of posts; others objected.
dek-line-dissent-b = While { $rank } of posts took up { $speaker }’s line, { $time } into the { $what }, others objected.
dek-line-dissent-c = { $rank } of posts took up { $speaker }’s line, { $time } into the { $what }; another group objected.
dek-line-dissent-divided = Praise and objection were { $level } after the { $what }.
dek-line-dissent-divided-b = The { $what } drew praise and objection, and the sides were { $level }.
dek-line-dissent-divided-c = After the { $what }, those for it and those against were { $level }.
dek-theme-dissent-divided = Praise and objection were { $level } after the { $what }.
dek-theme-dissent-divided-b = Those for the { $what } and those against it were { $level }.
dek-theme = What stood out in { $count } about the { $what }.
dek-theme-b = The { $what }, as seen in { $count }.
dek-theme-c = What { $count } said about the { $what }.
dek-theme-dissent = What { $count } say for and against the { $what }.
dek-theme-dissent-b = For and against the { $what }, in { $count }.
dek-size-none = { $publisher } { $posted } the { $what } on { $date }; a search found { $nothing } about it.
dek-size-lone = What was posted about the { $what } of { $date } comes from { $lone }.
dek-size-few = { $few } when { $publisher } { $posted } the { $what } on { $date }.
dek-size-organised = Without the copies, { $count } remain about the { $what } that { $publisher } { $posted } on { $date }.
dek-plain = What people wrote about the { $what } that { $publisher } { $posted } on { $date }.
dek-plain-b = { $publisher } { $posted } the { $what } on { $date }. This is how it was received.
dek-update-alone = Posts about the { $what } that { $publisher } { $posted } on { $date } have picked up again.
dek-update-alone-b = On { $daytime } the { $what } of { $date } was back in the talk.
dek-update = New since the earlier story on the { $what } that { $publisher } { $posted } on { $date }.
dek-update-b = The { $what } of { $date } is back in the talk; this is what has come since the earlier story.

# --- what was published ---------------------------------------------------------------------------

scene-line = { $line } { $speaker } says { $time } into the { $what } that { $publisher } { $posted } on { $date }.
scene-line-b = At { $time } in the { $what } that { $publisher } { $posted } on { $date }, { $speaker } says: { $quote }
scene-line-c = { $quote } The line is { $speaker }’s, and it comes { $time } into the { $what } that { $publisher } { $posted } on { $date }.
scene-line-d = { $publisher } { $posted } the { $what } on { $date }, in which { $speaker } says at { $time }: { $quote }
scene-line-e = { $speaker } has a line { $time } into the { $what } that { $publisher } { $posted } on { $date }: { $quote }
scene-line-f = On { $date }, { $publisher } { $posted } the { $what }. At { $time }, { $speaker } says: { $quote }
scene-later = At { $time } it goes on: { $quote }
scene-later-b = By { $time } it is: { $quote }
scene-later-c = Later, at { $time }, comes this: { $quote }
scene-other = At { $time } it is { $speaker } who says: { $quote }
scene-other-b = Later, at { $time }, { $speaker } says: { $quote }
scene-other-c = And at { $time }, from { $speaker }: { $quote }
scene-plain = { $publisher } { $posted } the { $what } on { $date }.
scene-plain-b = On { $date }, { $publisher } { $posted } the { $what }.
scene-plain-c = { $date } brought the { $what } from { $publisher }.
scene-announced = { $title }, { $publisher } announced on { $date }.
scene-announced-b = On { $date }, { $publisher } made an announcement: { $title }.
scene-stated = { $title }, it was announced on { $date }.
scene-stated-b = It was announced on { $date }: { $title }.
scene-own = { $publisher } { $posted } its { $what } on { $date }.
scene-own-b = On { $date }, { $publisher } { $posted } its { $what }.

background-stated = { $content }, { $publisher } reported { $before } earlier.
background-stated-b = { $before } earlier, { $publisher } had the news: { $content }.
background-content = { $publisher } wrote { $before } earlier: { $content }.
background-content-b = It was { $publisher } that reported, { $before } earlier: { $content }.
background-quote = { $publisher } had written { $before } earlier: { $quote }
background-quote-b = { $before } earlier, { $publisher } had reported: { $quote }
background-headline = { $publisher } had announced it { $before } earlier: { $headline }
background-headline-b = { $before } earlier, the headline in { $publisher } was { $headline }

echo-content = The line recalls what { $publisher } wrote { $before } before: { $content }.
echo-quote = The line recalls what { $publisher } wrote { $before } before: { $quote }
echo-headline = The line recalls a headline in { $publisher }, { $before } before: { $headline }
echo-other-content = They also took up a line at { $time }: { $line } Words of it stood in { $publisher } { $before } before: { $content }.
echo-other-quote = They also took up a line at { $time }: { $line } Words of it stood in { $publisher } { $before } before: { $quote }
echo-other-headline = They also took up a line at { $time }: { $line } Words of it stood in { $publisher } { $before } before, under { $headline }

# --- a post, and how large the reaction is ---------------------------------------------------------

quote-alone = { $quote }.
quote-led = { $quote }

noticed-none = There is no reaction to report: a search covering { $window } found { $nothing }.
noticed-lone = What a search found about it, { $count }, comes from { $lone }.
noticed-lone-b = A search found { $count } about it, from { $lone }.
noticed-few = A search found { $count } about it.
noticed-few-b = The reaction comes to { $count }.
noticed-organised-groups = { $part } of the posts about it are near-identical and came in { $groups }. Without them, { $count } remain.
noticed-organised = { $part } of the posts about it are near-identical. Without them, { $count } remain.

# --- the mood -------------------------------------------------------------------------------------

mood-praise = { $side } outweighed { $trailing }: of the { $read } whose tone could be read, { $more } were favourable and { $fewer } critical.
mood-praise-b = Of the { $read } whose tone could be read, { $more } were favourable and { $fewer } critical: { $side } outweighed { $trailing }.
mood-praise-c = The tone was warm. { $side } outweighed { $trailing }, { $more } to { $fewer }, among the { $read } whose tone could be read.
mood-praise-d = It met with { $side } rather than { $trailing }: { $more } were favourable and { $fewer } critical, of the { $read } whose tone could be read.
mood-praise-e = It was well received, with { $side } ahead of { $trailing } by { $more } to { $fewer } among the { $read } whose tone could be read.
mood-criticism = { $side } outweighed { $trailing }: of the { $read } whose tone could be read, { $more } were critical and { $fewer } favourable.
mood-criticism-b = It met with { $side } rather than { $trailing }: { $more } objected and { $fewer } approved, of the { $read } whose tone could be read.
mood-criticism-c = The tone was harsh. { $side } outweighed { $trailing }, { $more } to { $fewer }, among the { $read } whose tone could be read.
mood-criticism-d = Of the { $read } whose tone could be read, { $more } were critical and { $fewer } favourable: { $side } outweighed { $trailing }.
mood-criticism-e = It was badly received, with { $side } ahead of { $trailing } by { $more } to { $fewer } among the { $read } whose tone could be read.
mood-split = Opinion was { $split }: of the { $read } whose tone could be read, { $praise } were favourable and { $criticism } critical.
mood-split-b = It left opinion { $split }, with { $praise } in favour and { $criticism } against among the { $read } whose tone could be read.
mood-split-c = Those who wrote were { $split }. Of the { $read } whose tone could be read, { $praise } approved and { $criticism } objected.
feeling = { $feeling } was the feeling that came through: it led in { $more } of the { $read } in which a feeling could be read.
feeling-b = The feeling that came through was { $feeling }, in { $more } of the { $read } in which a feeling could be read.
feeling-c = What came through was { $feeling }, the main note in { $more } of the { $read } in which a feeling could be read.
feeling-mocking = What it drew was { $feeling }, in { $more } of the { $read } in which a feeling could be read.
feeling-mocking-b = People answered with { $feeling }, in { $more } of the { $read } in which a feeling could be read.

# --- whom it was about ----------------------------------------------------------------------------

whom = { $name } came up by name in { $part }; of those that named no other and took a side, { $praise } were favourable and { $criticism } critical.
whom-b = The name { $name } came up in { $part }. Where it stood alone and a side was taken, { $praise } were favourable and { $criticism } critical.
whom-c = { $part } named { $name }; those that named no other and took a side were favourable by { $praise } to { $criticism }.
whom-against = { $name } came up by name in { $part }; of those that named no other and took a side, { $criticism } were critical and { $praise } favourable.
whom-against-b = The name { $name } came up in { $part }. Where it stood alone and a side was taken, { $criticism } were critical and { $praise } favourable.
whom-named = { $name } came up by name in { $part }.
whom-named-b = The name { $name } came up in { $part }.
whom-contrast = It made a difference who was named. Posts on { $kind_to } alone were favourable by { $praise } to { $criticism }, those on { $hard_on } alone critical by { $against } to { $for }.
whom-contrast-b = Those who named { $kind_to } alone were favourable by { $praise } to { $criticism }; those who named { $hard_on } alone were critical by { $against } to { $for }.
whom-contrast-c = Where posts named { $hard_on } alone and took a side, { $against } were critical and { $for } favourable; for { $kind_to } it was { $praise } in favour and { $criticism } against.
whom-elsewhere = The talk was of { $name }, whose name came up in { $part }; of those that named no other and took a side, { $praise } were favourable and { $criticism } critical.
whom-elsewhere-b = It was { $name } they wrote about, in { $part }; of those that named no other and took a side, { $praise } were favourable and { $criticism } critical.

# --- the group that opens the story ---------------------------------------------------------------

lead-clause = In { $part_of }, people { $clause }: { $ended }
lead-clause-b = People { $clause } in { $part_of }, { $top }: { $ended }
lead-clause-c = { $one_wrote }. In { $part_of } people { $clause }.
lead-clause-alone = In { $part_of }, people { $clause }.
lead-statement = { $part_of } said something like this: { $ended }
lead-statement-b = { $one_wrote }, and { $part_of } were in that vein.
lead-statement-c = { $top }, { $part_of }, sounded like this: { $ended }
lead-statement-d = { $one_wrote }. Posts of that kind made up { $part_of }, { $top }.
lead-statement-e = A thought that came back in { $part_of } was put like this: { $ended }
lead-against = { $top }, { $part_of }, objected along these lines: { $ended }
lead-against-b = { $one_wrote }, and { $part_of } objected in that vein.
lead-against-c = The objection heard in { $part_of } ran like this: { $ended }
lead-against-d = { $part_of } objected in words like these: { $ended }
lead-for = { $one_wrote }, and { $part_of } were in that vein.
lead-for-b = { $top }, { $part_of }, was pleased along these lines: { $ended }
lead-for-c = { $part_of } approved in words like these: { $ended }
lead-for-d = { $one_wrote }, a verdict in the vein of { $part_of }.
lead-for-divided = On the side of praise, { $part_of } ran along these lines: { $ended }
lead-for-divided-b = { $one_wrote }, and { $part_of } took that side.
lead-sorrow = { $one_wrote }, and { $part_of } struck the same note.
lead-sorrow-b = { $part_of } struck a note like this: { $ended }
lead-joke = { $one_wrote }, a joke in the vein of { $part_of }.
lead-joke-b = { $part_of } joked along these lines: { $ended }
lead-question = The question in { $part_of }, in these words or others, was this: { $ended }
lead-question-b = { $part_of } asked along these lines: { $ended }
lead-news = People passed on news, in { $part_of }: { $ended }
lead-news-b = { $part_of } passed on news such as this: { $ended }
lead-theme-share-line = Viewers took up the line: { $rank }, { $part_of }, turned on it.
lead-theme-share-line-b = Posts on that line were { $rank }, { $part_of }.
lead-theme-share-line-c = Viewers made the line their own. Posts that took it up were { $rank }, { $part_of }.
lead-theme-share-line-d = { $part_of } took up that line, { $rank }.
lead-theme-share-line-e = The line caught on, and { $part_of } came back to it, { $rank }.
lead-theme-share-line-organised = Viewers took up the line: { $share } of them turned on it.
lead-theme-share-line-divided = Posts that took up the line made up { $part_of }.
lead-theme-share-line-divided-b = The line was taken up in { $part_of }.
lead-theme-share-lines = Viewers took up { $again }, and { $part_of } turned on it, { $rank }.
lead-theme-share-lines-b = It was { $again } that stayed: { $part_of } took it up, { $rank }.
lead-theme-share-lines-c = { $part_of } took up { $again }, { $rank }.
lead-theme-share-lines-critical = { $part_of } turned on { $again }, and were critical: { $rank }.
lead-theme-share-lines-critical-b = The objections turned on { $again }, in { $part_of }, { $rank }.
lead-theme-share-words = { $rank }, { $part_of }, turned on words such as { $words }.
lead-theme-share-words-b = Words such as { $words } marked { $rank }, { $part_of }.
lead-theme-share-words-c = { $part_of } turned on words such as { $words }, { $rank }.
lead-theme-share-words-organised = { $share } of them turned on words such as { $words }.
lead-theme-share-words-divided = { $part_of } turned on words such as { $words }.
lead-theme-share-wording = { $part_of } made this point: { $wording }
lead-theme-share-wording-b = The point made in { $part_of }, { $rank }: { $wording }
lead-theme-share-wording-c = { $rank }, { $part_of }, had this to say: { $wording }
lead-theme-share-wording-organised = { $share } of them made this point: { $wording }
lead-theme-share-cue = { $rank } turned on a line at { $time }, { $quote } It holds { $part_of }.
lead-theme-share-organised = { $rank } holds { $share } of them.
lead-theme-share = Posts of that kind were { $rank }, { $part_of }.
lead-theme-share-b = Posts in that vein made up { $rank }, { $part_of }.
lead-theme-like = Posts of that kind were { $rank }, { $part_of }.
lead-theme-like-b = { $part_of } were of that kind, { $rank }.
lead-theme-like-c = Posts in that vein made up { $rank }, { $part_of }.
lead-theme-like-divided = { $part_of } took that side.
lead-theme-like-organised = { $share } of them were of that kind.
lead-theme-count = A group of { $count } wrote in that vein.

# --- those who object, and those who defend -------------------------------------------------------

dissent-clause = Others, in { $part }, { $clause }: { $ended }
dissent-clause-b = By contrast, in { $part } people { $clause }: { $ended }
dissent-clause-alone = Others, in { $part }, { $clause }.
defence-clause = Others, in { $part }, { $clause }: { $ended }
defence-clause-b = By contrast, in { $part } people { $clause }: { $ended }
defence-clause-alone = Others, in { $part }, { $clause }.
dissent-statement = Others objected. { $one_wrote }, in words like those of { $part }.
dissent-statement-b = By contrast, { $part } were critical, along these lines: { $ended }
dissent-statement-c = There was criticism too, in { $part }: { $ended }
dissent-statement-d = Not so { $part }, which objected: { $ended }
dissent-statement-divided = Against that, { $part } objected along these lines: { $ended }
dissent-statement-divided-b = The other side, { $part }, sounded like this: { $ended }
defence-statement = Others took the opposite view. { $one_wrote }, in words like those of { $part }.
defence-statement-b = By contrast, { $part } were favourable, along these lines: { $ended }
defence-statement-c = There was praise too, in { $part }: { $ended }
beside-statement = Others wrote of other things. { $one_wrote }, in the vein of { $part }.
beside-statement-b = Away from the dispute, { $part } were of this kind: { $ended }
dissent-share-line = Others objected, in { $share } of the same posts.
dissent-share-line-b = Those who objected wrote { $share } of the same posts.
dissent-share-words = Others objected: { $share } of the same posts were critical, with words such as { $words }.
dissent-share-words-b = A harsher group, { $share } of the same posts, turned on words such as { $words }.
dissent-share-words-c = Not so the posts with words such as { $words }, which were critical and made up { $share }.
dissent-share-words-divided = Against them stood { $share } of the same posts, which were critical and turned on words such as { $words }.
dissent-share-words-divided-b = The other side, { $share } of the same posts, turned on words such as { $words }.
dissent-share-words-divided-c = Another { $share } of the same posts objected, with words such as { $words }.
dissent-share-wording = Others objected, in { $part }: { $wording }
dissent-share-wording-b = By contrast, { $part } made this point: { $wording }
dissent-share = Others objected, in { $share } of the same posts.
dissent-share-b = There was criticism too, in { $share } of the same posts.
dissent-share-c = A critical group formed beside it, with { $share } of the same posts.
dissent-count = A critical group of { $count } formed beside it.
defence-share-line = Others approved, in { $share } of the same posts.
defence-share-cue = Others struck another note: { $share } of the same posts turned on what is said at { $time }: { $quote }
defence-share-words = Others approved: { $share } of the same posts were favourable, with words such as { $words }.
defence-share-words-b = A kinder group, { $share } of the same posts, turned on words such as { $words }.
defence-share-wording = Others took the opposite view, in { $part }: { $wording }
defence-share = Others approved, in { $share } of the same posts.
defence-share-b = There was praise too, in { $share } of the same posts.
defence-count = A favourable group of { $count } formed beside it.
beside-share-line = Posts on that line are a group of their own, { $share } of the same posts.
beside-share-words = Beside it, { $share } of the same posts turned on words such as { $words }.
beside-share-words-b = Another { $share } of the posts turned on words such as { $words }.
beside-share-wording = Beside that, { $part } made another point: { $wording }
beside-share-cue = Another { $share } of the posts turned on what is said at { $time }: { $quote }
beside-share = Beside it stands a group with { $share } of the same posts.
beside-share-b = Another { $share } of the posts went elsewhere.
beside-count = Beside it stands a group of { $count }.

# --- what else people wrote -----------------------------------------------------------------------

pair = { $a_wrote }, a note struck in { $part_a }; in another { $some_b } it was closer to this: { $b }
pair-b = Another { $some_a } were closer to this: { $a } And a further { $some_b } ran like this: { $b }
pair-c = In { $part_a } the talk was closer to this: { $a } In { $some_b } it was this: { $b }
pair-d = Elsewhere the talk took other turns. { $a_wrote }, in the vein of { $part_a }; { $b_wrote }, in that of { $some_b }.
pair-e = { $part_a } struck another note: { $a } Another { $some_b } went like this: { $b }
pair-f = { $part_a } went like this: { $a } Another { $some_b } took this turn: { $b }
pair-news = Others passed on news. In { $part_a } it was of this kind: { $a } In { $some_b } it was this: { $b }
pair-news-b = News was passed on, too, such as this, in { $part_a }: { $a } Or this, in { $some_b }: { $b }
pair-contrast = { $part_a } were favourable, along these lines: { $a } Not so another { $some_b }: { $b }
pair-contrast-b = Where { $part_a } approved, along the lines of { $a_running } another { $some_b } objected: { $b }
pair-contrast-c = { $a_wrote }, in a favourable vein that { $part_a } shared. By contrast, { $some_b } objected: { $b }
further-clause = In a further { $part } they { $clause }: { $ended }
further-clause-b = Others, in { $part }, { $clause }: { $ended }
further-clause-c = In { $part } they { $clause }, as in this post: { $ended }
further-clause-alone = In a further { $part } they { $clause }.
further-clause-alone-b = Others, in { $part }, { $clause }.
pair-clauses-bare = Others, in { $part_a }, { $a_clause }; in { $amount_b } they { $b_clause }.
pair-clauses-first = Others, in { $part_a }, { $a_clause }: { $a } In { $amount_b } they { $b_clause }.
pair-clauses-second = In { $part_a } they { $a_clause }, and in { $amount_b } they { $b_clause }: { $b }
pair-clauses-both = In { $part_a } they { $a_clause }: { $a } Another { $amount_b } { $b_clause }: { $b }
pair-clauses-both-b = Others, in { $part_a }, { $a_clause }, as in this post: { $a } In { $amount_b } they { $b_clause }: { $b }
pair-clauses-both-c = Elsewhere, in { $part_a }, they { $a_clause }: { $a } Then there are { $amount_b } who { $b_clause }: { $b }
voices = { $a_wrote }. And: { $b }
voices-b = Others put it in their own way: { $a } { $b }
voices-c = { $a_wrote }. Elsewhere: { $b }
voices-d = Other posts read: { $a } And: { $b }
voice = { $one_wrote }.
voice-b = Another post read: { $ended }
statement-share = { $one_wrote }, in the vein of a further { $part }.
statement-share-b = A further { $part } sounded like this: { $ended }
statement-share-c = { $one_wrote }, in a vein that { $part } shared.
statement-share-d = Then there were { $part } along these lines: { $ended }
statement-share-e = Elsewhere, in { $part }, the talk ran like this: { $ended }
statement-share-f = Another { $part } came closer to this: { $ended }
statement-news = Others passed on news, in { $part }: { $ended }
statement-news-b = A further { $part } passed on news such as this: { $ended }
statement-count = { $one_wrote }, with { $count } of that kind.
statement-count-b = Then there were { $count } along these lines: { $ended }
further-share-line = A further { $share } of the posts stayed with that line.
further-share-words = A further { $share } of the posts turned on words such as { $words }.
further-share-words-b = Then there were posts with words such as { $words }, which made up { $share }.
further-share-words-c = Posts with words such as { $words } made up { $share }.
further-share-words-d = Elsewhere, in { $share } of the posts, words such as { $words } stood out.
further-share-wording = A further { $part } made this point: { $wording }
further-share-wording-b = Then there were { $part } that said: { $wording }
further-share-wording-c = Another { $part } had this to say: { $wording }
further-share-cue = A further { $share } of the posts turned to what is said at { $time }: { $quote }
further-share-cue-b = Another { $share } of the posts took up the words at { $time }: { $quote }
further-share = A further { $share } of the posts went elsewhere.
further-count = A further group holds { $count }.

# --- the line they object to, and what was known before -------------------------------------------

dissent-line = In the footage, at { $time }, { $speaker } says: { $quote }
dissent-line-b = The line they turn to, at { $time }, is from { $speaker }: { $quote }
dissent-line-c = On film, at { $time }, { $speaker } says: { $quote }
dissent-line-d = The words are those of { $speaker }, at { $time }: { $quote }
context-before-stated = { $content }, { $publisher } reported { $before } before the { $kind } appeared.
context-before-stated-b = { $before } before the { $kind }, { $publisher } had the background: { $content }.
context-before-content = { $publisher } reported { $before } before the { $kind }: { $content }.
context-before-content-b = As { $publisher } reported { $before } before the { $kind }: { $content }.
context-before-quote = { $publisher } had reported { $before } before the { $kind } appeared: { $quote }
context-before-quote-b = { $before } before the { $kind }, { $publisher } had written: { $quote }
context-before-headline = { $publisher } had taken up the subject { $before } before the { $kind }: { $headline }
context-before-headline-b = On the subject, { $before } before the { $kind }, { $publisher } ran the headline { $headline }
context-after-stated = { $content }, { $publisher } reported on { $date }.
context-after-content = { $publisher } reported on { $date }: { $content }.
context-after-quote = { $publisher } reported on { $date }: { $quote }
context-after-headline = { $publisher } took up the subject on { $date }: { $headline }

# --- the lines quoted, what was passed on, what changed -------------------------------------------

moments-tie = { $a } ({ $n_a }) and { $b } ({ $n_b }) were quoted { $tie }.
moments-tie-b = Posts quoted { $a } and { $b } { $tie }, in { $n_a } and { $n_b }.
moments-tie-c = { $a } came back in { $n_a } and { $b } in { $n_b }, { $tie }.
moments-tie-d = With { $n_a } and { $n_b }, { $a } and { $b } were quoted { $tie }.
moments-two = { $top } was { $a }, in { $n_a }, ahead of { $b }, in { $n_b }.
moments-two-b = { $a } was { $top }, in { $n_a }; { $b } followed with { $n_b }.
moments-two-c = The line { $top } was { $a }, with { $n_a } against { $n_b } for { $b }.
moments-one = { $a } was quoted in { $n_a }.
moments-one-b = In { $n_a }, people quoted { $a }.
passed-on = The post that travelled farthest, passed on { $n } times, read: { $ended }

change-peak = A { $ordinal } peak came on { $daytime }.
change-peak-b = On { $daytime } the talk picked up a { $ordinal } time.
change-peak-c = The reaction had a { $ordinal } peak, on { $daytime }.
change-peak-unexplained = A { $ordinal } peak came on { $daytime }; the archive has no report that came just before.
change-peak-unexplained-b = On { $daytime } the talk picked up a { $ordinal } time. The archive has no report that came just before.
change-trigger-content = Before that, { $publisher } had reported: { $content }.
change-trigger-content-b = It came after this report in { $publisher }: { $content }.
change-trigger-stated = { $content }, { $publisher } had reported before that.
change-trigger-quote = Before that, { $publisher } had reported: { $quote }
change-trigger-headline = It came after a report by { $publisher }: { $headline }
change-trigger-headline-b = Before it, { $publisher } had published this: { $headline }
change-rise = Posts with words such as { $words } went from { $from } of { $from_day }’s to { $to } of { $to_day }’s.
change-rise-b = Of { $from_day }’s posts, { $from } turned on words such as { $words }; of { $to_day }’s, { $to }.
change-rise-c = With it, posts with words such as { $words } went from { $from } of { $from_day }’s to { $to } of { $to_day }’s.
change-new = New was talk of this kind, up from { $from } of { $from_day }’s posts to { $to } of { $to_day }’s: { $ended }
change-new-b = What came with it was talk of this kind: { $ended } It went from { $from } of { $from_day }’s posts to { $to } of { $to_day }’s.
change-theme = A group that grew with it went from { $from } of { $from_day }’s posts to { $to } of { $to_day }’s.

# --- precedents, what is next, other news ---------------------------------------------------------

precedent-headline = The archive holds a parallel, from { $month }: { $headline }
precedent-headline-b = Our archive has a parallel, from { $month }: { $headline }
precedent-headline-c = The archive has a case from { $month } that recalls it: { $headline }
precedent-headline-d = There is a forerunner in the archive, from { $month }: { $headline }
precedent-alone-headline = The archive holds a parallel, from { $month }, in { $publisher }: { $headline }
precedent-alone-headline-b = An earlier case is in our archive, from { $month }, when { $publisher } had the headline { $headline }
precedent-alone-headline-c = The archive has a case from { $month } that recalls it, in { $publisher }, under { $headline }
precedent-raised-headline = Posts themselves bring up an earlier case, from { $month }: { $headline }
precedent-raised-headline-b = The comparison that posts draw is with { $month }: { $headline }
precedent-raised-alone-headline = Posts themselves bring up an earlier case, from { $month }, in { $publisher }: { $headline }
precedent-raised-alone-headline-b = The comparison that posts draw is with { $month }, when { $publisher } had the headline { $headline }
detail-stated = { $content }, { $publisher } wrote then.
detail-content = { $publisher } wrote then: { $content }.
detail-quote = In the words of { $publisher } then: { $quote }
detail-quote-b = { $publisher } wrote at the time: { $quote }

next-headline = Next, on { $happens }, according to { $publisher }: { $headline }
next-headline-b = { $publisher } gives the next date as { $happens }: { $headline }
next-headline-c = The date to come is { $happens }. { $publisher } has it as { $headline }
next-quote = For { $happens }, { $publisher } announces this: { $quote }
next-content = For { $happens }, { $publisher } reports this: { $content }.
next-dated-content = Still to come, according to { $publisher }: { $content }.
next-dated-content-b = { $publisher } reports what is next: { $content }.
next-dated-stated = { $content }, according to { $publisher }.
next-stated = For { $happens }, { $publisher } reports this: { $content }.
next-dated-quote = Still to come, by a report in { $publisher }: { $quote }
next-dated-quote-b = { $publisher } says what is next: { $quote }
next-dated-headline = Still to come, by a report in { $publisher }: { $headline }
next-dated-headline-b = { $publisher } says what is next: { $headline }
next-also-headline = Then, on { $happens }, according to { $publisher }: { $headline }
next-also-headline-b = And on { $happens }, { $publisher } has { $headline }
next-also-quote = Then, on { $happens }, according to { $publisher }: { $quote }
next-also-content = Then, on { $happens }, according to { $publisher }: { $content }.
next-also-dated-content = After that, according to { $publisher }: { $content }.
next-also-dated-quote = After that, according to { $publisher }: { $quote }
next-also-dated-headline = After that, according to { $publisher }: { $headline }
related-content = In other news, { $publisher } reported on { $date }: { $content }.
related-stated = There was other news, too. { $content }, { $publisher } reported on { $date }.
related-headline = In other news, from { $publisher } on { $date }: { $headline }
related-headline-b = Apart from this, { $publisher } reported on { $date }: { $headline }

# --- how it was counted, and what was missing ------------------------------------------------------

method-frame = The figures rest on posts from { $platforms }, { $window }.
method-frame-b = The posts come from { $platforms }, { $window }.
method-frame-c = Posts were gathered from { $platforms }, { $window }.
method-frame-d = This story rests on posts from { $platforms }, { $window }.
method-frame-e = Read for this story were posts from { $platforms }, { $window }.
method-frame-named = The figures rest on { $count } from { $platform }, { $window }.
method-frame-named-b = Behind the figures are { $count } from { $platform }, { $window }.
method-frame-named-c = Read for this story were { $count } from { $platform }, { $window }.
method-frame-named-d = This story rests on { $count } from { $platform }, { $window }.
method-frame-named-e = The basis is { $count } from { $platform }, { $window }.
method-frame-named-f = The posts counted here, { $count }, come from { $platform }, { $window }.
method-window = Posts were gathered for { $window }.
method-peak-times = In the busiest hour a search found { $count }, { $times }, reposts included.
method-peak-times-b = At its height a search found { $count } in an hour, reposts included, { $times }.
method-peak-times-c = The busiest hour brought { $count } to a search, reposts included, { $times }.
method-peak-times-d = A search found { $count } in the busiest hour, reposts included, { $times }.
method-peak = In the busiest hour a search found { $count }, reposts included.
method-peak-b = At its height a search found { $count } in an hour, reposts included.
method-peak-c = The busiest hour brought { $count } to a search, reposts included.
method-peak-d = A search found { $count } in the busiest hour, reposts included.
method-none = No figures are given, as { $nothing } were found.
method-total = A search found { $count }, reposts included.
method-left-out = Reposts, spam and near-identical posts are left out of the shares.
method-left-out-b = The shares leave out reposts, spam and near-identical posts.
method-left-out-c = Not counted in the shares are reposts, spam and near-identical posts.
method-left-out-d = Shares are counted without reposts, spam and near-identical posts.
method-left-out-e = Reposts, spam and near-identical posts count in no share.
method-left-out-groups = Reposts, spam and { $groups } of near-identical posts are left out of the shares.
method-left-out-groups-b = The shares leave out reposts, spam and { $groups } of near-identical posts.
method-left-out-groups-c = Not counted in the shares are reposts, spam and { $groups } of near-identical posts.
method-left-out-groups-d = Shares are counted without reposts, spam and { $groups } of near-identical posts.
method-read = Tone was read by a program, which errs; what posts claim was not checked.
method-read-b = A program read the tone of the posts, and can err; what they claim was not checked.
method-read-c = A program judged the tone, which is not without error, and what posts claim was not checked.
method-read-d = The tone is as a program read it, with errors; what posts say was not checked.
method-read-e = What posts assert was not checked, and their tone was read by a program, which can err.
method-authors-unknown = The posts came without their authors, so the number of voices behind them is not known and coordinated posting could not be looked for.
method-authors-unknown-b = Without authors for the posts, neither the number of voices behind them is known nor whether some posted together.
method-authors-partly = { $part } of the posts came without an author, so the number of voices is known only in part.
method-authors-partly-b = The number of voices is known only in part, as { $part } of the posts came without an author.
method-authors-some = Some posts came without an author, so the number of voices is known only in part.
method-gaps = Not read in full: { $gaps }.
method-gaps-b = What could not be read in full: { $gaps }.
method-no-footage = There were no captions, so no line of the footage is quoted.
method-no-footage-b = Without captions, no line of the footage is quoted.
method-foreign-footage = The captions are in another language, so no line of the footage is quoted.
method-no-archive = There was no archive to search, so nothing earlier is told.
method-no-archive-b = Without an archive, nothing earlier is told.
method-no-quotes = No post was fit to be quoted here.
method-no-quotes-b = There was no post fit to be quoted.
method-no-footage-no-archive = There were no captions to quote from and no archive to search.
method-no-footage-no-archive-b = Captions and an archive were not at hand, so no line is quoted and nothing earlier told.
method-no-footage-no-archive-c = Neither captions nor an archive were at hand.
method-no-footage-no-archive-d = For this event there were neither captions nor an archive.
method-no-footage-no-quotes = There were no captions, and no post was fit to be quoted.
method-no-archive-no-quotes = There was no archive to search, and no post was fit to be quoted.
method-no-footage-no-archive-no-quotes = There were no captions and no archive, and no post was fit to be quoted.
method-disclosure = { $disclosure }

note-opening = Correction.
note-changed = Where this story said: { $before } it now says: { $after }
note-removed = A sentence was taken out, as its evidence no longer holds.
note-removed-deletion = A sentence was taken out after the post it rested on was deleted.
note-removed-clearance = A quote was taken out, as it may no longer be used.
note-removed-new-posts = A sentence was taken out, as later posts no longer bear it out.
note-removed-archive = A sentence was taken out after the report it rested on was changed.
