import type { ownTraffic } from "@plumbline/api";
import type { Event, Json, JsonObject } from "@plumbline/scoring";
import type { z } from "zod";
import { type AgentTest, agentTest } from "./traffic/agent-test.ts";
import type { Kind, Purpose } from "./traffic/kind.ts";
import { type NetworkTest, networkTest } from "./traffic/network-test.ts";

/** Who was behind a request, as far as its agent and network tell; shown on the event. */
export type Traffic = Kind;

export type OwnTraffic = Readonly<z.infer<typeof ownTraffic>>;

/** An event, and what the request that brought it said of itself, where it said something. */
export type Seen = {
  readonly userAgent: string | undefined;
  readonly ip: string | undefined;
  readonly event: Event;
};

export type ClassifyTraffic = (seen: Seen) => Traffic;

/** So many answers are remembered, twice. */
const REMEMBERED = 4096;
const LONGEST_AGENT = 1000;

/**
 * Tells people from machines by agent and network: what the workspace says, then agents, networks
 * and crawlers that are known. Where nothing is known it is a person: a machine that is taken for
 * one can still be caught by what it does not do (docs/traffic.md), a person taken for a machine is
 * lost. One classifier for each workspace, since it remembers its answers.
 */
export function trafficClassifier(own: OwnTraffic = { agents: [], networks: [] }): ClassifyTraffic {
  const tests = { agent: agentTest(own.agents), network: networkTest(own.networks) };
  let recent = new Map<string, Traffic>();
  let older = new Map<string, Traffic>();
  return (seen) => {
    const { agent, ip } = evidenceOf(seen);
    const purpose = purposeOf(seen.event);
    if (purpose === "click" && seen.event.properties?.["method"] === "HEAD") return "mail-scanner";
    const key = `${purpose}\n${ip ?? ""}\n${agent ?? "-"}`;
    const known = recent.get(key) ?? older.get(key);
    if (known !== undefined) return known;
    const traffic = classify(tests, purpose, agent, ip);
    if (recent.size >= REMEMBERED) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, traffic);
    return traffic;
  };
}

/** The classifier of a workspace that says nothing of its own. */
export const classifyTraffic: ClassifyTraffic = trafficClassifier();

function classify(
  tests: { readonly agent: AgentTest; readonly network: NetworkTest },
  purpose: Purpose,
  agent: string | undefined,
  ip: string | undefined,
): Traffic {
  return (
    tests.agent.own(agent) ??
    tests.network.own(ip) ??
    tests.agent.known(agent, purpose) ??
    tests.network.known(ip, purpose) ??
    tests.agent.crawler(agent) ??
    "person"
  );
}

/** The event as models see it: `context.traffic` is what we say, whatever its sender wrote there. */
export function withTraffic(event: Event, traffic: Traffic): Event {
  return { ...event, context: { ...event.context, traffic } };
}

function purposeOf({ type, event }: Event): Purpose {
  if (type !== "track" || event === undefined) return "other";
  const name = event.toLowerCase();
  if (name === "email opened") return "open";
  return name === "email link clicked" || name === "link clicked" ? "click" : "other";
}

/**
 * The agent and address of the one who acted. The event's own come first; those of the request
 * count only where a browser sent it: otherwise they are those of a server that reports of somebody.
 */
function evidenceOf({ userAgent, ip, event }: Seen): { readonly agent?: string; readonly ip?: string } {
  const byBrowser = userAgent?.startsWith("Mozilla/") === true;
  const agent =
    textIn(event.context, "userAgent") ?? reported(event, AGENT_KEYS) ?? (byBrowser ? userAgent : undefined);
  const address = textIn(event.context, "ip") ?? reported(event, ["ip"]) ?? (byBrowser ? ip : undefined);
  return {
    ...(agent !== undefined && { agent: agent.slice(0, LONGEST_AGENT).toLowerCase() }),
    ...(address !== undefined && address.length <= 50 && { ip: address }),
  };
}

const AGENT_KEYS = ["userAgent", "user_agent", "useragent"];

/** Services that send mail tell of the reader's browser among the properties. */
function reported(event: Event, keys: readonly string[]): string | undefined {
  if (purposeOf(event) === "other") return undefined;
  return keys.map((key) => textIn(event.properties, key)).find((text) => text !== undefined);
}

function textIn(object: JsonObject | undefined, key: string): string | undefined {
  const value: Json | undefined = object?.[key];
  return typeof value === "string" ? value : undefined;
}
