import type { EventMemberRow, SampledEvent } from "@plumbline/store";

/** What events are made of, as some of them show it: paths as conditions write them, kinds and common values. */
export type Learned = {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly kinds: ReadonlySet<Kind>;
  /** Values, with who said them. */
  readonly said: ReadonlyMap<string | number | boolean, ReadonlySet<number>>;
};

type Kind = "text" | "number" | "boolean" | "list" | "object" | "null";
type Scalar = string | number | boolean;

/** As many people have to say the same before it is shown to anybody: what one person says may be about her. */
const FEWEST_PEOPLE = 3;
const MOST_PATHS = 100;
const MOST_VALUES = 200;
const MOST_EXAMPLES = 8;
const LONGEST_EXAMPLE = 60;
const LONGEST_PATH = 200;

/** Names of members that tell who somebody is, whatever they hold. */
const PERSONAL =
  /(?:e-?mail|phone|mobile|fax|first_?name|last_?name|full_?name|user_?name|surname|nick|address|street|zip|post(?:al)?_?code|birth|passport|tax|iban|card|password|token|secret|session|cookie|(?:^|[._])(?:ip|id|name|uid|ssn)$|[._]?id$|url|referrer|search|query|message|comment|note)/i;
/** Addresses, numbers that may be a phone's or a document's, links with what was asked for. */
const TELLING = /@|\d{6,}|\+\d|[?&]\w+=|^https?:/i;

/** Adds up what some events show. Of `identify` and `group` events, traits are members; of the others, properties. */
export function learnMembers(events: readonly SampledEvent[]): Learned[] {
  const learned = new Map<string, Map<string, Learning>>();
  for (const event of events) {
    const kind = JSON.stringify([event.type, event.name]);
    const paths = learned.get(kind) ?? new Map<string, Learning>();
    learned.set(kind, paths);
    const members = membersOf(event);
    if (members) walk(members, "", event, paths);
  }
  return [...learned.values()].flatMap((paths) => [...paths.values()]);
}

type Learning = {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly kinds: Set<Kind>;
  readonly said: Map<Scalar, Set<number>>;
};

function membersOf({ type, body }: SampledEvent): Readonly<Record<string, unknown>> | undefined {
  const { properties, traits } = JSON.parse(body) as { readonly properties?: unknown; readonly traits?: unknown };
  const members = type === "identify" || type === "group" ? traits : properties;
  return isObject(members) ? members : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Two levels deep: further down, conditions hardly ever ask. */
function walk(
  members: Readonly<Record<string, unknown>>,
  before: string,
  event: SampledEvent,
  paths: Map<string, Learning>,
): void {
  for (const [key, value] of Object.entries(members)) {
    const path = `${before}${key}`;
    if (path.length > LONGEST_PATH) continue;
    const known = paths.get(path) ?? newLearning(event, path);
    if (!paths.has(path)) {
      if (paths.size >= MOST_PATHS) continue;
      paths.set(path, known);
    }
    known.kinds.add(kindOf(value));
    if (isObject(value) && before === "") walk(value, `${path}.`, event, paths);
    else note(known, value, event.identity_id);
  }
}

function newLearning({ type, name }: SampledEvent, path: string): Learning {
  return { type, name, path, kinds: new Set(), said: new Map() };
}

function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  return typeof value === "string" ? "text" : (typeof value as "number" | "boolean");
}

function note({ path, said }: Learning, value: unknown, who: number | null): void {
  if (who === null || !isHarmless(path, value)) return;
  const people = said.get(value) ?? new Set<number>();
  if (!said.has(value) && said.size >= MOST_VALUES) return;
  said.set(value, people.add(who));
}

function isHarmless(path: string, value: unknown): value is Scalar {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return false;
  if (typeof value === "boolean") return true;
  const text = String(value);
  return text !== "" && text.length <= LONGEST_EXAMPLE && !PERSONAL.test(path) && !TELLING.test(text);
}

/** Values that several people have in common, those of most people first. */
function examplesOf({ said }: Learned): Scalar[] {
  return [...said]
    .filter(([, people]) => people.size >= FEWEST_PEOPLE)
    .sort(([, a], [, b]) => b.size - a.size)
    .slice(0, MOST_EXAMPLES)
    .map(([value]) => value);
}

/** What is known already, and what was learned. */
export function withLearned(known: EventMemberRow | undefined, learned: Learned): EventMemberRow {
  const { type, name, path } = learned;
  const former = known ? (JSON.parse(known.examples) as Scalar[]) : [];
  const examples = [...new Set([...examplesOf(learned), ...former])].slice(0, MOST_EXAMPLES);
  const kinds = [...new Set([...(known?.kinds ?? []), ...learned.kinds])].sort();
  return { type, name, path, kinds, examples: JSON.stringify(examples) };
}
