import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLive } from "../ui/live.ts";

const GLOW = 2500;
/** Many events may come at once; the lead is asked for once. */
const PAUSE = 800;

/** Asks again for everything that says something of a lead. */
function refreshLead(queries: QueryClient, id: string): Promise<unknown> {
  const isOfLead = (given: unknown) => {
    const { params, query } = (given ?? {}) as {
      readonly params?: { readonly id?: string };
      readonly query?: { readonly lead?: string };
    };
    return params?.id === id || query?.lead === id;
  };
  return Promise.all([
    queries.invalidateQueries({ predicate: ({ queryKey }) => isOfLead(queryKey[2]) }),
    // Nobody looks at the list just now: it is read again when somebody does.
    queries.invalidateQueries({ queryKey: ["leads", "list"], refetchType: "none" }),
    queries.invalidateQueries({ queryKey: ["tags"], refetchType: "none" }),
    queries.invalidateQueries({ queryKey: ["duplicates"], refetchType: "none" }),
  ]);
}

/** Asks again for everything that says something of a lead, at whatever time. */
export function useLeadRefresh(id: string): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => refreshLead(queries, id);
}

/** Something that a person does about a lead; afterwards everything about it is asked for again. */
export function useLeadChange<Given = void, Answer = unknown>(
  id: string,
  change: (given: Given) => Promise<Answer>,
  onDone?: (answer: Answer, given: Given) => void,
) {
  const refresh = useLeadRefresh(id);
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer, given) => {
      await refresh();
      onDone?.(answer, given);
    },
  });
}

/** Follows one lead as it changes: whether there is a connection, and whether something has just changed. */
export function useLeadLive(id: string) {
  const queries = useQueryClient();
  const [glows, setGlows] = useState(false);
  const timers = useRef<{ ask?: ReturnType<typeof setTimeout> | undefined; glow?: ReturnType<typeof setTimeout> }>({});
  useEffect(() => {
    const running = timers.current;
    return () => {
      clearTimeout(running.ask);
      clearTimeout(running.glow);
    };
  }, []);
  const askSoon = () => {
    timers.current.ask ??= setTimeout(() => {
      timers.current.ask = undefined;
      void refreshLead(queries, id);
    }, PAUSE);
  };
  const isLive = useLive(undefined, (event) => {
    if (event.event === "missed") askSoon();
    if (event.event !== "score" || event.data.lead !== id) return;
    askSoon();
    setGlows(true);
    clearTimeout(timers.current.glow);
    timers.current.glow = setTimeout(() => setGlows(false), GLOW);
  });
  return { isLive, glows };
}
