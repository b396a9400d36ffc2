import { LEAD_INCLUDES } from "@plumbline/api";
import { formatDay, fromPoints, type JsonObject, type Line, scoreNow, type Verdict } from "@plumbline/scoring";
import { findTagsOf, findTrends, type RankedRow, type TrendPoint } from "@plumbline/store";
import { actingOn } from "../acting.ts";
import { bad } from "../read-request.ts";
import { sayLine, topReasons } from "../say-score.ts";
import { factsOfLeads } from "./facts-of-leads.ts";
import { feedbackOf } from "./feedback-now.ts";
import { ownerIn } from "./hand-off.ts";
import type { Search } from "./search-leads.ts";

type Include = (typeof LEAD_INCLUDES)[number];
type Includes = ReadonlySet<Include>;

/** What shall come with the leads of a list; refuses what there is not. */
export function readIncludes(text: string | undefined): Includes {
  const names = (text ?? "").split(",").flatMap((name) => name.trim() || []);
  const known = names.filter((name): name is Include => (LEAD_INCLUDES as readonly string[]).includes(name));
  if (known.length < names.length) throw bad("query", "include", "not-one-of", LEAD_INCLUDES.join(", "));
  return new Set(known);
}

const MOST_REASONS = 3;
const TREND_DAYS = 30;
const MOST_POINTS = 30;

/** What comes with each lead of a page: a few queries for all of them together, and none for what is not asked. */
export async function includedOf(search: Search, rows: readonly RankedRow[], includes: Includes) {
  const ids = rows.map(({ lead_id }) => lead_id);
  const none = rows.length === 0;
  const isScored = !none && (includes.has("reasons") || includes.has("dimensions"));
  const verdicts = isScored ? await verdictsOf(search, rows) : undefined;
  const trends = !none && includes.has("trend") ? await trendsOf(search, rows) : undefined;
  const tagRows = !none && includes.has("tags") ? await findTagsOf(search.session, ids) : undefined;
  const tags = tagRows && Map.groupBy(tagRows, ({ lead_id }) => lead_id);
  const feedback = !none && includes.has("feedback") ? await feedbackOf(search, rows) : undefined;
  return (row: RankedRow) => {
    const verdict = verdicts?.get(row.lead_id);
    return {
      owner: ownerIn(JSON.parse(row.traits) as JsonObject, search.desk),
      ...(includes.has("dimensions") && { dimensions: verdict ? dimensionsOf(verdict) : [] }),
      ...(includes.has("reasons") && { reasons: verdict ? reasonsOf(verdict) : [] }),
      ...(trends && { trend: trends.get(row.lead_id) ?? [] }),
      ...(tags && { tags: (tags.get(row.lead_id) ?? []).map(({ tag }) => tag) }),
      ...(feedback && { feedback: feedback.get(row.lead_id) ?? null }),
    };
  };
}

/** What the model says of each today: scoring a page of leads costs less than keeping their lines would. */
async function verdictsOf({ session, configuration, version, today }: Search, rows: readonly RankedRow[]) {
  const facts = await factsOfLeads(session, configuration, rows);
  const by = await actingOn(session, configuration, [...facts.keys()]);
  return new Map(
    [...facts].map(([leadId, own]) => {
      return [leadId, scoreNow(by(version, leadId).compiled, own.of(version.modelId), today)] as const;
    }),
  );
}

function dimensionsOf(verdict: Verdict) {
  return verdict.scored ? verdict.dimensions.map((one) => ({ ...one, points: fromPoints(one.points) })) : [];
}

function reasonsOf(verdict: Verdict) {
  if (!verdict.scored) return [];
  return topReasons(verdict)
    .slice(0, MOST_REASONS)
    .map((reason) => {
      const line = verdict.lines.find((one) =>
        reason.rule === null
          ? one.kind === reason.code && one.dimension === reason.dimension
          : one.kind === "rule" && one.rule === reason.rule,
      );
      return { ...reason, line: line ? sayLine(shortened(line)) : null };
    });
}

/** A line with its last day, and all days before as one: as many words need no more. */
function shortened(line: Line): Line {
  if (line.kind !== "rule" || line.evidence.kind !== "each" || line.evidence.days.length < 3) return line;
  const { days } = line.evidence;
  const [first] = days as [(typeof days)[number]];
  const before = days.slice(0, -1).reduce((sum, [, amount]) => sum + amount, 0);
  return { ...line, evidence: { ...line.evidence, days: [[first[0], before], ...days.slice(-1)] } };
}

type Trend = [day: string, total: number | null][];

/** Where days of the last thirty ended, and where it is now. */
async function trendsOf({ session, version, today }: Search, rows: readonly RankedRow[]): Promise<Map<number, Trend>> {
  const from = today - TREND_DAYS;
  const points = await findTrends(
    session,
    version.modelId,
    rows.map(({ lead_id }) => lead_id),
    from,
  );
  const byLead = Map.groupBy(points, ({ subject_id }) => subject_id);
  return new Map(
    rows.map((row) => {
      const past = (byLead.get(row.lead_id) ?? []).filter(({ day }) => day < today);
      const now = { subject_id: row.lead_id, day: today, total: row.total };
      return [row.lead_id, sayTrend(thinned([...past, now]), from)];
    }),
  );
}

function sayTrend(points: readonly TrendPoint[], from: number): Trend {
  return points.map(({ day, total }) => [formatDay(Math.max(day, from)), total === null ? null : fromPoints(total)]);
}

/** So many of the points, evenly, with the first and the last. */
function thinned(points: readonly TrendPoint[]): TrendPoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)] as TrendPoint);
}
