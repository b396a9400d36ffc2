import { checkModel, parseModel, type Segment, segmentModel } from "@plumbline/scoring";
import { findHighestIdentity, inTransaction, keepSegment, raiseConfigVersion } from "@plumbline/store";
import type { Pool } from "pg";
import { advanceSegment } from "./advance-segment.ts";
import type { Within } from "./compiled-segment.ts";
import { contentHash } from "./library.ts";

type Made = { readonly name: string; readonly body?: Segment & { readonly within?: readonly Within[] } };

/** A segment that everyone has been asked by; a fixed one without a body. */
export async function newSegment(pool: Pool, workspaceId: number, { name, body }: Made, now: number): Promise<number> {
  const id = await beginSegment(pool, workspaceId, { name, ...(body && { body }) }, now);
  while ((await advanceSegment(pool, workspaceId, id, () => now)) !== "live");
  return id;
}

/** The same, of which nobody has been asked yet. */
export async function beginSegment(
  pool: Pool,
  workspaceId: number,
  { name, body }: Made,
  now: number,
): Promise<number> {
  if (body) {
    const { within: _, ...segment } = body;
    const parsed = parseModel(segmentModel(segment));
    if (!parsed.ok || checkModel(parsed.model).length > 0) throw new Error("The condition is wrong");
  }
  return inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const made = await keepSegment(
        session,
        {
          ...{
            name,
            label: null,
            note: "",
            definition: body ?? null,
            body: body ?? {},
            hash: contentHash(body ?? name),
          },
          ...{ kind: body ? "live" : "fixed", state: body ? "filling" : "live", author: "test" },
          total: await findHighestIdentity(session),
        },
        now,
      );
      if (!made) throw new Error("There is one of this name");
      await raiseConfigVersion(session);
      return made.segment_id;
    },
    { configuration: "changing" },
  );
}
