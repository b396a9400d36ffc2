import { type Route, routes } from "@plumbline/api";
import { parseDay, toPoints } from "@plumbline/scoring";
import { findPresence, inTransaction, type Session, type TransactionOptions } from "@plumbline/store";
import type { ScoreChange } from "../../decide/keep-placed.ts";
import { type Adjusted, adjust, takeBack } from "../../identify/adjust.ts";
import { type IdentityDecided, mergeTwo, part, unmerge } from "../../identify/decide-identity.ts";
import { answerAtOwnPace, type Request } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayAdjustment } from "./say-adjustment.ts";

export type ChangeOptions = {
  /** Told after every commit whose score has changed. */
  readonly onChange?: ((workspaceId: number, changes: readonly ScoreChange[]) => void) | undefined;
};

/**
 * The first of a rare kind changes what every server has to look for: nobody may work by the older copy of the
 * configuration while it is written.
 */
export async function howToWrite(
  { pool, caller }: Pick<Request<Route>, "pool" | "caller">,
  kind: "adjustments" | "decisions" | "suppressions",
): Promise<TransactionOptions> {
  const presence = await inTransaction(pool, caller.workspaceId, findPresence);
  return { configuration: presence[kind] ? "sharing" : "changing" };
}

export function adjustRoutes(api: Api, known: KnownConfigurations, { onChange }: ChangeOptions): void {
  answerAtOwnPace(api, routes.leads.adjust, async (asked) => {
    const { params, body, caller, now } = asked;
    let changes: readonly ScoreChange[] = [];
    const work = async (session: Session) => {
      const configuration = await known(session);
      const version = liveVersion(configuration, "lead", body.model);
      const { dimensions } = version.compiled.model;
      if (!Object.hasOwn(dimensions, body.dimension)) {
        throw bad("body", "dimension", "not-one-of", Object.keys(dimensions).join(", "));
      }
      const until = body.until === undefined ? null : (parseDay(body.until) ?? null);
      if (until !== null && until < configuration.zone.dayOf(now)) throw bad("body", "until", "too-small");
      const { dimension, reason } = body;
      const given = { dimension, points: toPoints(body.points), reason, by: caller.by, until };
      const made = found(
        await adjust(session, configuration, { leadId: Number(params.id), version, ...given }, now),
        "lead",
      );
      changes = made.changes;
      asked.note({ details: { model: version.name, dimension, points: body.points } });
      return sayAdjustment(made.row, version.name);
    };
    const said = await asked.commit(work, await howToWrite(asked, "adjustments"));
    onChange?.(caller.workspaceId, changes);
    return said;
  });

  answerAtOwnPace(api, routes.leads.endAdjustment, async (asked) => {
    const { params, caller, now } = asked;
    let changes: readonly ScoreChange[] = [];
    const said = await asked.commit(
      async (session) => {
        const configuration = await known(session);
        const which = { leadId: Number(params.id), adjustmentId: Number(params.adjustment), by: caller.by };
        const made: Adjusted = takenBack(await takeBack(session, configuration, which, now));
        changes = made.changes;
        const model = configuration.leadVersions.find(({ modelId }) => modelId === made.row.model_id);
        return sayAdjustment(made.row, model?.name ?? "?");
      },
      { configuration: "sharing" },
    );
    onChange?.(caller.workspaceId, changes);
    return said;
  });
}

function takenBack(made: Awaited<ReturnType<typeof takeBack>>): Adjusted {
  if (made === "no-such-adjustment") throw new Refusal({ code: "not-found", what: "adjustment" });
  if (made === "already-done") throw new Refusal({ code: "already-done" });
  return made;
}

export function mergeRoutes(api: Api, known: KnownConfigurations, { onChange }: ChangeOptions): void {
  answerAtOwnPace(api, routes.leads.merge, async (asked) => {
    const { body, caller, now } = asked;
    let changes: readonly ScoreChange[] = [];
    const said = await asked.commit(
      async (session) => {
        const deciding = { one: Number(body.one), other: Number(body.other), by: caller.by, reason: body.reason };
        const made = decided(await mergeTwo(session, await known(session), deciding, now));
        changes = made.changes;
        const [lead] = made.leadIds;
        asked.note({ subject: `${body.one}/${body.other}`, details: { lead } });
        return { decision: made.decisionId, lead: String(lead) };
      },
      await howToWrite(asked, "decisions"),
    );
    onChange?.(caller.workspaceId, changes);
    return said;
  });

  answerAtOwnPace(api, routes.leads.unmerge, async (asked) => {
    const { params, body, caller, now } = asked;
    let changes: readonly ScoreChange[] = [];
    const said = await asked.commit(
      async (session) => {
        const deciding = { leadId: Number(params.id), merge: body.decision, by: caller.by, reason: body.reason };
        const made = decided(await unmerge(session, await known(session), deciding, now));
        changes = made.changes;
        return { leads: made.leadIds.map(String) };
      },
      { configuration: "sharing" },
    );
    onChange?.(caller.workspaceId, changes);
    return said;
  });
}

export function partRoute(api: Api, known: KnownConfigurations, { onChange }: ChangeOptions): void {
  answerAtOwnPace(api, routes.leads.part, async (asked) => {
    const { params, body, caller, now } = asked;
    let changes: readonly ScoreChange[] = [];
    const said = await asked.commit(
      async (session) => {
        const deciding = { leadId: Number(params.id), by: caller.by, ...body };
        const made = decided(await part(session, await known(session), deciding, now));
        changes = made.changes;
        return { leads: made.leadIds.map(String) };
      },
      await howToWrite(asked, "decisions"),
    );
    onChange?.(caller.workspaceId, changes);
    return said;
  });
}

function decided(made: IdentityDecided): IdentityDecided & { ok: true } {
  if (made.ok) return made;
  if (made.problem === "already-done") throw new Refusal({ code: "already-done" });
  throw new Refusal({ code: "not-found", what: "lead" });
}
