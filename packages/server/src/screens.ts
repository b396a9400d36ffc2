import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const NONCE = "%NONCE%";
const DAY_MS = 86_400_000;

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

/**
 * Serves the web app from the folder of one build; every address that is nothing else is one of its screens. Beside
 * it lie former builds: pages that were opened before an update fetch the rest of their parts from there. Files are
 * named by their content, so that no build takes another one's.
 */
export async function serveScreens(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  keepInUse(app, folder);
  await app.register(fastifyStatic, {
    root: [join(folder, "assets"), ...(await formerAssets(folder))],
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

async function formerAssets(folder: string): Promise<readonly string[]> {
  const beside = await readdir(dirname(folder));
  return beside
    .map((name) => join(dirname(folder), name, "assets"))
    .filter((path) => path !== join(folder, "assets") && existsSync(path));
}

/** Says every day that this build is in use, so that nobody takes it away. */
function keepInUse(app: FastifyInstance, folder: string): void {
  const timer = setInterval(() => {
    // Where it may not be written, nobody takes it away either.
    utimes(folder, new Date(), new Date()).catch(() => undefined);
  }, DAY_MS).unref();
  app.addHook("onClose", async () => clearInterval(timer));
}
