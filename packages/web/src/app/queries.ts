import { QueryClient } from "@tanstack/react-query";

/** What the server has answered, and how long it may stand. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The client itself tries again what the server could not take just now, or did not answer.
      retry: false,
    },
  },
});
