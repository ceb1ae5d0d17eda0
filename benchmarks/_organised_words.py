"""Words of many languages that made-up posts are drawn from: plain nouns, verbs and stock phrases.

Written by hand for this benchmark. A post is a row of words, not a sentence: what is measured looks at
sameness, times and accounts, and reads no meaning.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    "en": "river lamp song window train bread winter garden brother stage ticket morning bridge "
    "paper camera voice street cousin kettle guitar summer letter ocean mirror coat dinner hall "
    "forest button radio island village ladder pocket market saturday neighbour feather tunnel "
    "carries sang opened forgot painted called waited turned slowly bright quiet again together "
    "because yesterday under behind between nearly silver heavy borrowed tiny crooked",
    "es": "río lámpara canción ventana tren pan invierno jardín hermano escenario boleto mañana "
    "puente papel cámara voz calle primo tetera guitarra verano carta océano espejo abrigo cena "
    "bosque botón isla pueblo escalera bolsillo mercado sábado vecino pluma túnel lleva cantó abrió "
    "olvidó pintó llamó esperó despacio brillante tranquilo juntos porque ayer debajo entre casi "
    "plata pesado pequeño torcido prestado",
    "ko": "강물 등불 노래 창문 기차 겨울 정원 오빠 무대 아침 다리 종이 목소리 거리 사촌 주전자 기타 여름 "
    "편지 바다 거울 외투 저녁 숲속 단추 라디오 마을 사다리 주머니 시장 토요일 이웃 깃털 터널 불렀다 열었다 "
    "잊었다 그렸다 기다렸다 천천히 조용히 함께 어제 아래 사이 거의 은빛 무거운 작은 빌린",
    "tr": "nehir lamba şarkı pencere tren ekmek kış bahçe kardeş sahne bilet sabah köprü kağıt kamera "
    "ses sokak kuzen çaydanlık gitar yaz mektup okyanus ayna palto yemek orman düğme ada köy merdiven "
    "cep pazar cumartesi komşu tüy tünel taşıdı söyledi açtı unuttu boyadı aradı bekledi yavaşça parlak "
    "sessiz birlikte çünkü dün altında arasında gümüş ağır küçük",
    "ar": "نهر مصباح أغنية نافذة قطار خبز شتاء حديقة أخي مسرح تذكرة صباح جسر ورقة كاميرا صوت شارع "
    "قريب إبريق جيتار صيف رسالة محيط مرآة معطف عشاء غابة زر جزيرة قرية سلم جيب سوق السبت جار ريشة نفق "
    "حمل غنى فتح نسي رسم نادى انتظر ببطء لامع هادئ معا أمس تحت بين فضي ثقيل صغير",
    "zh": "河流 灯笼 歌声 窗户 火车 面包 冬天 花园 弟弟 舞台 门票 早晨 桥梁 纸张 相机 声音 街道 表哥 茶壶 吉他 "
    "夏天 书信 海洋 镜子 外套 晚饭 森林 纽扣 小岛 村庄 梯子 口袋 市场 周六 邻居 羽毛 隧道 唱过 打开 忘记 画下 "
    "等待 慢慢 明亮 安静 一起 因为 昨天 下面 中间 几乎 银色 沉重 微小",
    "vi": "sông đèn hát cửa tàu bánh mùa vườn anh sân vé sáng cầu giấy máy giọng phố chị ấm đàn hè thư "
    "biển gương áo tối rừng nút đảo làng thang túi chợ bảy hàng lông hầm mang mở quên vẽ gọi đợi chậm "
    "rực yên cùng bởi qua dưới giữa gần bạc nặng nhỏ cong mượn",
    "de": "Fluss Lampe Lied Fenster Zug Brot Winter Garten Bruder Bühne Karte Morgen Brücke Papier "
    "Kamera Stimme Straße Vetter Kessel Gitarre Sommer Brief Ozean Spiegel Mantel Essen Wald Knopf Insel "
    "Dorf Leiter Tasche Markt Samstag Nachbar Feder Tunnel trägt sang öffnete vergaß malte rief wartete "
    "langsam hell leise zusammen weil gestern unter zwischen fast silbern schwer winzig",
    "ja": "川辺 灯り 歌声 窓辺 電車 朝食 冬空 庭先 兄弟 舞台 切符 早朝 橋桁 紙袋 写真 声色 路地 従兄 薬缶 楽器 "
    "夏空 手紙 海原 鏡台 外套 夕飯 森林 釦穴 小島 村落 梯子 懐中 市場 土曜 隣人 羽根 隧道 歌った 開けた 忘れた "
    "描いた 待った ゆっくり 静か 一緒 昨日 下側 真中 銀色 重い 小さい",
    "hi": "नदी दीपक गीत खिड़की रेल रोटी सर्दी बगीचा भाई मंच टिकट सुबह पुल कागज आवाज सड़क चचेरा केतली "
    "गिटार गर्मी चिट्ठी सागर दर्पण कोट भोजन जंगल बटन द्वीप गांव सीढ़ी जेब बाजार शनिवार पड़ोसी पंख सुरंग "
    "गाया खोला भूला बनाया बुलाया रुका धीरे चमकीला शांत साथ क्योंकि कल नीचे बीच चांदी भारी छोटा",
    "id": "sungai lampu lagu jendela kereta roti musim kebun kakak panggung tiket pagi jembatan kertas "
    "kamera suara jalan sepupu teko gitar panas surat lautan cermin jaket malam hutan kancing pulau desa "
    "tangga saku pasar sabtu tetangga bulu terowongan membawa bernyanyi membuka lupa melukis memanggil "
    "menunggu pelan terang sunyi bersama karena kemarin bawah antara hampir perak berat kecil",
    "pl": "rzeka lampa piosenka okno pociąg chleb zima ogród brat scena bilet ranek most papier aparat "
    "głos ulica kuzyn czajnik gitara lato list ocean lustro płaszcz kolacja las guzik wyspa wioska drabina "
    "kieszeń rynek sobota sąsiad pióro tunel niesie śpiewał otworzył zapomniał malował wołał czekał powoli "
    "jasny cichy razem ponieważ wczoraj pod między prawie srebrny ciężki mały",
    "fr": "rivière lampe chanson fenêtre train pain hiver jardin frère scène billet matin pont papier "
    "caméra voix rue cousin bouilloire guitare été lettre océan miroir manteau dîner forêt bouton île "
    "village échelle poche marché samedi voisin plume tunnel porte chantait ouvrit oublia peignit appela "
    "attendit lentement brillant calme ensemble parce hier dessous entre presque argent lourd petit",
    "ru": "река лампа песня окно поезд хлеб зима сад брат сцена билет утро мост бумага камера голос улица "
    "кузен чайник гитара лето письмо океан зеркало пальто ужин лес пуговица остров деревня лестница карман "
    "рынок суббота сосед перо туннель несёт пела открыл забыл рисовал звал ждал медленно яркий тихий вместе "
    "потому вчера под между почти серебро тяжёлый малый",
    "pt": "rio lâmpada canção janela trem pão inverno jardim irmão palco bilhete manhã ponte papel câmera "
    "voz rua primo chaleira violão verão carta oceano espelho casaco jantar floresta botão ilha aldeia "
    "escada bolso mercado sábado vizinho pena túnel leva cantou abriu esqueceu pintou chamou esperou devagar "
    "brilhante quieto juntos porque ontem embaixo entre quase prata pesado pequeno",
    "th": "แม่น้ำ ตะเกียง บทเพลง หน้าต่าง รถไฟ ขนมปัง ฤดูหนาว สวนหลังบ้าน พี่ชาย เวที ตั๋วใบ เช้าวัน สะพาน กระดาษ "
    "กล้อง เสียงร้อง ถนน ลูกพี่ กาน้ำ กีตาร์ ฤดูร้อน จดหมาย มหาสมุทร กระจก เสื้อคลุม มื้อเย็น ป่าไม้ กระดุม เกาะเล็ก "
    "หมู่บ้าน บันได กระเป๋า ตลาด วันเสาร์ เพื่อนบ้าน ขนนก อุโมงค์ เปิดออก ลืมไป วาดรูป รอคอย ช้าช้า เงียบ ด้วยกัน เมื่อวาน",
}
# What calls of fans ask for, a vote and a stream.
CALLS: dict[str, tuple[str, str]] = {
    "en": ("vote for", "keep streaming"),
    "es": ("voten por", "sigan haciendo stream de"),
    "ko": ("투표 해주세요", "스밍 부탁해요"),
    "tr": ("oy verin", "stream yapmaya devam"),
    "ar": ("صوتوا ل", "استمروا في الاستماع"),
    "zh": ("投票给", "打榜"),
    "vi": ("bình chọn cho", "cày view"),
    "de": ("stimmt ab für", "streamt weiter"),
    "ja": ("投票お願いします", "再生お願いします"),
    "hi": ("वोट करें", "स्ट्रीम करते रहो"),
    "id": ("vote untuk", "streaming terus"),
    "pl": ("głosujcie na", "streamujcie dalej"),
    "fr": ("votez pour", "continuez à streamer"),
    "ru": ("голосуйте за", "стримим"),
    "pt": ("votem em", "façam stream de"),
    "th": ("โหวตให้", "ปั่นวิว"),
}
TOGETHER = ("zh", "ja", "th")  # languages that put no spaces between words
