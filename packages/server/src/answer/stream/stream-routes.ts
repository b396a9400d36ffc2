import { routes, type Streamed } from "@plumbline/api";
import type { Api } from "../api.ts";
import { sayPoints } from "../say-score.ts";
import { stream } from "../stream.ts";
import type { Hub, ScoreNews } from "./hub.ts";

type Said = Streamed<typeof routes.streams.scores>;

/** Scores as they change. It begins with `ready`: from then on nothing is missed without a word. */
export function streamRoutes(api: Api, hub: Hub): void {
  stream(api, routes.streams.scores, async function* ({ caller, query, signal }): AsyncGenerator<Said> {
    const told = await hub.subscribe(caller.workspaceId, signal);
    yield { event: "ready", data: {} };
    for await (const one of told) {
      if (one.missed) yield { event: "missed", data: {} };
      else if (query.model === undefined || query.model === one.news.model) yield say(one.news);
    }
  });
}

function say({ of, subjectId, model, version, total, band, former }: ScoreNews): Said {
  const change = {
    ...{ model, version, total: sayPoints(total), band },
    former: former && { total: sayPoints(former.total), band: former.band },
  };
  return of === "lead"
    ? { event: "score", data: { lead: String(subjectId), ...change } }
    : { event: "account-score", data: { account: String(subjectId), ...change } };
}
