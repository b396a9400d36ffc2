import { hash } from "node:crypto";
import type { ModelRow, PublicationRow, SignOffRow, VersionRow } from "@plumbline/store";
import { sayInstant, sayInstantIf } from "../say-score.ts";

export function sayModel(row: ModelRow) {
  return {
    id: String(row.model_id),
    name: row.name,
    of: row.of,
    live: row.live_number,
    versions: row.versions,
    draftAt: sayInstantIf(row.draft_at),
    createdAt: sayInstant(row.created_at),
    isDefault: row.is_default,
    retiredAt: sayInstantIf(row.retired_at),
  };
}

export function saySignOff(row: SignOffRow) {
  return {
    id: String(row.sign_off_id),
    role: row.role,
    hash: row.hash,
    by: row.by,
    at: sayInstant(row.at),
    note: row.note,
    review: row.review_id === null ? null : String(row.review_id),
  };
}

/** `signed`: all that was ever signed of the model. */
export function sayVersion(row: Omit<VersionRow, "source" | "body">, signed: readonly SignOffRow[]) {
  return {
    id: String(row.version_id),
    number: row.number,
    hash: row.hash,
    author: row.author,
    note: row.note,
    createdAt: sayInstant(row.created_at),
    isLive: row.is_live,
    signOffs: signed.filter(({ hash: of }) => of === row.hash).map(saySignOff),
  };
}

export function sayPublication(row: PublicationRow) {
  return {
    id: String(row.publication_id),
    model: row.model_name,
    version: row.number,
    state: row.state,
    muted: row.muted,
    done: row.done,
    total: row.total,
    leftOut: row.left_out,
    startedAt: sayInstant(row.started_at),
    liveAt: sayInstantIf(row.live_at),
    retiredAt: sayInstantIf(row.retired_at),
    problem: row.problem,
  };
}

/** The tag of a draft: another text has another. */
export function tagOf(draft: string): string {
  return `"${hash("sha256", draft, "hex").slice(0, 32)}"`;
}
