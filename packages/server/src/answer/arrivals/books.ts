import { routes } from "@plumbline/api";
import { findBooks } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

export function answerBooks(api: Api): void {
  answer(api, routes.books.list, async ({ session, query, now }) => {
    const to = query.to === undefined ? now + 1 : Date.parse(query.to);
    const from = query.from === undefined ? hourOf(to - WEEK) : hourOf(Date.parse(query.from));
    const source = query.source === undefined ? null : Number(query.source);
    const entries = await findBooks(session, { from, to, source });
    const total = { received: 0, stored: 0, duplicates: 0, quarantined: 0, conflicts: 0 };
    for (const entry of entries) {
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += entry[key];
    }
    return {
      items: entries.map(({ sourceId, hour, lastAt, ...figures }) => ({
        source: String(sourceId),
        hour: sayInstant(hour),
        lastAt: sayInstantIf(lastAt),
        ...figures,
      })),
      total,
      isBalanced: entries.every(
        ({ received, stored, duplicates, quarantined }) => received === stored + duplicates + quarantined,
      ),
    };
  });
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR) * HOUR;
}
