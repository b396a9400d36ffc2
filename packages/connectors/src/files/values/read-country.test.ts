import { describe, expect, test } from "vitest";
import { readCountry } from "./read-country.ts";

describe("countries by any of their names", () => {
  test.each([
    [
      "US",
      "US, USA, U.S., u.s.a., United States, United States of America, The United States, США, Соединенные Штаты, 美国, 美國, アメリカ, Vereinigte Staaten, EE.UU.",
    ],
    [
      "GB",
      "UK, U.K., GB, GBR, United Kingdom, Great Britain, England, Scotland, Großbritannien, Великобритания, 英国, 英國, Royaume-Uni",
    ],
    ["DE", "DE, DEU, Germany, Deutschland, Allemagne, Alemania, Alemanha, Германия, 德国, 德國, ドイツ"],
    ["RU", "RU, RUS, Russia, Russian Federation, Россия, РФ, 俄罗斯, 俄羅斯"],
    ["CN", "CN, CHN, China, PRC, 中国, 中國, 中国大陆, 中國大陸, 中國大陆, Китай, People's Republic of China"],
    ["TW", "TW, TWN, Taiwan, 台灣, 臺灣, 台湾, Тайвань"],
    ["HK", "HK, HKG, Hong Kong, Hong Kong SAR China, 香港, 中国香港, Гонконг"],
    ["KR", "KR, KOR, South Korea, Republic of Korea, 韩国, 南韓, Südkorea"],
    ["KP", "KP, PRK, North Korea"],
    ["VN", "VN, VNM, Vietnam, Viet Nam, 越南, Вьетнам"],
    ["CZ", "CZ, CZE, Czechia, Czech Republic, Чехия, 捷克"],
    ["IE", "IE, IRL, Ireland, Eire, EIRE"],
    ["TR", "TR, TUR, Turkey, Türkiye, Турция, 土耳其"],
    ["BA", "Bosnia and Herzegovina, Bosnia & Herzegovina"],
    ["CI", "Côte d’Ivoire, Cote d'Ivoire, Ivory Coast"],
    ["CD", "Congo - Kinshasa, DR Congo, Democratic Republic of the Congo"],
    ["NE", "NE, NER, Niger"],
    ["NG", "NG, NGA, Nigeria"],
    ["XK", "Kosovo, XKX"],
    ["EG", "مصر, Mısır, MISIR, Egipt, Egypte, 이집트"],
    ["AE", "الإمارات, الإمارات العربية المتحدة"],
    ["SA", "السعودية, المملكة العربية السعودية"],
    ["PL", "Polska, Polonya, Polen, بولندا, 폴란드"],
    ["IT", "Włochy, Wlochy, İtalya"],
    ["ZA", "South Africa, RSA, ZA, Südafrika"],
  ])("%s", (code, names) => {
    for (const name of names.split(", ")) expect([name, readCountry(name)]).toEqual([name, code]);
  });

  test.each([
    ["KR", "Korea, Republic of"],
    ["KP", "Korea, Democratic People's Republic of"],
    ["TW", "Taiwan, Province of China"],
    ["US", "United States (US)"],
    ["MM", "Myanmar (Burma)"],
  ])("%s: %s", (code, name) => {
    expect(readCountry(name)).toBe(code);
  });
});

test.each(["", "-", "Unspecified", "European Union", "EU", "Atlantis", "XX", "ZZ", "constructor", "123"])(
  "%j is none",
  (name) => {
    expect(readCountry(name)).toBeUndefined();
  },
);

test("each name that the locale data knows is its own country's", () => {
  const codes = new Set(
    "AD AR AT AU BE BR CA CH CL CO DK EE EG ES FI FR GE GN GR HR HU ID IL IN IT JP LT LV ME MX MY NL NO NZ PE PH PL PT RO RS SA SE SG SI SK TH UA ZA".split(
      " ",
    ),
  );
  for (const locale of ["en", "de", "fr", "es", "pt", "ru", "zh-Hans", "zh-Hant", "ja", "ar", "tr", "pl", "nl", "ko"]) {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    for (const code of codes) expect([locale, readCountry(names.of(code) ?? "")]).toEqual([locale, code]);
  }
});
