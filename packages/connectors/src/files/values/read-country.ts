/** The languages in whose words for countries lists are read. */
const LOCALES = ["en", "de", "fr", "es", "pt", "ru", "zh-Hans", "zh-Hant", "ja", "ar", "tr", "pl", "nl", "ko"];

/** ISO 3166-1: each alpha-3 code, with its alpha-2 code where that is not its first two letters. */
const CODES = `
  ABW:AW AFG AGO:AO AIA ALA:AX ALB AND:AD ARE:AE ARG ARM:AM ASM ATA:AQ ATF:TF ATG:AG AUS AUT:AT AZE BDI:BI BEL
  BEN:BJ BES:BQ BFA BGD:BD BGR BHR BHS:BS BIH:BA BLM BLR:BY BLZ:BZ BMU BOL BRA BRB:BB BRN:BN BTN BVT BWA
  CAF:CF CAN CCK CHE CHL:CL CHN:CN CIV CMR COD:CD COG:CG COK:CK COL COM:KM CPV:CV CRI CUB CUW:CW CXR CYM:KY
  CYP CZE DEU DJI DMA DNK:DK DOM DZA ECU EGY ERI ESH:EH ESP EST:EE ETH FIN FJI FLK:FK FRA FRO:FO FSM:FM GAB
  GBR GEO GGY GHA GIB GIN:GN GLP:GP GMB GNB:GW GNQ:GQ GRC GRD:GD GRL:GL GTM GUF:GF GUM GUY:GY HKG HMD HND HRV
  HTI HUN IDN IMN IND IOT IRL:IE IRN IRQ:IQ ISL ISR:IL ITA JAM:JM JEY JOR JPN KAZ:KZ KEN KGZ KHM KIR KNA
  KOR:KR KWT LAO LBN LBR:LR LBY:LY LCA LIE LKA LSO LTU LUX LVA MAC:MO MAF:MF MAR MCO MDA MDG:MG MDV:MV MEX:MX
  MHL MKD MLI MLT:MT MMR MNE:ME MNG MNP:MP MOZ:MZ MRT MSR MTQ:MQ MUS MWI MYS MYT:YT NAM NCL NER NFK NGA NIC
  NIU:NU NLD NOR NPL NRU NZL OMN PAK:PK PAN PCN:PN PER PHL PLW:PW PNG:PG POL:PL PRI PRK:KP PRT:PT PRY:PY PSE
  PYF:PF QAT REU ROU RUS RWA SAU SDN SEN:SN SGP SGS:GS SHN SJM SLB:SB SLE SLV:SV SMR SOM SPM:PM SRB:RS SSD STP
  SUR:SR SVK:SK SVN:SI SWE:SE SWZ:SZ SXM SYC:SC SYR TCA TCD:TD TGO THA TJK TKL TKM:TM TLS TON TTO TUN:TN
  TUR:TR TUV:TV TWN TZA UGA UKR:UA UMI URY:UY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF:WF WSM XKX YEM ZAF ZMB
  ZWE
`;

