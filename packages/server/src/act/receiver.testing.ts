import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll } from "vitest";

export type Received = {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
};

/** What a receiver does with a message; it answers 204 where nothing is said. */
export type Behaviour = (response: ServerResponse, received: Received, request: IncomingMessage) => unknown;

/** Other people's server: it keeps what came, and behaves as a test wants. Gone when the file is done. */
export async function newReceiver(behave: Behaviour = (response) => response.writeHead(204).end()) {
  const received: Received[] = [];
  let behaviour = behave;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {});
    request.on("end", () => {
      const { headers, url = "" } = request;
      const one = { id: String(headers["webhook-id"]), headers, body: Buffer.concat(chunks).toString(), path: url };
      received.push(one);
      behaviour(response, one, request);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  afterAll(close);
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    close,
  };
}

/** What a receiver that checks signatures reads; throws where one does not hold. */
export function verified(
  secret: string,
  { headers, body }: Received,
): { readonly type: string; readonly data: Record<string, unknown> } {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as ReturnType<typeof verified>;
}
