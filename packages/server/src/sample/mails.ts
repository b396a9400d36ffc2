import type { JsonObject } from "@plumbline/scoring";
import { type Device, heatOf, type Lead } from "./lead.ts";
import { between, chance, waiting } from "./random.ts";
import type { Stage } from "./stage.ts";
import { tellFrom, urlOf } from "./tell.ts";
import { become, playVisit } from "./visits.ts";

export type Mailing = {
  readonly day: number;
  readonly name: string;
  readonly type: "newsletter" | "launch" | "invitation";
  /** Where its first link leads. */
  readonly link: string;
  /** Which part of those who may be written to get it. */
  readonly share: number;
};

const HOUR = 3_600_000;

/** One e-mail to one lead: the machines on its way, and perhaps the person. */
export function mail(stage: Stage, lead: Lead, day: number, mailing: Mailing): void {
  if (!lead.subscribed || !lead.reachable) return;
  const { random } = lead;
  const at = lead.zone.instantOf(stage.firstDay + day, 9 * HOUR) + between(random, 0, 2 * HOUR);
  const properties = {
    email_id: `${mailing.name}-${mailing.day}`,
    campaign_name: mailing.name,
    campaign_type: mailing.type,
  };
  if (chance(random, 0.003)) {
    lead.reachable = false;
    tellFrom("mailer", stage, lead, at, { event: "Email Bounced", properties });
    return;
  }
  tellFrom("mailer", stage, lead, at, { event: "Email Delivered", properties });
  scan(stage, lead, at, mailing, properties);
  if (lead.privacy) open(stage, lead, at + between(random, 20_000, 3 * HOUR), properties, "Mozilla/5.0");
  if (chance(random, lead.opening)) read(stage, lead, day, at, mailing, properties);
}

function open(stage: Stage, lead: Lead, at: number, properties: JsonObject, userAgent: string): void {
  tellFrom("mailer", stage, lead, at, { event: "Email Opened", properties, context: { userAgent } });
}

/** The gate of some companies follows every link within seconds, and opens no page as a person does. */
function scan(stage: Stage, lead: Lead, at: number, { link, name }: Mailing, properties: JsonObject): void {
  const { scanner } = lead.company;
  if (scanner === undefined) return;
  const from = at + between(lead.random, 1_000, 25_000);
  open(stage, lead, from, properties, scanner);
  for (const [order, path] of [link, "/pricing", "/preferences"].entries()) {
    const click = { ...properties, link_url: urlOf(`${path}?utm_campaign=${name}`) };
    const context = { userAgent: scanner, ip: `${lead.company.network}.25` };
    tellFrom("mailer", stage, lead, from + 120 * order, { event: "Email Link Clicked", properties: click, context });
  }
}

function read(stage: Stage, lead: Lead, day: number, sentAt: number, mailing: Mailing, properties: JsonObject): void {
  const { random, devices } = lead;
  const device = devices[chance(random, 0.25) ? devices.length - 1 : 0];
  if (!device) return;
  const at = sentAt + Math.min(40 * HOUR, waiting(random, 5 * HOUR));
  const heat = heatOf(lead, day);
  open(stage, lead, Math.floor(at), properties, device.agent);
  if (chance(random, 0.004 + 0.01 * (1 - heat))) unsubscribe(stage, lead, Math.floor(at) + 20_000, properties);
  else if (chance(random, 0.05 + 0.2 * heat)) click(stage, lead, device, Math.floor(at), mailing, properties);
}

function click(
  stage: Stage,
  lead: Lead,
  device: Device,
  openedAt: number,
  mailing: Mailing,
  properties: JsonObject,
): void {
  const clickedAt = openedAt + between(lead.random, 8_000, 90_000);
  const link_url = urlOf(`${mailing.link}?utm_campaign=${mailing.name}`);
  tellFrom("mailer", stage, lead, clickedAt, {
    event: "Email Link Clicked",
    properties: { ...properties, link_url },
    context: { userAgent: device.agent },
  });
  const page = { path: mailing.link, title: mailing.name };
  const campaign = { source: "lotline", medium: "email", name: mailing.name };
  playVisit(stage, lead, mailing.day, { at: clickedAt + between(lead.random, 900, 4_000), page, campaign });
  // The link says who clicked, so that the browser is theirs from then on.
  if (device.knownFrom > clickedAt) become(stage, lead, device, clickedAt + 5_000);
}

function unsubscribe(stage: Stage, lead: Lead, at: number, properties: JsonObject): void {
  lead.subscribed = false;
  tellFrom("mailer", stage, lead, at, { event: "Unsubscribed", properties });
}
