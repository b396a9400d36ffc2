import { ApiError } from "@plumbline/api";
import { useEffect, useRef, useState } from "react";
import { client } from "../api.ts";
import type { StreamedArrival } from "./arrivals.ts";

/** `none`: this server does not tell of single events. */
export type Hearing = "connecting" | "live" | "lost" | "none";

/** Tells of events as they arrive, for as long as somebody looks; after a break it connects again, ever more slowly. */
export function useArrivals(source: string | undefined, onTold: (told: StreamedArrival) => void): Hearing {
  const [hearing, setHearing] = useState<Hearing>("connecting");
  const latest = useRef(onTold);
  useEffect(() => {
    latest.current = onTold;
  });
  useEffect(() => {
    const stop = new AbortController();
    setHearing("connecting");
    void listen(source, stop.signal, setHearing, (told) => latest.current(told));
    return () => stop.abort();
  }, [source]);
  return hearing;
}

const LONGEST_PAUSE = 30_000;

async function listen(
  source: string | undefined,
  signal: AbortSignal,
  onHearing: (hearing: Hearing) => void,
  tell: (told: StreamedArrival) => void,
): Promise<void> {
  let pause = 1000;
  const hear = (told: StreamedArrival) => {
    if (told.event === "ready") {
      onHearing("live");
      pause = 1000;
    }
    tell(told);
  };
  while (!signal.aborted) {
    const isThere = await listenOnce(source, signal, hear);
    if (signal.aborted) return;
    onHearing(isThere ? "lost" : "none");
    if (!isThere) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/** Listens until the connection ends; whether the server knows of such a stream. */
async function listenOnce(
  source: string | undefined,
  signal: AbortSignal,
  hear: (told: StreamedArrival) => void,
): Promise<boolean> {
  try {
    const query = source === undefined ? {} : { source };
    for await (const told of client.streams.events({ query }, { signal })) hear(told);
  } catch (error) {
    // Whatever else went wrong, the server went away or we did.
    if (error instanceof ApiError && error.problem.status === 404) return false;
  }
  return true;
}
