import { routes } from "@plumbline/api";
import { modelHash } from "@plumbline/scoring";
import {
  findModel,
  findReview,
  findSignOffs,
  findVersions,
  findWorkspace,
  keepSignOff,
  type ModelRow,
  type Session,
  type SignOffRole,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { Caller } from "../caller.ts";
import { found, Refusal } from "../refusal.ts";
import { readIn } from "./read-model.ts";
import { saySignOff } from "./say-model.ts";

const BOTH: readonly SignOffRole[] = ["marketing", "sales"];

/** For which side somebody of a role may sign. */
const SIGNS: Readonly<Record<SignOffRole, readonly string[]>> = {
  marketing: ["admin", "marketer"],
  sales: ["admin", "sales"],
};

/** What marketing and sales sign off. */
export function answerSignOffs(api: Api): void {
  answer(api, routes.reviews.sign, async ({ session, params, body, caller, now, note }) => {
    const row = found(await findModel(session, params.name), "model");
    const { role, hash } = body;
    if (!maySign(caller, role)) throw new Refusal({ code: "role-needed", role });
    if (!(await isThere(session, row, hash))) throw new Refusal({ code: "sign-off-outdated" });
    const review_id = await reviewIn(session, row, body.review);
    const kept = { hash, role, by: caller.by, note: body.note ?? null, review_id };
    note({ details: { role, hash } });
    return saySignOff(await keepSignOff(session, row.model_id, kept, now));
  });

  answer(api, routes.reviews.signOffs, async ({ session, params }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    return { items: (await findSignOffs(session, model_id)).map(saySignOff) };
  });
}

/** A key has no role; one that may do everything stands for an admin. */
function maySign({ person, scopes }: Caller, side: SignOffRole): boolean {
  if (!person) return scopes.includes("admin");
  return SIGNS[side].includes(person.membership?.role ?? "");
}

/** Whether the draft, or a version, means that: nobody signs what is there no more. */
async function isThere(session: Session, row: ModelRow, hash: string): Promise<boolean> {
  const read = row.draft === null ? undefined : await readIn(session, row.draft);
  if (read?.ok && modelHash(read.model) === hash) return true;
  return (await findVersions(session, row.model_id)).some((version) => version.hash === hash);
}

async function reviewIn(session: Session, { model_id }: ModelRow, review: string | undefined): Promise<number | null> {
  if (review === undefined) return null;
  const row = found(await findReview(session, Number(review)), "review");
  if (row.model_id !== model_id) throw new Refusal({ code: "not-found", what: "review" });
  return row.review_id;
}

/** Refuses where the workspace asks for two sign-offs and this meaning of the model lacks one. */
export async function checkSigned(session: Session, modelId: number, hash: string): Promise<void> {
  if ((await findWorkspace(session))?.settings["signOff"] !== "both") return;
  const signed = (await findSignOffs(session, modelId)).filter((one) => one.hash === hash);
  const roles = BOTH.filter((role) => !signed.some((one) => one.role === role));
  if (roles.length > 0) throw new Refusal({ code: "sign-off-missing", roles, hash });
}
