### Words of the report around the story: charts, panels, notes. Not prose; no check applies.

chart-volume = Posts per hour
chart-volume-alt = Posts per hour, { $span }. The busiest hour had { $most }. A dashed line marks the publication on { $published }.
chart-themes = Themes, as shares of all original posts
chart-moments = Lines of the footage quoted most
chart-platforms = Platforms
chart-languages = Languages
chart-rows-alt = { $rows }.

report-draft = Draft. Not for publication before an editor has approved it.
report-approved = Approved by { $name }.
report-evidence = Evidence
report-close = Back to the sentence
report-hint = Every sentence opens to what it rests on: choose one.
report-to-clear = to be cleared
report-cleared = cleared
report-to-translate = to be translated
report-charts = Charts
report-posts = Posts in running order
report-methods = How it was measured
report-gaps = What could not be had
report-refused = What the draft left out, and why
report-empty-posts = No post may be shown.
report-open = Open the post
report-finding = Finding
report-quote = Post
report-cue = Footage
report-article = Archive
report-value = Value
report-interval = Interval
report-n = Counted on
report-method = Method
report-posts-behind = Posts behind it
report-written-in = Written in
report-said-by = Said by
report-event = From the event’s description
