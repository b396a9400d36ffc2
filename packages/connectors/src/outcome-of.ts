import type { DeliveryProblem, Outcome } from "./destination.ts";
import type { FetchResult } from "./network/fetch.ts";

/** What the status of an HTTP answer comes to, for destinations that say no more than that. */
export function outcomeOf(result: FetchResult, now: number): Outcome {
  if (result.kind === "refused") return { kind: "refused", because: result.because, status: null };
  if (result.kind === "failed") return { kind: "retry", because: result.because, status: null };
  const { status, headers } = result;
  if (status >= 200 && status <= 299) return { kind: "delivered", status };
  if (status === 410) return { kind: "gone", status };
  const after = retryAfter(headers["retry-after"], now);
  return { kind: "retry", because: problemOf(status), status, ...(after !== undefined && { after }) };
}

function problemOf(status: number): DeliveryProblem {
  if (status >= 300 && status <= 399) return "redirected";
  if (status === 429) return "too-many-requests";
  if (status >= 400 && status <= 499) return "client-error";
  return status >= 500 && status <= 599 ? "server-error" : "answer-unexpected";
}

/** `Retry-After`: whole seconds or a date (RFC 9110 §10.2.3); ms from now, undefined where it says neither. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // What is no date in words would be read as one all the same: "-5" is the year 2001.
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
