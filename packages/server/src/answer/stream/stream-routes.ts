import { randomUUID } from "node:crypto";
import { routes, type Streamed } from "@plumbline/api";
import type { Api } from "../api.ts";
import { sayInstant, sayPoints } from "../say-score.ts";
import type { ArrivalNews, ArrivalsHub } from "./arrivals-hub.ts";
import { bindStream } from "./bind-stream.ts";
import type { Hub, ScoreNews } from "./hub.ts";

type Said = Streamed<typeof routes.streams.scores>;
type SaidArrival = Streamed<typeof routes.streams.events>;

/**
 * Scores as they change, and events as they arrive. Either begins with `ready`: from then on nothing is missed without a
 * word. Whoever has listened before is told at once that something may have been.
 */
export function streamRoutes(api: Api, hub: Hub, arrivals: ArrivalsHub): void {
  bindStream(api, routes.streams.scores, async function* ({ caller, query, signal, isAgain }): AsyncGenerator<Said> {
    const told = await hub.subscribe(caller.workspaceId, signal);
    const id = idsOf();
    yield { event: "ready", id: id(), data: {} };
    if (isAgain) yield { event: "missed", id: id(), data: {} };
    for await (const one of told) {
      if (one.missed) yield { event: "missed", id: id(), data: {} };
      else if (query.model === undefined || query.model === one.news.model) yield { ...say(one.news), id: id() };
    }
  });

  bindStream(
    api,
    routes.streams.events,
    async function* ({ caller, query, signal, isAgain }): AsyncGenerator<SaidArrival> {
      const told = await arrivals.subscribe(caller.workspaceId, signal);
      const id = idsOf();
      yield { event: "ready", id: id(), data: {} };
      if (isAgain) yield { event: "missed", id: id(), data: {} };
      for await (const one of told) {
        if (one.missed) yield { event: "missed", id: id(), data: {} };
        else if (query.source === undefined || query.source === String(sourceOf(one.news))) yield sayNews(one.news);
      }
    },
  );
}

/** Ids of what one listener is told: of another connection none is the same. */
function idsOf(): () => string {
  const connection = randomUUID().slice(0, 8);
  let told = 0;
  return () => `${connection}-${told++}`;
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
