import { findZone, UTC, type Zone } from "@plumbline/scoring";
import { addressOf, type Company, companyOf, competitorOf, vendor } from "./company.ts";
import { noTraces } from "./law.ts";
import type { Device, Lead, LeadKind } from "./lead.ts";
import { personOf } from "./person.ts";
import { chance, normal, pick, type Random, randomOf, uuid, weighted } from "./random.ts";
import { browserOf, crawlerOf, LINES, phoneAgentOf } from "./site.ts";

const KINDS: readonly (readonly [LeadKind, number])[] = [
  ["prospect", 890],
  ["customer", 45],
  ["competitor", 18],
  ["job-seeker", 28],
  ["employee", 6],
  ["crawler", 11],
];

/** All leads of a sample, company by company, in an order of their own. */
export function* castOf(seed: number | string, leads: number, days: number): Generator<Lead> {
  const zones = new Map<string, Zone>();
  const zoneOf = (name: string): Zone => {
    const zone = zones.get(name) ?? findZone(name) ?? UTC;
    zones.set(name, zone);
    return zone;
  };
  for (let number = 0, company = 0; number < leads; company++) {
    const employer = companyOf(seed, company);
    const random = randomOf(seed, "size", company);
    // Most companies send one or two, a few send dozens.
    const people = Math.min(60, leads - number, Math.ceil((0.9 / (1 - random.next())) ** 1.1));
    let colleague: Lead | undefined;
    for (let at = 0; at < people; at++, number++) {
      const lead = leadOf(seed, number, employer, days, zoneOf);
      shareDevice(lead, colleague);
      colleague = lead;
      yield lead;
    }
  }
}

function leadOf(
  seed: number | string,
  number: number,
  employer: Company,
  days: number,
  zoneOf: (name: string) => Zone,
): Lead {
  const random = randomOf(seed, "lead", number);
  const kind = weighted(random, KINDS);
  const company = companyFor(kind, number, employer);
  const person = personOf(random, company, number);
  const hidden = { fit: normal(random), intent: normal(random) };
  const imported = kind === "customer" || (kind !== "crawler" && kind !== "job-seeker" && chance(random, 0.42));
  const startsOn = Math.floor(startOf(random, imported) * days);
  const consents = chance(random, (company.place.consenting ?? 100) / 100);
  const from = startsOn + Math.floor(random.next() * days * 0.9) - 20;
  return {
    ...{ number, kind, random, hidden, startsOn, imported, person, company, consents },
    zone: zoneOf(person.timezone),
    pace: Math.min(0.6, Math.exp(-4.6 + 1.0 * normal(random) + 0.35 * hidden.intent)),
    // Not everybody who looks around wants to buy within the year.
    buying: chance(random, 0.2 + 0.12 * Math.max(-1, Math.min(2, hidden.intent))) ? [from, from + 60] : [-1, -1],
    line: pick(random, LINES),
    opening: 0.03 + 0.37 * random.next() ** 2,
    privacy: chance(random, 0.09),
    devices: devicesOf(random, company, kind),
    traces: noTraces(),
    ...identityOf(random, number),
    productId: undefined,
    known: false,
    subscribed: kind === "prospect" || kind === "customer" || kind === "competitor",
    reachable: true,
    customer: kind === "customer",
    trialUntil: -1,
    opportunity: "none",
    unsold: 1,
  };
}

function companyFor(kind: LeadKind, number: number, employer: Company): Company {
  if (kind === "competitor") return competitorOf(number);
  return kind === "employee" ? vendor() : employer;
}

/** Lists are loaded at the beginning, mostly; the others come, and more of them towards the end. */
function startOf(random: Random, imported: boolean): number {
  if (imported && chance(random, 0.6)) return random.next() * 0.03;
  // The inverse of a density that rises evenly from 0.6 to 1.4.
  return (Math.sqrt(0.36 + 1.6 * random.next()) - 0.6) / 0.8;
}

function identityOf(random: Random, number: number): Pick<Lead, "userId" | "userIds"> {
  const userId = `u-${(number + 1).toString().padStart(6, "0")}-${uuid(random).slice(0, 4)}`;
  return { userId, userIds: [userId] };
}

function devicesOf(random: Random, company: Company, kind: LeadKind): Device[] {
  const device = (agent: string): Device => ({
    anonymousId: uuid(random),
    agent,
    address: addressOf(random, company),
    knownFrom: Number.POSITIVE_INFINITY,
  });
  if (kind === "crawler") return [device(crawlerOf(random))];
  const first = device(browserOf(random));
  return chance(random, 0.16) ? [first, device(phoneAgentOf(random))] : [first];
}

/** A few sit at the computer of a colleague now and then: two known people, one anonymous id. */
function shareDevice(lead: Lead, colleague: Lead | undefined): void {
  const shared = colleague?.devices[0];
  if (!shared || lead.kind === "crawler" || colleague.kind === "crawler" || !chance(lead.random, 0.025)) return;
  lead.devices.push({ ...shared, knownFrom: Number.POSITIVE_INFINITY });
}
