import { z } from "zod";
import { ADDRESS_PROBLEMS } from "./address-problem.ts";
import { placedProblem } from "./placed-problem.ts";
import { SCOPES } from "./scope.ts";

/** What can be wrong with a member of a request; `code` is a key of the phrases. */
const issue = z.strictObject({
  in: z.enum(["path", "query", "body", "header"]),
  /** `rules.3.points`; empty: the whole. */
  path: z.string(),
  code: z.enum([
    "missing",
    "wrong-type",
    "not-one-of",
    "too-small",
    "too-large",
    "too-short",
    "too-long",
    "bad-format",
    "unknown-key",
    "too-deep",
    "unreadable",
    "other",
  ]),
  /** What would have been right: a type, a bound, a format, the choices. */
  expected: z.string().optional(),
});

export type Issue = Readonly<z.infer<typeof issue>>;

const things = z.enum([
  "address",
  "model",
  "draft",
  "version",
  "publication",
  "preset",
  "source",
  "key",
  "item",
  "import",
  "lead",
  "account",
  "transition",
  "endpoint",
  "delivery",
  "adjustment",
  "view",
  "note",
  "bulk",
  "rule",
  "person",
  "invitation",
  "workspace",
  "review",
  "segment",
  "list",
  "study",
  "cost",
  "rate",
  "experiment",
  "proposal",
  "prediction",
  "artefact",
]);

/** Every problem there is: its status, and what is said of it. */
export const PROBLEMS = {
  "bad-request": { status: 400, about: { issues: z.array(issue) } },
  "bad-cursor": { status: 400, about: {} },
  "no-key": { status: 401, about: {} },
  /** Unknown, revoked or expired: a stranger is not told which. */
  "bad-key": { status: 401, about: {} },
  /** Not signed in, or not any more: a stranger is not told which. */
  "no-session": { status: 401, about: {} },
  /** A page of another site sent this, with the cookies of a person who had signed in. */
  "foreign-origin": { status: 403, about: {} },
  "people-only": { status: 403, about: {} },
  "invitation-of-another": { status: 403, about: {} },
  forbidden: { status: 403, about: { scope: z.enum(SCOPES) } },
  /** Only people of this role may do that. */
  "role-needed": { status: 403, about: { role: z.enum(["marketing", "sales"]) } },
  /** It belongs to somebody else. */
  "not-own": { status: 403, about: {} },
  "not-found": { status: 404, about: { what: things } },
  "already-there": { status: 409, about: { what: things } },
  "in-progress": { status: 409, about: {} },
  /** The same request was carried out before, and its answer held a secret that is kept nowhere. */
  "answer-not-kept": { status: 409, about: {} },
  "model-of-others": { status: 409, about: { model: z.string(), of: z.enum(["lead", "account"]) } },
  "model-unchanged": { status: 409, about: { model: z.string(), number: z.int() } },
  "model-not-live": { status: 409, about: { model: z.string() } },
  /** The review before has to end first. */
  "review-under-way": { status: 409, about: {} },
  "model-was-live": { status: 409, about: { model: z.string() } },
  /** The workspace asks for both, and these have not signed what is to be published. */
  "sign-off-missing": { status: 409, about: { roles: z.array(z.enum(["marketing", "sales"])), hash: z.string() } },
  /** What was read is neither the draft nor a version any more. */
  "sign-off-outdated": { status: 409, about: {} },
  /** What was found is asked for before it is there, or where there will be nothing. */
  "study-not-done": { status: 409, about: { state: z.enum(["waiting", "running", "stopped", "failed"]) } },
  /** The draft does not have any more what the proposal would change, or has something else there. */
  "proposal-stale": { status: 409, about: { proposal: z.string(), because: z.enum(["gone", "changed"]) } },
  /** It is no text of a model, or one that can only be edited by hand. */
  "draft-not-editable": { status: 409, about: {} },
  /** One model has one at a time, and nothing of it becomes live meanwhile. */
  "experiment-runs": { status: 409, about: { experiment: z.string(), model: z.string() } },
  "experiment-unready": {
    status: 409,
    about: { because: z.enum(["control-not-live", "not-started", "being-published"]) },
  },
  "publication-ended": { status: 409, about: { state: z.string() } },
  "already-done": { status: 409, about: {} },
  "time-zone-in-use": { status: 409, about: { timeZone: z.string() } },
  "last-admin": { status: 409, about: {} },
  "already-member": { status: 409, about: {} },
  /** The person belongs to workspaces of others, too. */
  "person-elsewhere": { status: 409, about: {} },
  /** Her own she takes off with her password. */
  "own-second-factor": { status: 409, about: {} },
  "too-many-invitations": { status: 409, about: { most: z.int() } },
  "too-many-workspaces": { status: 409, about: { most: z.int() } },
  "last-admin-key": { status: 409, about: {} },
  "too-many-keys": { status: 409, about: { most: z.int() } },
  "too-many-endpoints": { status: 409, about: { most: z.int() } },
  "too-many-views": { status: 409, about: { most: z.int() } },
  "too-many-segments": { status: 409, about: { most: z.int() } },
  "too-many-costs": { status: 409, about: { most: z.int() } },
  "too-many-lists": { status: 409, about: { most: z.int() } },
  "too-many-samples": { status: 409, about: { most: z.int() } },
  /** Models, segments or views ask of it. */
  "in-use": {
    status: 409,
    about: { by: z.array(z.strictObject({ kind: z.enum(["model", "segment", "view"]), name: z.string() })) },
  },
  /** Whom a live segment has is for its condition to say. */
  "segment-live": { status: 409, about: {} },
  /** A fixed segment has no condition. */
  "segment-fixed": { status: 409, about: {} },
  "endpoint-disabled": { status: 409, about: {} },
  /** Unknown, used, withdrawn or too old: a stranger is not told which. */
  "invitation-ended": { status: 410, about: {} },
  "tag-mismatch": { status: 412, about: {} },
  "too-large": { status: 413, about: { bytes: z.int() } },
  "model-invalid": { status: 422, about: { problems: z.array(placedProblem) } },
  /** It asks for bands or totals: no score may depend on it, and no other segment. */
  "segment-of-scores": { status: 422, about: { segment: z.string() } },
  "model-misnamed": { status: 422, about: { model: z.string(), found: z.string() } },
  "other-request": { status: 422, about: {} },
  "url-refused": { status: 422, about: { because: z.enum(ADDRESS_PROBLEMS) } },
  /** It ends before it begins. */
  "days-reversed": { status: 422, about: {} },
  "too-many-days": { status: 422, about: { most: z.int() } },
  /** A currency has no rate against itself. */
  "currency-is-base": { status: 422, about: { currency: z.string() } },
  /** The workspace has none: it is to be said which one rates are against. */
  "currency-missing": { status: 422, about: {} },
  "unknown-time-zone": { status: 422, about: { timeZone: z.string() } },
  "more-than-own": { status: 422, about: { scope: z.enum(SCOPES) } },
  "tag-needed": { status: 428, about: {} },
  "too-many-requests": { status: 429, about: { seconds: z.int() } },
  internal: { status: 500, about: {} },
  unavailable: { status: 503, about: { seconds: z.int() } },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly about: Readonly<Record<string, z.ZodType>> }>
