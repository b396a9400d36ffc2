import type { Script } from "./syllables.ts";

/** How people and companies of a country are called; what is not in Latin letters says after `/` how it is spelled in them. */
export type Culture = {
  readonly script: Script;
  /** The family name comes first, without a space. */
  readonly familyFirst?: true;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** `@` is the stem, `#` the word for the trade. */
  readonly company: readonly string[];
  /** Words for the trades, in the order of `INDUSTRIES`. */
  readonly trades: readonly string[];
};

export const INDUSTRIES = ["Software", "Finance", "Healthcare", "Manufacturing", "Retail", "Logistics", "Education"];

const ENGLISH_TRADES = words("Software,Capital,Health,Works,Stores,Freight,Academy");

function words(list: string): readonly string[] {
  return list.split(",");
}

// Family names in Latin, Cyrillic and Greek letters are compounds that hardly anybody bears.
export const CULTURES = {
  english: {
    script: "latin",
    given: words("Ann,James,Olivia,Noah,Grace,Ethan,Chloe,Liam,Maya,Owen,Ruth,Caleb,Ivy,Felix"),
    family: words("Ashbrookley,Fernwoode,Larkmere,Stonehallow,Winterbeck,Oakenshaw,Marlowick,Redfernley,Hollisgate"),
    company: ["@ # Inc.", "@ # Ltd", "@ # LLC"],
    trades: ENGLISH_TRADES,
  },
  german: {
    script: "latin",
    given: words("Jürgen,Zoë,Käthe,Lukas,Björn,Anneliese,Jörg,Mareike,Günther,Sören,Heike,Till"),
    family: words("Lindenbrück,Müllenstedt,Großhainer,Tannenböck,Schönwälder,Rübenhof,Köhlerstein,Weißdornig"),
    company: ["@ # GmbH", "@ # AG"],
    trades: words("Software,Kapital,Gesundheit,Werke,Handel,Spedition,Bildung"),
  },
  french: {
    script: "latin",
    given: words("Élodie,François,Chloé,Benoît,Agnès,Rémi,Hélène,Loïc,Maëlle,Gaël"),
    family: words("Montclairet,Beauprévert,Châtelbois,Rivefontaine,Hautecôte,Belœuvre,Prévôtière"),
    company: ["@ # SA", "@ # SAS"],
    trades: words("Logiciels,Finance,Santé,Industries,Commerce,Transports,Formation"),
  },
  spanish: {
    script: "latin",
    given: words("José,María,Íñigo,Lucía,Ángel,Begoña,Raúl,Sofía,Martín,Inés"),
    family: words("Montañesco,Peñalarga,Riofrío Solano,Campoverdeño,Núñez de Altamar,Valdecañas Río"),
    company: ["@ # S.A.", "@ # S.L."],
    trades: words("Software,Finanzas,Salud,Industrias,Comercio,Transportes,Educación"),
  },
  portuguese: {
    script: "latin",
    given: words("João,Conceição,Antônio,Luísa,Inês,Sérgio,Débora,Thaís,Caio"),
    family: words("Monteserrão,Vilarinhães,Campoleão,Ribeirópolis,Serra d'Água,Praiagrande"),
    company: ["@ # Ltda.", "@ # S.A."],
    trades: words("Software,Finanças,Saúde,Indústria,Varejo,Transportes,Educação"),
  },
  italian: {
    script: "latin",
    given: words("Niccolò,Giulia,Matteo,Chiara,Nicolò,Ilaria,Davide,Noemi"),
    family: words("Montecielo,Valdoriani,Pietralunga,Fiordacqua,Boscoletti,Casalvento"),
    company: ["@ # S.p.A.", "@ # S.r.l."],
    trades: words("Software,Finanza,Salute,Industrie,Commercio,Trasporti,Formazione"),
  },
  northern: {
    script: "latin",
    given: words("Åsa,Björn,Łukasz,Małgorzata,Øystein,Saara,Zbigniew,Linnéa,Joost,Fenna"),
    family: words("Björkslätt,Ängsholmen,Wiśniogórski,Zielonobór,Kråkedal,Järvisaari,van Lindewaard,Dębogórska"),
    company: ["@ # AB", "@ # Sp. z o.o.", "@ # B.V."],
    trades: ENGLISH_TRADES,
  },
  turkish: {
    script: "latin",
    given: words("Çağla,İbrahim,Gülşen,Oğuz,Şule,Yiğit,Ömür,Işıl"),
    family: words("Akçadağlı,Gümüşırmak,Yeşilyaylalı,Karşıdenizci,Güneyışık"),
    company: ["@ # A.Ş."],
    trades: words("Yazılım,Finans,Sağlık,Sanayi,Mağazacılık,Lojistik,Eğitim"),
  },
  russian: {
    script: "cyrillic",
    given: words(
      "Борис/boris,Анна/anna,Артём/artyom,Ольга/olga,Юрий/yuri,Ксения/ksenia,Пётр/pyotr,Алёна/alyona,Игорь/igor",
    ),
    family: words(
      "Берёзогорских/berezogorskikh,Светлоречко/svetlorechko,Белокаменных/belokamennykh,Северолесских/severolesskikh,Тихополь/tikhopol,Чистоозёрных/chistoozyornykh",
    ),
    company: ["ООО «@ #»", "АО «@ #»"],
    trades: words("Софт,Капитал,Здоровье,Завод,Торг,Логистика,Образование"),
  },
  greek: {
    script: "greek",
    given: words("Γιώργος/giorgos,Ελένη/eleni,Νίκος/nikos,Σοφία/sofia,Αλέξης/alexis,Ζωή/zoi"),
    family: words(
      "Ασπροβουνίτης/asprovounitis,Καλονερίδη/kaloneridi,Χρυσοπετράκη/chrysopetraki,Θαλασσοπούλου/thalassopoulou",
    ),
    company: ["@ # Α.Ε."],
    trades: words("Λογισμικό,Κεφάλαια,Υγεία,Βιομηχανία,Εμπόριο,Μεταφορές,Εκπαίδευση"),
  },
  chinese: {
    script: "simplified",
    familyFirst: true,
    given: words(
      "雨桐/yutong,浩然/haoran,欣怡/xinyi,子轩/zixuan,晓明/xiaoming,梦琪/mengqi,志强/zhiqiang,丽娜/lina,建国/jianguo",
    ),
    family: words("王/wang,李/li,张/zhang,刘/liu,陈/chen,赵/zhao,欧阳/ouyang,孙/sun,马/ma"),
    company: ["@#有限公司", "@#股份有限公司"],
    trades: words("软件,金融,健康,制造,零售,物流,教育"),
  },
  taiwanese: {
    script: "traditional",
    familyFirst: true,
    given: words("美玲/meiling,志豪/zhihao,雅婷/yating,俊傑/junjie,淑芬/shufen,家豪/jiahao,怡君/yijun,國華/guohua"),
    family: words("陳/chen,林/lin,黃/huang,張/chang,劉/liu,楊/yang,蔡/tsai,鄭/cheng"),
    company: ["@#股份有限公司", "@#有限公司"],
    trades: words("軟體,金融,健康,製造,零售,物流,教育"),
  },
  japanese: {
    script: "kana",
    familyFirst: true,
    given: words("健/ken,美咲/misaki,翔太/shota,さくら/sakura,大輔/daisuke,陽子/yoko,拓海/takumi,結衣/yui,直樹/naoki"),
    family: words(
      "青滝/aotaki,月橋/tsukihashi,雪沢/yukizawa,霧島田/kirishimada,朝比野/asahino,鶴原木/tsuruharagi,星ヶ崎/hoshigasaki",
    ),
    company: ["株式会社@#", "@#株式会社"],
    trades: words("ソフトウェア,ファイナンス,ヘルスケア,製作所,ストア,ロジスティクス,教育"),
  },
  korean: {
    script: "hangul",
    familyFirst: true,
    given: words("서연/seoyeon,민준/minjun,지우/jiwoo,하은/haeun,도윤/doyun,수빈/subin,현우/hyunwoo"),
    family: words("김/kim,이/lee,박/park,최/choi,정/jung,남궁/namgung,강/kang"),
    company: ["주식회사 @ #", "(주)@ #"],
    trades: words("소프트웨어,금융,헬스케어,제조,유통,물류,교육"),
  },
  arabic: {
    script: "arabic",
    given: words("أحمد/ahmed,فاطمة/fatima,يوسف/youssef,ليلى/layla,عمر/omar,نور/nour,خالد/khaled,مريم/maryam"),
    family: words(
      "النهرجبلي/alnahrjabali,البحرسهلي/albahrsahli,الوردشامي/alwardshami,القمرواحي/alqamrwahi,الزيتونبري/alzaytounbarri",
    ),
    company: ["شركة @ #"],
    trades: words("للبرمجيات,للتمويل,للصحة,للصناعة,للتجارة,للنقل,للتعليم"),
  },
  hindi: {
    script: "devanagari",
    given: words("आरव/aarav,प्रिया/priya,रोहन/rohan,अनन्या/ananya,विक्रम/vikram,नेहा/neha,अर्जुन/arjun,कविता/kavita"),
    family: words(
      "चंद्रपर्वते/chandraparvate,नीलसागरकर/neelsagarkar,सूर्यवनी/suryavani,हिमनदीवाल/himnadiwal,पुष्पगिरीकर/pushpagirikar",
    ),
    company: ["@ # प्राइवेट लिमिटेड"],
    trades: words("सॉफ्टवेयर,वित्त,स्वास्थ्य,उद्योग,रिटेल,लॉजिस्टिक्स,शिक्षा"),
  },
  indian: {
    script: "latin",
    given: words("Aarav,Priya,Rohan,Ananya,Vikram,Neha,Arjun,Kavita"),
    family: words("Chandraparvate,Neelsagarkar,Suryavani,Himnadiwal,Pushpagirikar"),
    company: ["@ # Pvt. Ltd."],
    trades: ENGLISH_TRADES,
  },
} as const satisfies Record<string, Culture>;

export type CultureName = keyof typeof CULTURES;

/** A name as it is written, and as it is spelled in plain Latin letters. */
export function spelled(entry: string): { readonly written: string; readonly latin: string } {
  const [written = "", latin] = entry.split("/");
  return { written, latin: latin ?? plain(written) };
}

const LETTERS: Readonly<Record<string, string>> = { ß: "ss", ø: "o", ł: "l", ı: "i", œ: "oe", æ: "ae", đ: "d" };

/** Small Latin letters without accents, as addresses are made of them. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[ßøłıœæđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^a-z]/g, "");
}
