import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serveScreens } from "./screens.ts";

let builds: string;
let app: FastifyInstance;

beforeEach(async () => {
  builds = mkdtempSync(join(tmpdir(), "plumbline-builds-"));
  newBuild("former", "leads-1.js");
  newBuild("now", "leads-2.js");
  app = Fastify();
  await serveScreens(app, join(builds, "now"));
});

afterEach(async () => {
  await app.close();
  rmSync(builds, { recursive: true, force: true });
});

describe("the screens of one build", () => {
  test("every address that is nothing else is a page of it, with a nonce of its own", async () => {
    const [one, other] = [await page("/leads"), await page("/")];
    expect(one.body).toMatch(/^<p>now [\w+/=]+<\/p>$/);
    expect(one.body).not.toBe(other.body);
    expect(one.headers["content-security-policy"]).toContain(`'nonce-${/ ([\w+/=]+)</.exec(one.body)?.[1]}'`);
  });

  test("a page that was opened before an update finds its parts", async () => {
    expect((await part("leads-2.js")).body).toBe("now");
    expect((await part("leads-1.js")).body).toBe("former");
    const none = await part("leads-3.js");
    expect([none.statusCode, none.json()]).toEqual([404, { code: "not-found" }]);
  });

  test("a new build beside it, and the end of a former one, leave it as it is", async () => {
    newBuild("next", "leads-4.js");
    rmSync(join(builds, "former"), { recursive: true });
    expect((await part("leads-2.js")).body).toBe("now");
    expect((await part("leads-1.js")).statusCode).toBe(404);
    expect((await page("/leads")).body).toContain("now");
  });
});

const page = (url: string) => app.inject({ url, headers: { accept: "text/html" } });
const part = (name: string) => app.inject({ url: `/assets/${name}`, headers: { accept: "*/*" } });

function newBuild(name: string, asset: string): void {
  mkdirSync(join(builds, name, "assets"), { recursive: true });
  writeFileSync(join(builds, name, "index.html"), `<p>${name} %NONCE%</p>`);
  writeFileSync(join(builds, name, "assets", asset), name);
}
