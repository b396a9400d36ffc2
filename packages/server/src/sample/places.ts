import type { CultureName } from "./cultures.ts";
import type { TitleLanguage } from "./titles.ts";

export type Place = {
  readonly country: string;
  readonly share: number;
  readonly culture: CultureName;
  readonly titles: TitleLanguage;
  readonly locale: string;
  readonly currency: string;
  /** How many of its money make one US dollar, roughly. */
  readonly perDollar: number;
  /** Cities, each with its IANA zone. */
  readonly cities: readonly (readonly [string, string])[];
  /** Days on which nobody works, as `month-day`; only those that fall on the same day every year, and long ones. */
  readonly holidays: readonly string[];
  /** How many of a hundred consent to analytics where they are asked; undefined: nobody is asked. */
  readonly consenting?: number;
  /** A telephone number of a range that is kept for films and examples; `#` is a digit. */
  readonly phone?: string;
};

const CHRISTIAN = ["12-24", "12-25", "12-26", "12-31", "1-1"];

/** Where the leads are, and what differs there; shares are the author's, meant to look like a global vendor's list. */
export const PLACES: readonly Place[] = [
  place("US", 20, "english", "en", "en-US", "USD", 1, CHRISTIAN.concat("7-4", "11-11"), {
    cities: [
      ["New York", "America/New_York"],
      ["Chicago", "America/Chicago"],
      ["Denver", "America/Denver"],
      ["Seattle", "America/Los_Angeles"],
    ],
    phone: "+1 212 555 01##",
  }),
  place("CA", 4, "english", "en", "en-CA", "CAD", 1.36, CHRISTIAN.concat("7-1"), {
    cities: [
      ["Toronto", "America/Toronto"],
      ["Vancouver", "America/Vancouver"],
    ],
    phone: "+1 416 555 01##",
  }),
  place("GB", 7, "english", "en", "en-GB", "GBP", 0.79, CHRISTIAN, {
    cities: [
      ["London", "Europe/London"],
      ["Leeds", "Europe/London"],
    ],
    consenting: 70,
    phone: "+44 20 7946 0###",
  }),
  place("AU", 3, "english", "en", "en-AU", "AUD", 1.5, CHRISTIAN.concat("1-26", "4-25"), {
    cities: [
      ["Sydney", "Australia/Sydney"],
      ["Perth", "Australia/Perth"],
    ],
    phone: "+61 2 5550 ####",
  }),
  place("DE", 9, "german", "de", "de-DE", "EUR", 0.92, CHRISTIAN.concat("5-1", "10-3"), {
    cities: [
      ["München", "Europe/Berlin"],
      ["Köln", "Europe/Berlin"],
    ],
    consenting: 60,
  }),
  place("FR", 6, "french", "fr", "fr-FR", "EUR", 0.92, CHRISTIAN.concat("5-1", "5-8", "7-14", "8-15"), {
    cities: [
      ["Paris", "Europe/Paris"],
      ["Besançon", "Europe/Paris"],
    ],
    consenting: 62,
    phone: "+33 1 99 00 ## ##",
  }),
  place("ES", 3, "spanish", "es", "es-ES", "EUR", 0.92, CHRISTIAN.concat("1-6", "5-1", "10-12"), {
    cities: [["A Coruña", "Europe/Madrid"]],
    consenting: 68,
  }),
  place("MX", 3, "spanish", "es", "es-MX", "MXN", 17.5, CHRISTIAN.concat("9-16"), {
    cities: [["Ciudad de México", "America/Mexico_City"]],
  }),
  place("BR", 4, "portuguese", "pt", "pt-BR", "BRL", 5.2, CHRISTIAN.concat("9-7", "11-15"), {
    cities: [["São Paulo", "America/Sao_Paulo"]],
    consenting: 75,
  }),
  place("IT", 3, "italian", "en", "it-IT", "EUR", 0.92, CHRISTIAN.concat("4-25", "5-1", "8-15"), {
    cities: [["Milano", "Europe/Rome"]],
    consenting: 65,
  }),
  place("SE", 2, "northern", "en", "sv-SE", "SEK", 10.4, CHRISTIAN.concat("6-6"), {
    cities: [["Malmö", "Europe/Stockholm"]],
    consenting: 66,
    phone: "+46 8 465 004 ##",
  }),
  place("PL", 3, "northern", "en", "pl-PL", "PLN", 4, CHRISTIAN.concat("5-3", "11-11"), {
    cities: [["Łódź", "Europe/Warsaw"]],
    consenting: 70,
  }),
  place("NL", 2, "northern", "en", "nl-NL", "EUR", 0.92, CHRISTIAN.concat("4-27"), {
    cities: [["Utrecht", "Europe/Amsterdam"]],
    consenting: 63,
  }),
  place("TR", 2, "turkish", "en", "tr-TR", "TRY", 32, ["1-1", "4-23", "5-19", "10-29"], {
    cities: [["İzmir", "Europe/Istanbul"]],
  }),
  place(
    "RU",
    5,
    "russian",
    "ru",
    "ru-RU",
    "RUB",
    90,
    ["1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "5-9", "6-12"],
    {
      cities: [
        ["Москва", "Europe/Moscow"],
        ["Новосибирск", "Asia/Novosibirsk"],
      ],
    },
  ),
  place("GR", 2, "greek", "el", "el-GR", "EUR", 0.92, CHRISTIAN.concat("3-25", "8-15", "10-28"), {
    cities: [["Αθήνα", "Europe/Athens"]],
    consenting: 70,
  }),
  place(
    "CN",
    8,
    "chinese",
    "zh",
    "zh-CN",
    "CNY",
    7.2,
    ["1-1", "2-16", "2-17", "2-18", "2-19", "2-20", "10-1", "10-2", "10-3", "10-4", "10-5", "10-6", "10-7"],
    {
      cities: [
        ["上海", "Asia/Shanghai"],
        ["深圳", "Asia/Shanghai"],
      ],
    },
  ),
  place("TW", 4, "taiwanese", "zh-hant", "zh-TW", "TWD", 32, ["1-1", "2-16", "2-17", "2-18", "2-19", "2-20", "10-10"], {
    cities: [
      ["臺北", "Asia/Taipei"],
      ["高雄", "Asia/Taipei"],
    ],
  }),
  place(
    "JP",
    8,
    "japanese",
    "ja",
    "ja-JP",
    "JPY",
    150,
    ["12-31", "1-1", "1-2", "1-3", "4-29", "5-3", "5-4", "5-5", "8-13", "8-14", "8-15"],
    {
      cities: [
        ["東京", "Asia/Tokyo"],
        ["大阪", "Asia/Tokyo"],
      ],
    },
  ),
  place("KR", 4, "korean", "ko", "ko-KR", "KRW", 1350, ["1-1", "2-16", "2-17", "2-18", "8-15", "10-3", "10-9"], {
    cities: [["서울", "Asia/Seoul"]],
  }),
  place("IN", 5, "indian", "en", "en-IN", "INR", 83, ["1-26", "8-15", "10-2"], { cities: [["Pune", "Asia/Kolkata"]] }),
  place("IN", 2, "hindi", "hi", "hi-IN", "INR", 83, ["1-26", "8-15", "10-2"], { cities: [["मुंबई", "Asia/Kolkata"]] }),
  place("AE", 2, "arabic", "ar", "ar-AE", "AED", 3.67, ["1-1", "12-2", "12-3"], { cities: [["دبي", "Asia/Dubai"]] }),
  place("SA", 2, "arabic", "ar", "ar-SA", "SAR", 3.75, ["9-23", "2-22"], { cities: [["الرياض", "Asia/Riyadh"]] }),
  place("EG", 1, "arabic", "ar", "ar-EG", "EGP", 47, ["1-7", "7-23", "10-6"], {
    cities: [["القاهرة", "Africa/Cairo"]],
  }),
];

function place(
  country: string,
  share: number,
  culture: CultureName,
  titles: TitleLanguage,
  locale: string,
  currency: string,
  perDollar: number,
  holidays: readonly string[],
  rest: Pick<Place, "cities" | "consenting" | "phone">,
): Place {
  return { country, share, culture, titles, locale, currency, perDollar, holidays, ...rest };
}
