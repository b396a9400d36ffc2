import type { Zone } from "@plumbline/scoring";

/** Where a request comes from, found by its key. */
export type Source = {
  readonly workspaceId: number;
  readonly sourceId: number;
  /** Public: it lets events in and nothing out. */
  readonly writeKey: string;
  readonly kind: "browser" | "server" | "import" | "webhook" | "cloudevents" | "internal";
  /** Of a sender who signs: `whsec_…`, or several while they rotate, separated by spaces. */
  readonly secret?: string;
  /** The workspace's: where clocks are read that say no offset. */
  readonly zone: Zone;
};
