"""Words that people say of anything: a text of them alone says nothing in particular.

Exclamations, plain praise, words for laughing and crying, forms of address, and "video": a short
list per language, used on texts in matching form, beside the function words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from uproar.text.lexicons.function_words import WORDS as FUNCTION_WORDS

_LISTS = {
    "en": (
        "ah ahh amazing aw aww awesome babe baby beautiful best bestie bravo bro bruh bye cant "
        "clip congrats congratulations cool crazy cry crying cute damn dead dude dying ever "
        "everyone fam finally first fr girl god goodnight good goosebumps gorgeous great guys "
        "haha heart hello help hey hi hmm holy honestly icon iconic idk imagine insane istg king "
        "legend legends literally lmao lmfao lord love loved lovely loving man mood morning new "
        "ngl nice nope obsessed omfg omg ooh oops perfect perfection please pls queen real rn "
        "rofl same screaming screams seriously show slay sob sobbing soo speechless stop "
        "stunning sure tbh tears thank thanks tho ugh video videos wait waiting watch watched "
        "watching whoa wild woah woo wow wtf xd y'all yall yas yass yay yep yes"
    ),
    "es": (
        "amé amo amor bello bravo chicas chicos dios encanta encantó favor genial gracias hermosa "
        "hermoso increíble jaja linda lindo llorando lloro madre mejor morí muero perfecto "
        "precioso qué verdad vídeo video wow ay"
    ),
    "pt": (
        "amei amo amor cara chorando chorei chorando deus favor gente incrível kkk lenda linda "
        "lindo lindos maravilhoso melhor meudeus morri mds obrigada obrigado perfeito socorro "
        "surtei vídeo vontade"
    ),
    "fr": (
        "adore adoré beau belle bravo dieu génial incroyable j'adore jpp magnifique merci mdr "
        "meilleur oh ouah parfait pleure ptdr sérieux sublime trop vidéo"
    ),
    "it": (
        "adoro amo bella bellissima bellissimo bello bravi bravo dio grazie incredibile meglio "
        "mamma perfetto piango video"
    ),
    "de": (
        "danke geil gott großartig hammer krass liebe liebs oh perfekt schön super toll video "
        "wahnsinn weine wow"
    ),
    "nl": "bedankt geweldig god leuk mooi perfect prachtig super video wauw",
    "id": (
        "aaa aduh anjay anjir astaga bagus cantik gemes gila guys huhu indah ih keren lucu mantap "
        "nangis parah sumpah suka terbaik terharu video ya wkwk"
    ),
    "tl": "ang ganda grabe hala iyak naiiyak omg sana salamat talaga video",
    "tr": "allah ağladım bayıldım güzel harika muhteşem mükemmel süper teşekkürler video",
    "pl": "boże cudowne dzięki kocham piękne super świetne wideo wow",
    "sv": "älskar bra fint gud snyggt tack underbart video",
    "vi": "đẹp đỉnh hay hic khóc ôi quá trời tuyệt video yêu xinh",
    "ru": "боже вау видео класс круто красиво люблю обожаю прекрасно плачу спасибо супер шикарно",
    "ar": "الله جميل حلو رائع روعه روعة شكرا ماشاء واو يجنن فيديو",
    "hi": "accha bahut kamaal mast wah वाह बहुत सुंदर शानदार",
    "ko": (
        "감동 감사 귀여워 너무 눈물 대박 멋져 미쳤다 미쳤어 미친 사랑해 세상에 아 아니 어머 언니 "
        "예뻐 예쁘다 영상 와 우와 우리 울어 최고 최고다 헐 ㅠㅠ"
    ),
    "zh": "哈哈 好 好看 太 天啊 可爱 感动 爱 美 赞 绝了 视频 谢谢 哇 啊",
    "ja": (
        "ああ ありがとう うわ え えっ かわいい かっこいい すき すごい なんか まじ まじで "
        "すごすぎる やば やばい 動画 大好き 好き 泣いた 泣ける 最高 涙 神 綺麗 草 笑 爆笑"
    ),
    "th": (
        "กรี๊ด ขอบคุณ คลิป ค่ะ ครับ จริง จริงๆ ดี ดีมาก น่ารัก น้ําตา มาก "
        "รัก ร้องไห้ ว้าว สวย โอ๊ย โอ้ย แม่ ฮือ"
    ),
}  # fmt: skip
WORDS = FUNCTION_WORDS | {
    form
    for said in _LISTS.values()
    for word in said.split()
    for form in (word, word.replace("'", "’"))
}
_WORD = re.compile(r"[^\W\d_][\w\u0e00-\u0e7f'’]*")
# Scripts without spaces: what the list holds is taken out of a run, the longest first.
_RUN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_INSIDE = re.compile(
    "|".join(sorted((re.escape(w) for w in WORDS if _RUN.match(w)), key=lambda w: (-len(w), w)))
)
# A text of more letters has words of its own.
LONGEST = 60


def only_stock(names: Iterable[str]) -> Callable[[str], bool]:
    """Tells whether a text in matching form holds no word beyond stock words and these names.

    >>> is_stock = only_stock(["Ansel"])
    >>> [is_stock(text) for text in ("omg ansel 😭", "0:41 wow", "that boat 😭", "最高!")]
    [True, True, False, True]
    """
    known = sorted({name.casefold() for name in names if len(name) > 1}, key=lambda n: (-len(n), n))
    named = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def is_stock(norm: str) -> bool:
        if len(norm) > LONGEST:
            return False
        return all(map(_is_stock_word, _WORD.findall(named.sub(" ", norm))))

    return is_stock


def _is_stock_word(word: str) -> bool:
    return len(word) == 1 or word in WORDS or (bool(_RUN.match(word)) and not _INSIDE.sub("", word))
