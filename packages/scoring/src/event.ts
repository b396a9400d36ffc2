/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export const EVENT_TYPES = ["track", "page", "screen", "identify", "group", "alias"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * An immutable fact in Segment's shape, decoded: `timestamp` is the corrected instant in
 * milliseconds since 1970-01-01T00:00Z, the one that counts.
 */
export type Event = {
  readonly messageId: string;
  readonly type: EventType;
  readonly timestamp: number;
  readonly userId?: string;
  readonly anonymousId?: string;
  /** The account of a `group` event. */
  readonly groupId?: string;
  /** The former id of an `alias` event. */
  readonly previousId?: string;
  /** The name of a `track` event. */
  readonly event?: string;
  /** The name of a `page` or `screen`. */
  readonly name?: string;
  readonly properties?: JsonObject;
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
};
