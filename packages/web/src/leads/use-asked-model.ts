import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";

/** The model that leads are ranked by: the one that was asked for, else the one that the server takes by itself. */
export function useAskedModel(asked: string | undefined): string | undefined {
  const { data } = useQuery({ ...ask("reports", "bands"), enabled: asked === undefined });
  return asked ?? data?.model;
}
