import type { Arrival, Receive } from "./arrival.ts";
import { readCloudEvents } from "./cloud-events.ts";
import type { Judge } from "./decode.ts";
import { readItems } from "./read-items.ts";
import type { Reading } from "./reading.ts";
import { readSegmentBody } from "./segment-body.ts";
import type { Source } from "./source.ts";
import { readWebhook } from "./webhook.ts";

export type ReplayOptions = { readonly receive: Receive; readonly judge: Judge };

type Replayed = {
  /** Of the quarantine; the item's message id where it has none, so that it is taken once at most. */
  readonly id: number;
  readonly text: string;
  /** When it came first. */
  readonly receivedAt: number;
};

const EVENT_BYTES = 1024 * 1024;

/** What an item of the quarantine brings once more, as its source reads it; undefined where it is no JSON. */
export function replayed(
  judge: Judge,
  source: Source,
  { id, text, receivedAt }: Replayed,
  now: number,
): Arrival | undefined {
  const reading = readAs(source.kind, text);
  if (!reading) return undefined;
  const items = readItems(reading, {
    source,
    receivedAt,
    ip: undefined,
    userAgent: undefined,
    gpc: false,
    judge,
    newId: () => `quarantine-${id}`,
    eventBytes: EVENT_BYTES,
  });
  const { workspaceId, sourceId } = source;
  return { workspaceId, sourceId, receivedAt: now, items };
}

function readAs(kind: Source["kind"], text: string): Reading | undefined {
  const reading = readersOf(kind)(text);
  return "status" in reading ? undefined : reading;
}

function readersOf(kind: Source["kind"]) {
  if (kind === "cloudevents") return (text: string) => readCloudEvents(text, {});
  if (kind === "webhook") return (text: string) => readWebhook(text, {});
  return (text: string) => readSegmentBody(text, { isBatch: false, type: undefined });
}
