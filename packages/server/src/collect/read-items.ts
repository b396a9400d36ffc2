import type { Arrived, Refused, RefusedBecause } from "./arrival.ts";
import { DEEPEST, decode, type Frame, isRefusal } from "./decode.ts";
import type { Reading } from "./reading.ts";
import { consentOfRefused, refusedItem } from "./refused-item.ts";
import { isDeeper } from "./storable.ts";

/** What every event of a request has in common but its `Reading`. */
export type RequestFrame = Omit<Frame, "bytes" | "context" | "integrations" | "sentAt" | "type">;

/** Judges each item of a request for itself: one that cannot be taken is no reason to refuse another. */
export function readItems(reading: Reading, request: RequestFrame): (Arrived | Refused)[] {
  const { items, raws, bytes, sentAt, context, integrations, type, itemOf } = reading;
  const frame: Frame = { ...request, bytes, sentAt, context, integrations, type };
  const isSharedTooDeep = isDeeper(context ?? null, DEEPEST) || isDeeper(integrations ?? null, DEEPEST);
  const read = (item: unknown): Arrived | RefusedBecause => {
    if (isSharedTooDeep) return { code: "too-deep", path: "context", value: String(DEEPEST) };
    if (!itemOf) return decode(item, frame);
    const own = itemOf(item);
    return "code" in own ? (own as RefusedBecause) : decode(own, frame);
  };
  let written: readonly Uint8Array[] | undefined;
  return items.map((item, at) => {
    const one = read(item);
    if (!isRefusal(one)) return one;
    const raw = (): Uint8Array => {
      written ??= raws();
      return written[at] ?? new Uint8Array();
    };
    return refusedItem(one, raw, consentOfRefused(item, frame));
  });
}
