import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { hasEnded, type Study, toShow } from "./study.ts";

const MOST = 50;
const SOON = 2000;

type Kind = "backtest" | "proposals";
type Of<K extends Kind> = Extract<Study, { readonly kind: K }>;

/** The newest study of a kind about a model, and the newest one that has an answer. */
export function useStudiesOf<K extends Kind>(model: string, kind: K) {
  const query = useQuery({
    ...ask("studies", "list", { query: { kind, model, limit: MOST } }),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => !hasEnded(one)) ? SOON : false),
  });
  const studies = query.data?.items.filter((one): one is Of<K> => one.kind === kind);
  return { query, ...toShow(studies ?? []) };
}
