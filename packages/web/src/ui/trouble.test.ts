import { ApiError, type SentProblem } from "@plumbline/api";
import { LANGUAGES, phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { isForLater, refusalSaid, troubleSaid } from "./trouble.ts";

const { shell } = phrasesOf("ru").screens;

/** What a client makes of an answer that is not the server's. */
const ofProxy = (status: number, title: string) =>
  new ApiError({ type: "about:blank", title, status, code: "internal" } as SentProblem);
const ofServer = (status: number, title: string) =>
  new ApiError({ type: "urn:plumbline:problem:internal", title, status, code: "internal" } as SentProblem);

test("says what the server says, and of a proxy nothing that nobody translated", () => {
  expect(troubleSaid(ofServer(500, "Внутренняя ошибка."), shell, true)).toBe("Внутренняя ошибка.");
  expect(troubleSaid(ofProxy(502, "Bad Gateway"), shell, true)).toBe(shell.notDone);
  expect(refusalSaid(ofProxy(502, "502"))).toBeUndefined();
});

test("of what could not be done it is not said that it could not be loaded", () => {
  for (const language of LANGUAGES) {
    const words = phrasesOf(language).screens.shell;
    const lost = new TypeError("Failed to fetch");
    expect(troubleSaid(lost, words, true)).toBe(words.notDone);
    expect(troubleSaid(lost, words, false)).toBe(words.notDoneOffline);
    expect([words.failed, words.offline]).not.toContain(troubleSaid(lost, words, false));
  }
});

test("a server that is away or has too much to do may take it later; what it refused it refuses again", () => {
  for (const error of [new TypeError("Failed to fetch"), ofProxy(502, ""), ofServer(500, ""), ofServer(429, "")])
    expect(isForLater(error)).toBe(true);
  for (const status of [400, 403, 404, 409, 412, 422]) expect(isForLater(ofServer(status, ""))).toBe(false);
});
