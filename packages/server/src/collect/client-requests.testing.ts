import { gzipSync } from "node:zlib";

/** A request as a client sends it. */
export type ClientRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

const AT = "2026-11-21T22:31:52.224Z";
const BASIC = "Basic V1JJVEVLRVkxMjM6";

const json = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

const post = (url: string, headers: Record<string, string>, body: Buffer): ClientRequest => ({
  method: "POST",
  url,
  headers,
  body,
});

const nextPage = {
  timestamp: AT,
  integrations: { "Segment.io": true },
  type: "page",
  properties: { path: "/pricing", name: "Pricing" },
  name: "Pricing",
  context: { library: { name: "analytics.js", version: "next-1.84.3" }, campaign: { source: "news" } },
  messageId: "ajs-next-1795302032398-3c33d34e",
  anonymousId: "33d34ef5-4bd1-4562-b359-bdb6af4ff167",
  userId: null,
  _metadata: { bundled: ["Segment.io"], unbundled: [], bundledIds: [] },
};

/** What real clients were seen to send, one request of each shape, and the message ids in it. */
export const CLIENT_REQUESTS: readonly (readonly [string, ClientRequest, readonly string[]])[] = [
  [
    "@segment/analytics-node",
    post(
      "/v1/batch",
      { authorization: BASIC, "content-type": "application/json", "x-retry-count": "1" },
      json({
        batch: [
          {
            timestamp: AT,
            integrations: {},
            type: "identify",
            userId: "u1",
            traits: { email: "ana@example.com", company: { name: "Acme" } },
            context: { library: { name: "@segment/analytics-node", version: "3.1.0" } },
            messageId: "node-next-1795300312224-04f97d82",
            _metadata: { nodeVersion: "v20.20.2", jsRuntime: "node" },
          },
          { timestamp: AT, type: "group", userId: "u1", groupId: "acme", traits: {}, messageId: "node-next-2" },
        ],
        writeKey: "WRITEKEY123",
        sentAt: "2026-11-21T22:31:52.300Z",
      }),
    ),
    ["node-next-1795300312224-04f97d82", "node-next-2"],
  ],
  [
    "@segment/analytics-next",
    post(
      "/v1/p",
      { authorization: BASIC, "content-type": "text/plain", origin: "https://shop.example" },
      json({ ...nextPage, writeKey: "WRITEKEY123", sentAt: AT }),
    ),
    [nextPage.messageId],
  ],
  [
    "@segment/analytics-next, leaving the page",
    post(
      "/v1/b",
      { authorization: BASIC, "content-type": "text/plain", origin: "https://shop.example" },
      json({ writeKey: "WRITEKEY123", batch: [nextPage, { ...nextPage, messageId: "ajs-next-2" }], sentAt: AT }),
    ),
    [nextPage.messageId, "ajs-next-2"],
  ],
  [
    "@rudderstack/rudder-sdk-node",
    post(
      "/v1/batch",
      { authorization: BASIC, "content-type": "application/x-www-form-urlencoded", "content-encoding": "gzip" },
      gzipSync(
        json({
          batch: [
            {
              userId: "u1",
              traits: { email: "ana@example.com" },
              type: "identify",
              channel: "server",
              originalTimestamp: AT,
              messageId: "8b6415ed-5c97-4d9e-ac1f-04f70cf9e14a",
              sentAt: AT,
            },
          ],
          timestamp: AT,
          sentAt: AT,
        }),
      ),
    ),
    ["8b6415ed-5c97-4d9e-ac1f-04f70cf9e14a"],
  ],
  [
    "@dittofeed/sdk-node, which tells no time",
    post(
      "/api/public/apps/batch",
      { authorization: "Basic V1JJVEVLRVk=", "content-type": "application/json" },
      json({
        batch: [{ messageId: "0b574e66", type: "track", userId: "u1", event: "Demo Requested", properties: {} }],
      }),
    ),
    ["0b574e66"],
  ],
  [
    "@jitsu/js",
    post(
      "/api/s/s2s/track",
      { "x-write-key": "keyid:secret", "content-type": "application/json" },
      json({
        type: "track",
        event: "Demo Requested",
        userId: null,
        anonymousId: "0dc2c1a4-230b-4e05-b40b-dcbaed58fde9",
        timestamp: AT,
        sentAt: AT,
        messageId: "2bj5xucywyp20l1q0e3dwr",
        writeKey: "keyid:***",
        context: { library: { name: "@jitsu/js", version: "1.11.0", env: "node" }, page: {}, clientIds: {} },
      }),
    ),
    ["2bj5xucywyp20l1q0e3dwr"],
  ],
];
