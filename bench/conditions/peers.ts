import { COMPETITORS, type LeadTraits, TODAY } from "./leads.ts";

/** Another engine with the same twenty rules, written in its own language. */
export type Peer<Lead = unknown> = {
  readonly name: string;
  /** The lead in the form that this engine and its rules need. */
  prepare(lead: LeadTraits): Lead;
  /** The points of every lead. */
  run(leads: readonly Lead[]): Promise<readonly number[]> | readonly number[];
};

const THIS_YEAR = dayOf("2026-01-01");
const FIRST_DAY = TODAY - 29;
const COUNTRIES = ["united states", "united kingdom", "canada"];
const RIVALS = COMPETITORS.map((name) => name.toLowerCase());

/** The peers that are installed beside the bench. */
export async function findPeers(): Promise<readonly Peer[]> {
  const found = await Promise.all([jsonLogicEngine(), zenEngine(), jsonRulesEngine()]);
  return found.filter((peer) => peer !== undefined);
}

/** Not one of the repository's packages (see package.json here), so it may be missing. */
async function load<Module>(name: string): Promise<Module | undefined> {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/**
 * None of them compares text without regard to case or reads dates: what the rules look at is folded and numbered for
 * them, and nothing else.
 */
function plain(lead: LeadTraits) {
  const { company, address, createdAt, lastContacted } = lead;
  return {
    ...lead,
    email: folded(lead.email),
    title: folded(lead.title),
    language: folded(lead.language),
    company: { ...company, name: folded(company.name), industry: folded(company.industry) },
    address: { country: folded(address.country) },
    interests: lead.interests.map(folded),
    tags: lead.tags.map(folded),
    timeline: folded(lead.timeline),
    authority: folded(lead.authority),
    createdAt: dayOf(createdAt),
    lastContacted: lastContacted === undefined ? null : dayOf(lastContacted),
  };
}

function folded(text: string | undefined): string | null {
  return text?.toLowerCase() ?? null;
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000);
}

type JsonLogic = {
  readonly LogicEngine: new () => {
    addMethod(name: string, method: (args: never) => unknown, options: { deterministic: boolean; sync: boolean }): void;
    build(logic: unknown): (data: unknown) => number;
  };
};

async function jsonLogicEngine(): Promise<Peer | undefined> {
  const library = await load<JsonLogic>("json-logic-engine");
  if (!library) return undefined;
  const engine = new library.LogicEngine();
  const pure = { deterministic: true, sync: true };
  const rivals = new Set(RIVALS);
  engine.addMethod("starts", ([text, start]: [string | undefined, string]) => text?.startsWith(start), pure);
  engine.addMethod("ends", ([text, end]: [string | null, string]) => text?.endsWith(end), pure);
  engine.addMethod("isRival", ([name]: [string]) => rivals.has(name), pure);
  const of = (path: string) => ({ var: path });
  const ends = (path: string, end: string) => ({ ends: [of(path), end] });
  const rules: readonly (readonly [condition: unknown, points: number])[] = [
    [{ in: [of("address.country"), COUNTRIES] }, 5],
    [{ "===": [of("company.industry"), "technology"] }, 15],
    [{ "<=": [50, of("company.employees"), 500] }, 10],
    [{ ">": [of("company.employees"), 5000] }, 5],
    [{ ">=": [of("company.revenue"), 1_000_000] }, 10],
    [{ and: [of("title"), { or: ["chief", "vp ", "founder"].map((text) => ({ in: [text, of("title")] })) }] }, 20],
    [ends("title", "manager"), 10],
    [{ or: ["@gmail.com", "@yahoo.com", "@outlook.com"].map((end) => ends("email", end)) }, -10],
    [ends("email", ".edu"), -5],
    [{ in: ["analytics", of("interests")] }, 10],
    [{ or: ["partner", "reseller"].map((tag) => ({ in: [tag, of("tags")] })) }, -15],
    [{ "===": [of("unsubscribed"), true] }, -30],
    [{ "===": [of("customer"), true] }, -50],
    [{ isRival: [of("company.name")] }, -40],
    [{ and: [{ ">=": [of("budget"), 10_000] }, { in: [of("timeline"), ["this quarter", "next quarter"]] }] }, 15],
    [{ or: [{ "===": [of("authority"), "decision maker"] }, { starts: [of("title"), "head of"] }] }, 15],
    [{ "===": [of("phone"), null] }, -3],
    [{ ">=": [of("createdAt"), THIS_YEAR] }, 5],
    [{ "<=": [FIRST_DAY, of("lastContacted"), TODAY] }, 10],
    [{ and: [of("language"), { "!==": [of("language"), "english"] }] }, -2],
  ];
  const points = engine.build({ "+": rules.map(([condition, worth]) => ({ if: [condition, worth, 0] })) });
  return { name: "json-logic-engine, compiled", prepare: plain, run: (leads) => leads.map((lead) => points(lead)) };
}

