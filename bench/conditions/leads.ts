import { formatDay, parseDay } from "@plumbline/scoring";
import { type Random, randomOf } from "../random.ts";

/** A lead with its traits as the product keeps them: what is not known is not there. */
export type LeadTraits = {
  readonly email: string;
  readonly title?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly source?: string;
  readonly company: {
    readonly name: string;
    readonly industry?: string;
    readonly employees?: number;
    readonly revenue?: number;
  };
  readonly address: { readonly country?: string; readonly city?: string };
  readonly interests: readonly string[];
  readonly tags: readonly string[];
  readonly budget?: number;
  readonly timeline?: string;
  readonly authority?: string;
  readonly customer: boolean;
  readonly unsubscribed?: boolean;
  /** A date. */
  readonly createdAt: string;
  /** An instant. */
  readonly lastContacted?: string;
};

/** The day on which the leads are scored. */
export const TODAY = parseDay("2026-11-22") as number;

const COUNTRIES = [
  "United States",
  "Germany",
  "United Kingdom",
  "France",
  "India",
  "Canada",
  "Brazil",
  "Japan",
  "Spain",
  "Netherlands",
  "Italy",
  "Australia",
  "Poland",
  "Mexico",
  "Sweden",
  "Türkiye",
  "Österreich",
  "Singapore",
  "Kenya",
  "Chile",
];
const CITIES = [
  "New York",
  "Berlin",
  "London",
  "Paris",
  "Bengaluru",
  "São Paulo",
  "Tokyo",
  "Zürich",
  "Kraków",
  "Austin",
];
const INDUSTRIES = [
  "Technology",
  "Manufacturing",
  "Finance",
  "Healthcare",
  "Retail",
  "Education",
  "Logistics",
  "Energy",
  "Media",
  "Agriculture",
];
const RANKS = ["", "Senior ", "Junior ", "Head of ", "VP ", "Director of ", "Chief "];
const FIELDS = ["Marketing", "Sales", "Engineering", "Finance", "Operations", "Procurement", "Product", "Research"];
const ROLES = ["", " Manager", " Analyst", " Officer", " Specialist", " Consultant", " Lead", " Assistant"];
const MAIL_HOSTS = ["corp.example.com", "gmail.com", "yahoo.com", "uni.edu", "firma.de", "outlook.com"];
const SOURCES = ["Organic Search", "Trade Fair", "Referral", "Webinar", "Paid Search", "Newsletter", "Cold List"];
const INTERESTS = ["Analytics", "Automation", "Reporting", "Integration", "Security", "Support", "Mobile", "Training"];
const TAGS = ["newsletter", "partner", "Reseller", "press", "alumni", "student", "beta", "vip"];
const TIMELINES = ["this quarter", "next quarter", "this year", "someday"];
const AUTHORITIES = ["user", "influencer", "decision maker"];
const LANGUAGES = ["English", "German", "French", "Spanish", "Portuguese", "Japanese"];

const COMPANIES = Array.from(
  { length: 5000 },
  (_, i) => `${["Acme", "Globex", "Initech", "Umbrella"][i % 4]} ${i} GmbH`,
);
export const COMPETITORS: readonly string[] = COMPANIES.filter((_, i) => i % 250 === 7);

/** Leads as they come out of JSON. */
export function makeLeads(count: number, seed = 1): readonly LeadTraits[] {
  const random = randomOf(seed);
  const leads = Array.from({ length: count }, (_, i) => makeLead(random, i));
  return JSON.parse(JSON.stringify(leads)) as readonly LeadTraits[];
}

function makeLead({ next, below, chance, pick }: Random, number: number): LeadTraits {
  const cased = (text: string): string => (chance(0.05) ? text.toUpperCase() : chance(0.1) ? text.toLowerCase() : text);
  const known = <Value>(share: number, make: () => Value): Value | undefined => (chance(share) ? make() : undefined);
  const several = (list: readonly string[], most: number): string[] => [
    ...new Set(Array.from({ length: below(most + 1) }, () => cased(pick(list, 2)))),
  ];
  const contacted = `${formatDay(TODAY - below(400))}T${String(below(24)).padStart(2, "0")}:24:07.512Z`;
  return {
    email: `lead.${number}@${cased(pick(MAIL_HOSTS, 2))}`,
    title: known(0.8, () => cased(`${pick(RANKS, 2)}${pick(FIELDS)}${pick(ROLES)}`)),
    phone: known(0.6, () => `+1 555 ${1_000_000 + below(9_000_000)}`),
    language: known(0.7, () => cased(pick(LANGUAGES, 2))),
    source: known(0.9, () => cased(pick(SOURCES))),
    company: {
      name: pick(COMPANIES, 2),
      industry: known(0.8, () => cased(pick(INDUSTRIES, 2))),
      employees: known(0.7, () => Math.ceil(10 ** (next() * 4.7))),
      revenue: known(0.5, () => Math.round(10 ** (4 + next() * 5))),
    },
    address: { country: known(0.9, () => cased(pick(COUNTRIES, 2))), city: known(0.7, () => pick(CITIES)) },
    interests: several(INTERESTS, 4),
    tags: several(TAGS, 2),
    budget: known(0.3, () => 1000 * below(100)),
    timeline: known(0.4, () => cased(pick(TIMELINES))),
    authority: known(0.4, () => cased(pick(AUTHORITIES, 2))),
    customer: chance(0.08),
    unsubscribed: known(0.5, () => chance(0.1)),
    createdAt: formatDay(TODAY - below(1500)),
    lastContacted: known(0.4, () => contacted),
  } as LeadTraits;
}
