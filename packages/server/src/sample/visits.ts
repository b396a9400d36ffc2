import type { JsonObject } from "@plumbline/scoring";
import { companyTraits } from "./company.ts";
import { leaveTrace } from "./law.ts";
import { type Device, heatOf, type Lead } from "./lead.ts";
import { leadTraits } from "./person.ts";
import { between, chance, normal, pick, waiting, weighted } from "./random.ts";
import { momentOf, workdayFrom } from "./rhythm.ts";
import { contactSoon } from "./sales.ts";
import { KEYWORDS, nextPage, type Page, pageOf, resourceOf, searchOf } from "./site.ts";
import type { Stage } from "./stage.ts";
import { tellFrom, tellFromWeb, urlOf } from "./tell.ts";
import { startTrial } from "./usage.ts";

/** A visit that something brought about: where it begins and by which campaign. */
export type Entry = { readonly at: number; readonly page: Page; readonly campaign: JsonObject };

type Visit = {
  readonly stage: Stage;
  readonly lead: Lead;
  readonly device: Device;
  readonly day: number;
  readonly heat: number;
};

/** Visits by themselves, from a day on: again and again, more often while the lead wants to buy. */
export function planVisits(stage: Stage, lead: Lead, day: number): void {
  const wait = waiting(lead.random, 1 / (lead.pace * (1 + 9 * heatOf(lead, day))));
  // Looked at again after a while, since the wish to buy comes and goes.
  if (wait > 14) {
    stage.plan(day + 14, (today) => planVisits(stage, lead, today));
    return;
  }
  stage.plan(workdayFrom(stage, lead, day + Math.floor(wait)), (today) => {
    playVisit(stage, lead, today);
    planVisits(stage, lead, today + 1);
  });
}

export function playVisit(stage: Stage, lead: Lead, day: number, entry?: Entry): void {
  const device = deviceFor(lead, entry);
  if (!device) return;
  const visit: Visit = { stage, lead, device, day, heat: heatOf(lead, day) };
  const steady = 0.62 + 0.2 * visit.heat;
  let page = entry?.page ?? landingOf(visit);
  let at = entry?.at ?? momentOf(stage, lead, day);
  let context = entry ? { campaign: entry.campaign } : sourceOf(visit);
  // Whom we know comes by a link that says who it is, or logs in; not always.
  if (lead.known && device.knownFrom > at && chance(lead.random, 0.75)) become(stage, lead, device, at + 400);
  for (let views = 0; views < 25; views++) {
    view(visit, page, at, context);
    at += 1000 * Math.ceil(Math.exp(3.3 + 0.9 * normal(lead.random)));
    act(visit, page, at);
    if (!chance(lead.random, steady)) break;
    page = nextPage(lead.random, visit.heat, lead.line);
    context = {};
  }
}

/** The telephone, or a colleague's computer, is at hand once the lead is known. */
function deviceFor({ random, devices, known }: Lead, entry: Entry | undefined): Device | undefined {
  return entry || !known || !chance(random, 0.3) ? devices[0] : pick(random, devices);
}

const landingOf = ({ lead: { random, line, kind }, heat }: Visit): Page =>
  kind === "job-seeker"
    ? pageOf(random, "careers", line)
    : chance(random, 0.35)
      ? pageOf(random, "home", line)
      : nextPage(random, heat, line);

function sourceOf({ lead: { random } }: Visit): JsonObject {
  switch (
    weighted(random, [
      ["direct", 4],
      ["search", 3],
      ["ad", 1],
      ["social", 0.6],
    ] as const)
  ) {
    case "search":
      return { referrer: { type: "search", url: "https://search.example/" } };
    case "ad":
      return { campaign: { source: "searchads", medium: "cpc", name: "always-on", term: pick(random, KEYWORDS) } };
    case "social":
      return { campaign: { source: "social", medium: "social", name: "posts" } };
    case "direct":
      return {};
  }
}

function view({ stage, lead, device, day }: Visit, { path, title }: Page, at: number, context: JsonObject): void {
  tellFromWeb(stage, lead, device, at, {
    type: "page",
    properties: {
      path,
      title,
      url: urlOf(path),
      ...("referrer" in context ? { referrer: "https://search.example/" } : {}),
    },
    context,
  });
  if (path.startsWith("/pricing")) leaveTrace(lead.traces, "pricing", day);
  if (path.startsWith("/careers")) leaveTrace(lead.traces, "careers", day);
}

