import { findWorkspaceIds, oneByOne } from "@plumbline/store";
import type { Pool } from "pg";
import { SAMPLE_CURRENCY } from "./sample/money.ts";
import { type CreatedWorkspace, createWorkspace } from "./workspace/create-workspace.ts";
import { newWriteKey } from "./workspace/write-key.ts";

const DAY = 86_400_000;

export type FirstStartOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  /** With a sample, `startFilling` fills it. */
  readonly sample: { readonly leads: number } | undefined;
};

/**
 * Makes the first workspace of an installation, with its keys, to be filled with the sample or empty; undefined where
 * there is one. Of servers that start at the same time one makes it.
 */
export function firstStart({ pool, now, sample }: FirstStartOptions): Promise<CreatedWorkspace | undefined> {
  return oneByOne(pool, "first-start", async () => {
    if ((await findWorkspaceIds(pool)).length > 0) return undefined;
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!sample) return createWorkspace(pool, { name: "Plumbline", timeZone }, now());
    const writeKey = newWriteKey();
    const loading = { writeKey, leads: sample.leads, lastDay: Math.floor(now() / DAY) };
    return createWorkspace(pool, { name: "Sample", timeZone, writeKey, settings: SAMPLE_SETTINGS, loading }, now());
  });
}

/** The sample's free mailboxes are invented ones. */
const SAMPLE_SETTINGS = {
  freeMail: ["mailbox.example", "postbox.example", "inbox.example"],
  currency: SAMPLE_CURRENCY,
  isSample: true,
};
