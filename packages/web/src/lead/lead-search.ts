import type { PastDay } from "./past.ts";

/** What the address of a lead says: by which model, and on which day that has passed; all of it can be sent. */
export type LeadSearch = {
  readonly model?: string;
  readonly on?: string;
  /** By what was known on that day, not by what is known now. */
  readonly known?: "then";
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of an address a lead understands; the rest is left out. */
export function leadSearch(given: Readonly<Record<string, unknown>>): LeadSearch {
  const { model, on, known } = given;
  const isDay = typeof on === "string" && DAY.test(on) && !Number.isNaN(Date.parse(`${on}T00:00:00Z`));
  return {
    ...(typeof model === "string" && model !== "" && { model }),
    ...(isDay && { on }),
    ...(isDay && known === "then" && { known }),
  };
}

/** The day that is looked at; undefined for today, which a day that is still to come is, too. */
export function pastOf({ on, known }: LeadSearch, today: string): PastDay | undefined {
  return on === undefined || on >= today ? undefined : { on, known: known ?? "now" };
}

/** The address for a day. */
export function searchOn({ model }: LeadSearch, past: PastDay | undefined): LeadSearch {
  return {
    ...(model !== undefined && { model }),
    ...(past && { on: past.on, ...(past.known === "then" && { known: "then" }) }),
  };
}
