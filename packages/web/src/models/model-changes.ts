import { namesOf, type Spoken, sayBands, sayLimit, sayRule, saySignal, sayTotal, type Value } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import type { Answered } from "../api.ts";

type Told = Answered<"models", "diff">["items"][number];
type Part = Told["part"];

/** Everything that changes of one part of a model. */
type PartChange = {
  readonly part: Part;
  readonly name: string;
  readonly kind: Told["kind"];
  readonly fields: readonly { readonly field: string; readonly from: Value; readonly to: Value }[];
};

/** The differences between two models part by part, in the order that they were told in. */
export function partChanges(told: readonly Told[]): PartChange[] {
  const parts = new Map<string, PartChange>();
  for (const { part, name, kind, field, from, to } of told) {
    // A part that is moved may be changed besides: both are said.
    const key = `${kind === "moved" ? "moved" : "is"} ${part} ${name}`;
    const known = parts.get(key) ?? { part, name, kind, fields: [] };
    const one = field === undefined ? [] : [{ field, from: (from ?? null) as Value, to: (to ?? null) as Value }];
    parts.set(key, { ...known, fields: [...known.fields, ...one] });
  }
  return [...parts.values()];
}

/** A change in words: what the part was and is as sentences, or, where there is none, its fields. */
export type SaidChange = {
  readonly key: string;
  readonly kind: Told["kind"];
  readonly part: Part;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly fields: readonly string[];
};

/** Says a change; `before` and `after` are the models that were compared, null where there was none. */
export function sayChange(say: Spoken, change: PartChange, before: Model | null, after: Model | null): SaidChange {
  const { part, name, kind, fields } = change;
  const was = before && kind !== "added" ? sentenceOf(say, part, name, before) : null;
  const is = after && kind !== "removed" ? sentenceOf(say, part, name, after) : null;
  const isSaid = was !== is && (was !== null || is !== null) && kind !== "moved";
  const unsaid = kind === "changed" ? fields.filter(({ field }) => !isSaid || BESIDE.has(field)) : [];
  return {
    key: `${kind} ${part} ${name}`,
    kind,
    part,
    title: titleOf(part, name, after, before),
    before: isSaid ? was : null,
    after: isSaid ? is : null,
    fields: unsaid.map((one) => fieldSaid(say, one)),
  };
}

/** What no sentence has in it. */
const BESIDE = new Set(["label", "note", "owner", "dimension"]);

function titleOf(part: Part, name: string, ...models: readonly (Model | null)[]): string {
  const [model] = models.flatMap((one) => (one && holds(one, part, name) ? [one] : []));
  if (!model) return name;
  if (part === "model") return model.label ?? name;
  const names = namesOf(model);
  if (part === "list" || part === "total") return name;
  return names[part](name);
}

function holds(model: Model, part: Part, name: string): boolean {
  if (part === "rule") return model.rules.some(({ id }) => id === name);
  if (part === "band") return model.bands?.some((one) => one.name === name) ?? false;
  if (part === "market") return model.markets?.some((one) => one.name === name) ?? false;
  if (part === "signal") return Object.hasOwn(model.signals ?? {}, name);
  if (part === "profile") return Object.hasOwn(model.profiles ?? {}, name);
  if (part === "dimension") return Object.hasOwn(model.dimensions, name);
  if (part === "group") return Object.hasOwn(model.groups ?? {}, name);
  return true;
}

function sentenceOf(say: Spoken, part: Part, name: string, model: Model): string | null {
  if (!holds(model, part, name)) return null;
  const names = namesOf(model);
  if (part === "rule") {
    const rule = model.rules.find(({ id }) => id === name);
    return rule ? sayRule(say, rule, names) : null;
  }
  if (part === "band")
    return (
      sayBands(
        say,
        (model.bands ?? []).filter((one) => one.name === name),
      )[0] ?? null
    );
  if (part === "signal") {
    const signal = model.signals?.[name];
    return signal ? saySignal(say, signal) : null;
  }
  if (part === "group") {
    const group = model.groups?.[name];
    return group ? sayLimit(say, group.limit) : null;
  }
  if (part === "total") return sayTotal(say, model.total ?? {}, Object.keys(model.dimensions), names);
  return null;
}

const MOST_VALUES = 5;

function fieldSaid(say: Spoken, { field, from, to }: PartChange["fields"][number]): string {
  const { changes } = say.screens.models;
  if (Array.isArray(from) && Array.isArray(to)) {
    const words = (values: readonly Value[]) => {
      const said = values.slice(0, MOST_VALUES).map((value) => say.figures.value(value));
      return say.figures.list(values.length > MOST_VALUES ? [...said, "…"] : said);
    };
    const [plus, minus] = [without(to, from), without(from, to)];
    const parts = [
      ...(plus.length > 0 ? [changes.plus(words(plus))] : []),
      ...(minus.length > 0 ? [changes.minus(words(minus))] : []),
    ];
    if (parts.length > 0) return field === "value" ? say.figures.list(parts) : `${field}: ${say.figures.list(parts)}`;
  }
  const worth = (value: Value) => (value === null ? changes.unset : say.figures.value(value));
  return changes.field(field, worth(from), worth(to));
}

function without(these: readonly Value[], those: readonly Value[]): Value[] {
  const known = new Set(those.map((value) => JSON.stringify(value)));
  return these.filter((value) => !known.has(JSON.stringify(value)));
}
