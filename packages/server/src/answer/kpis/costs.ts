import { type Answer, type Asked, routes } from "@plumbline/api";
import { formatDay, parseDay } from "@plumbline/scoring";
import { addCosts, type CostRow, dropCost, findCosts, keepCost, lockCosts, type SaidCost } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { MOST_COST_DAYS, readCosts } from "./money-file.ts";

const MOST_COSTS = 10_000;
const MOST_REFUSED = 100;
const MAX_ID = 2_147_483_647;

/** What channels cost. */
export function answerCosts(api: Api): void {
  const { costs } = routes;

  answer(api, costs.list, async ({ session, query }) => {
    const span = { from: dayIf(query.from), until: dayIf(query.until) };
    const rows = await findCosts(session, span, readIdCursor(query.cursor) ?? MAX_ID, query.limit + 1);
    return pageOf(rows, query.limit, sayCost, ({ cost_id }) => [cost_id]);
  });

  answer(api, costs.create, async ({ session, body, caller, now, note }) => {
    const said = saidCost(body);
    checkRoom(await lockCosts(session), 1);
    const [row] = await addCosts(session, [said], caller.by, now);
    note({ subject: String(row?.cost_id), details: body });
    return sayCost(row as CostRow);
  });

  answer(api, costs.put, async ({ session, params, body, caller, now, note }) => {
    const row = await keepCost(session, Number(params.id), saidCost(body), caller.by, now);
    note({ details: body });
    return sayCost(found(row, "cost"));
  });

  answer(api, costs.drop, async ({ session, params }) => {
    if (!(await dropCost(session, Number(params.id)))) throw new Refusal({ code: "not-found", what: "cost" });
    return undefined;
  });

  answer(api, costs.import, async ({ session, body, caller, now, note }) => {
    const { rows, refused } = readCosts(body);
    const count = await lockCosts(session);
    const known = new Set((await findCosts(session, { from: null, until: null }, MAX_ID, MOST_COSTS)).map(keyOf));
    const fresh = new Map(rows.map((row) => [keyOf(row), row]));
    for (const key of known) fresh.delete(key);
    checkRoom(count, fresh.size);
    if (fresh.size > 0) await addCosts(session, [...fresh.values()], caller.by, now);
    note({ details: { taken: fresh.size, refused: refused.length } });
    return {
      taken: fresh.size,
      known: rows.length - fresh.size,
      refused: refused.slice(0, MOST_REFUSED),
      refusedCount: refused.length,
    };
  });
}

function saidCost({ from, until, ...said }: Asked<typeof routes.costs.create>["body"]): SaidCost {
  const [from_day, until_day] = [parseDay(from) ?? 0, parseDay(until) ?? 0];
  if (until_day < from_day) throw new Refusal({ code: "days-reversed" });
  if (until_day - from_day >= MOST_COST_DAYS) throw new Refusal({ code: "too-many-days", most: MOST_COST_DAYS });
  return { ...said, from_day, until_day };
}

function checkRoom(count: number, more: number): void {
  if (count + more > MOST_COSTS) throw new Refusal({ code: "too-many-costs", most: MOST_COSTS });
}

/** A file that is taken in twice says the same. */
function keyOf({ source, medium, campaign, from_day, until_day, amount, currency, note }: SaidCost): string {
  return JSON.stringify([source, medium, campaign, from_day, until_day, amount, currency, note]);
}

const dayIf = (text: string | undefined): number | null => (text === undefined ? null : (parseDay(text) ?? null));

function sayCost({ cost_id, from_day, until_day, at, ...row }: CostRow): Answer<typeof routes.costs.create> {
  return {
    ...row,
    id: String(cost_id),
    from: formatDay(from_day),
    until: formatDay(until_day),
    at: sayInstant(at),
  };
}
