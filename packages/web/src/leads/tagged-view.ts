import { clientOf } from "@plumbline/api";
import { client, shown } from "../api.ts";
import { plainRoutes } from "../plain-routes.ts";
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
  const { view, tag } = await readView(seen.id);
  if (view.changedAt !== seen.changedAt) return "changed-elsewhere";
  await client.views.change({ params: { id: seen.id }, body: change }, { ifMatch: tag });
  return "changed";
}

async function readView(id: string) {
  let tag = "";
  const heard: typeof fetch = async (...given) => {
    const response = await fetch(...given);
    tag = response.headers.get("etag") ?? "";
    return response;
  };
  const workspace = shown.workspace === undefined ? {} : { workspace: shown.workspace };
  const view = await clientOf({ url: location.origin, fetch: heard, ...workspace }, plainRoutes).views.get({
    params: { id },
  });
  return { view, tag };
}
