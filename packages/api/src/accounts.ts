import { z } from "zod";
import { standing, verdict } from "./lead-score.ts";
import { historyAnswer } from "./leads.ts";
import { route } from "./route.ts";
import { count, day, id, modelName, page, paging } from "./value.ts";

const ofModel = { model: modelName.optional().describe("The first live one of accounts where nothing is said") };

const accountItem = z
  .strictObject({
    id,
    key: z.string(),
    name: z.string().nullable(),
    traits: z.record(z.string(), z.unknown()),
    members: count,
    /** Null where no model scores accounts. */
    score: standing.nullable(),
    /** The member who stands highest, by the model of leads that answers where none is named. */
    best: z.strictObject({ id, name: z.string().nullable(), email: z.string().nullable(), score: standing }).nullable(),
  })
  .meta({ id: "AccountItem" });

const listAccounts = route({
  name: "accounts.list",
  method: "GET",
  path: "/accounts",
  scope: "read",
  summary: "Accounts, ranked by a model of accounts; by the best of their members where there is none",
  query: z.strictObject({
    ...ofModel,
    band: z.string().max(100).optional().describe("Of the best of their members, where no model scores accounts"),
    search: z.string().min(1).max(200).optional().describe("What stands in their name or key, whatever its case"),
    ...paging,
  }),
  answer: page(accountItem).describe("A page may be shorter than asked for, and yet have a `next`"),
  problems: ["bad-cursor", "model-not-live"],
});

const getAccount = route({
  name: "accounts.get",
  method: "GET",
  path: "/accounts/{id}",
  scope: "read",
  summary: "An account with its members, and its scores line by line",
  params: z.strictObject({ id }),
  answer: z.strictObject({
    ...accountItem.omit({ score: true, best: true, members: true }).shape,
    members: z.array(z.strictObject({ id, name: z.string().nullable(), email: z.string().nullable() })),
    memberCount: count,
    scores: z.array(verdict.extend({ band: z.string().nullable(), since: day.nullable() })),
  }),
  problems: ["not-found"],
});

const getAccountHistory = route({
  name: "accounts.history",
  method: "GET",
  path: "/accounts/{id}/history",
  scope: "read",
  summary: "Where the score of an account ended on the days it changed",
  params: z.strictObject({ id }),
  query: z.strictObject({ ...ofModel, ...paging }),
  answer: historyAnswer,
  problems: ["not-found", "bad-cursor", "model-not-live"],
});

export const accounts = { list: listAccounts, get: getAccount, history: getAccountHistory };
