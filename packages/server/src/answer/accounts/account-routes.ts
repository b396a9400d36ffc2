import { routes } from "@plumbline/api";
import { type JsonObject, score } from "@plumbline/scoring";
import {
  type AccountRow,
  findAccounts,
  findAccountsAfter,
  findAccountsRanked,
  findMemberLeads,
  findScores,
  type ListedAccountRow,
  type RankedAccountRow,
  type Session,
} from "@plumbline/store";
import { z } from "zod";
import type { Configuration } from "../../configuration.ts";
import { accountFacts } from "../../identify/belong.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion, liveVersions } from "../known-configurations.ts";
import { historyPage } from "../leads/show-history.ts";
import { found } from "../refusal.ts";
import { sayDayIf, sayStanding, sayVerdict } from "../say-score.ts";

const cursor = z.tuple([z.int().nullable(), z.int().min(0)]);
const MEMBERS = 200;

/** Accounts: ranked by models of accounts, one with its members and scores, and its history. */
export function accountRoutes(api: Api, known: KnownConfigurations): void {
  answer(api, routes.accounts.list, async ({ session, query }) => {
    const configuration = await known(session);
    const [any] = liveVersions(configuration.accountVersions);
    const version = any || query.model !== undefined ? liveVersion(configuration, "account", query.model) : undefined;
    const read = readCursor(cursor, query.cursor);
    const most = query.limit + 1;
    if (!version) {
      const rows = await findAccountsAfter(session, query.search ?? null, read?.[1] ?? 0, most);
      return pageOf(
        rows,
        query.limit,
        (row) => ({ ...sayAccount(row), score: null }),
        (row) => [null, row.account_id],
      );
    }
    const after = read && { total: read[0], id: read[1] };
    const wanted = { band: query.band ?? null, search: query.search ?? null };
    const rows = await findAccountsRanked(session, version.versionId, wanted, after, most);
    const say = (row: RankedAccountRow) => ({ ...sayAccount(row), score: sayStanding(version, row) });
    return pageOf(rows, query.limit, say, (row) => [row.total, row.account_id]);
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
