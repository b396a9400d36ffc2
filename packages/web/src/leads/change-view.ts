import { client } from "../api.ts";
import { tagged } from "../tagged.ts";
import type { savedOf, View } from "./view-search.ts";

type Saved = ReturnType<typeof savedOf>;

/**
 * Changes a view, unless somebody else has changed it since it was shown: it is read again for its tag, and what
 * comes is held against what was seen.
 */
export async function changeView(
  seen: View,
  change: Saved & Pick<View, "name" | "shared">,
): Promise<"changed" | "changed-elsewhere"> {
  const params = { id: seen.id };
  const { changedAt, tag } = await tagged((onTag) => client.views.get({ params }, { onTag }));
  if (changedAt !== seen.changedAt) return "changed-elsewhere";
  await client.views.change({ params, body: change }, { ...(tag !== undefined && { ifMatch: tag }) });
  return "changed";
}
