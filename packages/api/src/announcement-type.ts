/** What endpoints may be told, in the order in which it is offered. */
export const ANNOUNCEMENT_TYPES = [
  "lead.band.entered",
  "lead.band.left",
  "lead.score.changed",
  "lead.feedback",
  "account.band.entered",
  "account.band.left",
  "account.score.changed",
  "segment.entered",
  "segment.left",
] as const;

export type AnnouncementType = (typeof ANNOUNCEMENT_TYPES)[number];