>;

export type ProblemCode = keyof typeof PROBLEMS;

type About<Code extends ProblemCode> = {
  readonly [Key in keyof (typeof PROBLEMS)[Code]["about"]]: (typeof PROBLEMS)[Code]["about"][Key] extends z.ZodType
    ? z.infer<(typeof PROBLEMS)[Code]["about"][Key]>
    : never;
};

/** What went wrong: a code, which is a key of the phrases, with what its sentence needs. */
export type Problem = { [Code in ProblemCode]: { readonly code: Code } & About<Code> }[ProblemCode];

/** A problem as it is sent (RFC 9457), its title in a language that the client asked for. */
export type SentProblem = Problem & { readonly type: string; readonly title: string; readonly status: number };

/** What every route may answer with. */
export const COMMON_PROBLEMS = [
  "bad-request",
  "no-key",
  "bad-key",
  "no-session",
  "foreign-origin",
  "people-only",
  "forbidden",
  "too-large",
  "too-many-requests",
  "internal",
  "unavailable",
] as const satisfies readonly ProblemCode[];

export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code].status;
}

/** A problem as RFC 9457 wants it. */
export function sentProblem(problem: Problem, title: string): SentProblem {
  return { type: `urn:plumbline:problem:${problem.code}`, title, status: statusOf(problem.code), ...problem };
}

/** How a problem of a code is sent. */
export function problemSchema(code: ProblemCode): z.ZodObject {
  return z.object({
    type: z.literal(`urn:plumbline:problem:${code}`),
    title: z.string(),
    status: z.literal(statusOf(code)),
    code: z.literal(code),
    ...PROBLEMS[code].about,
  });
}
