import { type Company, companyOf, competitorOf } from "./company.ts";
import type { Lead } from "./lead.ts";
import { jobOf, jobTraits, leadTraits } from "./person.ts";
import type { Place } from "./places.ts";
import { between, chance, type Random, uuid } from "./random.ts";
import { momentOf } from "./rhythm.ts";
import type { Stage } from "./stage.ts";
import { tellFrom, tellFromWeb } from "./tell.ts";
import { tellCompany } from "./visits.ts";

/** What happens to few: new jobs, second ids, objections. Asked every Monday of everyone. */
export function playTurns(stage: Stage, lead: Lead, day: number, seed: number | string): void {
  if (!lead.known || lead.kind === "crawler" || lead.kind === "employee") return;
  const { random } = lead;
  const turn = random.next() * 52;
  if (turn < 0.02) changeJob(stage, lead, day, seed);
  else if (turn < 0.045) changeTitle(stage, lead, day);
  else if (turn < 0.075) takeAlias(stage, lead, day);
  else if (turn < 0.1) lead.productId ??= secondId(stage, lead, day);
  else if (turn < 0.18) withdraw(stage, lead, day);
  else if (turn < 0.185) object(stage, lead, day);
  else if (turn < 0.5) beSocial(stage, lead, day);
}

/** Every fourth goes to a competitor. */
function changeJob(stage: Stage, lead: Lead, day: number, seed: number | string): void {
  const { random } = lead;
  if (lead.opportunity === "open") return;
  const { place } = lead.company;
  // Competitors have offices everywhere; other companies are looked for in the lead's own country.
  lead.company = chance(random, 0.25) ? { ...competitorOf(lead.number), place } : employerIn(place, random, seed);
  const at = momentOf(stage, lead, day);
  const job = jobOf(random, lead.company);
  lead.person = {
    ...lead.person,
    ...job,
    email: `${lead.person.email.split("@")[0]}@${lead.company.domain}`,
    privateMail: false,
  };
  tellFrom("crm", stage, lead, at, { type: "identify", traits: leadTraits(lead.person, lead.company) });
  tellCompany(stage, lead, at + 60_000);
}

function employerIn(place: Place, random: Random, seed: number | string): Company {
  let found = companyOf(seed, between(random, 0, 500));
  for (let tries = 0; tries < 300 && found.place !== place; tries++) found = companyOf(seed, between(random, 0, 500));
  return { ...found, place };
}

function changeTitle(stage: Stage, lead: Lead, day: number): void {
  lead.person = { ...lead.person, ...jobOf(lead.random, lead.company) };
  const traits = jobTraits(lead.person, lead.company);
  tellFrom("crm", stage, lead, momentOf(stage, lead, day), { type: "identify", traits });
}

/** The CRM gives the lead another id, and says which it had. */
function takeAlias(stage: Stage, lead: Lead, day: number): void {
  if (lead.userIds.length > 1) return;
  const previousId = lead.userId;
  const at = momentOf(stage, lead, day);
  lead.userId = `crm-${uuid(lead.random).slice(0, 13)}`;
  lead.userIds.push(lead.userId);
  tellFrom("product", stage, { ...lead, productId: undefined }, at, { type: "alias", previousId });
}

/** The product knows the same address under an id of its own. */
function secondId(stage: Stage, lead: Lead, day: number): string {
  const productId = `app-${uuid(lead.random).slice(0, 13)}`;
  lead.userIds.push(productId);
  const traits = { email: lead.person.email, plan: "free" };
  tellFrom("product", stage, { ...lead, productId }, momentOf(stage, lead, day), { type: "identify", traits });
  return productId;
}

function withdraw(stage: Stage, lead: Lead, day: number): void {
  const device = lead.devices.find(({ knownFrom }) => knownFrom < Number.POSITIVE_INFINITY);
  if (!device || !lead.consents || lead.company.place.consenting === undefined) return;
  lead.consents = false;
  tellFromWeb(stage, lead, device, momentOf(stage, lead, day), { event: "Segment Consent Preference Updated" });
}

/** Who objects to being profiled is left alone by marketing, too. */
function object(stage: Stage, lead: Lead, day: number): void {
  lead.subscribed = false;
  const at = momentOf(stage, lead, day);
  tellFrom("desk", stage, lead, at, { event: "Objection Raised", properties: { channel: "email" } });
}

function beSocial(stage: Stage, lead: Lead, day: number): void {
  const events = [
    "Social Followed",
    "Social Liked",
    "Social Liked",
    "Social Shared",
    "Social Commented",
    "Social Mentioned",
  ];
  const event = events[between(lead.random, 0, events.length - 1)] ?? "Social Liked";
  tellFrom("social", stage, lead, momentOf(stage, lead, day), { event, properties: { network: "example" } });
}
