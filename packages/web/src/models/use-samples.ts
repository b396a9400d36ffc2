import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { type Sample, withSample } from "./samples.ts";

/** One of them is kept as it is now, or no longer. */
type Change = { readonly keep: Sample } | { readonly drop: string };

/**
 * The leads that sales keeps to try a model on, and what they expect of each. They are changed one by one, so that
 * several people can pick at the same time; a change is shown before the server has answered.
 */
export function useSamples(model: string) {
  const queries = useQueryClient();
  const question = ask("models", "samples", { params: { name: model } });
  const query = useQuery(question);
  const mutationKey = ["samples", model];
  // Until that lead is changed with success: another change after it is no answer to it.
  const [failed, setFailed] = useState<{ readonly lead: string; readonly error: Error }>();
  const changing = useMutation({
    mutationKey,
    mutationFn: async (change: Change) => {
      if ("drop" in change) return client.models.dropSample({ params: { name: model, lead: change.drop } });
      const { lead, name: _, ...body } = change.keep;
      await client.models.putSample({ params: { name: model, lead }, body });
    },
    // One after the other, in the order in which they were asked for.
    scope: { id: `samples.${model}` },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: question.queryKey });
      queries.setQueryData(question.queryKey, (now) => now && { items: changed(now.items, change) });
    },
    onError: (error, change) => setFailed({ lead: leadOf(change), error }),
    onSuccess: (_, change) => setFailed((last) => (last?.lead === leadOf(change) ? undefined : last)),
    onSettled: async () => {
      // What the server has now lacks the changes that wait for their turn.
      if (queries.isMutating({ mutationKey }) > 1) return;
      await queries.invalidateQueries({ queryKey: question.queryKey });
      await queries.invalidateQueries({ queryKey: ["models", "try"] });
    },
  });
  return {
    query,
    items: query.data?.items ?? [],
    keep: (sample: Sample) => changing.mutate({ keep: sample }),
    drop: (lead: string) => changing.mutate({ drop: lead }),
    error: failed?.error ?? null,
  };
}

const leadOf = (change: Change): string => ("drop" in change ? change.drop : change.keep.lead);

function changed(items: readonly Sample[], change: Change): Sample[] {
  return "drop" in change ? items.filter(({ lead }) => lead !== change.drop) : withSample(items, change.keep);
}
