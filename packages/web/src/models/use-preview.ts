import { useEffect, useRef, useState } from "react";
import { type Answered, client } from "../api.ts";

type Event = Answered<"models", "preview"> extends infer Told ? Told : never;
type Streamed = Event extends AsyncIterable<infer One> ? One : never;
export type PreviewResult = Extract<Streamed, { readonly event: "result" }>["data"];

export type PreviewState =
  | { readonly kind: "idle" | "stopped" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly result: PreviewResult; readonly of: string }
  | { readonly kind: "failed"; readonly error: unknown };

export type PreviewControl = {
  readonly state: PreviewState;
  /** Begins anew. */
  readonly start: (text: string) => Promise<void>;
  readonly cancel: () => void;
};

/** Scores everyone by a text without writing anything, and follows how far that is. It ends with its screen. */
export function usePreview(name: string): PreviewControl {
  const [state, setState] = useState<PreviewState>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (text: string) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setState({ kind: "running", done: 0, total: 0 });
    try {
      for await (const told of client.models.preview({ params: { name }, body: text }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        if (told.event === "progress") setState({ kind: "running", ...told.data });
        else setState({ kind: "done", result: told.data, of: text });
      }
    } catch (error) {
      if (!stop.signal.aborted) setState({ kind: "failed", error });
    }
  };
  const cancel = () => {
    running.current?.abort();
    setState({ kind: "stopped" });
  };
  return { state, start, cancel };
}
