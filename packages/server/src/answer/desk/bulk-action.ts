import type { Asked, routes } from "@plumbline/api";

type Wanted = Asked<typeof routes.bulks.create>["body"];

/** What is done to many leads. */
export type BulkAction = Wanted["action"];

/** For whom, where they are not named. */
export type BulkQuery = Extract<Wanted["leads"], { where: unknown }>["where"];
