import { routes } from "@plumbline/api";
import { formatDay, type Line, type Model } from "@plumbline/scoring";
import {
  findAccounts,
  findLead,
  findModel,
  findTransition,
  findTransitions,
  findVersion,
  type ListedTransition,
  type Session,
} from "@plumbline/store";
import { type Configuration, readConfiguration } from "../../configuration.ts";
import { type PastQuestion, pastAccountScore, pastScore } from "../../score/past-score.ts";
import { compileKept } from "../../score/readers.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found } from "../refusal.ts";
import { sayArm, sayInstant, sayLine, sayPoints } from "../say-score.ts";

export function answerTransitions(api: Api): void {
  answer(api, routes.transitions.list, async ({ session, query }) => {
    const { limit, cursor, model, subject, to = null, from = null } = query;
    const modelId = model === undefined ? null : found(await findModel(session, model), "model").model_id;
    const before = readIdCursor(cursor) ?? Number.MAX_SAFE_INTEGER;
    const filter = { before, modelId, subject: subject === undefined ? null : Number(subject), to, from };
    const rows = await findTransitions(session, filter, limit + 1);
    return pageOf(rows, limit, sayTransition, ({ transition_id }) => [transition_id]);
  });

  answer(api, routes.transitions.get, async ({ session, params }) => {
    const row = found(await findTransition(session, Number(params.id)), "transition");
    const kept = JSON.parse(row.lines) as Line[];
    const lines = kept.length > 0 || row.cause !== "publish" ? kept : await linesThen(session, row);
    return { ...sayTransition(row), lines: lines.map(sayLine) };
  });
}

/** A publication moves thousands at once, so that the lines of each are worked out when somebody asks. */
async function linesThen(session: Session, row: ListedTransition): Promise<readonly Line[]> {
  const version = await findVersion(session, row.version_id);
  if (!version) return [];
  const configuration = await readConfiguration(session);
  const compiled = await compileKept(session, version.body as Model, configuration.zone);
  const asked = { on: row.on_day, modelId: version.model_id, compiled, knownAt: row.at };
  const verdict = await (row.of === "lead" ? leadThen : accountThen)(session, configuration, row.subject_id, asked);
  return verdict?.scored ? verdict.lines : [];
}

type Asked = Pick<PastQuestion, "on" | "modelId" | "compiled"> & { readonly knownAt: number };

async function leadThen(session: Session, configuration: Configuration, id: number, asked: Asked) {
  const lead = await findLead(session, id);
  return lead && pastScore(session, configuration, { ...asked, leadId: lead.lead_id, chief: lead.chief });
}

async function accountThen(session: Session, configuration: Configuration, id: number, asked: Asked) {
  const [account] = await findAccounts(session, [id]);
  return account && pastAccountScore(session, configuration, { ...asked, key: account.key });
}

function sayTransition(row: ListedTransition) {
  return {
    id: String(row.transition_id),
    model: row.model_name,
    version: row.number,
    ...sayArm(row),
    subject: String(row.subject_id),
    name: row.name,
    from: row.from_band,
    to: row.to_band,
    on: formatDay(row.on_day),
    at: sayInstant(row.at),
    cause: row.cause,
    total: sayPoints(row.total),
    muted: row.muted,
  };
}
