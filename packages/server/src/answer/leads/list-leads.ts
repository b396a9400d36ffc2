import { routes } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import {
  countRanked,
  countRankedAmong,
  findCandidates,
  findRankedAmong,
  type RankedPlace,
  type RankedRow,
  type Session,
  walkRanked,
} from "@plumbline/store";
import { z } from "zod";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { sayInstantIf, sayStanding } from "../say-score.ts";
import { factsOfLeads, traitFacts } from "./facts-of-leads.ts";
import { type Decide, type LeadFilter, readLeadFilter } from "./lead-filter.ts";

/** Fewer than these are sorted; of more, the ranking itself is walked until enough are found. */
const FEW = 4000;
/** How long a page may take, in ms; what was found by then is shown, with where to go on. */
const PATIENCE = 700;
const COUNTED = 10_000;
const FIRST_WINDOW = 200;

export function listRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.list, async ({ session, query, now }) => {
    const configuration = await known(session);
    const version = liveVersion(configuration, "lead", query.model);
    const filter = readLeadFilter(query, version.compiled, configuration.zone);
    const after = placeIn(query.cursor);
    const search: Search = {
      ...{ session, configuration, version, filter, today: configuration.zone.dayOf(now) },
      candidates: await narrowed(session, filter),
    };
    const deadline = performance.now() + PATIENCE;
    const found = await findPage(search, after, query.limit, () => performance.now() > deadline);
    return {
      items: found.rows.map((row) => sayLead(row, version)),
      next: found.next === undefined ? null : writeCursor([found.next.total, found.next.id]),
      ...(await measure(search, found, after)),
    };
  });
}

const cursor = z.tuple([z.int().nullable(), z.int().min(0)]);

function placeIn(text: string | undefined): RankedPlace | undefined {
  const place = readCursor(cursor, text);
  return place && { total: place[0], id: place[1] };
}

export type Search = {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly version: ScoringVersion;
  readonly filter: LeadFilter;
  readonly today: number;
  /** All that can be meant, where they are few. */
  readonly candidates: readonly number[] | undefined;
};

/** The leads that have all keys, where one of these is rare. */
export async function narrowed(session: Session, { keys }: LeadFilter): Promise<readonly number[] | undefined> {
  let few: ReadonlySet<number> | undefined;
  for (const key of keys) {
    const found = await findCandidates(session, key, FEW);
    if (!found) continue;
    const known: ReadonlySet<number> | undefined = few;
    few = new Set(found.filter((id) => known?.has(id) ?? true));
    if (few.size === 0) break;
  }
  return few && [...few];
}

type Page = {
  readonly rows: readonly RankedRow[];
  readonly next: RankedPlace | undefined;
  /** How many were found; a page shows only so many of them. */
  readonly hits: number;
  readonly looked: number;
  readonly isCut: boolean;
};

async function findPage(
  search: Search,
  after: RankedPlace | undefined,
  limit: number,
  isLate: () => boolean,
): Promise<Page> {
  const { filter } = search;
  const found: RankedRow[] = [];
  let place = after;
  let looked = 0;
  for (let window = filter.isEmpty ? limit + 1 : Math.max(FIRST_WINDOW, limit + 1); ; window = wider(filter, window)) {
    const step = await look(search, place, window);
    found.push(...(filter.decide ? await decided(search, filter.decide, step.rows) : step.rows));
    looked += step.looked;
    if (found.length > limit)
      return { rows: found.slice(0, limit), next: placeOf(found[limit - 1]), hits: found.length, looked, isCut: false };
    if (step.looked < window) return { rows: found, next: undefined, hits: found.length, looked, isCut: false };
    place = step.end;
    if (isLate()) return { rows: found, next: place, hits: found.length, looked, isCut: true };
  }
}

/** What is decided here costs more than what the database decides. */
function wider({ decide }: LeadFilter, window: number): number {
  return Math.min(window * 4, decide?.needs === "all" ? 800 : 6400);
}

const placeOf = (row: RankedRow | undefined): RankedPlace | undefined => row && { total: row.total, id: row.lead_id };

/** The next so many, those of them that the database lets through. */
export async function look(
  { session, version, filter, candidates }: Search,
  after: RankedPlace | undefined,
  window: number,
) {
  if (!candidates) return walkRanked(session, version.versionId, filter.rows, after, window);
  const { withUnscored } = filter;
  const most = { after, most: window, withUnscored };
  const rows = await findRankedAmong(session, version.versionId, filter.rows, candidates, most);
  return { rows, looked: rows.length, end: placeOf(rows.at(-1)) };
}

/** Those of some leads for which a condition holds. */
export async function decided(
  { session, configuration, version, today }: Search,
  { holds, needs }: Decide,
  rows: readonly RankedRow[],
): Promise<RankedRow[]> {
  if (needs === "traits") return rows.filter(({ traits }) => holds(traitFacts(traits), today));
  const facts = await factsOfLeads(session, configuration, rows);
  return rows.filter(({ lead_id }) => {
    const own = facts.get(lead_id)?.of(version.modelId);
    return own !== undefined && holds(own, today);
  });
}

/** How many there are, as far as that is known, and how far a search came that was cut short. */
async function measure({ session, version, filter, candidates }: Search, found: Page, after: RankedPlace | undefined) {
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
export function sayLead(row: RankedRow, version: ScoringVersion) {
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
