import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answered, ask, client } from "../api.ts";

type Sample = Answered<"models", "samples">["items"][number];

/** The leads that sales keeps to try the model on, and what they expect of each. */
export function useSamples(name: string) {
  const queries = useQueryClient();
  const question = ask("models", "samples", { params: { name } });
  const { data } = useQuery({ ...question, retry: false });
  const items: readonly Sample[] = data?.items ?? [];
  const keep = useMutation({
    mutationFn: (next: readonly Sample[]) =>
      client.models.putSamples({
        params: { name },
        body: { items: next.map(({ name: _, ...sample }) => sample) },
      }),
    onSuccess: (answer) => queries.setQueryData(question.queryKey, answer),
  });
  return {
    items,
    /** Keeps a lead, and what is expected of it: a band, null for none, undefined where nobody has said. */
    put: (lead: string, band: string | null | undefined) => {
      const former = items.find((one) => one.lead === lead);
      const { band: _, ...rest } = former ?? { lead, note: "", name: null };
      const next: Sample = { ...rest, ...(band !== undefined && { band }) };
      keep.mutate(former ? items.map((one) => (one.lead === lead ? next : one)) : [...items, next]);
    },
    drop: (lead: string) => keep.mutate(items.filter((one) => one.lead !== lead)),
  };
}
