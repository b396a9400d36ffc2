import { readTimestamp } from "@plumbline/connectors";
import { dayFromCivil, type Json, type JsonObject, type Zone } from "@plumbline/scoring";
import type { Flag } from "./arrival.ts";

/** How far a clock may be ahead of ours, in ms, before an event that we set back is flagged. */
const CLOCK_TOLERANCE_MS = 1000;

const YEAR_ONE = dayFromCivil(1, 1, 1) * 86_400_000;

type Sent = {
  /** When it reached us, in ms since the epoch. */
  readonly receivedAt: number;
  /** When its batch was sent, by the sender's clock. */
  readonly sentAt: Json | undefined;
  readonly source: { readonly zone: Zone };
};

/**
 * When an event happened by our clock, in ms since the epoch: `receivedAt − (sentAt − originalTimestamp)`
 * (Segment's spec, common fields, timestamps), and never after it arrived. What a sender calls
 * `timestamp` is the original; who gives both has corrected it already, as Segment and RudderStack do
 * for those they forward to. Undefined where it lies before the year 1. Adds to the flags.
 */
export function timeOf(
  record: JsonObject,
  { receivedAt, sentAt, source: { zone } }: Sent,
  flags: Flag[],
): number | undefined {
  const timestamp = said(record["timestamp"]);
  const original = said(record["originalTimestamp"]);
  const stamp = timestamp ?? original;
  const forwarded = stamp === undefined ? said(record["receivedAt"]) : undefined;
  if (stamp === undefined && forwarded === undefined) {
    flags.push("no-timestamp");
    return receivedAt;
  }
  const told = instantOf(stamp ?? forwarded, zone);
  if (told === undefined) {
    flags.push("bad-timestamp");
    return receivedAt;
  }
  const isCorrected = forwarded !== undefined || (timestamp !== undefined && original !== undefined);
  const at = isCorrected ? told : told + skew(said(record["sentAt"]) ?? said(sentAt), receivedAt, zone, flags);
  return settled(at, receivedAt, flags);
}

/** A time that is neither before the year 1, which is undefined, nor after it arrived. Adds to the flags. */
export function settled(at: number, receivedAt: number, flags: Flag[]): number | undefined {
  if (at > receivedAt + CLOCK_TOLERANCE_MS) flags.push("future");
  return at < YEAR_ONE ? undefined : Math.min(at, receivedAt);
}

/** How much later our clock is than the sender's, the time on the way included; 0 where nobody knows. */
function skew(sentAt: Json | undefined, receivedAt: number, zone: Zone, flags: Flag[]): number {
  if (sentAt === undefined) return 0;
  const sent = instantOf(sentAt, zone);
  if (sent !== undefined) return receivedAt - sent;
  flags.push("bad-sent-at");
  return 0;
}

function said(value: Json | undefined): Json | undefined {
  return value === null || value === "" ? undefined : value;
}

function instantOf(value: Json | undefined, zone: Zone): number | undefined {
  return typeof value === "string" || typeof value === "number" ? readTimestamp(value, { zone }) : undefined;
}
