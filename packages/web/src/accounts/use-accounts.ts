import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type Answered, client } from "../api.ts";

export type ListedAccount = Answered<"accounts", "list">["items"][number];

const PAGE = 100;

/** Accounts, page after page: by their own score where a model gives them one, else where the best of their people stands. */
export function useAccounts(search: string) {
  const query = useInfiniteQuery({
    queryKey: ["accounts", "ranked", search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.accounts.list({ query: { limit: PAGE, cursor: pageParam, ...(search !== "" && { search }) } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return { accounts: query.data?.pages.flatMap(({ items }) => items) ?? [], query };
}
