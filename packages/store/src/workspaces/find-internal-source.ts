import { randomBytes } from "node:crypto";
import type { Session } from "../session.ts";
import { keepSource } from "./keep-workspace.ts";

/** The source of what people enter by hand; made where there is none. */
export async function findInternalSource(session: Session, now: number): Promise<number> {
  const [row] = await session.rows<{ source_id: number }>(FIND, [session.workspaceId]);
  if (row) return row.source_id;
  // Nobody is told the key: nothing comes in by it.
  const writeKey = `internal_${randomBytes(24).toString("base64url")}`;
  return keepSource(session, { name: "internal", kind: "internal", writeKey }, now);
}

const FIND = {
  name: "find-internal-source",
  text: "select source_id from source where workspace_id = $1 and kind = 'internal' order by source_id limit 1",
};
