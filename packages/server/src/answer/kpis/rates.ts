import { routes } from "@plumbline/api";
import { formatDay, parseDay } from "@plumbline/scoring";
import {
  dropRates,
  findRatedCurrencies,
  findRates,
  findWorkspace,
  keepRates,
  type RateRow,
  type Session,
} from "@plumbline/store";
import { z } from "zod";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor } from "../cursor.ts";
import { Refusal } from "../refusal.ts";
import { readRates } from "./money-file.ts";

const MOST_REFUSED = 100;

const place = z.tuple([z.int(), z.string(), z.string()]);

/** What currencies were worth. */
export function answerRates(api: Api): void {
  const { rates } = routes;

  answer(api, rates.list, async ({ session, query }) => {
    const [day, currency, base] = readCursor(place, query.cursor) ?? [];
    const after = day === undefined ? undefined : { day, currency: currency ?? "", base: base ?? "" };
    const rows = await findRates(session, query.currency ?? null, after, query.limit + 1);
    return pageOf(rows, query.limit, sayRate, (last) => [last.day, last.currency, last.base]);
  });

  answer(api, rates.currencies, async ({ session }) => {
    const rows = await findRatedCurrencies(session);
    return {
      items: rows.map(({ from, until, ...row }) => ({ ...row, from: formatDay(from), until: formatDay(until) })),
    };
  });

  answer(api, rates.put, async ({ session, body, note }) => {
    const rows = body.rates.map((rate): RateRow => ({ ...rate, day: parseDay(rate.day) ?? 0 }));
    const wrong = rows.find(({ base, currency }) => base === currency);
    if (wrong) throw new Refusal({ code: "currency-is-base", currency: wrong.base });
    const taken = await keepRates(session, onceEach(rows));
    note({ subject: "rates", details: { taken } });
    return { taken };
  });

  answer(api, rates.drop, async ({ session, query, note }) => {
    const { base, currency } = query;
    const day = query.day === undefined ? null : (parseDay(query.day) ?? null);
    const dropped = await dropRates(session, { base, currency, day });
    if (dropped === 0) throw new Refusal({ code: "not-found", what: "rate" });
    note({ subject: `${base}/${currency}`, details: { dropped } });
    return undefined;
  });

  answer(api, rates.import, async ({ session, query, body, note }) => {
    const base = query.base ?? (await currencyOf(session));
    const { rows, refused } = readRates(body, base);
    const once = onceEach(rows);
    const taken = once.length > 0 ? await keepRates(session, once) : 0;
    note({ subject: "rates", details: { base, taken, refused: refused.length } });
    return {
      taken,
      known: rows.length - taken,
      refused: refused.slice(0, MOST_REFUSED),
      refusedCount: refused.length,
    };
  });
}

/** The last word on each day counts. */
function onceEach(rows: readonly RateRow[]): readonly RateRow[] {
  return [...new Map(rows.map((row) => [`${row.base} ${row.currency} ${row.day}`, row])).values()];
}

async function currencyOf(session: Session): Promise<string> {
  const settings = (await findWorkspace(session))?.settings as { readonly currency?: string | null } | undefined;
  if (!settings?.currency) throw new Refusal({ code: "currency-missing" });
  return settings.currency;
}

const sayRate = ({ day, base, currency, rate }: RateRow) => ({ day: formatDay(day), base, currency, rate });
