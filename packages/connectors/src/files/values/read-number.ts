import { plainText } from "./digits.ts";

/** A number, and the currency that stood beside it (ISO 4217). */
export type ReadNumber = { readonly value: number; readonly currency?: string };

/** The character before the fraction. */
export type DecimalMark = "." | ",";

/**
 * Reads a number as people and programs write it: `1 234,56`, `1.2 Mio. €`, `¥1.2亿`, `3 млн руб.`,
 * `45 %` (as 45). Of a range (`51–200 employees`, `10,001+`, `<10`) it is the lower bound, so that
 * size bands compare rightly wherever a rule's bound is the beginning of a band: `51–200` is at
 * least 51, and less than 201. One comma or point before exactly three digits means thousands or a
 * fraction; `decimal` decides, and without it a comma means thousands, a point a fraction.
 */
export function readNumber(text: string, decimal?: DecimalMark): ReadNumber | undefined {
  const reading = readingOf(tokensOf(text), decimal);
  if (!reading) return undefined;
  const low = lowerBound(reading.amounts);
  if (low === undefined) return undefined;
  const value = reading.isBelow ? 0 : reading.sign * low;
  const { currency } = reading;
  if (currency === undefined) return { value };
  return { value, currency: currency === "¥" ? yenOrYuan(text) : currency };
}

type Amount = { readonly value: number; scale: number };
type Reading = {
  readonly amounts: Amount[];
  sign: number;
  isBelow: boolean;
  isRange: boolean;
  isShare: boolean;
  currency?: string;
};

/**
 * Reads how many there are of something, such as people: as `readNumber` does, but a count is whole,
 * has no sign and is no money, so that `1.200` and `1,200` can only mean thousands.
 */
export function readCount(text: string): number | undefined {
  const tokens = tokensOf(text);
  // `1.200 thousand` is as likely 1,200 as 1,200,000.
  const isUnclear = tokens?.some(({ kind }) => kind === "scale") && tokens.some(isAmbiguous);
  const reading = isUnclear ? undefined : readingOf(tokens?.map(withoutGroups), undefined);
  if (!reading || reading.sign < 0 || reading.isShare || reading.currency !== undefined) return undefined;
  const low = lowerBound(reading.amounts);
  if (!isCount(low)) return undefined;
  return reading.isBelow ? 0 : low;
}

export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isAmbiguous({ text }: Token): boolean {
  return AMBIGUOUS.test(text);
}

function withoutGroups(token: Token): Token {
  return isAmbiguous(token) ? { ...token, text: token.text.replace(/[.,]/, "") } : token;
}

function readingOf(tokens: readonly Token[] | undefined, decimal: DecimalMark | undefined): Reading | undefined {
  const reading: Reading = { amounts: [], sign: 1, isBelow: false, isRange: false, isShare: false };
  return tokens?.every((token) => take(reading, token, decimal)) ? reading : undefined;
}

/** Adds what one token says; false where it makes no sense there. */
function take(reading: Reading, token: Token, decimal: DecimalMark | undefined): boolean {
  const amount = reading.amounts.at(-1);
  switch (token.kind) {
    case "number": {
      const value = decimalOf(token.text, decimal);
      if (value === undefined || reading.amounts.length > (reading.isRange ? 1 : 0)) return false;
      reading.amounts.push({ value, scale: 1 });
      return true;
    }
    case "scale":
      if (amount) amount.scale *= token.by;
      return amount !== undefined;
    case "currency":
      reading.currency = token.code;
      return true;
    case "dash":
      if (amount) reading.isRange = true;
      else reading.sign = -1;
      return true;
    case "tilde":
      if (amount) reading.isRange = true;
      return true;
    case "to":
      if (amount) reading.isRange = true;
      else reading.isBelow = true;
      return true;
    case "below":
      reading.isBelow = true;
      return true;
    case "share":
      reading.isShare = true;
      return true;
    case "nothing":
      return true;
  }
}

function lowerBound([from, to]: readonly Amount[]): number | undefined {
  if (!from) return undefined;
  const low = scaledBy(from.scale, from.value);
  if (!to) return Number.isFinite(low) ? low : undefined;
  const high = scaledBy(to.scale, to.value);
  if (low > high) return undefined;
  // In `10–50 Mio.` the word speaks of both ends, in `500–1M` it does not.
  const scaled = scaledBy(to.scale, from.value);
  return from.scale === 1 && scaled <= high ? scaled : low;
}

