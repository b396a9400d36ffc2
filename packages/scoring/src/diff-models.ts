import { canonicalJson } from "./digest.ts";
import type { Json } from "./event.ts";
import type { Model } from "./model/model-schema.ts";
import { flatten } from "./score/flatten.ts";

/** One difference of meaning between two models. */
export type ModelChange = {
  readonly part: "model" | "list" | "signal" | "profile" | "dimension" | "group" | "rule" | "total" | "band" | "market";
  readonly name: string;
} & (
  | { readonly kind: "added" | "removed" }
  /** `field` is a path such as `limit.total`; null stands for "not said". */
  | { readonly kind: "changed"; readonly field: string; readonly from: Json; readonly to: Json }
  | { readonly kind: "moved" }
);

type Named = ReadonlyMap<string, unknown>;

/**
 * What changes from one model to another, part by part and field by field. The order of keys means
 * nothing; the order of bands and markets does, and that of rules that share what a day may give. Examples are left
 * out: they change no score.
 */
export function diffModels(before: Model, after: Model): ModelChange[] {
  return [
    ...diffFields("model", before.model, { ...frame(before) }, { ...frame(after) }),
    ...diffNamed("list", entries(before.lists), entries(after.lists)),
    ...diffNamed("signal", entries(before.signals), entries(after.signals)),
    ...diffNamed("profile", entries(before.profiles), entries(after.profiles)),
    ...diffNamed("dimension", entries(before.dimensions), entries(after.dimensions)),
    ...diffNamed("group", entries(before.groups), entries(after.groups)),
    ...diffNamed("rule", byKey(before.rules, "id"), byKey(after.rules, "id")),
    ...diffTurns(before, after),
    ...diffFields("total", "total", { ...before.total }, { ...after.total }),
    ...diffNamed("band", byKey(before.bands ?? [], "name"), byKey(after.bands ?? [], "name")),
    ...diffOrder("band", before.bands ?? [], after.bands ?? []),
    ...diffNamed("market", byKey(before.markets ?? [], "name"), byKey(after.markets ?? [], "name")),
    ...diffOrder("market", before.markets ?? [], after.markets ?? []),
  ];
}

function frame({ model, label, note, owner, of = "lead", precision = 0, who, predictions }: Model) {
  return { model, label, note, owner, of, precision, who, predictions };
}

function entries(record: object | undefined): Named {
  return new Map(Object.entries(record ?? {}));
}

function byKey<Key extends string>(parts: readonly Readonly<Record<Key, string>>[], key: Key): Named {
  return new Map(parts.map((part) => [part[key], part]));
}

function diffNamed(part: ModelChange["part"], before: Named, after: Named): ModelChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): ModelChange[] => {
    if (!before.has(name)) return [{ part, name, kind: "added" }];
    if (!after.has(name)) return [{ part, name, kind: "removed" }];
    return diffFields(part, name, before.get(name), after.get(name));
  });
}

/** On a day, the rule that stands first takes first of what its group may give. */
function diffTurns(before: Model, after: Model): ModelChange[] {
  const names = new Set([before, after].flatMap(({ groups = {} }) => Object.keys(groups)));
  const moved = [...names].flatMap((group) => diffOrder("rule", sharers(before, group), sharers(after, group)));
  return [...new Map(moved.map((change) => [change.name, change])).values()];
}

/** The rules that share a limit by days, in some market or in none. */
function sharers(model: Model, group: string): readonly { name: string }[] {
  const flat = [null, ...(model.markets ?? []).map(({ name }) => name)].map((market) => flatten(model, market));
  const sharing = flat.filter(({ groups }) => {
    const { perDay, perWindow } = groups?.[group]?.limit ?? {};
    return perDay !== undefined || perWindow !== undefined;
  });
  return model.rules
    .filter((_, i) => sharing.some(({ rules }) => rules[i]?.group === group && rules[i].each !== undefined))
    .map(({ id }) => ({ name: id }));
}

function diffOrder(
  part: "rule" | "band" | "market",
  before: readonly { name: string }[],
  after: readonly { name: string }[],
): ModelChange[] {
  const common = (these: readonly { name: string }[], those: readonly { name: string }[]) =>
    these.map(({ name }) => name).filter((name) => those.some((one) => one.name === name));
  const [old, now] = [common(before, after), common(after, before)];
  const first = now.find((name, i) => name !== old[i]);
  return first === undefined ? [] : [{ part, name: first, kind: "moved" }];
}

function diffFields(part: ModelChange["part"], name: string, before: unknown, after: unknown): ModelChange[] {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field): ModelChange[] => {
    const [from, to] = [old.get(field) ?? null, now.get(field) ?? null];
    return canonicalJson(from) === canonicalJson(to) ? [] : [{ part, name, kind: "changed", field, from, to }];
  });
}

/** Conditions and filters are compared, and shown, as a whole. */
const WHOLE = new Set(["when", "where", "who", "conditions", "id", "name"]);

function leaves(value: unknown, path = "", found = new Map<string, Json>()): Map<string, Json> {
  if (value === undefined) return found;
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isGroup || WHOLE.has(path.slice(path.lastIndexOf(".") + 1))) return found.set(path || "value", value as Json);
  for (const [key, inner] of Object.entries(value)) leaves(inner, path === "" ? key : `${path}.${key}`, found);
  return found;
}
