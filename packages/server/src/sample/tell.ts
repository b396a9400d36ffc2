import type { JsonObject } from "@plumbline/scoring";
import { VENDOR } from "./company.ts";
import type { Device, Lead } from "./lead.ts";
import { between, chance, uuid } from "./random.ts";
import type { Page } from "./site.ts";
import type { Stage } from "./stage.ts";

/** What is said of a lead, apart from who says it and when. */
export type Saying = {
  readonly type?: "identify" | "page" | "group" | "alias";
  readonly event?: string;
  readonly name?: string;
  readonly groupId?: string;
  readonly previousId?: string;
  readonly properties?: JsonObject;
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
};

/** The systems that speak of leads beside the website. */
export type System = "mailer" | "crm" | "product" | "webinars" | "desk" | "social";

const HOUR = 3_600_000;

/** Says something from a browser of the lead. */
export function tellFromWeb(stage: Stage, lead: Lead, device: Device, at: number, saying: Saying, page?: Page): void {
  const { random, company, person, consents } = lead;
  const known = at >= device.knownFrom;
  const item = {
    ...head(lead, at, saying),
    ...(known ? { userId: lead.userId } : {}),
    anonymousId: device.anonymousId,
    ...body(saying),
    context: {
      ip: device.address,
      userAgent: device.agent,
      locale: company.place.locale,
      timezone: person.timezone,
      ...(page ? { page: { path: page.path, url: urlOf(page.path) } } : {}),
      ...(company.place.consenting === undefined
        ? {}
        : { consent: { categoryPreferences: { analytics: consents, marketing: consents } } }),
      ...saying.context,
    },
  };
  // Some are offline for a while, and their browser sends later what happened.
  const late = chance(random, 0.012) ? between(random, 600_000, 9 * HOUR) : 0;
  stage.send(item, at, late + between(random, 150, 2_500));
}

/** Says something from one of our systems, under the id of the lead there. */
export function tellFrom(system: System, stage: Stage, lead: Lead, at: number, saying: Saying): void {
  const { random } = lead;
  const userId = system === "product" ? (lead.productId ?? lead.userId) : lead.userId;
  const item = {
    ...head(lead, at, saying),
    userId,
    ...body(saying),
    context: { library: { name: system, version: "1.0" }, ...saying.context },
  };
  stage.send(item, at, lagOf(system, lead, at) + between(random, 200, 20_000));
}

/** A third of what the CRM knows comes with the nightly export. */
function lagOf(system: System, { random }: Lead, at: number): number {
  if (system !== "crm" || !chance(random, 0.33)) return 0;
  const twoInTheMorning = Math.ceil((at - 2 * HOUR) / (24 * HOUR)) * 24 * HOUR + 2 * HOUR;
  return twoInTheMorning - at;
}

function head({ random }: Lead, at: number, { type, event, name, groupId, previousId }: Saying): JsonObject {
  return {
    messageId: uuid(random),
    type: type ?? "track",
    ...(event === undefined ? {} : { event }),
    ...(name === undefined ? {} : { name }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(previousId === undefined ? {} : { previousId }),
    timestamp: new Date(at).toISOString(),
  };
}

const body = ({ properties, traits }: Saying): JsonObject => ({
  ...(properties === undefined ? {} : { properties }),
  ...(traits === undefined ? {} : { traits }),
});

export const urlOf = (path: string): string => `https://www.${VENDOR}${path}`;