/** In fractions of two, 1.13 × 1000 is a little less than 1130, which is then no whole number. */
function scaledBy(scale: number, value: number): number {
  return scale === 1 ? value : Number((value * scale).toPrecision(15));
}

/** The sign is used in both countries; the characters for 10,000 and 100,000,000 tell most cases. */
function yenOrYuan(text: string): string {
  return /[万亿]/.test(text) ? "CNY" : "JPY";
}

/**
 * The decimal mark of a column, by those of its numbers that can be read in one way only;
 * undefined where none of them tells.
 */
export function guessNumberStyle(samples: readonly string[]): DecimalMark | undefined {
  const numbers = samples.flatMap((sample) => tokensOf(sample) ?? []).filter(({ kind }) => kind === "number");
  const marks = numbers.map(({ text }) => certainMark(text));
  const votes = marks.filter((mark) => mark === ",").length - marks.filter((mark) => mark === ".").length;
  return votes === 0 ? undefined : votes > 0 ? "," : ".";
}

function certainMark(number: string): DecimalMark | undefined {
  const marks = number.match(/[.,]/g) ?? [];
  const [first, last] = [marks[0], marks.at(-1)] as DecimalMark[];
  if (last === undefined || first === undefined) return undefined;
  if (first !== last) return last;
  if (marks.length > 1) return first === "." ? "," : ".";
  return AMBIGUOUS.test(number) ? undefined : first;
}

const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

function decimalOf(number: string, decimal: DecimalMark | undefined): number | undefined {
  const [mantissa = "", exponent] = number.split("e");
  const marks = mantissa.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  const isFraction =
    marks.length === 1 ? !AMBIGUOUS.test(mantissa) || last === (decimal ?? ".") : marks.length > 1 && marks[0] !== last;
  const cut = isFraction && last !== undefined ? mantissa.lastIndexOf(last) : mantissa.length;
  const whole = mantissa.slice(0, cut);
  if (!/^\d*$/.test(whole) && !GROUPS.test(whole) && !INDIAN_GROUPS.test(whole)) return undefined;
  const value = Number(`${whole.replace(/\D/g, "")}.${mantissa.slice(cut + 1)}e${exponent ?? 0}`);
  return Number.isFinite(value) ? value : undefined;
}

