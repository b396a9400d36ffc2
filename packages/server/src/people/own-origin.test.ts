import fc from "fast-check";
import { expect, test } from "vitest";
import { mayUseCookies } from "./own-origin.ts";

const post = (origin: string | undefined, host = "scores.example.com", url?: string) =>
  mayUseCookies({ method: "POST", headers: { origin }, host }, url);

test("a page of the host that is asked may, another one may not", () => {
  expect(post("https://scores.example.com")).toBe(true);
  expect(post("http://127.0.0.1:3000", "127.0.0.1:3000")).toBe(true);
  for (const origin of [
    undefined,
    "",
    "null",
    "https://evil.example",
    "https://scores.example.com.evil.example",
    "https://scores.example.com:8443",
    "https://evil.example/scores.example.com",
    "ftp://scores.example.com",
    "scores.example.com",
  ]) {
    expect(post(origin), origin).toBe(false);
  }
});

test("where an address is configured, it counts and not the host that was asked", () => {
  const url = "https://scores.example.com";
  expect(post(url, "10.0.0.7:3000", url)).toBe(true);
  expect(post("http://scores.example.com", "scores.example.com", url)).toBe(false);
  expect(post("http://10.0.0.7:3000", "10.0.0.7:3000", url)).toBe(false);
});

test("whoever only reads may come from anywhere", () => {
  for (const method of ["GET", "HEAD"]) {
    expect(mayUseCookies({ method, headers: { origin: "https://evil.example" }, host: "a" }, undefined)).toBe(true);
  }
});

test("no origin of another host is let through", () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true }), fc.domain(), (origin, host) => {
      fc.pre(new URL(origin).host !== host);
      expect(post(origin, host)).toBe(false);
    }),
  );
});
