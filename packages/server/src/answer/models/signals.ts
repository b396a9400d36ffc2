import { type Answer, routes } from "@plumbline/api";
import {
  findZone,
  formatDay,
  type Json,
  type Model,
  measurerFor,
  type Rule,
  type SignalDefinition,
  UTC,
  type Zone,
} from "@plumbline/scoring";
import {
  findCountedTallies,
  findPublicationsAtWork,
  findScoringVersions,
  findSignals,
  findWorkspace,
  type PublicationRow,
  type ScoringVersionRow,
  type Session,
} from "@plumbline/store";
import { openTally, type SignalSum } from "../../publish/tally-rules.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstantIf } from "../say-score.ts";

type Item = Answer<typeof routes.signals.list>["items"][number];
type Use = Item["uses"][number];

export function answerSignals(api: Api): void {
  answer(api, routes.signals.list, async ({ session }) => {
    const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
    const fills = new Map((await findSignals(session)).map((row) => [row.key, row]));
    const atWork = await findPublicationsAtWork(session);
    const counted = await countedSignals(session);
    const items = new Map<string, { readonly definition: SignalDefinition; readonly uses: Use[] }>();
    for (const version of await findScoringVersions(session)) {
      for (const { key, definition, use } of signalsOf(version, zone)) {
        const item = items.get(key) ?? { definition, uses: [] };
        item.uses.push(use);
        items.set(key, item);
      }
    }
    return {
      items: [...items].map(([key, { definition, uses }]): Item => {
        const fill = fills.get(key);
        return {
          key,
          definition: definition as unknown as Json,
          state: fill?.state ?? "filling",
          ...progressOf(fill?.state, uses, atWork),
          since: sayInstantIf(fill?.started_at ?? null),
          uses,
          isUsed: uses.some(({ rules }) => rules.length > 0),
          ...sayCounted(counted.get(key)),
        };
      }),
    };
  });
}

type Counted = { readonly sum: SignalSum; readonly at: number };

/** By key, as the latest walk over everyone found them. */
async function countedSignals(session: Session): Promise<Map<string, Counted>> {
  const counted = new Map<string, Counted>();
  for (const { sums, at } of await findCountedTallies(session)) {
    for (const [key, sum] of Object.entries(openTally(sums).signals)) {
      if (!counted.has(key)) counted.set(key, { sum, at });
    }
  }
  return counted;
}

function sayCounted(counted: Counted | undefined): Pick<Item, "leads" | "days" | "countedAt"> {
  if (!counted) return { leads: null, days: [], countedAt: null };
  const days = Object.entries(counted.sum.days).sort(([a], [b]) => Number(a) - Number(b));
  return {
    leads: counted.sum.leads,
    days: days.map(([day, count]) => ({ day: formatDay(Number(day)), count })),
    countedAt: sayInstantIf(counted.at),
  };
}

/** Signals are filled together, by the publication that needs them first. */
function progressOf(state: "filling" | "current" | undefined, uses: readonly Use[], atWork: readonly PublicationRow[]) {
  if (state === "current") return { done: 0, total: null };
  const filling = atWork.find((one) => one.state === "filling" && uses.some(({ model }) => model === one.model_name));
  return { done: filling?.done ?? 0, total: filling?.total ?? null };
}

function signalsOf({ body, model_name, number, state }: ScoringVersionRow, zone: Zone) {
  const model = body as Model;
  return Object.entries(model.signals ?? {}).flatMap(([signal, definition]) => {
    const rules = model.rules.filter((rule) => asksFor(rule, signal)).map(({ id }) => id);
    const use: Use = { model: model_name, version: number, state, signal, rules };
    // A market may have lists of its own, and the signal another meaning there.
    return measurerFor([{ ...model, signals: { [signal]: definition } }], zone).keys.map((key) => ({
      key,
      definition,
      use,
    }));
  });
}

/** Whether a rule says the name of a signal where it asks for one. */
function asksFor(rule: Rule, signal: string): boolean {
  return rule.each === signal || mentions(rule.when, signal) || mentions(rule.points, signal);
}

function mentions(value: unknown, signal: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => mentions(one, signal));
  const { signal: named, rate } = value as {
    readonly signal?: unknown;
    readonly rate?: { of?: unknown; to?: unknown };
  };
  if (named === signal || rate?.of === signal || rate?.to === signal) return true;
  return Object.values(value).some((one) => mentions(one, signal));
}