const GROUPS = /^\d{1,3}([.,'’ ])\d{3}(?:\1\d{3})*$/;
const INDIAN_GROUPS = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

type Meaning =
  | { readonly kind: "scale"; readonly by: number }
  | { readonly kind: "currency"; readonly code: string }
  /**
   * `dash`, `to` and `tilde` stand between the ends of a range; before a number they are a minus, make
   * it an upper bound, and say that it is not exact.
   */
  | { readonly kind: "dash" | "to" | "tilde" | "below" | "share" | "nothing" };
type Token = { readonly text: string } & (Meaning | { readonly kind: "number" });

const scale = (by: number): Meaning => ({ kind: "scale", by });
const currency = (code: string): Meaning => ({ kind: "currency", code });

/** What may stand beside digits; anything else makes a text that is no number. */
const WORDS: readonly (readonly [Meaning, string])[] = [
  [scale(10), "十"],
  [scale(100), "百"],
  [scale(1e3), "k|tsd|thousand|tausend|mille|milliers|mil|тыс|тысяча|тысячи|тысяч|千"],
  [scale(1e4), "万|萬"],
  [
    scale(1e6),
    "m|mm|mn|mio|mill|million|millions|millionen|millón|millones|milhão|milhões|млн|миллион|миллиона|миллионов",
  ],
  [scale(1e8), "亿|億"],
  [
    scale(1e9),
    "b|bn|bilhão|bilhões|billion|billions|mrd|md|milliard|milliards|milliarde|milliarden|млрд|миллиард|миллиарда|миллиардов",
  ],
  [scale(1e12), "tn|trillion|trillions|bio|billionen|трлн|триллион|триллиона|триллионов|兆"],
  [currency("EUR"), "€|eur|euro|euros|евро|欧元|歐元"],
  [currency("USD"), "$|us$|usd|dollar|dollars|долл|доллар|доллара|долларов|美元|美金"],
  [currency("GBP"), "£|gbp"],
  [currency("RUB"), "₽|rub|руб|р|рубль|рубля|рублей"],
  [currency("CNY"), "cn¥|rmb|cny|元|人民币|人民幣"],
  [currency("JPY"), "jp¥|jpy|円|日元|日圓"],
  [currency("¥"), "¥"],
  [currency("TWD"), "nt$|ntd|twd|新台币|新台幣|新臺幣"],
  [currency("HKD"), "hk$|hkd|港元|港币|港幣"],
  [currency("INR"), "₹|inr|rs"],
  [currency("KRW"), "₩|krw"],
  [currency("UAH"), "₴|uah|грн"],
  [currency("KZT"), "₸|kzt"],
  [currency("TRY"), "₺|try"],
  [currency("ILS"), "₪|ils"],
  [currency("PLN"), "zł|pln"],
  [currency("CZK"), "kč|czk"],
  [currency("CHF"), "chf|fr"],
  [currency("SEK"), "sek"],
  [currency("NOK"), "nok"],
  [currency("DKK"), "dkk"],
  [currency("BRL"), "r$|brl"],
  [currency("CAD"), "c$|ca$|cad"],
  [currency("AUD"), "a$|au$|aud"],
  [currency("NZD"), "nz$|nzd"],
  [currency("SGD"), "s$|sgd"],
  [currency("MXN"), "mx$|mxn"],
  [currency("ZAR"), "zar"],
  [currency("AED"), "aed"],
  [{ kind: "dash" }, "-|‐|‑|–|—|−"],
  [{ kind: "tilde" }, "~|〜|∼"],
  [{ kind: "share" }, "%"],
  [{ kind: "to" }, "to|up to|bis|bis zu|à|jusqu’à|jusqu'à|a|hasta|до|至|到"],
  [
    { kind: "below" },
    "<|≤|<=|below|under|less than|fewer than|unter|weniger als|moins de|menos de|менее|меньше|少于|少於|不到|以下|以内|以內",
  ],
  [
    { kind: "nothing" },
    "+|>|≥|>=|and more|or more|over|more than|above|from|über|mehr als|ab|von|plus de|de|más de|desde|от|более|больше|свыше|超过|超過|多于|多於|以上|余|多",
  ],
  [
    { kind: "nothing" },
    "≈|about|around|approx|approximately|roughly|c|ca|circa|etwa|rund|ungefähr|env|environ|aprox|около|примерно|приблизительно|约|約|大约|大約",
  ],
  [
    { kind: "nothing" },
    "employee|employees|people|person|persons|staff|mitarbeiter|mitarbeitende|beschäftigte|salarié|salariés|employés|personnes|empleado|empleados|personas|сотрудник|сотрудника|сотрудников|человек|человека|чел|人|名|员工|員工|职员",
  ],
];

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  WORDS.flatMap(([meaning, words]) => words.split("|").map((word) => [word, meaning] as const)),
);

const TOKEN = new RegExp(
  `\\s*(?:([.,]?\\d(?:[\\d.,'’ ]*\\d)?(?:e[-+]?\\d+)?)|(${[...MEANINGS.keys()]
    .sort((a, b) => b.length - a.length)
    // A word of letters ends where no letter follows; signs and Chinese characters stand side by side.
    .map((word) => word.replace(/[$+]/g, "\\$&") + (/[a-zà-ÿа-яёčł]$/.test(word) ? "(?!\\p{L})\\.?" : ""))
    .join("|")}))\\s*`,
  "uy",
);

function tokensOf(text: string): Token[] | undefined {
  // Full-width forms become plain ones and Arabic digits European ones; a bracketed amount is a negative one.
  const plain = plainText(text)
    .toLowerCase()
    .replace(/^\(([^\d-]?[\d.,]+)\)$/, "-$1");
  if (plain === "" || plain.length > 100) return undefined;
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const found = TOKEN.exec(plain);
    if (!found) return undefined;
    const [, number, word = ""] = found;
    const meaning = MEANINGS.get(word.replace(/\.$/, ""));
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (meaning) tokens.push({ ...meaning, text: word });
  }
  return tokens;
}
