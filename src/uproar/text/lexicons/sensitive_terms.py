"""Words that put a text on a sensitive subject, in eight languages. Plain cases, no allusions.

`words` are of languages with spaces, without accents: whole words, or their beginning where a `*`
ends them. `parts` are of Korean, Japanese and Thai: found anywhere. A word that also has an
everyday sense ("minor", "cut", "to die for") is here only in a phrase that has not.
"""

from __future__ import annotations

from typing import NamedTuple


class Terms(NamedTuple):
    """The terms of one subject."""

    words: tuple[str, ...]
    parts: tuple[str, ...]


def terms(words: str, parts: str) -> Terms:
    """Terms of two lists, each divided by commas."""
    return Terms(
        tuple(" ".join(w.split()) for w in words.split(",") if w.strip()),
        tuple(" ".join(p.split()) for p in parts.split(",") if p.strip()),
    )


TERMS: dict[str, Terms] = {
    "crime": terms(
        """
        arrested, arrest warrant, charged with, convicted of, went to jail, in jail, in prison,
        drunk driving, dui, cocaine, heroin, drug bust, drug use, drug scandal, tax evasion,
        embezzl*, fraudster, sexual assault, raped, rapist, domestic violence, assaulted,
        arrestad* por, fue arrestad*, detenid* por, esta en la carcel, cocaina, evasion fiscal,
        abuso sexual, agresion sexual, violencia domestica, conducir borrach*, malversacion,
        foi pres* por, pres* por, na cadeia, dirigir bebad*, sonegacao, estupr*, peculato,
        ditangkap polisi, ditangkap karena, narkoba, penggelapan, korupsi, pemerkosaan, dipenjara,
        arretee? par la police, en garde a vue, mise? en examen, conduite en etat d'ivresse,
        fraude fiscale, agression sexuelle, violences conjugales, cocaine, en prison
        """,
        """
        체포, 구속 수사, 구속됐, 음주운전, 음주 운전, 마약, 탈세, 횡령, 성폭행, 성추행, 학교폭력,
        학폭, 逮捕, 飲酒運転, 違法薬物, 薬物使用, 覚醒剤, 大麻, 脱税, 横領, 性的暴行, レイプ, 強姦,
        ถูกจับกุม, โดนจับ, ยาเสพติด, เมาแล้วขับ, ฉ้อโกง, หนีภาษี, ข่มขืน, ติดคุก
        """,
    ),
    "doxxing": terms(
        """
        doxx*, doxed, doxing, home address is, address leaked, leaked address, lives at number,
        his address is, her address is, their address is, i have the address, found the address,
        his phone number, her phone number, their phone number, phone number leaked,
        su direccion es, su numero de telefono, filtraron su numero, filtraron su direccion,
        vive en la calle, endereco del* e, o numero del* e, vazaram o endereco, vazaram o numero,
        alamat rumahnya, alamatnya di, nomor hpnya, nomor teleponnya, sebar alamat,
        son adresse est, son numero de telephone, habite au numero, j'ai son adresse
        """,
        """
        집 주소 공개, 집주소 공개, 집 주소 유출, 집주소 유출, 집 주소는, 집주소는, 전화번호 유출,
        전화번호 공개, 신상 털, 신상털, 신상 공개, 住所特定, 住所を特定, 住所晒, 住所を晒,
        電話番号晒, 電話番号を晒, 自宅の住所, 個人情報晒, ที่อยู่บ้านของ, บ้านอยู่ที่, เบอร์โทรของ,
        ปล่อยเบอร์, แฉที่อยู่, ขุดประวัติ
        """,
    ),
    "health": terms(
        """
        hospitalized, hospitalised, hospitalization, hospitalisation, in hospital,
        in the hospital, to hospital, to the hospital, emergency room, intensive care, diagnosed,
        cancer, tumour, tumor, chemotherapy, anorexi*, bulimi*, eating disorder, overdos*,
        miscarriage, abortion, clinically depressed, panic disorder, rehab, pregnant, pregnancy,
        hospitalizad*, en el hospital, al hospital, urgencias, diagnosticad*, embarazad*,
        sobredosis, aborto, trastorno alimentario, depresion clinica,
        internad* no hospital, no hospital, pro hospital, para o hospital, pronto socorro,
        gravida, gravidez, overdose, transtorno alimentar, quimioterapia,
        masuk rumah sakit, di rumah sakit, ke rumah sakit, masuk rs, dilarikan ke rs, opname,
        kanker, hamil, keguguran, overdosis, gangguan makan,
        hospitalise*, a l'hopital, aux urgences, diagnostique*, enceinte, fausse couche,
        trouble alimentaire, chimiotherapie
        """,
        """
        입원, 응급실, 병원에 실려, 병원 실려, 병원에 갔, 투병, 암 진단, 우울증, 공황장애, 거식증,
        임신, 유산했, 낙태, 중환자실, 入院, 救急搬送, 救急車で, 病院に運, 病院へ運, 闘病, 癌,
        がんと診断, うつ病, 鬱病, パニック障害, 拒食症, 摂食障害, 妊娠, 流産,
        เข้าโรงพยาบาล, ส่งโรงพยาบาล, อยู่โรงพยาบาล, เข้ารพ, ส่งรพ, แอดมิท, มะเร็ง, ตั้งครรภ์,
        ตั้งท้อง, โรคซึมเศร้า, แท้ง, ห้องฉุกเฉิน
        """,
    ),
    "minors": terms(
        """
        underage, is a minor, she's a minor, he's a minor, a minor when, child abuse, pedo,
        pedoph*, paedoph*, child porn*, groomed, grooming minors,
        menor de edad, menores de edad, pedofil*, pederast*, abuso infantil, abuso de menores,
        menor de idade, menores de idade, di bawah umur, dibawah umur, pelecehan anak,
        est mineur, est mineure, etait mineur, etait mineure, pedophil*, pedocrimin*,
        detournement de mineur*
        """,
        """
        미성년자, 아동학대, 아동 학대, 소아성애, 아청법, 未成年, 児童虐待, 児童ポルノ, 小児性愛,
        ロリコン, ผู้เยาว์, ใคร่เด็ก, ล่วงละเมิดเด็ก, ยังไม่บรรลุนิติภาวะ
        """,
    ),
    "relationship": terms(
        """
        are dating, is dating, secretly dating, dating rumor*, dating rumour*, dating scandal,
        his girlfriend, her boyfriend, his boyfriend, her girlfriend, secretly married, divorc*,
        love affair, an affair with, cheated on, cheating on, broke up with, engaged to,
        hooking up, sleeping with,
        estan saliendo, son novios, son pareja, su novio, su novia, se divorci*, le fue infiel,
        infidelidad, se casaron en secreto,
        estao namorando, ta namorando, namorad* del*, se divorci*, casaram em segredo, traiu a,
        traiu o,
        pacaran, pacarnya, selingkuh*, bercerai, perceraian, nikah diam-diam, diam-diam nikah,
        sont en couple, en couple avec, sa copine, son copain, son petit ami, sa petite amie,
        divorce*, l'a trompee?, infidelite, sortent ensemble
        """,
        """
        열애, 연애 중, 연애중, 사귀는 사이, 사귄다, 사귄대, 사귀는 거, 결혼설, 결별, 이혼, 불륜,
        바람피, 바람 피, 여친 있, 남친 있, 여자친구 있, 남자친구 있, 熱愛, 付き合ってる,
        付き合っている, 交際中, 交際報道, 離婚, 不倫, 浮気, 極秘結婚, 破局,
        คบกัน, แอบคบ, เป็นแฟนกัน, หย่า, นอกใจ,
        มือที่สาม, เลิกกับแฟน, ควงแฟน
        """,
    ),
    "rumour": terms(
        """
        rumor, rumors, rumored, rumour, rumours, rumoured, gossip, unconfirmed, an insider,
        sources say, is it true that, someone told me that, i heard that,
        rumores, chisme*, segun dicen, me dijeron que, es cierto que,
        boato*, fofoca*, dizem que, e verdade que, me contaram que,
        rumornya, gosip*, kabarnya, katanya sih, apa benar,
        rumeur*, il parait que, ragot*, on m'a dit que, c'est vrai que
        """,
        """
        루머, 찌라시, 카더라, 소문, 라는 썰, 噂, うわさ, デマ, という話は本当, 関係者によると,
        ข่าวลือ, ลือกันว่า, เขาลือ, ลือว่า, จริงไหมที่, วงในบอก
        """,
    ),
    "self-harm": terms(
        """
        suicide, suicidal, kill myself, killed himself, killed herself, kill yourself, kys,
        self harm, self-harm, self harming, cut myself, cutting myself, end my life, hang myself,
        suicid*, autolesion*, quitarme la vida, quitarse la vida, cortarme las venas,
        automutil*, tirar a minha vida, tirar minha vida, me cortar,
        bunuh diri, menyakiti diri sendiri, self harm,
        me suicider, se suicider, mettre fin a mes jours, me scarifier
        """,
        """
        자살, 자해, 극단적 선택, 극단적인 선택, 스스로 목숨, 自殺, 自傷, リスカ, リストカット,
        自死, ฆ่าตัวตาย, ทำร้ายตัวเอง, กรีดข้อมือ, ปลิดชีพ
        """,
    ),
    "sexual": terms(
        """
        nudes, naked pic*, naked photo*, naked video*, nude photo*, nude pic*, sex tape, sextape,
        porn, porno*, deepfake nude*, sexual*, horny, masturbat*, blowjob, raped, rapist,
        fotos desnud*, video intimo, video sexual, abuso sexual, acoso sexual, foto intima,
        fotos intimas, fotos nu*, video de sexo, assedio sexual, estupr*, transando,
        bokep, foto bugil, video bugil, video mesum, pelecehan seksual, pemerkosaan,
        photos nues, photo nue, agression sexuelle, harcelement sexuel, sexuel*, a poil
        """,
        """
        섹스, 야동, 나체, 알몸, 성관계, 성폭행, 성추행, 성희롱, 몰카, 딥페이크, セックス, エロ動画,
        エロい, 裸の写真, 裸の画像, 性的, 盗撮, レイプ, 強姦, ハメ撮り, คลิปหลุด, คลิปโป๊, รูปโป๊,
        เปลือย, ข่มขืน, คุกคามทางเพศ, ล่วงละเมิดทางเพศ, มีเพศสัมพันธ์
        """,
    ),
    "threat": terms(
        """
        i will kill you, i'll kill you, will kill him, will kill her, will kill them,
        i'll kill him, i'll kill her, i'll kill them, gonna kill you, going to kill you,
        going to kill him, going to kill her, should be shot, deserves to die, deserve to die,
        hope you die, hope he dies, hope she dies, hope they die, i know where you live,
        know where he lives, know where she lives, burn his house, burn her house,
        burn their house, beat you up, watch your back, death threat*, bomb threat*,
        te voy a matar, lo voy a matar, la voy a matar, los voy a matar, voy a matarte,
        ojala te mueras, ojala se muera, ojala se mueran, merece morir, se donde vives,
        amenaza* de muerte, vou te matar, vou matar ele, vou matar ela, espero que morra,
        merece morrer, sei onde voce mora, ameaca* de morte,
        gue bunuh, gua bunuh, aku bunuh kamu, kubunuh, saya bunuh, pantas mati, semoga mati,
        ancaman pembunuhan, tau rumah lo,
        je vais te tuer, je vais le tuer, je vais la tuer, je vais les tuer, merite de mourir,
        j'espere qu'il meurt, je sais ou tu habites, menace* de mort
        """,
        """
        죽여버릴, 죽여 버릴, 죽여버리겠, 죽일 거야, 죽일거야, 찔러 죽, 칼로 찌르, 죽어버려, 뒤져라,
        살해 협박, 살인 예고, 殺してやる, 殺すぞ, ぶっ殺, 殺害予告, 刺してやる, 死ねばいい,
        死んで償え, ฆ่ามึง, จะฆ่า, ฆ่าแม่ง, ไปตายซะ, ขู่ฆ่า, สมควรตาย, ดักตี
        """,
    ),
}
