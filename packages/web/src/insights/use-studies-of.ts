import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { hasEnded, type Study } from "./study.ts";

const MOST = 200;
const SOON = 2000;

type Kind = "backtest" | "proposals";
type Of<K extends Kind> = Extract<Study, { readonly kind: K }>;

/** The studies of one kind about a model, the newest first. */
export function useStudiesOf<K extends Kind>(model: string, kind: K) {
  const query = useQuery({
    ...ask("studies", "list", { query: { limit: MOST } }),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => !hasEnded(one)) ? SOON : false),
  });
  const studies = query.data?.items.filter((one): one is Of<K> => one.kind === kind && one.asked.model === model);
  return { query, studies };
}