type Zen = {
  readonly ZenEngine: new () => {
    createDecision(content: object): { evaluate(lead: unknown): Promise<{ result: { points: number } }> };
  };
};

async function zenEngine(): Promise<Peer | undefined> {
  const library = await load<Zen>("@gorules/zen-engine");
  if (!library) return undefined;
  const texts = (list: readonly string[]) => JSON.stringify(list);
  const has = (trait: string, test: string) => `${trait} != null and (${test})`;
  const rules: readonly (readonly [condition: string, points: number])[] = [
    [`address.country in ${texts(COUNTRIES)}`, 5],
    [`company.industry == "technology"`, 15],
    [has("company.employees", "company.employees in [50..500]"), 10],
    [has("company.employees", "company.employees > 5000"), 5],
    [has("company.revenue", "company.revenue >= 1000000"), 10],
    [has("title", `contains(title, "chief") or contains(title, "vp ") or contains(title, "founder")`), 20],
    [has("title", `endsWith(title, "manager")`), 10],
    [`endsWith(email, "@gmail.com") or endsWith(email, "@yahoo.com") or endsWith(email, "@outlook.com")`, -10],
    [`endsWith(email, ".edu")`, -5],
    [`contains(interests, "analytics")`, 10],
    [`contains(tags, "partner") or contains(tags, "reseller")`, -15],
    [`unsubscribed == true`, -30],
    [`customer == true`, -50],
    [`company.name in ${texts(RIVALS)}`, -40],
    [has("budget", `budget >= 10000 and timeline in ["this quarter", "next quarter"]`), 15],
    [`authority == "decision maker" or (${has("title", `startsWith(title, "head of")`)})`, 15],
    [`phone == null`, -3],
    [`createdAt >= ${THIS_YEAR}`, 5],
    [has("lastContacted", `lastContacted >= ${FIRST_DAY} and lastContacted <= ${TODAY}`), 10],
    [`language != null and language != "english"`, -2],
  ];
  const sum = rules.map(([condition, points]) => `((${condition}) ? ${points} : 0)`).join(" + ");
  const decision = new library.ZenEngine().createDecision({
    nodes: [
      { id: "in", name: "in", type: "inputNode", content: {} },
      {
        id: "sum",
        name: "sum",
        type: "expressionNode",
        content: { expressions: [{ id: "points", key: "points", value: sum }] },
      },
      { id: "out", name: "out", type: "outputNode", content: {} },
    ],
    edges: [
      { id: "a", sourceId: "in", targetId: "sum", type: "edge" },
      { id: "b", sourceId: "sum", targetId: "out", type: "edge" },
    ],
  });
  const run = async (leads: readonly unknown[]): Promise<number[]> => {
    const points: number[] = [];
    // A hundred at a time, so that it can work on every core: that is faster than one by one.
    for (let i = 0; i < leads.length; i += 100) {
      const answers = await Promise.all(leads.slice(i, i + 100).map((lead) => decision.evaluate(lead)));
      for (const { result } of answers) points.push(result.points);
    }
    return points;
  };
  return { name: "@gorules/zen-engine", prepare: plain, run };
}

