export type Script =
  | "latin"
  | "cyrillic"
  | "greek"
  | "simplified"
  | "traditional"
  | "kana"
  | "hangul"
  | "arabic"
  | "devanagari";

const SCRIPTS: readonly Script[] = [
  ...(["latin", "cyrillic", "greek", "simplified", "traditional"] as const),
  ...(["kana", "hangul", "arabic", "devanagari"] as const),
];

// Names of companies are made of these, so that none is anybody's; a row is one sound in every script.
const FIRST = rows(`
  vel вел βελ 维尔 維爾 ヴェル 벨 فيل वेल
  nor нор νορ 诺 諾 ノル 노르 نور नोर
  kas кас κασ 卡斯 卡斯 カス 카스 كاس कास
  tri три τρι 特里 特里 トリ 트리 تري त्रि
  lum лум λουμ 鲁姆 魯姆 ルム 룸 لوم लुम
  sar сар σαρ 萨尔 薩爾 サル 사르 سار सार
  mod мод μοδ 莫德 莫德 モド 모드 مود मोद
  fen фен φεν 芬 芬 フェン 펜 فين फेन
  gal гал γκαλ 加尔 加爾 ガル 갈 غال गाल
  bir бир μπιρ 比尔 比爾 ビル 비르 بير बिर
  zon зон ζον 宗 宗 ゾン 존 زون ज़ोन
  hel хел χελ 赫尔 赫爾 ヘル 헬 هيل हेल
  tam там ταμ 塔姆 塔姆 タム 탐 تام ताम
  ros рос ροσ 罗斯 羅斯 ロス 로스 روس रोस
  pim пим πιμ 皮姆 皮姆 ピム 핌 بيم पिम
  dur дур ντουρ 杜尔 杜爾 ドゥル 두르 دور दुर`);
const MIDDLE = rows(`
  a а α 阿 阿 ア 아 ا आ
  o о ο 奥 奧 オ 오 و ओ
  i и ι 伊 伊 イ 이 ي ई
  ra ра ρα 拉 拉 ラ 라 را रा
  ni ни νι 尼 尼 ニ 니 ني नी
  be бе μπε 贝 貝 ベ 베 بي बे
  lo ло λο 洛 洛 ロ 로 لو लो
  mu му μου 穆 穆 ム 무 مو मू`);
const LAST = rows(`
  dara дара δαρα 达拉 達拉 ダラ 다라 دارا दारा
  vexa векса βεξα 维克萨 維克薩 ヴェクサ 벡사 فيكسا वेक्सा
  tis тис τις 蒂斯 蒂斯 ティス 티스 تيس टिस
  kano кано κανο 卡诺 卡諾 カノ 카노 كانو कानो
  lith лит λιθ 利特 利特 リト 리트 ليث लिथ
  mond монд μοντ 蒙德 蒙德 モンド 몬드 موند मोंड
  quor квор κουορ 阔尔 闊爾 クオル 쿠오르 كور क्वोर
  stel стел στελ 斯特尔 斯特爾 ステル 스텔 ستيل स्टेल
  bran бран μπραν 布兰 布蘭 ブラン 브란 بران ब्रान
  wick вик γουικ 威克 威克 ウィック 윅 ويك विक
  zara зара ζαρα 扎拉 扎拉 ザラ 자라 زارا ज़ारा
  pole поль πολ 波尔 波爾 ポール 폴 بول पोल`);

function rows(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split("\n")
    .map((row) => row.trim().split(" "));
}

/** How many stems there are before they repeat. */
export const STEMS = FIRST.length * MIDDLE.length * LAST.length;

/** The stem of a company's name; equal numbers are equal sounds in every script. */
export function stemOf(number: number, script: Script): string {
  const at = SCRIPTS.indexOf(script);
  // Neighbours should not sound alike; the factor shares no divisor with the number of stems.
  const mixed = (number * 619) % STEMS;
  const parts = [
    FIRST[mixed % FIRST.length],
    MIDDLE[Math.floor(mixed / FIRST.length) % MIDDLE.length],
    LAST[Math.floor(mixed / FIRST.length / MIDDLE.length)],
  ];
  const stem = parts.map((part) => part?.[at] ?? "").join("");
  return stem.charAt(0).toUpperCase() + stem.slice(1);
}
