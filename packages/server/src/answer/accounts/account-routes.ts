import { type Answer, type Asked, routes } from "@plumbline/api";
import { type JsonObject, score } from "@plumbline/scoring";
import {
  type AccountRow,
  findAccounts,
  findAccountsAfter,
  findAccountsRanked,
  findBestMembers,
  findMemberLeads,
  findScores,
  type ListedAccountRow,
  type RankedAccountRow,
  type Session,
} from "@plumbline/store";
import { z } from "zod";
import type { Configuration } from "../../configuration.ts";
import { accountFacts } from "../../identify/belong.ts";
import { actingOn } from "../acting.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor, writeCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion, liveVersions } from "../known-configurations.ts";
import { historyPage } from "../leads/show-history.ts";
import { found } from "../refusal.ts";
import { sayDayIf, sayStanding, sayVerdict } from "../say-score.ts";
import { accountsByBest } from "./accounts-by-best.ts";

const cursor = z.tuple([z.int().nullable(), z.int().min(0)]);
const MEMBERS = 200;

/** Accounts: ranked by models of accounts, one with its members and scores, and its history. */
export function accountRoutes(api: Api, known: KnownConfigurations): void {
  answer(api, routes.accounts.list, async ({ session, query }) => {
    const configuration = await known(session);
    return withBest(session, configuration, await listAccounts(session, configuration, query));
  });

  answer(api, routes.accounts.get, async ({ session, params, now }) => {
    const configuration = await known(session);
    const account = await accountOf(session, params.id);
    const members = await findMemberLeads(session, account.account_id, MEMBERS);
    return {
      id: String(account.account_id),
      key: account.key,
      name: account.name,
      traits: JSON.parse(account.traits) as JsonObject,
      members: members.map(({ lead_id, name, email }) => ({ id: String(lead_id), name, email })),
      memberCount: members[0]?.count ?? 0,
      scores: await scoresOf(session, configuration, account, now),
    };
  });

  answer(api, routes.accounts.history, async ({ session, params, query }) => {
    const { account_id } = await accountOf(session, params.id);
    return historyPage(session, liveVersion(await known(session), "account", query.model), account_id, query);
  });
}

type Query = Asked<typeof routes.accounts.list>["query"];
type Item = Answer<typeof routes.accounts.list>["items"][number];
type Page = { readonly items: readonly Omit<Item, "best">[]; readonly next: string | null };

/** By a model of accounts; for want of one by the best of their members; for want of any model by id. */
async function listAccounts(session: Session, configuration: Configuration, query: Query): Promise<Page> {
  const { limit, search = null, band = null } = query;
  const [any] = liveVersions(configuration.accountVersions);
  const read = readCursor(cursor, query.cursor);
  const after = read && { total: read[0], id: read[1] };
  if (any || query.model !== undefined) {
    const version = liveVersion(configuration, "account", query.model);
    const rows = await findAccountsRanked(session, version.versionId, { band, search }, after, limit + 1);
    const say = (row: RankedAccountRow) => ({ ...sayAccount(row), score: sayStanding(version, row) });
    return pageOf(rows, limit, say, (row) => [row.total, row.account_id]);
  }
  const [ofLeads] = liveVersions(configuration.leadVersions);
  if (ofLeads) {
    const { rows, next } = await accountsByBest(session, ofLeads, { band, search }, after, limit);
    const items = rows.map((row) => ({ ...sayAccount(row), score: null }));
    return { items, next: next && writeCursor([next.total, next.id]) };
  }
  const rows = await findAccountsAfter(session, search, after?.id ?? 0, limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => ({ ...sayAccount(row), score: null }),
    (row) => [null, row.account_id],
  );
}

/** Of each account the member who stands highest, by the model of leads that answers where none is named. */
async function withBest(session: Session, configuration: Configuration, { items, next }: Page) {
  const [version] = liveVersions(configuration.leadVersions);
  const ids = items.map(({ id }) => Number(id));
  const rows = version && ids.length > 0 ? await findBestMembers(session, version.versionId, ids) : [];
  const by = await actingOn(
    session,
    configuration,
    rows.map(({ lead_id }) => lead_id),
  );
  const best = new Map(rows.map((row) => [String(row.account_id), row]));
  const bestOf = (id: string): Item["best"] => {
    const row = best.get(id);
    if (!row || !version) return null;
    const { lead_id, name, email } = row;
    return { id: String(lead_id), name, email, score: sayStanding(by(version, lead_id), row) };
  };
  return { items: items.map((item) => ({ ...item, best: bestOf(item.id) })), next };
}

async function accountOf(session: Session, id: string): Promise<AccountRow> {
  const [account] = await findAccounts(session, [Number(id)]);
  return found(account, "account");
}

function sayAccount({ account_id, key, name, traits, members }: ListedAccountRow) {
  return { id: String(account_id), key, name, traits: JSON.parse(traits) as JsonObject, members };
}

async function scoresOf(session: Session, { accountVersions, zone }: Configuration, account: AccountRow, now: number) {
  const versions = liveVersions(accountVersions);
  const rows = await findScores(
    session,
    versions.map(({ versionId }) => versionId),
    [account.account_id],
  );
  return versions.map((version) => {
    const row = rows.find(({ version_id }) => version_id === version.versionId);
    const verdict = score(version.compiled, accountFacts(account), zone.dayOf(now));
    return { ...sayVerdict(version, verdict), band: row?.band ?? null, since: sayDayIf(row?.band_since ?? null) };
  });
}
