import type { Model } from "@plumbline/scoring";
import {
  countSubjects,
  findHighestIdentity,
  findScores,
  findSubjectsAfter,
  type Session,
  type WalkedSubject,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { readPlacing } from "../decide/record.ts";
import { factsOfPage, factsPlanFor } from "../publish/page-facts.ts";
import { compileKept } from "../score/readers.ts";
import { judgeOf, type StandingOf, type Within } from "./compiled-segment.ts";

/** How many leads are looked at, at most; of more, pages that begin at random places stand for the rest. */
const LOOKED = 3000;
const PAGE = 150;
const NAMED = 20;

export type SegmentPreview = {
  readonly size: { readonly value: number; readonly isEstimate: boolean };
  readonly looked: number;
  readonly sample: readonly { readonly id: number; readonly name: string | null }[];
};

/** How many leads a condition would find, and some of them. Nothing is kept. `random` is in [0, 1). */
export async function previewSegment(
  session: Session,
  configuration: Configuration,
  { model, within }: { readonly model: Model; readonly within: readonly Within[] },
  now: number,
  random: () => number,
): Promise<SegmentPreview> {
  const total = await countSubjects(session, "lead");
  const plan = await factsPlanFor(session, model, undefined, configuration.zone);
  const judge = judgeOf(await compileKept(session, model, configuration.zone), within);
  const today = configuration.zone.dayOf(now);
  const seen = new Set<number>();
  const found: WalkedSubject[] = [];
  for await (const page of pagesOf(session, total, random)) {
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const facts = await factsOfPage(session, plan, fresh);
    const standing = await standings(session, configuration, within, fresh);
    found.push(
      ...fresh.filter((lead) => {
        const own = facts.get(lead.id);
        return own !== undefined && judge(own, standing(lead.id), today).inside;
      }),
    );
  }
  const isEstimate = total > seen.size;
  const value = isEstimate ? Math.round((found.length / Math.max(seen.size, 1)) * total) : found.length;
  const sample = found.slice(0, NAMED).map(({ id, name }) => ({ id, name }));
  return { size: { value, isEstimate }, looked: seen.size, sample };
}

async function* pagesOf(session: Session, total: number, random: () => number): AsyncGenerator<WalkedSubject[]> {
  if (total > LOOKED) {
    const highest = await findHighestIdentity(session);
    for (let page = 0; page < LOOKED / PAGE; page++) {
      yield await findSubjectsAfter(session, "lead", Math.floor(random() * highest), PAGE);
    }
    return;
  }
  for (let after = 0; ; ) {
    const page = await findSubjectsAfter(session, "lead", after, PAGE);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id ?? after;
  }
}

async function standings(
  session: Session,
  { leadVersions }: Configuration,
  within: readonly Within[],
  leads: readonly WalkedSubject[],
): Promise<(leadId: number) => StandingOf> {
  const live = leadVersions.filter(({ isLive, name }) => isLive && within.some(({ model }) => model === name));
  const ids = leads.map(({ id }) => id);
  const versionIds = live.map(({ versionId }) => versionId);
  const rows = live.length > 0 && ids.length > 0 ? await findScores(session, versionIds, ids) : [];
  const kept = new Map(rows.map((row) => [`${row.version_id}/${row.subject_id}`, readPlacing(row)]));
  return (leadId) => (model) => {
    const version = live.find(({ name }) => name === model);
    return (version && kept.get(`${version.versionId}/${leadId}`)) ?? null;
  };
}
