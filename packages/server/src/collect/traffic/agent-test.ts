import { isbot } from "isbot";
import type { Kind, Purpose } from "./kind.ts";
import { KNOWN_AGENTS } from "./known-agents.ts";

/** Questions to an agent, in small letters. Undefined: it tells nothing. */
export type AgentTest = {
  readonly own: (agent: string | undefined) => Kind | undefined;
  readonly known: (agent: string | undefined, purpose: Purpose) => Kind | undefined;
  readonly crawler: (agent: string | undefined) => Kind | undefined;
};

export function agentTest(own: readonly { readonly has: string; readonly kind: Kind }[]): AgentTest {
  const ours = own.map(({ has, kind }) => ({ has: has.toLowerCase(), kind }));
  return {
    own: (agent) => (agent === undefined ? undefined : ours.find(({ has }) => agent.includes(has))?.kind),
    known: (agent, purpose) => (agent === undefined ? undefined : knownKind(agent, purpose)),
    crawler: (agent) => (agent !== undefined && isbot(agent) ? "bot" : undefined),
  };
}

/**
 * A browser names itself. Apple's privacy protection says nothing but `Mozilla/5.0`, and fetches
 * only images; gateways say that, or nothing at all, and follow links.
 */
const SAYS_NOTHING = new Set(["", "mozilla/5.0"]);

function knownKind(agent: string, purpose: Purpose): Kind | undefined {
  if (SAYS_NOTHING.has(agent)) {
    if (purpose === "click") return "mail-scanner";
    return purpose === "open" ? "mail-privacy" : undefined;
  }
  return KNOWN_AGENTS.find(({ has, of }) => (of === undefined || of.includes(purpose)) && agent.includes(has))?.kind;
}
