### Word lists of the check. Commas and line ends separate entries; all in lower case.

lexicon-scripts = latin

# Articles that a title may begin with.
lexicon-the = The, A, An

# How a report says that somebody said something, and the word before what was said.
lexicon-said = said, says, told, wrote, announced, added, confirmed, explained
lexicon-that = that

# Whoever writes in these words speaks for himself: never told as a report's content.
lexicon-selves = i, i'm, i'll, i've, we, we're, we'll, we've, you, you're, my, our, your, me, us

# What was still going on when it was written.
lexicon-unsettled = have been, has been, are being, is being, remains, remain, is expected, are expected

# A sentence that opens so leans on the one before it.
lexicon-pointing = it, its, he, she, they, his, her, their, this, that, these, those, there, here, such

# A text that ends so was cut short.
lexicon-hanging =
    a, an, the, to, at, for, in, on, of, from, with, about, by, and, or, but, is, are, was, were, my,
    your, our, this, that, into, see, watch, via, like

# What dates a sentence by the day it was written on.
lexicon-relative =
    now, last night, last week, last month, last year, last monday, last tuesday, last wednesday,
    last thursday, last friday, last saturday, last sunday, so far, recently, currently, this morning,
    today, tonight, tomorrow, yesterday, next, this week, this month, this year, this monday,
    this tuesday, this wednesday, this thursday, this friday, this saturday, this sunday, from monday,
    from tuesday, from wednesday, from thursday, from friday, from saturday, from sunday, weeks from,
    days from, months from, a week from, in a week, weeks time, later this, on monday, on tuesday,
    on wednesday, on thursday, on friday, on saturday, on sunday

# A number, in any spelling, comes out of a slot.
lexicon-numbers =
    zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,
    fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty,
    seventy, eighty, ninety, hundred, hundreds, thousand, thousands, million, millions, billion,
    billions, trillion, dozen, dozens, score, scores, single, couple, pair, twice, thrice, once,
    double, doubled, doubles, triple, tripled, quadruple, quadrupled, half, halves, halved, third,
    thirds, quarter, quarters, fifth, sixth, seventh, eighth, ninth, tenth, first, second, percent,
    percentage, tenfold, twofold, threefold, countless, umpteen, last, both

# So does a claim about how many, how much, or where something ranks.
lexicon-quantities =
    most, majority, minority, many, much, few, fewer, several, all, every, everyone, everybody,
    everything, nobody, none, plenty, lots, masses, numerous, innumerable, widespread, universal,
    universally, unanimous, unanimously, overwhelming, overwhelmingly, largely, mostly, mainly,
    broadly, nearly, almost, biggest, largest, greatest, highest, loudest, top, leading, record,
    unprecedented, historic, rare, rarely, always, never, equally, tied, more, less, least, bigger,
    larger, higher, lower, rising, falling, surge, surged, soared, plummeted, exploded, skyrocketed,
    flood, flooded, avalanche, tsunami, handful, hordes, legions, armies, crowds

# Motives, verdicts and causes that no count of posts can show.
lexicon-banned =
    bot, bots, fake, faked, paid, astroturf, astroturfed, troll, trolls, slammed, slams, slam,
    blasted, blasts, admitted, admits, complained, complains, claimed, claims, confessed, insisted,
    demanded, demands, outrage, outraged, furious, fury, backlash, viral, broke the internet,
    meltdown, melted down, lost it, went wild, goes wild, hysterical, hilarious, controversial,
    controversy, scandal, shocking, shocked, stunned, because, because of, due to, thanks to,
    caused by, sparked by, triggered by, in response to, as a result, therefore, obviously, clearly,
    of course, literally, iconic, legendary, beloved, haters, toxic, mob, cancelled, imitating,
    mocking, mocked, in answer to, to appease, under pressure, forced to, hospital, died, dating,
    pregnant, arrested, divorced, suicide

# Words for people in the plural; each needs a finding on at least three authors beside it.
lexicon-crowds =
    fans, viewers, listeners, readers, users, commenters, posters, people, others, supporters,
    critics, followers, accounts, audiences, audience, public, internet, crowd, community, fandom

# Everyday words: they tell nothing of a theme or a post, and may open a sentence.
lexicon-everyday =
    a an the and or but nor so yet as at by for from in into of off on onto out over to up with
    without within under above across after before during since until till while when where which
    who whom whose that this these those there here then than though although if whether not no
    is are was were be been being has have had having do does did doing will would can could may
    might must shall should it its it's they them their theirs he him his she her hers we our i
    you your what how why also again another any some other others such own same too very just
    only still even now later earlier soon ago away back down around along between among through
    against about near next further meanwhile elsewhere nearby together apart besides instead
    say says said saying tell tells told telling write writes wrote written writing post posts
    posted posting read reads quote quotes quoted quoting line lines scene scenes words word
    moment moments film footage clip trailer teaser video song music episode show interview
    performance announcement piece stage play screen theme themes topic topics subject thread
    threads reaction reactions response responses conversation talk note tone part parts side
    sides share shares number count counts figure figures day days night morning afternoon evening
    week weeks month months year years hour hours minute minutes time times peak peaks rise rose
    report reports reported reporting article headline archive story stories coverage piece
    reach reached reaches come comes came coming go goes went going turn turns turned take takes
    took taken make makes made keep keeps kept put puts set sets pick picks picked get gets got
    give gives gave follow follows followed following lead leads led begin begins began open opens
    opened start starts started end ends ended close closes closed run runs ran carry carries
    carried draw draws drew drawn hold holds held stand stands stood sit sits sat lie lies lay
    look looks looked hear hears heard see sees saw seen watch watches watched appear appears
    appeared find finds found use uses used answer name names named way place places thing things
    kind point points new old early late long short plain quiet light dark harder different
    similar public people fans viewers listeners readers users original out posted account accounts
    platform platforms language languages search found left near-identical near identical usual
