import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { client } from "../api.ts";
import { accountsOfLeads, type RankedAccount } from "./ranked-accounts.ts";

const PAGE = 100;

/**
 * Accounts, page after page: by their own score where a model gives them one; else, and in a search, where the best of
 * their people stands.
 */
export function useAccounts(search: string, model: string | undefined) {
  const own = useInfiniteQuery({
    queryKey: ["accounts", "ranked", model],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.accounts.list({ query: { model, limit: PAGE, cursor: pageParam } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: model !== undefined && search === "",
  });
  const byLeads = useInfiniteQuery({
    queryKey: ["leads", "of-accounts", search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.leads.list({ query: { limit: PAGE, cursor: pageParam, ...(search !== "" && { search }) } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: model === undefined || search !== "",
    placeholderData: keepPreviousData,
  });
  const isOwn = model !== undefined && search === "";
  const accounts: readonly RankedAccount[] = isOwn
    ? (own.data?.pages.flatMap(({ items }) => items.map((item) => ({ id: item.id, item }))) ?? [])
    : accountsOfLeads(byLeads.data?.pages.flatMap(({ items }) => items) ?? []);
  return { accounts, query: isOwn ? own : byLeads };
}
