import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";

/** The model that leads are ranked by: the one that was asked for, else the one that the server takes by itself. */
export function useAskedModel(asked: string | undefined): string | undefined {
  return useAskedModelOrWhy(asked).model;
}

/** The same for a screen that is nothing without it, with why it is not known. */
export function useAskedModelOrWhy(asked: string | undefined) {
  const { data, error } = useQuery({ ...ask("reports", "bands"), enabled: asked === undefined });
  return { model: asked ?? data?.model, error };
}
