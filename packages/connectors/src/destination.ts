import type { z } from "zod";
import type { AddressProblem, Fetch, NetworkProblem } from "./network/fetch.ts";

/**
 * A place where the world is told something: data (what a person fills in) and one function. It keeps nothing
 * and decides nothing about when: repetition, order and record are the server's.
 */
export type Destination<Settings> = {
  /** In kebab-case; what settings are kept under. */
  readonly name: string;
  /** What a person fills in, without secrets. Takes anything and never throws. */
  readonly fields: z.ZodType<Settings>;
  /**
   * Tells one message, in as few requests as it takes, through `fetch` alone. The same message may come again,
   * at any time later: it has to say that it is the same (`message.id`). Never throws for what the other side
   * does, and nothing of the other side's answer, no secret and nothing of the message gets into the outcome.
   */
  deliver(delivery: Delivery<Settings>, means: Means): Promise<Outcome>;
};

export type Delivery<Settings> = {
  readonly settings: Settings;
  /** The one to use first; behind it those that are still valid while it is being replaced. */
  readonly secrets: readonly string[];
  readonly message: Message;
};

export type Message = {
  /** The same at every attempt, and no other message's. */
  readonly id: string;
  /** `lead.band.entered`, … */
  readonly type: string;
  /** JSON, `{ type, timestamp, data }`. */
  readonly body: string;
};

type Means = {
  readonly fetch: Fetch;
  /** Ms since 1970. */
  readonly now: number;
  /** Gives up early; what was on its way counts as a failure. */
  readonly signal?: AbortSignal;
};

/** What became of one attempt; `status` is the other side's, null where there was none. */
export type Outcome =
  | { readonly kind: "delivered"; readonly status: number }
  /** It may work later: not before `after` ms, where the other side says so. */
  | {
      readonly kind: "retry";
      readonly because: DeliveryProblem;
      readonly status: number | null;
      readonly after?: number;
    }
  /** It will not work with this message and these settings, however often it is tried. */
  | { readonly kind: "refused"; readonly because: DeliveryProblem; readonly status: number | null }
  /** Nobody wants anything there any more: stop telling this place. */
  | { readonly kind: "gone"; readonly status: number };

/** Codes are keys of phrases. */
export type DeliveryProblem =
  | AddressProblem
  | NetworkProblem
  /** 3xx: a message goes where it was addressed, or nowhere. */
  | "redirected"
  | "too-many-requests"
  | "client-error"
  | "server-error"
  | "answer-unexpected"
  | "message-too-large"
  | "no-secret";
