import { routes } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import { countRanked, countRankedAmong, type RankedRow } from "@plumbline/store";
import type { ActingVersion } from "../../configuration.ts";
import { actingOn } from "../acting.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { sayInstantIf, sayStanding } from "../say-score.ts";
import { includedOf, readIncludes } from "./include.ts";
import type { LeadFilter } from "./lead-filter.ts";
import { cursorOf, type ListPlace, type PlacedRow, placeIn } from "./list-order.ts";
import { decided, look, type Search, searchFor } from "./search-leads.ts";

/** How long a page may take, in ms; what was found by then is shown, with where to go on. */
const PATIENCE = 700;
const COUNTED = 10_000;
const FIRST_WINDOW = 200;

export function listRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.list, async ({ session, query, now }) => {
    const includes = readIncludes(query.include);
    const search = await searchFor(session, await known(session), query, now);
    const after = placeIn(query.sort, query.cursor);
    const deadline = performance.now() + PATIENCE;
    const found = await findPage(search, after, query.limit, () => performance.now() > deadline);
    const more = await includedOf(search, found.rows, includes);
    const by = await actingOn(
      session,
      search.configuration,
      found.rows.map(({ lead_id }) => lead_id),
    );
    return {
      items: found.rows.map((row) => ({ ...sayLead(row, by(search.version, row.lead_id)), ...more(row) })),
      next: found.next === undefined ? null : cursorOf(found.next),
      ...(await measure(search, found, after)),
    };
  });
}

type Page = {
  readonly rows: readonly PlacedRow[];
  readonly next: ListPlace | undefined;
  /** How many were found; a page shows only so many of them. */
  readonly hits: number;
  readonly looked: number;
  readonly isCut: boolean;
};

async function findPage(
  search: Search,
  after: ListPlace | undefined,
  limit: number,
  isLate: () => boolean,
): Promise<Page> {
  const { filter } = search;
  const found: PlacedRow[] = [];
  let place = after;
  let looked = 0;
  let window = filter.isEmpty ? limit + 1 : Math.max(FIRST_WINDOW, limit + 1);
  for (;;) {
    const step = await look(search, place, window);
    found.push(...(filter.decide ? await decided(search, filter.decide, step.rows) : step.rows));
    looked += step.looked;
    if (found.length > limit)
      return { rows: found.slice(0, limit), next: found[limit - 1]?.place, hits: found.length, looked, isCut: false };
    if (step.looked < window) return { rows: found, next: undefined, hits: found.length, looked, isCut: false };
    place = step.end;
    if (isLate()) return { rows: found, next: place, hits: found.length, looked, isCut: true };
    window = Math.min(wider(filter, window), enough(limit + 1 - found.length, found.length / looked));
  }
}

/** What is decided here costs more than what the database decides. */
function wider({ decide }: LeadFilter, window: number): number {
  return Math.min(window * 4, decide?.needs === "all" ? 800 : 6400);
}

/** How many to look at for so many more, where they go on as often as so far; a quarter above it, so that one look does. */
function enough(missing: number, rate: number): number {
  return Math.max(FIRST_WINDOW, Math.ceil((1.25 * missing) / rate));
}

/** How many there are, as far as that is known, and how far a search came that was cut short. */
async function measure({ session, version, filter, candidates }: Search, found: Page, after: ListPlace | undefined) {
  const { versionId } = version;
  const whole = after === undefined && found.next === undefined;
  if (whole) return { count: { value: found.rows.length, isEstimate: false }, progress: null };
  const all = candidates
    ? {
        value: await countRankedAmong(session, versionId, filter.rows, candidates, filter.withUnscored),
        isEstimate: false,
      }
    : await countRanked(session, versionId, COUNTED);
  const progress = found.isCut ? { looked: found.looked, of: all.value } : null;
  if (filter.isEmpty || (candidates && !filter.decide)) return { count: all, progress };
  // From where it went on, a page says nothing of those before it.
  if (after !== undefined || found.looked === 0) return { count: null, progress };
  return { count: { value: Math.round((found.hits / found.looked) * all.value), isEstimate: true }, progress };
}

/** A lead as a list shows it. */
export function sayLead(row: RankedRow, version: ActingVersion) {
  return {
    id: String(row.lead_id),
    name: row.name,
    email: row.email,
    traits: JSON.parse(row.traits) as JsonObject,
    account: row.account_id === null ? null : String(row.account_id),
    ineligible: row.ineligible,
    firstAt: sayInstantIf(row.first_at),
    lastAt: sayInstantIf(row.last_at),
    score: sayStanding(version, row),
  };
}