/** What may be done on a page, once it has been read. */
function act(visit: Visit, page: Page, at: number): void {
  const { stage, lead, device, heat } = visit;
  const { random } = lead;
  if (page.path.startsWith("/resources")) {
    if (chance(random, 0.3 + 0.3 * heat)) takeResource(visit, page, at);
  } else if (page.path === "/demo") {
    if (chance(random, 0.06 + 0.44 * heat)) requestDemo(visit, page, at);
  } else if (page.path.startsWith("/pricing")) {
    actOnPricing(visit, page, at);
  } else if (chance(random, 0.004 + 0.006 * heat)) {
    tellFromWeb(stage, lead, device, at, { event: "Site Searched", properties: { query: searchOf(random) } }, page);
  } else if (chance(random, 0.012)) {
    submit(visit, page, at, "newsletter");
  } else if (chance(random, 0.004)) {
    tellFromWeb(stage, lead, device, at, { event: "Social Followed", properties: { network: "example" } }, page);
  }
}

function actOnPricing(visit: Visit, page: Page, at: number): void {
  const { stage, lead, device, day, heat } = visit;
  const { random } = lead;
  if (chance(random, 0.002 + 0.03 * heat)) {
    submit(visit, page, at, "contact");
    tellFromWeb(stage, lead, device, at + 1500, { event: "Quote Requested", properties: { product: lead.line } }, page);
    leaveTrace(lead.traces, "demo", day);
    contactSoon(stage, lead, at);
  } else if (chance(random, 0.002 + 0.05 * heat)) {
    submit(visit, page, at, "trial");
    startTrial(stage, lead, at, day);
  } else if (chance(random, 0.01 + 0.03 * heat)) {
    tellFromWeb(stage, lead, device, at, { event: "Chat Started", properties: { path: page.path } }, page);
  }
}

function requestDemo(visit: Visit, page: Page, at: number): void {
  const { stage, lead, device, day } = visit;
  submit(visit, page, at, "demo");
  tellFromWeb(stage, lead, device, at + 1200, { event: "Demo Requested", properties: { product: lead.line } }, page);
  leaveTrace(lead.traces, "demo", day);
  contactSoon(stage, lead, at);
}

function takeResource(visit: Visit, page: Page, at: number): void {
  const { stage, lead, device, day } = visit;
  if (!lead.known && !chance(lead.random, 0.6)) return;
  if (!lead.known || chance(lead.random, 0.3)) submit(visit, page, at, "content");
  const [slug, content_type] = resourceOf(lead.random);
  const properties = { file: `${slug}.pdf`, content_type };
  tellFromWeb(stage, lead, device, at + 2000, { event: "Content Downloaded", properties }, page);
  leaveTrace(lead.traces, "content", day);
}

/** A form; whoever sends one is known from then on. */
function submit(
  visit: Visit,
  page: Page,
  at: number,
  form: "newsletter" | "contact" | "trial" | "demo" | "content",
): void {
  const { stage, lead, device } = visit;
  if (chance(lead.random, 0.08))
    tellFromWeb(stage, lead, device, at - 900, { event: "Form Failed", properties: { form_type: form } }, page);
  become(stage, lead, device, at);
  tellFromWeb(stage, lead, device, at + 300, { event: "Form Submitted", properties: { form_type: form } }, page);
}

/** The device is the lead's from now on, and says who the lead is. */
export function become(stage: Stage, lead: Lead, device: Device, at: number): void {
  device.knownFrom = Math.min(device.knownFrom, at);
  const wasKnown = lead.known;
  lead.known = true;
  const { person, company } = lead;
  const full = leadTraits(person, company);
  const traits = wasKnown ? { email: person.email } : { ...full, leadSource: "Website" };
  tellFromWeb(stage, lead, device, at, { type: "identify", traits });
  if (!wasKnown) tellCompany(stage, lead, at + between(lead.random, 30_000, 3_000_000));
}

/** The CRM says where the lead works. */
export function tellCompany(stage: Stage, lead: Lead, at: number): void {
  const { company, person } = lead;
  if (person.privateMail) return;
  tellFrom("crm", stage, lead, at, { type: "group", groupId: company.id, traits: companyTraits(company) });
}