type JsonRules = {
  readonly Engine: new (
    rules: readonly object[],
    options: { allowUndefinedFacts: boolean },
  ) => {
    addOperator(name: string, holds: (fact: never, value: never) => boolean): void;
    run(facts: unknown): Promise<{ events: readonly { params: { points: number } }[] }>;
  };
};

async function jsonRulesEngine(): Promise<Peer | undefined> {
  const library = await load<JsonRules>("json-rules-engine");
  if (!library) return undefined;
  const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
  const rules: readonly (readonly [conditions: object, points: number])[] = [
    [{ all: [is("country", "in", COUNTRIES)] }, 5],
    [{ all: [is("industry", "equal", "technology")] }, 15],
    [{ all: [is("employees", "between", [50, 500])] }, 10],
    [{ all: [is("employees", "greaterThan", 5000)] }, 5],
    [{ all: [is("revenue", "greaterThanInclusive", 1_000_000)] }, 10],
    [{ all: [is("title", "says", ["chief", "vp ", "founder"])] }, 20],
    [{ all: [is("title", "ends", ["manager"])] }, 10],
    [{ all: [is("email", "ends", ["@gmail.com", "@yahoo.com", "@outlook.com"])] }, -10],
    [{ all: [is("email", "ends", [".edu"])] }, -5],
    [{ all: [is("interests", "contains", "analytics")] }, 10],
    [{ any: [is("tags", "contains", "partner"), is("tags", "contains", "reseller")] }, -15],
    [{ all: [is("unsubscribed", "equal", true)] }, -30],
    [{ all: [is("customer", "equal", true)] }, -50],
    [{ all: [is("name", "isRival", true)] }, -40],
    [
      { all: [is("budget", "greaterThanInclusive", 10_000), is("timeline", "in", ["this quarter", "next quarter"])] },
      15,
    ],
    [{ any: [is("authority", "equal", "decision maker"), is("title", "starts", "head of")] }, 15],
    [{ all: [is("phone", "equal", null)] }, -3],
    [{ all: [is("createdAt", "greaterThanInclusive", THIS_YEAR)] }, 5],
    [{ all: [is("lastContacted", "between", [FIRST_DAY, TODAY])] }, 10],
    [{ all: [is("language", "notEqual", null), is("language", "notEqual", "english")] }, -2],
  ];
  const engine = new library.Engine(
    rules.map(([conditions, points]) => ({ conditions, event: { type: "points", params: { points } } })),
    { allowUndefinedFacts: true },
  );
  const rivals = new Set(RIVALS);
  engine.addOperator(
    "between",
    (value: number | null, [low, high]: [number, number]) => value !== null && value >= low && value <= high,
  );
  engine.addOperator("says", (text: string | null, parts: string[]) => parts.some((part) => text?.includes(part)));
  engine.addOperator("starts", (text: string | null, start: string) => text?.startsWith(start) ?? false);
  engine.addOperator("ends", (text: string | null, ends: string[]) => ends.some((end) => text?.endsWith(end)));
  engine.addOperator("isRival", (name: string, expected: boolean) => rivals.has(name) === expected);
  const run = async (leads: readonly unknown[]): Promise<number[]> => {
    const points: number[] = [];
    for (const lead of leads) {
      const { events } = await engine.run(lead);
      points.push(events.reduce((sum, { params }) => sum + params.points, 0));
    }
    return points;
  };
  // Its facts are flat: paths into them would cost it a JSONPath library.
  const flat = (lead: LeadTraits) => {
    const { company, address, ...rest } = plain(lead);
    // It tells what is missing from what is null.
    return { phone: null, ...rest, ...company, ...address };
  };
  return { name: "json-rules-engine", prepare: flat, run };
}
