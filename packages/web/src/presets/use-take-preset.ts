import { ApiError } from "@plumbline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ask, client } from "../api.ts";

/** How often a publication is asked for, in ms. */
const EVERY = 1000;

/** Takes a preset as a draft, or makes it live and what lists show first. */
export function useTakePreset(name: string) {
  const queries = useQueryClient();
  const { navigate } = useRouter();
  const [publication, setPublication] = useState<string>();
  const toBuilder = () => navigate({ to: "/models/$name/edit", params: { name } });
  const keepDraft = async () => {
    const { text } = await client.presets.get({ params: { name } });
    await client.models.putDraft({ params: { name }, body: text });
    await queries.invalidateQueries({ queryKey: ["models"] });
  };
  const edit = useMutation({
    mutationFn: async () => {
      await keepDraft().catch(unlessThere);
      await toBuilder();
    },
  });
  const use = useMutation({
    mutationFn: async () => {
      await keepDraft();
      const published = await client.models.publish({ params: { name }, body: { announce: false } });
      setPublication(published.publication);
    },
    // What somebody has drafted under this name is not to be lost: it is looked at first.
    onError: (error) => (isThere(error) ? toBuilder() : undefined),
  });
  const state = useQuery({
    ...ask("publications", "get", { params: { id: publication ?? "1" } }),
    enabled: publication !== undefined,
    refetchInterval: ({ state: { data } }) => (data && isOver(data.state) ? false : EVERY),
  });
  const isLive = state.data?.state === "live";
  const first = useMutation({
    mutationFn: () => client.models.setDefault({ params: { name } }),
    onSettled: () => queries.invalidateQueries(),
  });
  const { mutate: setFirst } = first;
  useEffect(() => {
    if (isLive) setFirst();
  }, [isLive, setFirst]);
  return {
    use: () => use.mutate(),
    edit: () => edit.mutate(),
    isWorking: use.isPending || edit.isPending || (state.data !== undefined && !isOver(state.data.state)),
    publication: publication === undefined ? undefined : state.data,
    error: isThere(use.error) ? null : (use.error ?? edit.error ?? first.error),
  };
}

const isOver = (state: string): boolean => ["live", "retired", "stopped", "failed"].includes(state);

/** Whether there is a draft of that name already. */
const isThere = (error: unknown): boolean => error instanceof ApiError && error.is("tag-needed");

function unlessThere(error: unknown): void {
  if (!isThere(error)) throw error;
}
