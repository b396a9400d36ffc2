import { LANGUAGES, phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { featureSaid } from "./feature-said.ts";

const { screens, explanation } = phrasesOf("en");
const LABELS: Readonly<Record<string, string>> = { "visited-pricing": "Visited pricing", "v2.demo": "Demo" };
const words = {
  say: screens.prediction.features,
  account: explanation.reasons.account,
  signal: (name: string) => LABELS[name] ?? name,
};

test.each([
  ["trait.owner", "owner"],
  ["trait.address.city", "address.city"],
  ["trait-length.message", "Length of message"],
  ["account.industry", "account industry"],
  ["account-length.note", "Length of account note"],
  ["title.seniority", "Seniority, by the job title"],
  ["signal.visited-pricing.30d", "Visited pricing, in the last 30 days"],
  ["signal.v2.demo.ever", "Demo, in all"],
  ["signal.visited-pricing.first", "Visited pricing, how long ago first"],
  ["signal.Page Viewed.last", "Page Viewed, how long ago last"],
] as const)("%s is said as %s", (feature, said) => {
  expect(featureSaid(feature, words)).toBe(said);
});

test("what reads nothing that is known stays as it is", () => {
  for (const feature of ["visits", "title.shoe-size", "title.toString", "signal.demo", "other.thing", ""])
    expect(featureSaid(feature, words)).toBe(feature);
});

test("every language tells the readings of one signal apart", () => {
  for (const language of LANGUAGES) {
    const say = phrasesOf(language).screens.prediction.features;
    const said = ["7d", "30d", "90d", "ever", "first", "last"].map((what) =>
      featureSaid(`signal.visited-pricing.${what}`, { ...words, say }),
    );
    expect(new Set(said).size).toBe(said.length);
    for (const one of said) expect(one).toContain("Visited pricing");
  }
});
