import { routes } from "@plumbline/api";
import { findOwners } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { deskOf } from "./hand-off.ts";

/** So many leads are read in a tenth of a second; no index could know which trait names the owner. */
const MOST_LEADS = 20_000;
const MOST_OWNERS = 500;

/** Who owns leads, for suggestions. */
export function ownersRoute(api: Api): void {
  answer(api, routes.leads.owners, async ({ session }) => {
    const rows = await findOwners(session, (await deskOf(session)).ownerTrait, MOST_LEADS);
    const looked = rows.reduce((sum, { leads }) => sum + leads, 0);
    const items = rows.flatMap(({ owner, leads }) => (owner === null || owner === "" ? [] : [{ owner, count: leads }]));
    return { items: items.slice(0, MOST_OWNERS), isWhole: looked < MOST_LEADS && items.length <= MOST_OWNERS };
  });
}
