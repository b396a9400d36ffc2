import { hash } from "node:crypto";
import type { Route } from "@plumbline/api";
import { findAnswer, keepAnswer, lockIdempotency, type Session } from "@plumbline/store";
import { bad } from "./read-request.ts";
import { Refusal } from "./refusal.ts";

/** The client's key of a request, with a digest of what it asks. */
export type Repeatable = { readonly key: string; readonly request: Uint8Array };

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The key that a client gave to a request. Two callers do not know of one another's. */
export function repeatableKey(by: string, header: string): string {
  if (!KEY.test(header)) throw bad("header", "idempotency-key", "bad-format");
  return `${by}:${header}`;
}

/** A request with a key; `content` is its body, or a digest of a body that is too large to be held. */
export function repeatableOf(route: Route, key: string, url: string, content: string): Repeatable {
  return { key, request: hash("sha256", JSON.stringify([route.name, url, content]), "buffer") };
}

/** What a request was answered before, if it was; refuses where its key was another one's. */
export async function answeredBefore(
  session: Session,
  { key, request }: Repeatable,
): Promise<{ readonly answer: unknown } | undefined> {
  const before = await findAnswer(session, key);
  if (!before) return undefined;
  if (Buffer.compare(before.request, request) !== 0) throw new Refusal({ code: "other-request" });
  if (before.status === null) throw new Refusal({ code: "answer-not-kept" });
  return { answer: before.answer };
}

/**
 * Does a thing once, however often it is asked for with one key: the answer is kept in the transaction that did
 * it. A request that failed left nothing behind and may be tried again.
 */
export async function once<Result>(
  session: Session,
  route: Route,
  repeatable: Repeatable,
  now: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await lockIdempotency(session, repeatable.key))) throw new Refusal({ code: "in-progress" });
  const before = await answeredBefore(session, repeatable);
  if (before) return before.answer as Result;
  return keepGiven(session, route, repeatable, now, work);
}

/**
 * The same in a transaction that has done something already: where the key has been answered meanwhile, all of that is
 * undone, and whoever asks again gets the answer.
 */
export async function onceWithin<Result>(
  session: Session,
  route: Route,
  repeatable: Repeatable,
  now: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await lockIdempotency(session, repeatable.key)) || (await findAnswer(session, repeatable.key))) {
    throw new Refusal({ code: "in-progress" });
  }
  return keepGiven(session, route, repeatable, now, work);
}

async function keepGiven<Result>(
  session: Session,
  route: Route,
  { key, request }: Repeatable,
  now: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const answer = await work();
  const kept = route.secret ? { status: null, answer: undefined } : { status: 200, answer };
  await keepAnswer(session, key, { request, ...kept }, now);
  return answer;
}
