"""Words that tell languages written in Latin letters apart, most of them fans' daily ones."""

from __future__ import annotations

# Function words and common words of fans' romanised writing, none of them a word of English.
_ROMANISED = {
    "hi-latn": (
        "hai nahi nahin kya bhi mera meri mere tera teri kaise kyun kyu bohot bahut acha "
        "accha yaar bhai tum tumhe mujhe mein hoon raha rahi rahe karo kar gaya gayi aur "
        "lekin sab koi abhi kuch woh yeh"
    ),
    "ko-latn": (
        "saranghae saranghaeyo oppa unnie noona hyung daebak jinjja jinja annyeong "
        "annyeonghaseyo aigoo gomawo kamsahamnida gamsahamnida hwaiting bogoshipo bogoshipeo "
        "neomu chukhahae aegyo maknae"
    ),
    "ja-latn": (
        "desu arigatou arigato kawaii sugoi watashi anata daisuki ganbatte yabai hontou suki "
        "dayo kudasai"
    ),
    "th-latn": ("krub krab khrap kha naka mak rak jing sanuk sawasdee aroi narak"),
}
ROMAN_WORDS = {word: lang for lang, words in _ROMANISED.items() for word in words.split()}

# Words that settle a Latin text when two of one language occur and none of another's.
_FUNCTION_WORDS = {
    "en": (
        "the and you is are was this that with for have not but what my your they just of to be "
        "will can about from who his her she he it its been were how when i'm it's don't"
    ),
    "es": "el los las una pero muy y del qué también hay son esto eso yo donde está mi cuando ella",
    "pt": "não uma muito você vocês isso são foi tem pra meu minha eu em com os ele ela está",
    "fr": "le les des une est et pas je ça mais pour avec dans très vous nous cette trop plus",
    "de": "der und ist nicht ich ein eine mit auf für aber auch wie sie wir den dem zu noch nur",
    "it": "che è gli della sono questo questa anche più perché ho il molto",
    "id": "yang dan ini itu tidak aku kamu gak nggak ada untuk dengan dari banget bisa saya",
    "tl": "ang ng mga ako hindi ito yung lang naman po niya siya kung",
    "vi": "và của là không có này cho với một người tôi những được",
    "tr": "bir ve bu çok için değil ben gibi daha olarak",
    "nl": "het een van niet ik dat zijn maar ook voor deze naar",
    "pl": "jest się że jak ale nie czy tak już",
}
WORD_LANGS: dict[str, frozenset[str]] = {
    word: frozenset(lang for lang, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}

# Words of short posts: each makes its languages likelier, none settles the answer alone.
_DAILY_WORDS = {
    "en": (
        "so me we i no one at on in all oh please omg why where if or as up do did does got get "
        "really still still love never ever again now here there there's that's can't didn't i'll"
    ),
    "es": (
        "que de la no se lo me es en un con por para como ya te si más mas todo porque cuándo "
        "lloro llorando dijo estoy quiero extraño ay dios güey wey nunca otra vez muero morí vi"
    ),
    "pt": (
        "que de do da no na se me é um por para mais já te saudade saudades cara gente mano "
        "falou disse chorei chorando tô nossa demais ninguém socorro mds vei aí sdds quando agora"
    ),
    "fr": (
        "que de la se me en un on qui du au ce ne il elle quand manque manquent snif ouf moi toi "
        "c'est j'ai j'en t'es qu'il qu'elle dit même encore rien jamais oui quoi pleure vidéo"
    ),
    "de": "das die es man mir mich ja nein doch so im von bei schon immer wieder mal was war",
    "it": "di la un per con non si mi ti lo ma se come quando sto ancora sempre mai tutto",
    "id": (
        "kangen nonton bilang lagi dong sih nih deh kok aja udah gue gw lu lah plis gaes guys pas "
        "nangis ngakak kak terus juga sama tapi kalo kalau buat bgt gimana kenapa serius ya ke di "
        "rilis tolong tau anjir woi cuma malah"
    ),
    "tl": "na sa ko mo ka si ni at kasi grabe sobrang talaga wala may nga pa ba",
    "vi": "em anh quá đi rồi thì mà ơi nhớ hay lắm",
    "tr": "ne o ya mi mı şey yok var bence ama en",
    "nl": "de ze we is echt wat dit heel nog wel geen",
    "pl": "to na w z i mi co jej ja ty bardzo",
}
DAILY_LANGS: dict[str, tuple[str, ...]] = {
    word: tuple(lang for lang, words in _DAILY_WORDS.items() if word in words.split())
    for words in _DAILY_WORDS.values()
    for word in words.split()
}
