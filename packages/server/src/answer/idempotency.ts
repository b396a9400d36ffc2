import { hash } from "node:crypto";
import type { Route } from "@plumbline/api";
import { findAnswer, keepAnswer, lockIdempotency, type Session } from "@plumbline/store";
import { bad } from "./read-request.ts";
import { Refusal } from "./refusal.ts";

/** The client's key of a request, with a digest of what it asks. */
export type Repeatable = { readonly key: string; readonly request: Uint8Array };

const KEY = /^[\x21-\x7e]{1,200}$/;

export function repeatableOf(route: Route, by: string, header: string, url: string, body: unknown): Repeatable {
  if (!KEY.test(header)) throw bad("header", "idempotency-key", "bad-format");
  const text = typeof body === "string" ? body : "";
  const request = hash("sha256", JSON.stringify([route.name, url, text]), "buffer");
  // Two callers do not know of one another's.
  return { key: `${by}:${header}`, request };
}

/**
 * Does a thing once, however often it is asked for with one key: the answer is kept in the transaction that did
 * it. A request that failed left nothing behind and may be tried again.
 */
export async function once<Result>(
  session: Session,
  route: Route,
  { key, request }: Repeatable,
  now: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await lockIdempotency(session, key))) throw new Refusal({ code: "in-progress" });
  const before = await findAnswer(session, key);
  if (before) {
    if (Buffer.compare(before.request, request) !== 0) throw new Refusal({ code: "other-request" });
    if (before.status === null) throw new Refusal({ code: "answer-not-kept" });
    return before.answer as Result;
  }
  const answer = await work();
  const kept = route.secret ? { status: null, answer: undefined } : { status: 200, answer };
  await keepAnswer(session, key, { request, ...kept }, now);
  return answer;
}
