import { routes, type Streamed } from "@plumbline/api";
import type { Api } from "../api.ts";
import { sayInstant, sayPoints } from "../say-score.ts";
import type { ArrivalNews, ArrivalsHub } from "./arrivals-hub.ts";
import { bindStream } from "./bind-stream.ts";
import type { Hub, ScoreNews } from "./hub.ts";

type Said = Streamed<typeof routes.streams.scores>;
type SaidArrival = Streamed<typeof routes.streams.events>;

/** Scores as they change, and events as they arrive. Either begins with `ready`: from then on nothing is missed without a word. */
export function streamRoutes(api: Api, hub: Hub, arrivals: ArrivalsHub): void {
  bindStream(api, routes.streams.scores, async function* ({ caller, query, signal }): AsyncGenerator<Said> {
    const told = await hub.subscribe(caller.workspaceId, signal);
    yield { event: "ready", data: {} };
    for await (const one of told) {
      if (one.missed) yield { event: "missed", data: {} };
      else if (query.model === undefined || query.model === one.news.model) yield say(one.news);
    }
  });

  bindStream(api, routes.streams.events, async function* ({ caller, query, signal }): AsyncGenerator<SaidArrival> {
    const told = await arrivals.subscribe(caller.workspaceId, signal);
    yield { event: "ready", data: {} };
    for await (const one of told) {
      if (one.missed) yield { event: "missed", data: {} };
      else if (query.source === undefined || query.source === String(sourceOf(one.news))) yield sayNews(one.news);
    }
  });
}

function sourceOf(news: ArrivalNews): number {
  return news.kind === "skipped" ? news.source : news.arrival.source;
}

function sayNews(news: ArrivalNews): SaidArrival {
  if (news.kind === "skipped") return { event: "skipped", data: { source: String(news.source), count: news.count } };
  const { id, source, at, ...arrival } = news.arrival;
  return { event: "arrival", id, data: { ...arrival, source: String(source), at: sayInstant(at) } };
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
