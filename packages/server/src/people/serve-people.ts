import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FOR_NO_PAGE } from "../for-no-page.ts";
import { NETWORK_ADDRESS, type People } from "./open-people.ts";
import { mayUseCookies } from "./own-origin.ts";
import { NOWHERE, PEOPLE_PATHS } from "./people-paths.ts";

const PREFIX = "/api/auth";
/** Nothing that is asked here is long. */
const BODY_BYTES = 32 * 1024;

/** Binds what the library answers below `/api/auth`; to be registered as a part of its own. */
export function servePeople(app: FastifyInstance, people: People): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(FOR_NO_PAGE);
    // With or without cookies: whoever has none yet must not be signed in as somebody else by a foreign page, either.
    if (request.headers.origin === undefined && request.headers.cookie === undefined) return;
    if (!mayUseCookies(request, people.url)) await refuse(reply, 403, "FOREIGN_ORIGIN");
  });
  app.setErrorHandler(async ({ statusCode = 500 }: { readonly statusCode?: number }, _request, reply) => {
    await refuse(reply, statusCode < 500 ? statusCode : 500, statusCode < 500 ? "BAD_REQUEST" : "INTERNAL");
  });
  for (const path of Object.keys(PEOPLE_PATHS)) {
    const [method = "", url = ""] = path.split(" ");
    app.route({
      method,
      url: `${PREFIX}${url}`,
      handler: async (request, reply) => {
        await send(reply, await people.answer(webRequestOf(request, people.url ?? NOWHERE)));
        return reply;
      },
    });
  }
}

async function refuse(reply: FastifyReply, status: number, code: string): Promise<void> {
  await reply
    .code(status)
    .type("application/json")
    .send(JSON.stringify({ code, message: code }));
}

/** What the server was asked, as the web's own type has it; only we say from where on the network it came. */
function webRequestOf({ method, url, headers, body, ip, host }: FastifyRequest, base: string): Request {
  const said = webHeadersOf(headers);
  said.set(NETWORK_ADDRESS, ip);
  said.set("host", host);
  return new Request(new URL(url, base), {
    method,
    headers: said,
    ...(typeof body === "string" && { body }),
  });
}

export function webHeadersOf(headers: FastifyRequest["headers"]): Headers {
  const said = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) said.append(name, one);
  }
  return said;
}

async function send(reply: FastifyReply, response: Response): Promise<void> {
  const { status, headers } = response;
  for (const [name, value] of headers) if (name !== "set-cookie") reply.header(name, value);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  const retryAfter = headers.get("x-retry-after");
  if (retryAfter !== null) reply.header("retry-after", retryAfter);
  await reply.code(status).send(Buffer.from(await response.arrayBuffer()));
}
