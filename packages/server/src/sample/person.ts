import type { JsonObject } from "@plumbline/scoring";
import type { Company } from "./company.ts";
import { CULTURES, type Culture, spelled } from "./cultures.ts";
import { between, chance, pick, type Random, weighted } from "./random.ts";
import { READ_BY_THE_CORE, RUNGS, type Rung, TITLES } from "./titles.ts";

export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Not the company's address. */
  readonly privateMail: boolean;
  readonly title: string;
  readonly rung: Rung;
  readonly city: string;
  /** IANA zone. */
  readonly timezone: string;
  readonly phone: string | undefined;
};

const MAILBOXES = ["mailbox.example", "postbox.example", "inbox.example"];

/** Somebody of a company, called and titled as people of its country are. */
export function personOf(random: Random, company: Company, number: number): Person {
  const { place } = company;
  const culture: Culture = CULTURES[place.culture];
  const given = spelled(pick(random, culture.given));
  const family = spelled(pick(random, culture.family));
  const [city, timezone] = pick(random, place.cities);
  const privateMail = company.role === "market" && chance(random, 0.11);
  const host = privateMail ? pick(random, MAILBOXES) : company.domain;
  const local = culture.familyFirst ? `${family.latin}.${given.latin}` : `${given.latin}.${family.latin}`;
  return {
    firstName: given.written,
    lastName: family.written,
    // The number keeps apart those who are called alike.
    email: `${local}${number.toString(36)}@${host}`,
    privateMail,
    ...jobOf(random, company),
    city,
    timezone,
    phone: place.phone?.replaceAll("#", () => String(between(random, 0, 9))),
  };
}

/** A job in a company: a rung, and the title of somebody on it in the words of the country. */
export function jobOf(random: Random, { place }: Company): { readonly title: string; readonly rung: Rung } {
  const rung = weighted(random, RUNGS);
  return { rung, title: pick(random, TITLES[place.titles][rung]) };
}

/** Everything the CRM knows of a person and where they work. */
export function leadTraits(person: Person, company: Company): JsonObject {
  const { firstName, lastName, email, city, phone } = person;
  const { place, name, industry, employees, annualRevenue, currentSolution } = company;
  return {
    ...{ email, firstName, lastName, ...jobTraits(person, company) },
    ...{ country: place.country, city, company: name, industry, employees, annualRevenue, language: place.locale },
    ...(phone === undefined ? {} : { phone }),
    ...(currentSolution === undefined ? {} : { currentSolution }),
    companyType: industry === "Software" ? "Software" : industry === "Manufacturing" ? "Manufacturing" : "Services",
  };
}

/** A title, and beside those that the core cannot read their seniority, as data vendors add it. */
export function jobTraits({ title, rung }: Pick<Person, "title" | "rung">, { place }: Company): JsonObject {
  return READ_BY_THE_CORE.has(place.titles) ? { title } : { title, seniority: rung };
}
