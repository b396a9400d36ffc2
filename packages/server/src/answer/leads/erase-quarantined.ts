import { dropAllQuarantined, findLastBefore, findMayName, inTransaction, type Session } from "@plumbline/store";
import type { Pool } from "pg";

const PAGE = 50;
/** What of a page is held at once, and looked through without a pause; one item may be larger. */
const PAGE_BYTES = 2_000_000;
/** A shorter id is found in too many texts that speak of others. */
const SHORTEST = 4;
/** What came this many ms ago is written by now: what is being written has a number already, and cannot be seen. */
const WRITTEN = 60_000;

/** What was looked through before somebody is erased: all items up to one, for some ids. */
export type LookedThrough = {
  readonly needles: readonly string[];
  readonly upTo: number;
  readonly naming: readonly number[];
};

/**
 * Looks through what lies in quarantine for ids and addresses, a transaction for each page: it may be a lot, and keeps
 * nobody waiting in this way.
 */
export async function lookThrough(
  pool: Pool,
  workspaceId: number,
  ids: readonly string[],
  now: number,
): Promise<LookedThrough> {
  const needles = needlesIn(ids);
  const upTo = await inTransaction(pool, workspaceId, (session) => findLastBefore(session, now - WRITTEN));
  const naming: number[] = [];
  for (let after = 0; needles.length > 0 && after < upTo; ) {
    const page = await inTransaction(pool, workspaceId, (session) => pageOf(session, needles, after));
    naming.push(...page.naming.filter((id) => id <= upTo));
    after = page.last ?? upTo;
  }
  return { needles, upTo, naming };
}

/**
 * Throws away what lies in quarantine and names one of these ids and addresses, in whichever way; how many. What was
 * looked through for just these is not looked through again.
 */
export async function eraseQuarantined(
  session: Session,
  ids: readonly string[],
  before: LookedThrough,
): Promise<number> {
  const needles = needlesIn(ids);
  if (needles.length === 0) return 0;
  const isOfThese = JSON.stringify(needles) === JSON.stringify(before.needles);
  const naming = isOfThese ? [...before.naming] : [];
  for (let after: number | undefined = isOfThese ? before.upTo : 0; after !== undefined; ) {
    const page = await pageOf(session, needles, after);
    naming.push(...page.naming);
    after = page.last;
  }
  if (naming.length === 0) return 0;
  return dropAllQuarantined(session, naming);
}

const needlesIn = (ids: readonly string[]): string[] =>
  [...new Set(ids.filter((id) => id.length >= SHORTEST).map((id) => id.toLowerCase()))].sort();

/** Which items after one name somebody, and up to which one that is known; undefined where none is left. */
async function pageOf(session: Session, needles: readonly string[], after: number) {
  const page = await findMayName(session, needles, after, PAGE, PAGE_BYTES);
  const naming = page.filter(({ raw }) => namesAny(raw, needles)).map(({ quarantine_id }) => quarantine_id);
  return { naming, last: page.at(-1)?.quarantine_id };
}

/**
 * Whether one of the texts, in small letters, stands in what nobody has read: as it is, or as JSON escapes it. People
 * write an address in large letters, too, and what could not be taken is not always JSON.
 */
export function namesAny(raw: Buffer, texts: readonly string[]): boolean {
  const written = raw.toString();
  const folded = [written.toLowerCase(), unescaped(written).toLowerCase()];
  return texts.some((text) => folded.some((one) => one.includes(text)));
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (CONTROLS[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
