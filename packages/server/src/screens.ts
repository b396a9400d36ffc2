import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const NONCE = "%NONCE%";

/**
 * What a page may do: our own scripts and requests, nothing written into the page, no frame around it. Styles that
 * a script adds (Mantine's variables) carry the nonce of their page.
 */
const policyOf = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Serves the web app from its built files; every address that is nothing else is one of its screens. */
export async function serveScreens(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: "365d",
    index: false,
  });
  app.get("/plumb.svg", (_request, reply) => reply.sendFile("plumb.svg", folder, { immutable: false, maxAge: "1d" }));
  app.setNotFoundHandler((request, reply) => {
    const isScreen = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (!isScreen) return reply.code(404).type("application/json").send({ code: "not-found" });
    const nonce = randomBytes(16).toString("base64");
    return reply
      .headers({
        "content-security-policy": policyOf(nonce),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
      })
      .type("text/html; charset=utf-8")
      .send(page.replaceAll(NONCE, nonce));
  });
}
