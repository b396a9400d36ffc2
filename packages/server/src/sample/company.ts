import type { JsonObject } from "@plumbline/scoring";
import { CULTURES, type Culture, INDUSTRIES } from "./cultures.ts";
import { PLACES, type Place } from "./places.ts";
import { between, chance, normal, pick, type Random, randomOf, weighted } from "./random.ts";
import { STEMS, stemOf } from "./syllables.ts";

export type Company = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly place: Place;
  readonly industry: string;
  readonly employees: number;
  /** In US dollars. */
  readonly annualRevenue: number;
  readonly currentSolution: string | undefined;
  /** Its mail gate follows every link of every e-mail, under this agent. */
  readonly scanner: string | undefined;
  /** The first three numbers of its addresses, out of the ranges that RFC 5737 keeps for documentation. */
  readonly network: string;
  readonly role: "market" | "competitor" | "own";
};

/** Who sells: the company whose workspace this is. */
export const VENDOR = "lotline.example";

const NETWORKS = ["192.0.2", "198.51.100", "203.0.113"];
const TRADE_WEIGHTS = [26, 16, 12, 18, 11, 9, 8];
const SOLUTIONS = ["spreadsheets", "Rivalex", "Kontrapol", "in-house", "none"];
const SCANNERS = [
  // Many gates call themselves an ordinary browser.
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.130 Safari/537.36",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/65.0.3325.181 Safari/537.36",
  "BarracudaCentral/1.0",
  "Mimecast/1.0 (link check)",
];

/** Those who sell the like; the sample's model knows them by these names. */
const COMPETITORS = ["Rivalex Systems Inc.", "Kontrapol Software GmbH", "ライバルクス株式会社"];
const RIVALS = [
  ["rivalex", 0],
  ["kontrapol", 4],
  ["raibarukusu", 18],
] as const;

/** The company of a number; the same for the same seed and number, whatever else there is. */
export function companyOf(seed: number | string, number: number): Company {
  const random = randomOf(seed, "company", number);
  const place = weighted(
    random,
    PLACES.map((each) => [each, each.share] as const),
  );
  const culture: Culture = CULTURES[place.culture];
  const trade = weighted(
    random,
    TRADE_WEIGHTS.map((weight, at) => [at, weight] as const),
  );
  const employees = Math.max(2, Math.round(Math.exp(4.7 + 1.6 * normal(random))));
  const round = Math.floor(number / STEMS);
  const name = pick(random, culture.company)
    .replace("@", stemOf(number, culture.script) + (round === 0 ? "" : ` ${round + 1}`))
    .replace("#", culture.trades[trade] ?? "");
  return {
    id: `co-${number + 1}`,
    name,
    domain: `${stemOf(number, "latin").toLowerCase()}${round === 0 ? "" : round + 1}.example`,
    place,
    industry: INDUSTRIES[trade] ?? "Software",
    employees,
    annualRevenue: Math.round((employees * (60 + 180 * random.next())) / 10) * 10_000,
    currentSolution: chance(random, 0.4) ? pick(random, SOLUTIONS) : undefined,
    // Mail gates stand before larger companies.
    scanner: employees > 150 && chance(random, 0.14) ? pick(random, SCANNERS) : undefined,
    network: networkOf(random),
    role: "market",
  };
}

/** Competitors have an interest in the site, but none to buy. */
export function competitorOf(number: number): Company {
  const at = number % RIVALS.length;
  const [word, home] = RIVALS[at] ?? RIVALS[0];
  return rival(`rival-${at + 1}`, COMPETITORS[at] ?? "", `${word}.example`, PLACES[home] ?? firstPlace(), "competitor");
}

export const vendor = (): Company => rival("own", "Lotline GmbH", VENDOR, PLACES[4] ?? firstPlace(), "own");

const firstPlace = (): Place => PLACES[0] as Place;

function rival(id: string, name: string, domain: string, place: Place, role: Company["role"]): Company {
  return {
    ...{ id, name, domain, place, role },
    ...{ industry: "Software", employees: 240, annualRevenue: 30_000_000, currentSolution: undefined },
    ...{ scanner: undefined, network: NETWORKS[2] ?? "" },
  };
}

const networkOf = (random: Random): string => pick(random, NETWORKS);

/** An address of the company's network. */
export const addressOf = (random: Random, { network }: Company): string => `${network}.${between(random, 1, 254)}`;

/** What a `group` call says of a company. */
export function companyTraits({ name, industry, employees, annualRevenue, domain, place }: Company): JsonObject {
  return { name, industry, employees, annualRevenue, website: `https://www.${domain}`, country: place.country };
}
