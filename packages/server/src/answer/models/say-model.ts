import { hash } from "node:crypto";
import type { ModelRow, PublicationRow, VersionRow } from "@plumbline/store";
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
  };
}

export function sayVersion(row: Omit<VersionRow, "source" | "body">) {
  return {
    id: String(row.version_id),
    number: row.number,
    hash: row.hash,
    author: row.author,
    note: row.note,
    createdAt: sayInstant(row.created_at),
    isLive: row.is_live,
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
