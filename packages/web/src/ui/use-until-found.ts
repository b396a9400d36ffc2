import { useEffect } from "react";

type Paged = {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
};

/** Asks on while pages hold nothing and yet go on, as those that ran out of time do; whether it is at that. */
export function useUntilFound({ hasNextPage, isFetching, isError, fetchNextPage }: Paged, found: number): boolean {
  const isLooking = found === 0 && hasNextPage && !isError;
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage();
  }, [isLooking, isFetching, fetchNextPage]);
  return isLooking;
}
