import type { SourceKind } from "./source.ts";

/** One way to send events, ready to be copied. */
export type Snippet = { readonly id: "browser" | "node" | "curl" | "other" | "address"; readonly text: string };

type Place = {
  /** Where this server is: `https://scores.example.com`. */
  readonly host: string;
  readonly writeKey: string;
};

/** How events get from a source of this kind to this server, the usual way first; nothing for what takes files. */
export function snippetsOf(kind: SourceKind, place: Place): readonly Snippet[] {
  switch (kind) {
    case "browser":
      return [browser(place), curl(place), other(place)];
    case "server":
      return [node(place), curl(place), other(place)];
    case "cloudevents":
      return [cloudEvent(place)];
    case "webhook":
      return [{ id: "address", text: `${place.host}/v1/webhooks/${place.writeKey}` }];
    default:
      return [];
  }
}

function browser({ host, writeKey }: Place): Snippet {
  return { id: "browser", text: `<script async src="${host}/plumbline.js" data-write-key="${writeKey}"></script>` };
}

function node({ host, writeKey }: Place): Snippet {
  const text = `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({
  host: "${host}",
  writeKey: "${writeKey}",
});

analytics.identify({ userId: "42", traits: { email: "ann@example.com" } });
analytics.track({ userId: "42", event: "Demo Requested" });
await analytics.closeAndFlush();`;
  return { id: "node", text };
}

function curl({ host, writeKey }: Place): Snippet {
  const text = `curl ${host}/v1/track \\
  --user ${writeKey}: \\
  --json '{"userId":"42","event":"Demo Requested"}'`;
  return { id: "curl", text };
}

function other({ host, writeKey }: Place): Snippet {
  return { id: "other", text: `host      ${host}\nwriteKey  ${writeKey}` };
}

function cloudEvent({ host, writeKey }: Place): Snippet {
  const text = `curl ${host}/v1/cloudevents \\
  --user ${writeKey}: \\
  --header 'content-type: application/cloudevents+json' \\
  --data '{"specversion":"1.0","id":"1","source":"/shop","type":"Demo Requested","subject":"42"}'`;
  return { id: "curl", text };
}
