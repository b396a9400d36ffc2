import {
  type EnrolledIn,
  findArms,
  findCandidates,
  findEnrolled,
  findExperiment,
  findFedBack,
  findMemberIds,
  findSegmentByName,
  findTagged,
  type RankedRow,
  type Session,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { liveVersion } from "../known-configurations.ts";
import { found } from "../refusal.ts";
import { factsOfLeads, traitFacts } from "./facts-of-leads.ts";
import { deskOf, handOffBands } from "./hand-off.ts";
import { type Decide, type DeskSetting, type LeadFilter, type LeadQuery, readLeadFilter } from "./lead-filter.ts";
import { type ListPlace, type ListSort, type Look, lookOn } from "./list-order.ts";

/** Fewer than these are sorted; of more, the ranking itself is walked until enough are found. */
const FEW = 4000;

type Asked = LeadQuery & { readonly model?: string | undefined; readonly sort?: ListSort };

/** What a query looks for, made ready. */
export async function searchFor(
  session: Session,
  configuration: Configuration,
  query: Asked,
  now: number,
): Promise<Search> {
  const version = liveVersion(configuration, "lead", query.model);
  const desk = await deskOf(session);
  const segment = query.segment === undefined ? undefined : await findSegmentByName(session, query.segment);
  if (query.segment !== undefined) found(segment, "segment");
  const setting = {
    ownerTrait: desk.ownerTrait,
    modelId: version.modelId,
    bands: handOffBands(desk, version),
    segmentId: segment?.segment_id,
    ...(await enrolledIn(session, query)),
    isMixed: configuration.trials.some(({ mode, modelId }) => mode === "live" && modelId === version.modelId),
  };
  const filter = readLeadFilter(query, version.compiled, configuration.zone, setting);
  return {
    ...{ session, configuration, version, filter, desk: setting, sort: query.sort ?? "total" },
    today: configuration.zone.dayOf(now),
    candidates: await narrowed(session, filter),
  };
}

/** The experiment and the arm that a query names. */
async function enrolledIn(session: Session, { experiment, arm }: Asked): Promise<Pick<DeskSetting, "enrolled">> {
  if (experiment === undefined) return {};
  const { experiment_id } = found(await findExperiment(session, Number(experiment)), "experiment");
  if (arm === undefined) return { enrolled: { experimentId: experiment_id } };
  const arms = await findArms(session, [experiment_id]);
  // One that has no such arm has nobody in it.
  return { enrolled: { experimentId: experiment_id, place: arms.find(({ name }) => name === arm)?.place ?? -1 } };
}

export type Search = {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly version: ScoringVersion;
  readonly filter: LeadFilter;
  readonly desk: DeskSetting;
  readonly sort: ListSort;
  readonly today: number;
  /** All that can be meant, where they are few. */
  readonly candidates: readonly number[] | undefined;
};

/** The leads that have all keys, where one of these is rare. */
async function narrowed(
  session: Session,
  { keys, rows, isNobody }: LeadFilter,
): Promise<readonly number[] | undefined> {
  if (isNobody) return [];
  let few: ReadonlySet<number> | undefined;
  const { tag, feedback, segmentId, enrolled } = rows;
  const looks = [
    ...keys.map((key) => () => findCandidates(session, key, FEW)),
    ...(segmentId === undefined ? [] : [() => findFewMembers(session, segmentId)]),
    ...(enrolled === undefined ? [] : [() => findFewEnrolled(session, enrolled)]),
    ...(tag === undefined ? [] : [() => findTagged(session, tag, FEW)]),
    // Those who wait are found by walking: of them nobody has said anything yet.
    ...(feedback === undefined || feedback.is === "waiting"
      ? []
      : [() => findFedBack(session, feedback.modelId, feedback.is, FEW)]),
  ];
  for (const find of looks) {
    const found = await find();
    if (!found) continue;
    const known: ReadonlySet<number> | undefined = few;
    few = new Set(found.filter((id) => known?.has(id) ?? true));
    if (few.size === 0) break;
  }
  return few && [...few];
}

async function findFewMembers(session: Session, segmentId: number): Promise<number[] | undefined> {
  const ids = await findMemberIds(session, segmentId, 0, FEW + 1);
  return ids.length > FEW ? undefined : ids;
}

async function findFewEnrolled(session: Session, enrolled: EnrolledIn): Promise<number[] | undefined> {
  const ids = await findEnrolled(session, enrolled, FEW + 1);
  return ids.length > FEW ? undefined : ids;
}

/** The next so many, those of them that the database lets through. */
export function look(search: Search, after: ListPlace | undefined, window: number): Promise<Look> {
  return lookOn({ ...search, versionId: search.version.versionId }, after, window);
}

/** Those of some leads for which a condition holds. */
export async function decided<Row extends RankedRow>(
  { session, configuration, version, today }: Search,
  { holds, needs }: Decide,
  rows: readonly Row[],
): Promise<Row[]> {
  if (needs === "traits") return rows.filter(({ traits }) => holds(traitFacts(traits), today));
  const facts = await factsOfLeads(session, configuration, rows);
  return rows.filter(({ lead_id }) => {
    const own = facts.get(lead_id)?.of(version.modelId);
    return own !== undefined && holds(own, today);
  });
}
