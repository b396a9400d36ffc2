import type { Receive } from "../../collect/arrival.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { bandsRoute } from "./bands-report.ts";
import { adjustRoutes, type ChangeOptions, mergeRoutes, partRoute } from "./change-lead.ts";
import { eraseRoute } from "./erase.ts";
import { evidenceRoute } from "./evidence.ts";
import { exportRoute } from "./export-leads.ts";
import { journeyRoute } from "./journey.ts";
import { listRoute } from "./list-leads.ts";
import { ownersRoute } from "./owners.ts";
import { pastScoreRoute } from "./past-score-route.ts";
import { standingRoute } from "./person-says.ts";
import { historyRoute, timelineRoute } from "./show-history.ts";
import { lookUpRoute, type ShowOptions, showRoute } from "./show-lead.ts";
import { speedToLeadRoute } from "./speed-to-lead.ts";
import { whatIfRoute } from "./what-if.ts";

export type LeadOptions = ChangeOptions &
  ShowOptions & {
    /** Where events of our own go in. */
    readonly receive: Receive;
  };

/** Everything that is asked about leads, and done to them. */
export function leadRoutes(api: Api, known: KnownConfigurations, options: LeadOptions): void {
  listRoute(api, known);
  exportRoute(api, known);
  lookUpRoute(api, known);
  showRoute(api, known, options);
  historyRoute(api, known);
  timelineRoute(api, known);
  whatIfRoute(api, known);
  pastScoreRoute(api, known);
  adjustRoutes(api, known, options);
  mergeRoutes(api, known, options);
  partRoute(api, known, options);
  standingRoute(api, options);
  eraseRoute(api, known);
  speedToLeadRoute(api, known);
  bandsRoute(api, known);
  evidenceRoute(api, known);
  journeyRoute(api, known);
  ownersRoute(api);
}
