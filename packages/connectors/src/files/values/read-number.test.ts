import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessNumberStyle, readCount, readNumber } from "./read-number.ts";

describe("numbers as people write them", () => {
  test.each<[string, number, string?]>([
    ["1234", 1234],
    ["-5", -5],
    ["−5", -5],
    ["(1,234)", -1234],
    ["1e6", 1e6],
    ["0.5", 0.5],
    [".5", 0.5],
    ["0,123", 0.123],
    ["1,234", 1234],
    ["1,234.56", 1234.56],
    ["1.234,56", 1234.56],
    ["1 234,56", 1234.56],
    ["1\u202f234\u00a0567,8", 1234567.8],
    ["1’234.50", 1234.5],
    ["12,34,567", 1234567],
    ["1.234.567", 1234567],
    ["1234,567", 1234.567],
    ["45%", 45],
    ["12.5 %", 12.5],
    ["١٢٣٤", 1234],
    ["١٬٢٣٤٫٥", 1234.5],
    ["１２３．５", 123.5],
    ["1.2 Mio. €", 1.2e6, "EUR"],
    ["1,5 Mrd. EUR", 1.5e9, "EUR"],
    ["800 Tsd.", 8e5],
    ["$3.4M", 3.4e6, "USD"],
    ["US$ 1,000", 1000, "USD"],
    ["£2bn", 2e9, "GBP"],
    ["500k", 5e5],
    ["2.5 million", 2.5e6],
    ["1 mil millones", 1e9],
    ["R$ 5 milhões", 5e6, "BRL"],
    ["¥1.2亿", 1.2e8, "CNY"],
    ["￥１２万", 120_000, "CNY"],
    ["¥5000", 5000, "JPY"],
    ["3億円", 3e8, "JPY"],
    ["5千万", 5e7],
    ["12万", 120_000],
    ["12萬", 120_000],
    ["300万元", 3e6, "CNY"],
    ["3 млн руб.", 3e6, "RUB"],
    ["2 тыс.", 2000],
    ["1,5 млрд ₽", 1.5e9, "RUB"],
  ])("%s", (text, value, currency) => {
    expect(readNumber(text)).toEqual(currency === undefined ? { value } : { value, currency });
  });
});

describe("of a range, the lower bound", () => {
  test.each([
    ["51–200", 51],
    ["51-200 employees", 51],
    ["51 — 200", 51],
    ["1,000–5,000", 1000],
    ["10,001+", 10_001],
    ["1 to 10", 1],
    ["> 1000", 1000],
    ["more than 500", 500],
    ["<10", 0],
    ["≤ 50", 0],
    ["up to 50", 0],
    ["до 10", 0],
    ["от 50 до 100", 50],
    ["50 bis 100 Mitarbeiter", 50],
    ["50人以上", 50],
    ["10人以下", 0],
    ["51~200人", 51],
    ["100–250 чел.", 100],
    ["10–50 Mio. €", 10e6],
    ["$1M-$5M", 1e6],
    ["500K-1M", 5e5],
    ["51~200", 51],
  ])("%s", (text, value) => {
    expect(readNumber(text)?.value).toBe(value);
  });
});

test.each([
  "",
  " ",
  "abc",
  "n/a",
  "-",
  "€",
  "Infinity",
  "NaN",
  "1e999",
  "2010-12-01",
  "1,2345,678",
  "1 2 3",
  "1,234 567",
  "200–51",
  "12 rooms",
  "1.2.3",
  "0x10",
  "9".repeat(400),
])("%j is no number", (text) => {
  expect(readNumber(text)).toBeUndefined();
});

test.each(["~75", "≈ 75", "ca. 75", "approx. 75", "circa 75", "rund 75", "около 75", "约75", "大約 75"])(
  "%s is about 75, and not less than nothing",
  (text) => {
    expect(readNumber(text)).toEqual({ value: 75 });
    expect(readCount(text)).toBe(75);
  },
);

describe("a count", () => {
  test.each([
    ["75", 75],
    ["1.200", 1200],
    ["1,200", 1200],
    ["1 200", 1200],
    ["1.200.000", 1_200_000],
    ["10.000+", 10_000],
    ["10.001", 10_001],
    ["ca. 1.200", 1200],
    ["~1.200", 1200],
    ["около 1.200 чел.", 1200],
    ["约1,200人", 1200],
    ["1.001–5.000", 1001],
    ["501-1.000 Mitarbeiter", 501],
    ["<1.000", 0],
    ["1,200.00", 1200],
    ["250.0", 250],
    ["1.5k", 1500],
    ["1.13k", 1130],
    ["1,2 тыс.", 1200],
    ["3千", 3000],
  ])("%s", (text, count) => {
    expect(readCount(text)).toBe(count);
  });

  test.each([
    "-75",
    "−1.200",
    "(75)",
    "12.5",
    "1234.567",
    "0.200",
    "45%",
    "€ 500",
    "1.200 thousand",
    "9".repeat(20),
    "+",
    "<",
    "Nov-50",
    "many",
  ])("is not %j", (text) => {
    expect(readCount(text)).toBeUndefined();
  });

  test("of people is read back as any country writes it", () => {
    const locale = fc.constantFrom("en-US", "de-DE", "fr-FR", "ru-RU", "de-CH", "es-ES", "zh-CN", "ar-EG", "id-ID");
    fc.assert(
      fc.property(fc.nat(1e9), locale, (count, where) => {
        expect(readCount(new Intl.NumberFormat(where).format(count))).toBe(count);
      }),
      { numRuns: 1000 },
    );
  });
});

test("one mark before three digits means what it means in the column", () => {
  expect(readNumber("1.234")).toEqual({ value: 1.234 });
  expect(readNumber("1.234", ",")).toEqual({ value: 1234 });
  expect(readNumber("1,234", ",")).toEqual({ value: 1.234 });
  expect(readNumber("1,234", ".")).toEqual({ value: 1234 });
  expect(readNumber("1.5", ",")).toEqual({ value: 1.5 });
});

test("the mark is guessed from numbers that have one reading", () => {
  expect(guessNumberStyle(["1.234", "2.500", "1,5"])).toBe(",");
  expect(guessNumberStyle(["1,234", "1,234.5"])).toBe(".");
  expect(guessNumberStyle(["1.234.567 €"])).toBe(",");
  expect(guessNumberStyle(["1.234", "5", "n/a"])).toBeUndefined();
  expect(guessNumberStyle([])).toBeUndefined();
});

test("a number that a program in any country writes is read back", () => {
  const amount = fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100);
  const locale = fc.constantFrom("en-US", "de-DE", "fr-FR", "ru-RU", "de-CH", "en-IN", "es-ES", "zh-CN", "ar-EG");
  fc.assert(
    fc.property(amount, locale, (value, where) => {
      const text = new Intl.NumberFormat(where, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
      // Arabic writes a mark of direction before the minus.
      expect(readNumber(text.replace(/[\u200e\u200f\u061c]/g, ""))?.value).toBe(value);
    }),
    { numRuns: 2000 },
  );
});
