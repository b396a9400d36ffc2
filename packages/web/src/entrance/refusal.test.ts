import { ApiError } from "@plumbline/api";
import { phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { AuthError } from "../app/auth.ts";
import { refusalOf, refusedSaid } from "./refusal.ts";

const say = phrasesOf("en");
const { refused } = say.screens.entrance;

test("stands beside the field that it is about", () => {
  const wrong = new AuthError("INVALID_EMAIL_OR_PASSWORD", 401, null);
  expect(refusalOf(wrong, say)).toEqual({ text: refused.INVALID_EMAIL_OR_PASSWORD, field: "password" });
  expect(refusalOf(new AuthError("INVITATION_NEEDED", 403, null), say)?.field).toBeUndefined();
});

test("says how long to wait", () => {
  const { text } = refusalOf(new AuthError("TOO_MANY_REQUESTS", 429, 40), say) ?? {};
  expect(text).toBe(`${refused.TOO_MANY_REQUESTS} Try again in ${say.figures.time(40)}.`);
});

test("has words for what the server never said, for no connection, and for problems of the API", () => {
  expect(refusalOf(new AuthError("toString", 400, null), say)?.text).toBe(refused.UNKNOWN);
  expect(refusedSaid("access_denied", refused, "PROVIDER")).toBe(refused.PROVIDER);
  expect(refusalOf(new TypeError("Failed to fetch"), say)?.text).toBe(say.screens.shell.offline);
  const ended = { type: "", status: 410, title: "It has ended.", code: "invitation-ended" } as const;
  expect(refusalOf(new ApiError(ended), say)?.text).toBe("It has ended.");
  expect(refusalOf(null, say)).toBeUndefined();
});
