import { z } from "zod";
import { days, name, strict } from "../model/strict.ts";

const path = z.string().min(1).max(200);

/** What a trait is taken as: the same text may be a category to one and a length to another. */
const form = z.enum(["number", "yes-no", "category", "length", "days-since"]);
export type TraitForm = z.infer<typeof form>;

/** One figure of a lead on a day, to learn from: what a trait says, how much a signal was, how long ago. */
const reading = z.union([
  strict({ trait: path, as: form }),
  strict({ account: path, as: form }),
  strict({ signal: name, of: z.literal("account").exactOptional(), since: z.enum(["first", "last"]) }),
  strict({
    signal: name,
    of: z.literal("account").exactOptional(),
    key: z.string().exactOptional(),
    in: days.exactOptional(),
  }),
]);
export type Reading = z.infer<typeof reading>;

/** What a reading finds; null where there is nothing. */
export type Found = number | string | boolean | null;

/** Whether something is a reading of signals that are there. */
export function isReading(data: unknown, signals: Readonly<Record<string, unknown>>): data is Reading {
  const read = reading.safeParse(data);
  return read.success && (!("signal" in read.data) || Object.hasOwn(signals, read.data.signal));
}
