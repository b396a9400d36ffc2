import type { SealKeys } from "../act/seal.ts";
import type { Receive } from "../collect/arrival.ts";
import { judge } from "../collect/judge.ts";
import type { Source } from "../collect/source.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { accountRoutes } from "./accounts/account-routes.ts";
import type { Api } from "./api.ts";
import { answerBooks } from "./arrivals/books.ts";
import { answerHealth } from "./arrivals/health.ts";
import { answerQuarantine } from "./arrivals/quarantine.ts";
import { answerTransitions } from "./arrivals/transitions.ts";
import { answerImports } from "./imports/imports.ts";
import type { KnownConfigurations } from "./known-configurations.ts";
import { leadRoutes } from "./leads/lead-routes.ts";
import { answerDrafts } from "./models/drafts.ts";
import { answerModels } from "./models/models.ts";
import { answerPresets } from "./models/presets.ts";
import { answerPreview } from "./models/preview.ts";
import { answerPublishing } from "./models/publishing.ts";
import { answerSignals } from "./models/signals.ts";
import { answerAudit } from "./setup/audit.ts";
import { answerKeys } from "./setup/keys.ts";
import { answerSources } from "./setup/sources.ts";
import { answerWorkspace } from "./setup/workspace.ts";
import type { Hub } from "./stream/hub.ts";
import { streamRoutes } from "./stream/stream-routes.ts";
import { answerDeliveries } from "./webhooks/answer-deliveries.ts";
import { answerEndpoints } from "./webhooks/answer-endpoints.ts";

export type AnswerOptions = {
  readonly known: KnownConfigurations;
  readonly hub: Hub;
  readonly receive: Receive;
  readonly sourceOf: (key: string) => Promise<Source | undefined>;
  readonly onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void;
  readonly onMismatch: () => void;
  readonly sealKeys: SealKeys;
  readonly allowedNetworks: readonly string[];
  /** Where imported files lie until they are read. */
  readonly importFolder: string;
};

/** Binds everything that can be asked below `/api/v1`. */
export function answerAll(api: Api, options: AnswerOptions): void {
  const { known, hub, receive, sourceOf, onChange, onMismatch, sealKeys, allowedNetworks, importFolder } = options;
  leadRoutes(api, known, { receive, onChange, onMismatch });
  accountRoutes(api, known);
  streamRoutes(api, hub);
  answerModels(api);
  answerDrafts(api);
  answerPublishing(api);
  answerPreview(api);
  answerPresets(api);
  answerSignals(api);
  answerTransitions(api);
  answerSources(api);
  answerKeys(api);
  answerWorkspace(api);
  answerQuarantine(api, { receive, judge, sourceOf });
  answerBooks(api);
  answerImports(api, { folder: importFolder });
  answerEndpoints(api, { keys: sealKeys, allow: allowedNetworks });
  answerDeliveries(api);
  answerAudit(api);
  answerHealth(api);
}
