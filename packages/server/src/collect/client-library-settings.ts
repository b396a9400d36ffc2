import type { Source } from "./source.ts";

type Address = { readonly protocol: string; readonly host: string };

/** What Segment's browser client asks for before it sends: where to send, and that there is nothing else to load. */
export function segmentSettings({ writeKey }: Source, { protocol, host }: Address): unknown {
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol,
        unbundledIntegrations: [],
        addBundledMetadata: false,
        maybeBundledConfigIds: {},
        versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}

/** The same for RudderStack's. */
export function rudderSettings({ writeKey, workspaceId, sourceId }: Source): unknown {
  const quiet = { enabled: false };
  return {
    source: {
      id: String(sourceId),
      name: String(sourceId),
      writeKey,
      enabled: true,
      workspaceId: String(workspaceId),
      config: { statsCollection: { errors: quiet, metrics: quiet } },
      destinations: [],
      connections: [],
      dataplanes: {},
    },
  };
}
