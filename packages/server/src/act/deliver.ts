import { type DeliveryProblem, type Fetch, type Outcome, webhook } from "@plumbline/connectors";
import {
  claimDelivery,
  type DeliveryState,
  type DueDelivery,
  disableEndpoint,
  giveUpDelivery,
  inTransaction,
  keepAttempt,
  keepAudit,
  keepEndpointHealth,
  lockDelivery,
  planDelivery,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import { z } from "zod";
import type { Task } from "./jobs.ts";
import { messageIdOf } from "./message-id.ts";
import { pauseAfter } from "./schedule.ts";
import { endpointPlace, type SealKeys, unseal } from "./seal.ts";

export type DeliverOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly fetch: Fetch;
  readonly keys: SealKeys;
  /** How many calls to one endpoint may be slow, in this process, before others go first. */
  readonly perEndpoint?: number;
};

/** Longer than any call takes: who has not written what became of it by then is gone. */
const CLAIM = 60_000;
/** How much too early a worker may come; clocks differ. */
const EARLY = 2000;
/** A call that takes longer is slow; ms. */
const SLOW = 2000;
/** How many calls at a time an endpoint gets where nothing arrives. */
const MOST_FAILING = 2;
/** What has to let others go first comes back after this, or twice this; ms. */
const CROWDED = 10_000;
/** An endpoint where nothing has arrived for so long is disabled. */
const FAILING = 5 * 86_400_000;

const jobSchema = z.object({ workspaceId: z.int().positive(), deliveryId: z.int().positive() });
type Job = z.infer<typeof jobSchema>;

/** A call that is being made. */
type Call = { readonly workspaceId: number; readonly endpointId: number; readonly since: number };

/** A delivery that is this worker's, until its claim runs out. */
type Claimed = DueDelivery & { readonly claim: number };

/**
 * The task `deliver`: tells one announcement to one endpoint. The call is made outside of any transaction, between
 * two: the first claims the delivery, so that no two workers have it at a time; the second writes what became of it
 * together with the next attempt. Who dies in between has it done again, as the same message.
 */
export function deliveryTask(options: DeliverOptions): Task {
  const { pool, now } = options;
  const calls = new Set<Call>();
  return async (payload, stopping) => {
    const job = jobSchema.parse(payload);
    const claimed = await inTransaction(pool, job.workspaceId, (session) => claim(session, job, options, calls));
    if (!claimed) return;
    const call = { workspaceId: job.workspaceId, endpointId: claimed.endpoint_id, since: now() };
    calls.add(call);
    try {
      await attempt(job, claimed, options, stopping);
    } finally {
      calls.delete(call);
    }
  };
}

/** Whether others go first: an endpoint that is slow, or takes nothing, does not hold up the rest. */
function isCrowded({ workspaceId }: Job, due: DueDelivery, calls: ReadonlySet<Call>, options: DeliverOptions): boolean {
  const own = [...calls].filter((call) => call.workspaceId === workspaceId && call.endpointId === due.endpoint_id);
  if (due.failing_since !== null && own.length >= MOST_FAILING) return true;
  const now = options.now();
  return own.filter(({ since }) => now - since > SLOW).length >= (options.perEndpoint ?? 5);
}

/** Claims a delivery, if it is due and nobody's; plans it for later where it is not. */
async function claim(
  session: Session,
  job: Job,
  options: DeliverOptions,
  calls: ReadonlySet<Call>,
): Promise<Claimed | undefined> {
  const { deliveryId } = job;
  const due = await lockDelivery(session, deliveryId);
  if (due?.state !== "waiting") return undefined;
  if (due.claimed_for !== null) {
    await planDelivery(session, deliveryId, due.claimed_for);
    return undefined;
  }
  const early = (due.next_at ?? 0) - options.now();
  if (early > EARLY) {
    await planDelivery(session, deliveryId, early);
    return undefined;
  }
  if (due.disabled_at !== null) {
    await giveUpDelivery(session, deliveryId);
    return undefined;
  }
  if (isCrowded(job, due, calls, options)) {
    await planDelivery(session, deliveryId, CROWDED * (1 + options.random()));
    return undefined;
  }
  return { ...due, claim: await claimDelivery(session, deliveryId, CLAIM) };
}

async function attempt(job: Job, claimed: Claimed, options: DeliverOptions, stopping: AbortSignal): Promise<void> {
  const { pool, now } = options;
  const outcome = await call(job, claimed, options, stopping);
  const wasStopped = outcome.kind === "retry" && outcome.because === "interrupted";
  // Who is told to stop has attempted nothing: another worker does it at once.
  const attempts = claimed.attempts + (wasStopped ? 0 : 1);
  const pause = wasStopped ? 0 : pauseOf(outcome, attempts, options.random());
  const mayEnd = outcome.kind === "gone" || now() - (claimed.failing_since ?? Infinity) >= FAILING;
  await inTransaction(
    pool,
    job.workspaceId,
    async (session) => {
      const at = now();
      const { status } = outcome;
      const written = {
        claim: claimed.claim,
        state: stateOf(outcome, pause),
        attempts,
        nextAt: pause === undefined ? null : Math.round(at + pause),
        status,
        problem: "because" in outcome ? outcome.because : null,
      };
      if (!(await keepAttempt(session, job.deliveryId, written, at))) return;
      if (pause !== undefined) await planDelivery(session, job.deliveryId, pause);
      if (!wasStopped) await judgeEndpoint(session, claimed.endpoint_id, outcome, mayEnd, at);
    },
    mayEnd ? { configuration: "changing" } : {},
  );
}

function call(
  { workspaceId }: Job,
  { url, type, payload, outbox_id, secret, former_secret, former_secret_until, digest_key }: Claimed,
  { now, fetch, keys }: DeliverOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const at = now();
  const place = endpointPlace(workspaceId);
  const isRotating = former_secret !== null && at < (former_secret_until ?? 0);
  const former = isRotating ? unseal(former_secret, keys, place) : undefined;
  const secrets = [unseal(secret, keys, place) ?? "", ...(former === undefined ? [] : [former])];
  const message = { id: messageIdOf(digest_key, outbox_id), type, body: payload };
  return webhook.deliver({ settings: { url }, secrets, message }, { fetch, now: at, signal });
}

function pauseOf(outcome: Outcome, attempts: number, random: number): number | undefined {
  return outcome.kind === "retry" ? pauseAfter(attempts, outcome.after, random) : undefined;
}

function stateOf({ kind }: Outcome, pause: number | undefined): DeliveryState {
  if (pause !== undefined) return "waiting";
  if (kind === "delivered") return "delivered";
  return kind === "gone" ? "dropped" : "failed";
}

/** What is wrong with the message, or with us, says nothing of who receives it. */
const NOT_THE_ENDPOINT = new Set<DeliveryProblem>(["message-too-large", "no-secret"]);

async function judgeEndpoint(
  session: Session,
  endpointId: number,
  outcome: Outcome,
  mayEnd: boolean,
  now: number,
): Promise<void> {
  if ("because" in outcome && NOT_THE_ENDPOINT.has(outcome.because)) return;
  await keepEndpointHealth(session, endpointId, outcome.kind === "delivered", now);
  if (!mayEnd || outcome.kind === "delivered") return;
  const because = outcome.kind === "gone" ? "gone" : "failing";
  if (!(await disableEndpoint(session, endpointId, because, now, because === "failing" ? FAILING : undefined))) return;
  await raiseConfigVersion(session);
  const entry = { by: "plumbline", action: "endpoints.disable", subject: String(endpointId), details: { because } };
  await keepAudit(session, entry, now);
}
