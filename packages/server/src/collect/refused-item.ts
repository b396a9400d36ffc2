import { EVENT_TYPES, type Event, type Json } from "@plumbline/scoring";
import type { Refused, RefusedBecause } from "./arrival.ts";
import type { Consent } from "./consent.ts";
import type { Frame } from "./decode.ts";
import { isObject } from "./is-object.ts";

/** Of these reasons the value is a limit or a count of ours; of others it is quoted from the item. */
const COUNTED: ReadonlySet<string> = new Set(["too-long", "too-large", "too-deep", "cell-count"]);

/**
 * What is kept of an item that cannot be taken. Without the consent that it needs that is only why and where: neither
 * its bytes nor anything that is quoted from it.
 */
export function refusedItem(refused: RefusedBecause, raw: () => Uint8Array, consent: Consent): Refused {
  if (consent.kept === "full") return { refused, raw: raw() };
  const { value, ...about } = refused;
  const isOurs = value !== undefined && COUNTED.has(refused.code);
  return { refused: isOurs ? { ...about, value } : about, raw: new Uint8Array() };
}

/** What an item may be kept as that is no event: it is asked of what of it can be read. */
export function consentOfRefused(item: unknown, frame: Frame): Consent {
  const said: Readonly<Record<string, unknown>> = isObject(item) ? item : {};
  const context = { ...frame.context, ...objectIn(said["context"]) };
  const named = frame.type ?? said["type"];
  const event: Event = {
    messageId: "",
    // A type that is none can be no choice of a person.
    type: EVENT_TYPES.find((type) => type === named) ?? "page",
    timestamp: frame.receivedAt,
    context,
    ...(typeof said["event"] === "string" && { event: said["event"] }),
    ...(isObject(said["traits"]) && { traits: said["traits"] }),
  };
  return frame.judge(event, frame).consent;
}

function objectIn(value: unknown): { readonly [name: string]: Json } | undefined {
  return isObject(value) ? value : undefined;
}
