import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { holdsContract } from "../destination.testing.ts";
import type { Outcome } from "../destination.ts";
import type { Fetch, FetchRequest, FetchResult } from "../network/fetch.ts";
import { webhookSecret } from "./sign.ts";
import { webhook } from "./webhook.ts";

const secret = webhookSecret(Buffer.alloc(32, 7));
const url = "https://receiver.example/hooks?tenant=1";
const OK: FetchResult = { kind: "answered", status: 204, headers: {}, body: Buffer.of() };

holdsContract({
  destination: webhook,
  settings: { url },
  secrets: [secret],
  taken: OK,
  idOf: ({ headers }) => headers["webhook-id"],
});

type Told = { readonly outcome: Outcome; readonly requests: readonly FetchRequest[] };

async function tell(body: string, secrets: readonly string[], result: FetchResult = OK): Promise<Told> {
  const requests: FetchRequest[] = [];
  const fetch: Fetch = async (request) => {
    requests.push(request);
    return result;
  };
  const message = { id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", type: "lead.band.entered", body };
  return {
    outcome: await webhook.deliver({ settings: { url }, secrets, message }, { fetch, now: Date.now() }),
    requests,
  };
}

test("receivers verify what was signed, with either secret while one replaces the other, and with no third", async () => {
  const keys = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(webhookSecret);
  await fc.assert(
    fc.asyncProperty(keys, keys, keys, fc.jsonValue(), async (next, former, third, data) => {
      fc.pre(new Set([next, former, third]).size === 3);
      const body = JSON.stringify({ type: "lead.band.entered", timestamp: "2026-11-22T12:00:00.000Z", data });
      const { requests } = await tell(body, [next, former]);
      const headers = { ...requests[0]?.headers };
      expect(requests[0]?.body).toBe(body);
      const ours = JSON.parse(body);
      expect(new Webhook(next).verify(body, headers)).toEqual(ours);
      expect(new Webhook(former).verify(body, headers)).toEqual(ours);
      expect(() => new Webhook(third).verify(body, headers)).toThrow("No matching signature");
      expect(() => new Webhook(next).verify(`${body} `, headers)).toThrow("No matching signature");
    }),
  );
});

test("a signature equals the library's own, byte for byte", async () => {
  const at = new Date("2026-11-22T12:00:00.999Z");
  const requests: FetchRequest[] = [];
  const fetch: Fetch = async (request) => {
    requests.push(request);
    return OK;
  };
  const message = { id: "msg_1", type: "x", body: '{"name":"Žofie 李"}' };
  await webhook.deliver({ settings: { url }, secrets: [secret], message }, { fetch, now: at.getTime() });
  expect(requests[0]?.headers["webhook-signature"]).toBe(new Webhook(secret).sign("msg_1", at, message.body));
});

test("a body of 20 kB, and a secret that is none, are refused without a call", async () => {
  const most = JSON.stringify("é".repeat(9998)).slice(0, -1);
  expect((await tell(`${most}"`, [secret])).outcome).toEqual({ kind: "delivered", status: 204 });
  expect(await tell(`${most}xx"`, [secret])).toEqual({
    outcome: { kind: "refused", because: "message-too-large", status: null },
    requests: [],
  });
  const short = `whsec_${Buffer.alloc(23).toString("base64")}`;
  for (const secrets of [[], ["x"], ["whsec_"], [short], [secret, ""], [`${secret}\n`]]) {
    expect(await tell("{}", secrets)).toEqual({
      outcome: { kind: "refused", because: "no-secret", status: null },
      requests: [],
    });
  }
  for (const length of [23, 65]) expect(() => webhookSecret(Buffer.alloc(length))).toThrow(RangeError);
});

test("410 says that nobody wants it any more", async () => {
  expect((await tell("{}", [secret], { ...OK, status: 410 })).outcome).toEqual({ kind: "gone", status: 410 });
});

test("no third secret signs", async () => {
  const others = [1, 2].map((byte) => webhookSecret(Buffer.alloc(24, byte)));
  const { requests } = await tell("{}", [secret, ...others]);
  expect(requests[0]?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
});
