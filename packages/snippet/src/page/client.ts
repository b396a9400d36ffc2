import { Analytics, type Context, type Plugin, segmentio } from "@segment/analytics-next";
import { envEnrichment } from "@segment/analytics-next/dist/pkg/plugins/env-enrichment/index.js";
import { preferences } from "./consent.ts";
import { secretNames } from "./form-fields.ts";
import { withoutSecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { visitAt } from "./visit.ts";

/**
 * Segment's own client: its identities, cookies, queue and retries. What it would load from
 * Segment's servers (settings, destinations) is left out, so it needs no answer to begin. When it is
 * stopped, it keeps nothing more of the visitor.
 */
export function clientOf({ writeKey, host }: Settings, stopped: AbortSignal): Analytics {
  const client = new Analytics({ writeKey }, { retryQueue: true });
  const [protocol, apiHost] = host.split("://") as ["http" | "https", string];
  const sender = segmentio(client, {
    apiKey: writeKey,
    apiHost: `${apiHost}/v1`,
    protocol,
    addBundledMetadata: false,
    deliveryStrategy: { config: { keepalive: true } },
  });
  // Destinations are served after a pause that a page which is being left does not grant; enrichments
  // are not. Nothing may be sent before all three are in place, and their order is the order of work.
  const plugins: Plugin[] = [envEnrichment, surroundings(stopped), { ...sender, type: "enrichment" }];
  void client.queue.criticalTasks.run(() => client.register(...plugins));
  return client;
}

/** Adds to every event what is known of the browser, and takes secrets from addresses. */
function surround(ctx: Context, stopped: AbortSignal): Context {
  const { event } = ctx;
  const context = (event.context ??= {});
  const decided = preferences();
  if (decided) context["consent"] = { categoryPreferences: decided };
  if ((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true) {
    context["globalPrivacyControl"] = true;
  }
  const clientId = /(?:^|;\s*)_ga=GA\d\.[\d-]+\.(\d+\.\d+)/.exec(document.cookie)?.[1];
  if (clientId) {
    context["externalIds"] = [{ id: clientId, type: "ga_client_id", collection: "users", encoding: "none" }];
  }
  if (!stopped.aborted) context["visit"] = visitAt(Date.now());
  context.library = { name: "plumbline.js", version: context.library?.version ?? "" };
  if (context.page) cleanAddresses(context.page);
  if (event.properties) cleanAddresses(event.properties);
  return ctx;
}

function cleanAddresses(properties: Record<string, unknown>): void {
  for (const key of ["url", "search", "referrer", "link_url"]) {
    const address = properties[key];
    if (typeof address === "string") properties[key] = withoutSecrets(address, secretNames());
  }
}

function surroundings(stopped: AbortSignal): Plugin {
  const add = (ctx: Context) => surround(ctx, stopped);
  return {
    name: "plumbline",
    type: "enrichment",
    version: "1",
    isLoaded: () => true,
    load: () => Promise.resolve(),
    track: add,
    page: add,
    identify: add,
    group: add,
    alias: add,
    screen: add,
  };
}
