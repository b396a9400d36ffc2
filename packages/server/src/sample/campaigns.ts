import { leaveTrace } from "./law.ts";
import { heatOf, type Lead } from "./lead.ts";
import { type Mailing, mail } from "./mails.ts";
import { between, chance } from "./random.ts";
import { weekdayOf } from "./rhythm.ts";
import type { Stage } from "./stage.ts";
import { tellFrom } from "./tell.ts";

type Webinar = {
  readonly name: string;
  readonly title: string;
  readonly day: number;
  readonly invitations: readonly number[];
};
type Fair = { readonly name: string; readonly day: number; readonly countries: readonly string[] };

/** What marketing does on a day; days are counted from the first. */
export type CampaignDay = {
  readonly mailings: readonly Mailing[];
  readonly webinars: readonly Webinar[];
  readonly fairs: readonly Fair[];
};

const TITLES = [
  "Numbers that sales believes",
  "From spreadsheet to stream",
  "Ask your data",
  "Automation without regret",
];
const FAIRS: readonly (readonly [string, number, readonly string[]])[] = [
  ["data-days-west", 0.2, ["US", "CA", "MX", "BR"]],
  ["data-days-europe", 0.48, ["DE", "FR", "GB", "ES", "IT", "NL", "PL", "SE", "GR", "TR"]],
  ["data-days-asia", 0.77, ["JP", "CN", "TW", "KR", "IN", "AU", "AE", "SA"]],
];
/** So many days before a fair people register for it. */
const REGISTRATION = 6;
const LAUNCHES = [0.3, 0.31, 0.66, 0.67];

/** The calendar of a year that begins on a day since 1970. */
export function campaignsOf({ firstDay, days }: Stage): (day: number) => CampaignDay {
  const mailings: Mailing[] = [];
  const webinars: Webinar[] = [];
  /** The first such day of the week, 2 for Tuesday, from a day on. */
  const next = (day: number, weekday: number): number => day + ((weekday - weekdayOf(firstDay + day) + 7) % 7);
  for (let day = next(0, 2), issue = 1; day < days; day += 14, issue++)
    mailings.push({
      day,
      name: `newsletter-${issue}`,
      type: "newsletter",
      link: "/blog/how-teams-agree-on-numbers",
      share: 1,
    });
  for (const at of LAUNCHES)
    mailings.push({ day: next(Math.floor(at * days), 3), name: "launch", type: "launch", link: "/demo", share: 0.9 });
  for (let month = 0; month < 12; month++) {
    const day = next(Math.floor((month + 0.6) * (days / 12)), 4);
    const name = `webinar-${month + 1}`;
    const invitations = [day - 15, day - 3];
    webinars.push({ name, title: TITLES[month % TITLES.length] ?? "", day, invitations });
    for (const invitation of invitations)
      mailings.push({ day: invitation, name, type: "invitation", link: `/webinars/${name}`, share: 0.55 });
  }
  const fairs = FAIRS.map(([name, at, countries]) => ({ name, day: next(Math.floor(at * days), 2), countries }));
  return (today) => ({
    mailings: mailings.filter(({ day }) => day === today),
    webinars: webinars.filter(({ invitations }) => invitations.includes(today)),
    fairs: fairs.filter(({ day }) => day - REGISTRATION === today),
  });
}

/** What the campaigns of a day mean to one lead. */
export function playCampaigns(stage: Stage, { mailings, webinars, fairs }: CampaignDay, lead: Lead, day: number): void {
  if (!lead.known || lead.kind === "crawler") return;
  for (const mailing of mailings) if (chance(lead.random, mailing.share)) mail(stage, lead, day, mailing);
  for (const webinar of webinars) invite(stage, lead, day, webinar);
  for (const fair of fairs) registerForFair(stage, lead, day, fair);
}

function invite(stage: Stage, lead: Lead, day: number, webinar: Webinar): void {
  if (!lead.subscribed || !lead.reachable) return;
  const { random } = lead;
  const { name, title, invitations } = webinar;
  const at = noonOf(stage, lead, day);
  if (day === invitations[0] && chance(random, 0.3)) tellStatus(stage, lead, at, name, "webinar", "invited");
  if (!chance(random, 0.006 + 0.055 * heatOf(lead, day))) return;
  const properties = { webinar: name, title };
  tellFrom("webinars", stage, lead, at + between(random, 1_800_000, 20_000_000), {
    event: "Webinar Registered",
    properties,
  });
  tellStatus(stage, lead, at + 20_000_000, name, "webinar", "registered");
  stage.plan(webinar.day, (today) => holdWebinar(stage, lead, today, webinar));
}

/** It takes place at 15:00 UTC for everyone; who sits in the middle of the night comes less. */
function holdWebinar(stage: Stage, lead: Lead, day: number, { name, title }: Webinar): void {
  const { random } = lead;
  const at = (stage.firstDay + day) * 86_400_000 + 15 * 3_600_000;
  const comes = chance(random, 0.5);
  if (comes) {
    const properties = { webinar: name, title, minutes: between(random, 8, 55) };
    tellFrom("webinars", stage, lead, at + between(random, 0, 600_000), { event: "Webinar Attended", properties });
    leaveTrace(lead.traces, "webinar", day);
  }
  tellStatus(stage, lead, at + 7_200_000, name, "webinar", comes ? "attended" : "no-show");
}

function registerForFair(stage: Stage, lead: Lead, day: number, fair: Fair): void {
  const { random, company } = lead;
  if (!fair.countries.includes(company.place.country) || !chance(random, 0.06)) return;
  const properties = { event_name: fair.name, event_type: "trade show" };
  tellFrom("crm", stage, lead, noonOf(stage, lead, day), { event: "Event Registered", properties });
  stage.plan(fair.day, (today) => meetAtFair(stage, lead, today, fair.name));
}

function meetAtFair(stage: Stage, lead: Lead, day: number, name: string): void {
  const { random } = lead;
  const at = noonOf(stage, lead, day);
  const comes = chance(random, 0.65);
  tellStatus(stage, lead, at + 86_400_000, name, "tradeshow", comes ? "attended" : "no-show");
  if (!comes) return;
  tellFrom("crm", stage, lead, at, {
    event: "Event Attended",
    properties: { event_name: name, event_type: "trade show" },
  });
  if (!chance(random, 0.5)) return;
  tellFrom("crm", stage, lead, at + 3_600_000, { event: "Booth Visited", properties: { event_name: name } });
  tellFrom("crm", stage, lead, at + 7_200_000, {
    event: "Campaign Influenced",
    properties: { channel: "tradeshow", campaign_name: name },
  });
}

type Status = "invited" | "registered" | "attended" | "no-show";

/** What the CRM writes down of who takes part in a campaign. */
function tellStatus(
  stage: Stage,
  lead: Lead,
  at: number,
  campaign_name: string,
  channel: string,
  status: Status,
): void {
  tellFrom("crm", stage, lead, at, {
    event: "Campaign Status Changed",
    properties: { campaign_name, channel, status },
  });
}

const noonOf = ({ firstDay }: Stage, { zone }: Lead, day: number): number => zone.instantOf(firstDay + day, 43_200_000);
