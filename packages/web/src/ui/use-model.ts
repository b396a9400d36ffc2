import { type Names, namesOf } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answered, ask } from "../api.ts";

type Body = Answered<"models", "version">["body"];

export type LiveModel = {
  readonly name: string;
  readonly number: number;
  readonly body: Body;
  readonly names: Names;
  /** From the lowest up. */
  readonly bands: readonly { readonly name: string; readonly label: string }[];
};

/** All models of leads, or of accounts, that have a live version; the one that answers by itself first. */
export function useLiveModels(of: "lead" | "account" = "lead") {
  const { data } = useQuery(ask("models", "list"));
  return data?.items.filter((model) => model.of === of && model.live !== null);
}

/** A model as it is live: its text as data, and what people call its parts; undefined until it is known. */
export function useLiveModel(name: string | undefined): LiveModel | undefined {
  return useLiveModelOrWhy(name).live;
}

/** The same for a screen that is nothing without it, with why it is not known. */
export function useLiveModelOrWhy(name: string | undefined) {
  const { data: known, error } = useQuery({
    ...ask("models", "get", { params: { name: name ?? "" } }),
    enabled: name !== undefined,
  });
  const version = useVersion(name, known?.live ?? undefined);
  return { live: version.live, error: error ?? version.error };
}

/** A version of a model, which never changes. */
export function useModelVersion(name: string | undefined, number: number | undefined): LiveModel | undefined {
  return useVersion(name, number).live;
}

function useVersion(name: string | undefined, number: number | undefined) {
  const { data, error } = useQuery({
    ...ask("models", "version", { params: { name: name ?? "", number: number ?? 1 } }),
    enabled: name !== undefined && number !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const live = useMemo(() => {
    if (!data || name === undefined) return undefined;
    const { body } = data;
    const bands = (body.bands ?? []).map((band) => ({ name: band.name, label: band.label ?? band.name }));
    return { name, number: data.number, body, names: namesOf(body), bands };
  }, [data, name]);
  return { live, error };
}
