import { routes } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import {
  afterKey,
  type Compared,
  findAlikeOf,
  findCompared,
  findLead,
  findNotDuplicates,
  keepNotDuplicate,
  lockLeads,
  type Session,
  walkAlike,
} from "@plumbline/store";
import { z } from "zod";
import { type Comparable, comparable, LIKENESS, likenessKeys, likenessOf } from "../../identify/likeness.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstantIf } from "../say-score.ts";

/** What more leads share (a switchboard, a mailbox of a team) says nothing of any two. */
const LARGEST = 12;
/** Below this it is hardly worth a look. */
const LIKELY = 60;
/** How many entries of the index are looked at in one step. */
const ENTRIES = 20_000;
/** How long a page may take, in ms; what was found by then is shown, with where to go on. */
const PATIENCE = 300;

export function answerDuplicates(api: Api): void {
  answer(api, routes.duplicates.list, async ({ session, query }) => {
    if (query.lead !== undefined) return { items: await duplicatesOf(session, Number(query.lead)), next: null };
    return duplicatesPage(session, readCursor(cursor, query.cursor)?.[0] ?? "", query.limit);
  });

  answer(api, routes.duplicates.dismiss, async ({ session, body, caller, now }) => {
    const [one, other] = [Number(body.one), Number(body.other)].toSorted((a, b) => a - b) as [number, number];
    const locked = await lockLeads(session, [one, other]);
    if (one === other || locked.length < 2) throw new Refusal({ code: "not-found", what: "lead" });
    if (!(await keepNotDuplicate(session, one, other, caller.by, now))) throw new Refusal({ code: "already-done" });
    return { one: String(one), other: String(other) };
  });
}

const cursor = z.tuple([z.string().max(500)]);

async function duplicatesOf(session: Session, leadId: number) {
  found(await findLead(session, leadId), "lead");
  const alike = await findAlikeOf(session, leadId, { begins: LIKENESS, largest: LARGEST });
  const others = new Set(alike.flatMap(({ lead_ids }) => lead_ids).filter((id) => id !== leadId));
  const people = await peopleOf(session, [leadId, ...others]);
  return [...others]
    .map((other): Pair => (leadId < other ? [leadId, other] : [other, leadId]))
    .flatMap((pair) => judged(pair, people))
    .sort((a, b) => b.likeness - a.likeness);
}

/** Pairs by the first key that they share, so that none comes twice and pages follow one another. */
async function duplicatesPage(session: Session, begin: string, limit: number) {
  const items: Judged[] = [];
  const deadline = performance.now() + PATIENCE;
  let from: string | undefined = begin;
  while (from !== undefined) {
    const walk = await walkAlike(session, { begins: LIKENESS, from, largest: LARGEST }, ENTRIES);
    const people = await peopleOf(session, [...new Set(walk.alike.flatMap(({ lead_ids }) => lead_ids))]);
    for (const { key, lead_ids } of walk.alike) {
      const pairs = pairsOf(lead_ids).filter((pair) => firstShared(pair, people) === key);
      items.push(...pairs.flatMap((pair) => judged(pair, people)));
      if (items.length >= limit) return { items, next: writeCursor([afterKey(key)]) };
    }
    from = walk.next;
    if (from !== undefined && performance.now() > deadline) return { items, next: writeCursor([from]) };
  }
  return { items, next: null };
}

type Pair = readonly [one: number, other: number];

const pairsOf = (ids: readonly number[]): Pair[] =>
  ids.flatMap((one, i) => ids.slice(i + 1).map((other): Pair => [one, other]));

type Person = { readonly row: Compared; readonly own: Comparable; readonly keys: readonly string[] };

type People = { readonly byId: ReadonlyMap<number, Person>; readonly isDismissed: (pair: Pair) => boolean };

/** What is compared of some leads, and which of them are said to be two people. */
async function peopleOf(session: Session, ids: readonly number[]): Promise<People> {
  const rows = await findCompared(session, ids);
  const dismissed = new Set((await findNotDuplicates(session, ids)).map(({ one, other }) => `${one} ${other}`));
  const byId = new Map(
    rows.map((row): [number, Person] => {
      const own = comparable(row.name, row.email, JSON.parse(row.traits) as JsonObject);
      return [row.lead_id, { row, own, keys: likenessKeys(own) }];
    }),
  );
  return { byId, isDismissed: ([one, other]) => dismissed.has(`${one} ${other}`) };
}

function firstShared([one, other]: Pair, { byId }: People): string | undefined {
  const keys = new Set(byId.get(other)?.keys ?? []);
  return byId
    .get(one)
    ?.keys.filter((key) => keys.has(key))
    .toSorted(inBytes)[0];
}

/** As the database sorts them. */
const inBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Judged = ReturnType<typeof judged>[number];

function judged(pair: Pair, { byId, isDismissed }: People) {
  const [one, other] = pair.map((id) => byId.get(id));
  if (!one || !other || isDismissed(pair)) return [];
  const { likeness, reasons } = likenessOf(one.own, other.own);
  return likeness < LIKELY ? [] : [{ one: sayHalf(one), other: sayHalf(other), likeness, reasons: [...reasons] }];
}

function sayHalf({ row: { lead_id, name, email, last_at }, own: { company } }: Person) {
  return { id: String(lead_id), name, email, company: company ?? null, lastAt: sayInstantIf(last_at) };
}
