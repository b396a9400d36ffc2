import { routes } from "@plumbline/api";
import { formatDay, parseDay } from "@plumbline/scoring";
import { findHandOffs, type HandOffRow } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { sayInstant } from "../say-score.ts";
import { deskOf, handOffOf } from "./hand-off.ts";

const MINUTE = 60_000;
const DEFAULT_DAYS = 90;
const MOST = 100_000;
const MOST_WAITING = 100;

/** How long leads waited for a rep from the hand-off on: `settings.handOff` says by which model and band. */
export function speedToLeadRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.reports.speedToLead, async ({ session, query, now }) => {
    const configuration = await known(session);
    const today = configuration.zone.dayOf(now);
    const until = dayOr(query.until, today);
    const from = dayOr(query.from, until - DEFAULT_DAYS);
    const desk = await deskOf(session);
    const { version, band } = handOffOf(desk, configuration);
    const rows = await findHandOffs(session, { modelId: version.modelId, band, from, until }, desk.contacts, MOST);
    return { model: version.name, band, from: formatDay(from), until: formatDay(until), ...reportOn(rows) };
  });
}

const dayOr = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : (parseDay(text) ?? otherwise);

/** The figures of a report; minutes are rounded to hundredths. */
function reportOn(rows: readonly HandOffRow[]) {
  const waits = rows.flatMap(waitOf);
  const within = (minutes: number) => waits.filter((wait) => wait <= minutes).length;
  const byDay = Map.groupBy(rows, ({ on_day }) => on_day);
  return {
    handedOff: rows.length,
    contacted: waits.length,
    minutes:
      waits.length === 0
        ? null
        : {
            median: rounded(quantile(waits, 0.5)),
            p90: rounded(quantile(waits, 0.9)),
            mean: rounded(waits.reduce((sum, wait) => sum + wait, 0) / waits.length),
          },
    within: { fiveMinutes: within(5), hour: within(60), day: within(24 * 60) },
    waiting: rows
      .filter(({ contacted_at }) => contacted_at === null)
      .slice(0, MOST_WAITING)
      .map(({ subject_id, at }) => ({ lead: String(subject_id), since: sayInstant(at) })),
    byDay: [...byDay].map(([day, own]) => {
      const ownWaits = own.flatMap(waitOf);
      const median = ownWaits.length === 0 ? null : rounded(quantile(ownWaits, 0.5));
      return { day: formatDay(day), handedOff: own.length, contacted: ownWaits.length, median };
    }),
  };
}

const waitOf = ({ at, contacted_at }: HandOffRow): number[] =>
  contacted_at === null ? [] : [(contacted_at - at) / MINUTE];

const rounded = (minutes: number): number => Math.round(minutes * 100) / 100;

/** The smallest value that so large a part of all does not exceed. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