/** What is written besides the names that the Unicode locale data knows. */
const ALIASES: Readonly<Record<string, string>> = {
  AE: "UAE|Emirates|ОАЭ|阿联酋|阿聯酋|الإمارات",
  BO: "Bolivia, Plurinational State of",
  BN: "Brunei Darussalam",
  BY: "Белоруссия",
  CD: "DR Congo|DRC|Congo, Democratic Republic of the|Democratic Republic of the Congo|Congo, The Democratic Republic of the",
  CG: "Congo|Republic of the Congo",
  CI: "Ivory Coast|Cote d'Ivoire",
  CN: "PRC|P.R. China|PR China|People's Republic of China|Mainland China|China Mainland|Китайская Народная Республика|КНР|中国大陆|中國大陸|中國大陆|中华人民共和国|中華人民共和國",
  CV: "Cape Verde",
  CZ: "Czech Republic|Tschechische Republik|République tchèque|República Checa|Чешская Республика",
  DE: "Federal Republic of Germany|BRD|ФРГ",
  FM: "Micronesia, Federated States of|Federated States of Micronesia",
  GB: "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain and Northern Ireland|Großbritannien|Grande-Bretagne|Gran Bretaña|Grã-Bretanha|Великобритания|Англия|英格兰|英格蘭|イングランド|إنجلترا|بريطانيا|İngiltere|Wielka Brytania|Anglia|Groot-Brittannië|Engeland|잉글랜드",
  GR: "EL|Hellas",
  HK: "Hong Kong SAR|Hongkong|Гонконг|中国香港|中國香港",
  IE: "Eire|Republic of Ireland",
  IR: "Iran, Islamic Republic of|Islamic Republic of Iran",
  KG: "Киргизия",
  KP: "Korea, Democratic People's Republic of|Democratic People's Republic of Korea|DPRK|КНДР",
  KR: "Korea|Korea, Republic of|Republic of Korea|Korea Republic|Korea (South)|Korea, South|S. Korea|Südkorea|Корея|南韓|南韩|대한민국|한국",
  LA: "Lao People's Democratic Republic",
  MD: "Moldova, Republic of|Republic of Moldova|Молдавия",
  MK: "Macedonia|Mazedonien|Македония|Macedonia, the former Yugoslav Republic of",
  MM: "Burma",
  MO: "Macau|Macao|Macau SAR|中国澳门|中國澳門",
  NL: "Holland|The Netherlands|Голландия|荷兰|荷蘭",
  PS: "Palestine, State of|State of Palestine|Palestinian Territory",
  RU: "Russian Federation|Российская Федерация|РФ|Russland|俄罗斯联邦",
  SA: "السعودية",
  SY: "Syrian Arab Republic",
  SZ: "Swaziland",
  TL: "East Timor",
  TR: "Turkey|Turkiye",
  TW: "Taiwan, Province of China|Taiwan, Republic of China|Taiwan (ROC)|Chinese Taipei|中国台湾|中國臺灣|台灣|臺灣",
  TZ: "Tanzania, United Republic of|United Republic of Tanzania",
  US: "USA|U.S.|U.S.A.|United States of America|The United States|America|Vereinigte Staaten von Amerika|États-Unis d'Amérique|Estados Unidos de América|EEUU|EE.UU.|EUA|Соединённые Штаты Америки|США|美國|美利坚合众国|アメリカ合衆国|アメリカ|أمريكا|ABD|Ameryka|Amerika|Verenigde Staten van Amerika|Stany Zjednoczone Ameryki|미합중국",
  VA: "Holy See|Holy See (Vatican City State)|Vatican",
  VE: "Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela",
  VG: "Virgin Islands, British",
  VI: "Virgin Islands, U.S.",
  VN: "Viet Nam|Вьетнам",
  ZA: "RSA",
};

let known: ReadonlyMap<string, string> | undefined;

/** The ISO alpha-2 code of a country by any usual name, code or abbreviation of it. */
export function readCountry(text: string): string | undefined {
  known ??= countries();
  return known.get(keyOf(text)) ?? known.get(keyOf(withoutBrackets(text)));
}

function countries(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // What is entered first stays: codes are surer than names, and our own list than data that changes with the runtime.
  const add = (name: string, code: string) => {
    const key = keyOf(name);
    if (key !== "" && !found.has(key)) found.set(key, code);
  };
  const codes = CODES.trim()
    .split(/\s+/)
    .map((entry) => entry.split(":")) as [alpha3: string, alpha2?: string][];
  const pairs = codes.map(([alpha3, alpha2 = alpha3.slice(0, 2)]) => [alpha3, alpha2] as const);
  for (const [alpha3, alpha2] of pairs) {
    add(alpha2, alpha2);
    add(alpha3, alpha2);
  }
  for (const [code, names] of Object.entries(ALIASES)) for (const name of names.split("|")) add(name, code);
  for (const locale of LOCALES) {
    for (const style of ["long", "short"] as const) {
      const names = new Intl.DisplayNames(locale, { type: "region", style });
      for (const [, code] of pairs) {
        const name = names.of(code) ?? "";
        // Two letters are a code: in French, É.-U. are not the European Union.
        if (/^[a-z]{0,2}$/.test(keyOf(name))) continue;
        add(name, code);
        add(withoutBrackets(name), code);
      }
    }
  }
  return found;
}

function withoutBrackets(name: string): string {
  return name.replace(/[(（[].*$/, "");
}

/** Names are compared by their letters alone: without case, accents, strokes, points and the article. */
function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .replace(/&/g, "and")
    .replace(/^\s*the\s/, "")
    .replace(/[^\p{L}]/gu, "");
}
