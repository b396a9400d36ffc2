import { type Answer, routes } from "@plumbline/api";
import { editModelText, readerOfEdits } from "@plumbline/connectors";
import { applyProposals, type Proposal } from "@plumbline/learning";
import { type Model, modelHash } from "@plumbline/scoring";
import {
  dropProposalDecisions,
  findModelById,
  findProposalDecisions,
  findStudy,
  findVersion,
  keepDraft,
  keepProposalDecisions,
  lockModel,
  type ModelRow,
  type Session,
} from "@plumbline/store";
import { problemsOf } from "../../segment/read-pinned.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { checkTag } from "../models/drafts.ts";
import { readIn } from "../models/read-model.ts";
import { tagOf } from "../models/say-model.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { type DoneStudy, doneStudy } from "../studies/done-study.ts";

type Proposed = Answer<typeof routes.proposals.list>;
type Proposing = Extract<DoneStudy, { readonly kind: "proposals" }>;

/** What history proposes: looked at, taken into a draft, dismissed. */
export function answerProposals(api: Api): void {
  const { proposals } = routes;

  answer(api, proposals.list, async ({ session, params }) => sayProposed(session, await proposing(session, params.id)));

  answer(api, proposals.accept, async ({ session, params, body, caller, ifMatch, now, note, tag }) => {
    const row = found(await lockModel(session, params.name), "model");
    const study = await proposing(session, body.study);
    if (study.asked.modelId !== row.model_id) throw new Refusal({ code: "not-found", what: "study" });
    checkTag(row, ifMatch, { isNeeded: true });
    const wanted = namedIn(study, body.accept);
    const text = wanted.reduce(edited, await textOf(session, row));
    const read = await readIn(session, text);
    await keepDraft(session, row.model_id, { text, of: read.ok ? (read.model.of ?? "lead") : undefined }, now);
    await decide(session, study, { says: "accepted", by: caller.by, ids: body.accept }, now);
    note({ details: { study: body.study, proposals: body.accept } });
    tag(tagOf(text));
    return {
      text,
      at: sayInstant(now),
      problems: problemsOf(read),
      hash: read.ok ? modelHash(read.model) : null,
      accepted: body.accept,
    };
  });

  answer(api, proposals.dismiss, async ({ session, params, body, caller, now, note }) => {
    const study = await proposing(session, params.id);
    namedIn(study, body.proposals);
    await decide(session, study, { says: "dismissed", by: caller.by, ids: body.proposals }, now);
    note({ details: { proposals: body.proposals } });
    return sayProposed(session, study);
  });

  answer(api, proposals.restore, async ({ session, params, body, note }) => {
    const study = await proposing(session, params.id);
    namedIn(study, body.proposals);
    await dropProposalDecisions(session, study.asked.modelId, hashOf(study), body.proposals);
    note({ details: { proposals: body.proposals } });
    return sayProposed(session, study);
  });
}

async function proposing(session: Session, id: string): Promise<Proposing> {
  const study = await doneStudy(session, found(await findStudy(session, Number(id)), "study"));
  if (study.kind !== "proposals") throw new Refusal({ code: "not-found", what: "study" });
  return study;
}

/** Of the meaning that a study is about. */
const hashOf = ({ asked }: Proposing): string => modelHash(asked.models[0] as Model);

/** In the order in which they were proposed. */
function namedIn({ result }: Proposing, ids: readonly string[]): readonly Proposal[] {
  const wanted = new Set(ids);
  const named = result.proposals.filter(({ id }) => wanted.has(id));
  if (named.length < wanted.size) throw new Refusal({ code: "not-found", what: "proposal" });
  return named;
}

/** What is edited: the draft, and where there is none, the live version. */
async function textOf(session: Session, { draft, live_version_id }: ModelRow): Promise<string> {
  if (draft !== null) return draft;
  const live = live_version_id === null ? undefined : await findVersion(session, live_version_id);
  return found(live?.source, "draft");
}

/** A draft is sent as a text, and has to be one that can be sent again. */
const MOST_BYTES = 262_144;

function edited(text: string, { id, edits }: Proposal): string {
  const result = editModelText(text, edits);
  if (!result.ok && result.because !== "unreadable") {
    throw new Refusal({ code: "proposal-stale", proposal: id, because: result.because });
  }
  if (!result.ok || result.text.length > MOST_BYTES) throw new Refusal({ code: "draft-not-editable" });
  return result.text;
}

async function decide(
  session: Session,
  study: Proposing,
  { says, by, ids }: { readonly says: "accepted" | "dismissed"; readonly by: string; readonly ids: readonly string[] },
  now: number,
): Promise<void> {
  const { row, asked } = study;
  const about = { model_id: asked.modelId, hash: hashOf(study), study_id: row.study_id, says, by };
  await keepProposalDecisions(session, about, [...new Set(ids)], now);
}

async function sayProposed(session: Session, study: Proposing): Promise<Proposed> {
  const { modelId } = study.asked;
  const decisions = await findProposalDecisions(session, modelId, hashOf(study));
  const byId = new Map(decisions.map((one) => [one.proposal, one]));
  const row = await findModelById(session, modelId);
  const text = row && (row.draft !== null || row.live_version_id !== null) ? await textOf(session, row) : undefined;
  const staleIn = text === undefined ? () => "gone" as const : await stalenessIn(session, text);
  const says = readerOfEdits(text ?? "");
  return {
    items: study.result.proposals.map((proposal) => {
      const decision = byId.get(proposal.id);
      return {
        proposal,
        decision: decision ? { says: decision.says, by: decision.by, at: sayInstant(decision.at) } : null,
        stale: staleIn(proposal),
        isSaid: text !== undefined && says(proposal.edits),
      };
    }),
  };
}

type Stale = Proposed["items"][number]["stale"];

/** Why a proposal could not be taken into the draft as it is; a text that is no model yet is asked itself. */
async function stalenessIn(session: Session, text: string): Promise<(proposal: Proposal) => Stale> {
  const read = await readIn(session, text);
  if (read.ok) return (proposal) => applyProposals(read.model, [proposal]).left[0]?.because ?? null;
  return ({ edits }) => {
    const result = editModelText(text, edits);
    return result.ok || result.because === "unreadable" ? null : result.because;
  };
}
