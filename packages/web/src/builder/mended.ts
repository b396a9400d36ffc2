import type { Model, ModelPath } from "@plumbline/scoring";
import { isRecord } from "./record.ts";

/** By what the parts of a list are known, wherever they stand. */
const CALLED: Readonly<Record<string, string>> = { rules: "id", markets: "name", bands: "name" };

/**
 * What a text says, with what has no meaning for the moment as it was when the model was last understood: a question
 * is begun before it says whom it asks about, and its rule stays to be seen. What was never understood stays wrong.
 */
export function mended(
  data: Readonly<Record<string, unknown>>,
  wrong: readonly ModelPath[],
  former: Model,
): Readonly<Record<string, unknown>> {
  const whole: Record<string, unknown> = { ...data };
  const were = former as unknown as Readonly<Record<string, unknown>>;
  for (const [top, inner, key] of wrong) {
    const name = String(top);
    const now = whole[name];
    const was = were[name];
    // What a list as a whole was has other places than the text: whoever changed a part of it would change another.
    if (Array.isArray(was) && (key === undefined || !isHolder(now))) continue;
    if (inner === undefined || !isHolder(now) || name === "who") whole[name] = was;
    else if (key === undefined)
      whole[name] = withPart(now, inner, (isHolder(was) && partOf(was, inner)) ?? partOf(now, inner));
    else whole[name] = withPart(now, inner, asBefore(partOf(now, inner), String(key), formerOf(name, now, inner, was)));
    if (whole[name] === undefined) delete whole[name];
  }
  return whole;
}

type Holder = readonly unknown[] | Readonly<Record<string, unknown>>;

const isHolder = (one: unknown): one is Holder => Array.isArray(one) || isRecord(one);

const partOf = (holder: Holder, at: string | number): unknown =>
  Array.isArray(holder) ? holder[Number(at)] : (holder as Readonly<Record<string, unknown>>)[at];

function withPart(holder: Holder, at: string | number, part: unknown): Holder {
  return Array.isArray(holder) ? holder.with(Number(at), part) : { ...holder, [at]: part };
}

/** The same part as it was, wherever it stood then. */
function formerOf(top: string, now: Holder, at: string | number, was: unknown): unknown {
  if (!isHolder(was)) return undefined;
  if (!Array.isArray(was)) return Array.isArray(now) ? undefined : partOf(was, at);
  const part = partOf(now, at);
  const called = CALLED[top];
  if (called === undefined || !isRecord(part)) return undefined;
  return was.find((one) => isRecord(one) && one[called] === part[called]);
}

function asBefore(part: unknown, key: string, former: unknown): unknown {
  if (!isRecord(part) || !isRecord(former)) return part;
  const { [key]: _, ...rest } = part;
  return Object.hasOwn(former, key) ? { ...part, [key]: former[key] } : rest;
}
