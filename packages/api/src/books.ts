import { z } from "zod";
import { route } from "./route.ts";
import { count, instant, shortId } from "./value.ts";

const figures = { received: count, stored: count, duplicates: count, quarantined: count, conflicts: count };

/** The books: received = stored + duplicates + quarantined. */
export const books = {
  list: route({
    name: "books.list",
    method: "GET",
    path: "/books",
    scope: "read",
    summary: "What became of everything that arrived, by source and hour; the last seven days where nothing is said",
    query: z.strictObject({ from: instant.optional(), to: instant.optional(), source: shortId.optional() }),
    answer: z.strictObject({
      items: z.array(
        z
          .strictObject({
            source: shortId,
            hour: instant,
            ...figures,
            /** When the last item came; null of hours that were booked when this was not noted. */
            lastAt: instant.nullable(),
          })
          .meta({ id: "BookEntry" }),
      ),
      total: z.strictObject(figures),
      /** Whether the books balance in every hour. */
      isBalanced: z.boolean(),
    }),
  }),
};
