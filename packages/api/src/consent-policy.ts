import { z } from "zod";

const category = z.string().min(1).max(100);
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe("A country by its code of two letters (ISO 3166-1)");

const terms = {
  mode: z
    .enum(["none", "opt-in", "opt-out"])
    .describe("`opt-in`: only with consent; `opt-out`: unless it was refused; `none`: consent is not asked for"),
  categories: z
    .array(category)
    .min(1)
    .max(20)
    .default(["analytics"])
    .describe("The categories of consent that are needed, all of them, by the names that the site's banner gives them"),
  gpc: z
    .enum(["ignore", "opt-out"])
    .default("ignore")
    .describe("What Global Privacy Control says of storing and scoring; it always forbids sharing"),
};

const market = z.strictObject({
  name: z.string().min(1).max(100),
  countries: z.array(country).min(1).max(300),
  ...terms,
});

const rules = z.strictObject({
  ...terms,
  markets: z
    .array(market)
    .max(100)
    .default([])
    .describe("Countries with terms of their own; the first that fits applies"),
});

/** What a workspace asks of an event before it may be kept whole; immutable, a change is a new version. */
export const consentPolicy = z.strictObject({
  version: z.int().min(1),
  ...rules.shape,
  sources: z
    .array(z.strictObject({ source: z.int(), ...rules.shape }))
    .max(1000)
    .default([])
    .describe("Sources with rules of their own, in place of all the others"),
});
