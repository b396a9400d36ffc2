import { expect, test } from "vitest";
import { type Doors, wayIn } from "./way-in.ts";

const invitation = {
  workspace: "Acme",
  role: "sales",
  email: "ann@example.com",
  isKnown: false,
  expiresAt: "",
} as const;
const doors = (more: Partial<Doors>): Doors => ({
  hasPeople: true,
  oidc: null,
  shortestPassword: 12,
  invitation: null,
  ...more,
});
const nothing = { link: false, session: false };
const link = { link: true, session: false };

test("without a link, whoever has an account signs in", () => {
  expect(wayIn(doors({}), nothing)).toBe("sign-in");
  expect(wayIn(doors({ hasPeople: false }), nothing)).toBe("nobody");
});

test("the first link makes the first admin", () => {
  expect(wayIn(doors({ hasPeople: false, invitation: { ...invitation, email: null } }), link)).toBe("first");
  expect(wayIn(doors({ hasPeople: false }), link)).toBe("nobody");
});

test("a link is for signing up, for signing in, or for whoever has signed in", () => {
  expect(wayIn(doors({ invitation }), link)).toBe("sign-up");
  expect(wayIn(doors({ invitation: { ...invitation, isKnown: true } }), link)).toBe("sign-in");
  expect(wayIn(doors({ invitation }), { link: true, session: true })).toBe("accept");
  expect(wayIn(doors({}), link)).toBe("ended");
});
