"""Words that every text of a language holds: they name no theme. A short list per language."""

from __future__ import annotations

_LISTS = {
    "en": (
        "a about after again all also am an and any are as at be been before being but by "
        "can can't cannot could did didn't do does doesn't doing don't dont down each "
        "even every few for from get gets getting go going gonna got had has have having "
        "he her here him his how i i'll i'm i've if im in into is isn't it it's its just "
        "let let's like lol made make me more most much my no not now of off oh ok on one "
        "only or other our out over own please put really said same say says see she "
        "should so some still such than that that's the their them then there these they "
        "thing things this those though to too u up ur us very wanna want was wasn't way "
        "we well were what what's when where which while who who's why will with won't "
        "would yeah yes yet you you're your"
    ),
    "es": (
        "a al algo así aunque bien como con cuando de del desde donde el él ella ellos en "
        "era es esa ese eso esta está están este esto fue ha hay la las le les lo los más "
        "me mi mis mucho muy nada ni no nos o para pero por porque pues q que qué quien "
        "se ser si sí sin son su sus también tan te tiene todo todos tu un una uno va y "
        "ya yo"
    ),
    "pt": (
        "a ao aos as até com como da das de dele dela do dos e é ela ele em era essa esse "
        "esta está este eu foi há isso isto já lá mais mas me meu minha muito na nas não "
        "nem no nos o os ou para pela pelo por porque pra quando que quem se sem ser só "
        "sua são também tem tá tudo um uma vai você vocês"
    ),
    "fr": (
        "à a ai au aussi aux avec bien c'est ça ce ces cette comme d'un dans de des donc "
        "du elle elles en est et était être fait il ils j'ai je la le les leur lui ma "
        "mais me même mes moi mon ne nous on ont ou où par pas plus pour quand que qu'il "
        "qui sa sans se ses si son sont sur ta te toi ton tout tous très tu un une va "
        "vous y"
    ),
    "it": (
        "a ai al alla anche che chi ci come con così cosa da dal dei del della delle di e "
        "è era gli ha hai ho i il in io la le lei lo lui ma me mi mio molto ne nel nella "
        "no noi non o per però più poi quando quella quello questa questo se sei si sì "
        "sono su sua suo te ti tu tutti tutto un una uno"
    ),
    "de": (
        "aber als am an auch auf aus bei bin bis da dann das dass dein dem den der des "
        "die dir doch du ein eine einem einen einer er es für gibt hab habe haben hat "
        "hier ich ihr im in ist ja jetzt kann kein keine man mehr mein mich mir mit nach "
        "nicht noch nur oder schon sehr sein sich sie sind so über um und uns vom von vor "
        "war was wenn wer wie wir wird zu zum zur"
    ),
    "nl": (
        "aan al als bij ben dan dat de deze die dit doe door een en er ga gaan geen had "
        "heb hebben heeft het hier hij hoe ik in is ja je kan maar me meer met mijn moet "
        "na naar niet nog nu of om onze ook op over te toch toen tot uit van veel voor "
        "want was wat we wel wil worden zal ze zijn zo zou"
    ),
    "id": (
        "ada adalah aja akan aku anda apa atau banget bagi bisa buat dah dalam dan dari "
        "dengan di dia dong gak ga gue ini itu jadi juga kalau kalo kami kamu karena "
        "kayak ke kita kok lagi lah lebih mau mereka nggak nih nya oleh pada saat saja "
        "saya sama sangat satu sebuah sudah tak tapi telah tidak udah untuk ya yang yg "
        "bikin bilang cuma doang jangan makin malah masih mulai nanti pasti punya sampai "
        "sering soalnya supaya tetap terus tiap waktu"
    ),
    "tl": (
        "ako ang at ay ba dahil din eh hindi ito ka kasi ko kung lang mga mo na naman "
        "nang ng ni nila niya pa para po sa si sila siya talaga yan yung"
    ),
    "tr": (
        "ama ben bir biz bu çok da daha de değil diye en gibi hem her için ile ise kadar "
        "ki mi mı ne o olan olarak olduğu sen şey şu var ve ya yok"
    ),
    "pl": (
        "a ale aż bo był była było być co czy dla do go i ich ja jak jest jestem już ma "
        "mam mi mnie na nad nie niż o od po pod przez się są ta tak tam te tego tej ten "
        "to tu ty tylko w we więc z za ze że"
    ),
    "sv": (
        "att av de den det du där då efter ej eller en er ett från för ha han har hon i "
        "inte jag kan man med men mig min ni nu när och om på sig sin ska som så till ut "
        "var vara vi vill är"
    ),
    "vi": (
        "anh bị cái cho chỉ có còn con của cũng đã đang đây để đi được gì hay không khi "
        "là lại làm lên mà mình một này nên người nhưng như những nó ở ra rồi sao sẽ tao "
        "thế thì tôi từ và vào vậy với vẫn"
    ),
    "ru": (
        "а без бы был была были было быть в вас во вот все всё вы да для до его ее её "
        "если есть еще ещё же за и из или им их к как когда кто ли меня мне мы на не нет "
        "но ну о он она они оно от по под при с со так такой там то тоже только ты у уже "
        "чем что чтобы эта эти это этот я"
    ),
    "ar": (
        "ال الى إلى إن أن أنا أنت أو التي الذي بعد بل تم ثم حتى دون ذلك على عن عند في قد "
        "كان كل كما لا لم لن لو ليس ما مع من منذ نحن هذا هذه هل هم هنا هو هي و يا"
    ),
    "hi": (
        "एक और का की के को कर क्या से है हैं हो ही में मैं यह ये वह वो भी था थी थे तो तुम "
        "आप पर ने नहीं जो bhi hai hain ho ka ke ki ko kya main mein nahi se toh"
    ),
    "ko": (
        "그 그거 그건 그게 그냥 그래 그런 그런데 그럼 그렇게 그리고 근데 나 나는 나도 난 내 "
        "내가 너 너무 네 다 더 또 때문에 많이 무슨 뭐 아니 아니라 아직 안 어떻게 없는 왜 우리 "
        "이 이거 이건 이게 이런 이렇게 이제 있는 있다 있어 자꾸 잘 저 저는 정말 제가 제일 좀 "
        "지금 진짜 진짜로 하고 하는 한 할 해 했는데"
    ),
    "zh": (
        "了 的 是 在 我 你 他 她 不 也 都 就 很 有 这 那 我们 他们 你们 什么 一个 没有 怎么 还是 "
        "但是 因为"
    ),
    "ja": (
        "これ それ この その です ます だ の は が を に"
    ),
}  # fmt: skip
# With a keyboard's apostrophe and a typesetter's.
WORDS = frozenset(
    form
    for words in _LISTS.values()
    for word in words.split()
    for form in (word, word.replace("'", "’"))
)


def is_function_word(word: str) -> bool:
    """Whether a word, or each part of one joined by a slash, only holds sentences together.

    >>> is_function_word("yang"), is_function_word("and/or"), is_function_word("goat")
    (True, True, False)
    """
    return all(part in WORDS for part in word.replace("&", "/").split("/"))
