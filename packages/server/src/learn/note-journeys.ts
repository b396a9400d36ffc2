import { type Outcome, outcomeOf } from "@plumbline/learning";
import { type Event, type Identity, identityOf, type JsonObject } from "@plumbline/scoring";
import { keepOutcomes, keepTouches, type OutcomeRow, type Session, type TouchRow } from "@plumbline/store";
import type { Arrived } from "../collect/arrival.ts";
import { isObject } from "../collect/is-object.ts";

/** Longer ids, reasons and names of campaigns are cut: they are compared and shown, not read. */
const LONGEST = 200;

type Told = Pick<Arrived, "event" | "traffic">;

/**
 * Notes what new events tell of a lead's journey: how it ended, and by which campaign somebody came. Most tell
 * nothing, and then nothing is asked of the database.
 */
export async function noteJourneys(
  session: Session,
  arrived: readonly Told[],
  identities: ReadonlyMap<Identity, { readonly id: number }>,
): Promise<void> {
  const outcomes: OutcomeRow[] = [];
  const touches: TouchRow[] = [];
  for (const told of arrived) {
    const outcome = outcomeOf(told.event);
    const touch = touchIn(told);
    if (!outcome && !touch) continue;
    const key = identityOf(told.event);
    const identity_id = key && identities.get(key)?.id;
    if (identity_id === undefined) continue;
    if (outcome) outcomes.push({ identity_id, ...outcomeRow(told.event, outcome) });
    if (touch) touches.push({ identity_id, at: told.event.timestamp, message_id: told.event.messageId, ...touch });
  }
  if (outcomes.length > 0) await keepOutcomes(session, outcomes);
  if (touches.length > 0) await keepTouches(session, touches);
}

function outcomeRow(event: Event, { kind, at, value, currency, reason }: Outcome) {
  const properties = event.properties ?? {};
  const deal = ["opportunity_id", "deal_id", "order_id"].map((name) => textIn(properties, name)).find(Boolean);
  return {
    at,
    message_id: event.messageId,
    kind,
    deal: deal ?? null,
    value,
    currency: currency?.slice(0, LONGEST) ?? null,
    reason: reason?.slice(0, LONGEST) ?? null,
  };
}

/** By which campaign a person came; a machine is nobody who came. */
function touchIn({ event, traffic }: Told): Pick<TouchRow, "source" | "medium" | "campaign"> | undefined {
  const said = event.context?.["campaign"];
  if (traffic !== "person" || !isObject(said)) return undefined;
  const small = (name: string) => textIn(said, name)?.toLowerCase() ?? null;
  const touch = { source: small("source"), medium: small("medium"), campaign: small("name") };
  return touch.source || touch.medium || touch.campaign ? touch : undefined;
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, LONGEST) : undefined;
}
