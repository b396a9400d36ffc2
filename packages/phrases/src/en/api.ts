import { code, kindIn } from "../notation.ts";
import { count, figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { number, quote, time } = figures;

const nothing = {
  address: "There is nothing at this address.",
  model: "There is no such model.",
  draft: "The model has no draft.",
  version: "The model has no such version.",
  publication: "There is no such publication.",
  preset: "There is no such preset.",
  source: "There is no such source.",
  key: "There is no such key.",
  item: "There is no such item.",
  import: "There is no such import.",
  lead: "There is no such lead.",
  account: "There is no such account.",
  transition: "There is no such transition.",
  endpoint: "There is no such endpoint.",
  delivery: "There is no such delivery.",
  adjustment: "There is no such adjustment.",
  review: "There is no such review.",
  segment: "There is no such segment.",
  study: "There is no such study.",
  proposal: "There is no such proposal in this study.",
  prediction: "There is no such prediction.",
  artefact: "There is no such artefact of this prediction.",
  experiment: "There is no such experiment.",
  cost: "There is no such cost.",
  rate: "There is no such rate.",
  list: "There is no such list.",
  view: "There is no such view.",
  note: "There is no such note.",
  bulk: "There is no such work on many leads.",
  rule: "The model has no such rule.",
  person: "There is no such person.",
  invitation: "There is no such invitation, or not any more.",
  workspace: "There is no such workspace.",
};

const addresses = {
  "url-invalid": "This is not a URL.",
  "url-scheme": "Messages are sent over HTTPS only.",
  "url-credentials": "There must be no user or password in the URL.",
  "url-port": `Messages are sent to the ports ${["443", "8443", "80", "8080"].map(code).join(", ")} only.`,
  "address-forbidden":
    "This address lies in a private network; whoever runs the server has to allow it first, in `PLUMBLINE_ALLOWED_NETWORKS`.",
};

const unready = {
  "control-not-live": "The first arm is the control: it has to be the live version.",
  "not-started": "The experiment has not been started.",
  "being-published": "A version of the model is on its way to being live; wait for it, or stop it.",
};

const sides = { marketing: "marketing", sales: "sales" };
const and = (names: readonly string[]) => names.join(" and ");
const scored = { lead: "leads", account: "accounts" };

const unfinished = {
  waiting: "The study has not been worked out yet; it waits for its turn.",
  running: "The study is still being worked out; ask again when it is done.",
  stopped: "The study was stopped, so nothing was found; ask anew.",
  failed: "The study failed, so nothing was found; ask anew.",
};
const stale = {
  gone: "The draft no longer has what this proposal changes.",
  changed: "The draft says something else by now than when this was proposed.",
};

/** Why a request over HTTP is not answered; the keys are the codes. */
export const apiProblems = {
  "bad-request": () => "Something in the request is not as it should be.",
  "bad-cursor": () => "This page does not exist; begin with the first one.",
  "no-key": () => "An API key is needed; send it as a bearer token.",
  "bad-key": () => "This API key is not valid, or not any more.",
  forbidden: ({ scope }: { readonly scope: string }) => `This is not allowed to you: ${code(scope)} is missing.`,
  "no-session": () => "Sign in first.",
  "foreign-origin": () => "This came from a page of another site.",
  "people-only": () => "Only people who have signed in can ask this, not API keys.",
  "invitation-of-another": () => "This invitation is for another e-mail address.",
  "invitation-ended": () => "This invitation is not valid, or not any more; ask for a new one.",
  "already-member": () => "This person belongs to the workspace already.",
  "person-elsewhere": () =>
    "This person belongs to another workspace, too. Its admins have to agree: ask one who is an admin of both.",
  "own-second-factor": () => "You take off your own second factor with your password, in your own settings.",
  "last-admin": () => "This is the last admin; make somebody else an admin first.",
  "too-many-invitations": ({ most }: { readonly most: number }) =>
    `There are ${count(most, "open invitation", "open invitations")}, and not more are allowed; withdraw one first.`,
  "too-many-workspaces": ({ most }: { readonly most: number }) =>
    `You belong to ${count(most, "workspace", "workspaces")}, and more are not allowed; leave one first.`,
  "not-own": () => "This is somebody else’s; only they may change it.",
  "not-found": ({ what }: { readonly what: keyof typeof nothing }) => nothing[what],
  "already-there": () => "There is one of this name already; choose another.",
  "in-progress": () => "The same request is being carried out; ask again in a moment.",
  "answer-not-kept": () => "This was done before; its answer held a secret, which is not kept.",
  "already-done": () => "This was done before.",
  "model-of-others": ({ model, of }: { readonly model: string; readonly of: keyof typeof scored }) =>
    `${quote(model)} scores ${scored[of]}, and this never changes; give the new model another name.`,
  "model-unchanged": ({ model, number: version }: { readonly model: string; readonly number: number }) =>
    `This is what ${quote(model)} says already, as version ${number(version)}.`,
  "model-not-live": ({ model }: { readonly model: string }) => `No version of ${quote(model)} is live yet.`,
  "review-under-way": () => "A review of this model is under way; end it first.",
  "model-was-live": ({ model }: { readonly model: string }) =>
    `${quote(model)} was live, and its history is kept; retire it instead.`,
  "experiment-runs": ({ model }: { readonly experiment: string; readonly model: string }) =>
    `An experiment is running on ${quote(model)}; stop or decide it first.`,
  "experiment-unready": ({ because }: { readonly because: keyof typeof unready }) => unready[because],
  "sign-off-missing": ({ roles }: { readonly roles: readonly (keyof typeof sides)[] }) =>
    `This has to be signed first by ${and(roles.map((role) => sides[role]))}.`,
  "sign-off-outdated": () => "This is no longer what the draft or a version says; read it again, then sign.",
  "role-needed": ({ role }: { readonly role: keyof typeof sides }) =>
    `This signature takes somebody of ${sides[role]}, or an admin.`,
  "study-not-done": ({ state }: { readonly state: keyof typeof unfinished }) => unfinished[state],
  "proposal-stale": ({ because }: { readonly because: keyof typeof stale }) => stale[because],
  "draft-not-editable": () => "The draft cannot be edited for you as it is written; make the change by hand.",
  "publication-ended": () => "The publication is over already.",
  "time-zone-in-use": ({ timeZone }: { readonly timeZone: string }) =>
    `Events have been counted by the days of ${code(timeZone)}; the time zone can no longer be changed.`,
  "last-admin-key": () => "This is the last key that may do everything; make another one first.",
  "too-many-keys": ({ most }: { readonly most: number }) =>
    `There are ${count(most, "valid key", "valid keys")}, and not more are allowed; revoke one first.`,
  "too-many-views": ({ most }: { readonly most: number }) =>
    `You have ${count(most, "view", "views")}, and not more are allowed; throw one away first.`,
  "too-many-endpoints": ({ most }: { readonly most: number }) =>
    `There are ${count(most, "endpoint", "endpoints")}, and not more are allowed; remove one first.`,
  "too-many-segments": ({ most }: { readonly most: number }) =>
    `There are ${count(most, "segment", "segments")}, and not more are allowed; remove one first.`,
  "too-many-costs": ({ most }: { readonly most: number }) =>
    `No more than ${count(most, "cost", "costs")} can be kept; remove some first.`,
  "too-many-lists": ({ most }: { readonly most: number }) =>
    `There are ${count(most, "list", "lists")}, and not more are allowed; remove one first.`,
  "too-many-samples": ({ most }: { readonly most: number }) =>
    `A model can have ${count(most, "sample lead", "sample leads")}, and not more; remove one first.`,
  "in-use": ({ by }: { readonly by: readonly { readonly name: string }[] }) =>
    `This is still in use: ${by.map(({ name }) => quote(name)).join(", ")}.`,
  "segment-live": () => "Who is in this segment is for its condition to say; make a fixed one to put leads on.",
  "segment-fixed": () => "This segment has no condition: it has whom you put on it.",
  "segment-of-scores": ({ segment }: { readonly segment: string }) =>
    `${quote(segment)} asks for scores, so neither a model nor another segment can ask for it.`,
  "endpoint-disabled": () => "The endpoint is disabled; enable it first.",
  "url-refused": ({ because }: { readonly because: keyof typeof addresses }) => addresses[because],
  "tag-mismatch": () => "Somebody else has changed this in the meantime; read it again.",
  "tag-needed": () => `Say which state is to be changed, with ${code("If-Match")}.`,
  "too-large": ({ bytes }: { readonly bytes: number }) =>
    `This is too large; ${count(bytes, "byte", "bytes")} are allowed at most.`,
  "model-invalid": ({ problems }: { readonly problems: readonly unknown[] }) =>
    `The model cannot be used: ${count(problems.length, "thing is", "things are")} wrong in it.`,
  "model-misnamed": ({ model, found }: { readonly model: string; readonly found: string }) =>
    `This is a draft of ${quote(model)}, but the text calls the model ${quote(found)}.`,
  "other-request": () => `This ${code("Idempotency-Key")} belongs to another request; use a new one.`,
  "days-reversed": () => "The last day is before the first one.",
  "too-many-days": ({ most }: { readonly most: number }) => `These are more than ${count(most, "day", "days")}.`,
  "currency-is-base": ({ currency }: { readonly currency: string }) => `${code(currency)} has no rate against itself.`,
  "currency-missing": () =>
    "The workspace has no currency yet; choose one in the settings, or say against which one the rates are.",
  "unknown-time-zone": ({ timeZone }: { readonly timeZone: string }) =>
    `${code(timeZone)} is not a time zone; use a name such as ${code("Europe/Berlin")}.`,
  "more-than-own": ({ scope }: { readonly scope: string }) =>
    `A key cannot give what it does not have itself: ${code(scope)}.`,
  "too-many-requests": ({ seconds }: { readonly seconds: number }) =>
    `These were too many requests; wait for ${time(seconds)}.`,
  internal: () => "Something went wrong on our side.",
  unavailable: ({ seconds }: { readonly seconds: number }) =>
    `This is not possible just now; try again in ${time(seconds)}.`,
};

export type ApiProblems = typeof apiProblems;

type At = { readonly path: string };
type Expected = At & { readonly expected?: string | undefined };

const at = ({ path }: At) => (path === "" ? "the request" : code(path));
const bound = ({ expected }: Expected) => number(Number(expected));
const isOne = ({ expected }: Expected) => Number(expected) === 1;

/** What is wrong with one member of a request; the keys are the codes. */
export const apiIssues = {
  missing: (about: Expected) => `${at(about)} is missing.`,
  "wrong-type": ({ expected = "", ...about }: Expected) =>
    `${at(about)} must be ${kindIn(kinds, expected) ?? code(expected)}.`,
  "not-one-of": ({ expected = "", ...about }: Expected) => `${at(about)} must be one of ${code(expected)}.`,
  "too-small": (about: Expected) => `${at(about)} must be at least ${bound(about)}.`,
  "too-large": (about: Expected) => `${at(about)} must be at most ${bound(about)}.`,
  "too-short": (about: Expected) =>
    isOne(about)
      ? `${at(about)} must not be empty.`
      : `${at(about)} is too short: its length must be at least ${bound(about)}.`,
  "too-long": (about: Expected) => `${at(about)} is too long: its length must be at most ${bound(about)}.`,
  "bad-format": ({ expected, ...about }: Expected) =>
    `${at(about)} is not written as it should be${expected === undefined ? "" : ` (${code(expected)})`}.`,
  "unknown-key": (about: Expected) => `${at(about)} is not known here.`,
  "too-deep": (about: Expected) => `${at(about)} is nested more than ${bound(about)} deep.`,
  unreadable: (about: Expected) => `${at(about)} cannot be read.`,
  other: (about: Expected) => `${at(about)} is not as it should be.`,
};

export type ApiIssues = typeof apiIssues;

/** Why auto-tune came to nothing; the keys are the codes. */
export const tuneReasons = {
  "version-changed": "Another version went live in the meantime.",
  "publication-under-way": "Another version was on its way to being live.",
  "experiment-runs": "An experiment was running on the model.",
  "draft-under-way": "Somebody was at work on a draft.",
  "study-failed": "The study of the past failed.",
  "study-stopped": "The study of the past was stopped or removed.",
  "not-editable": "The text of the model can only be edited by hand.",
  reverted: "Somebody took back what auto-tune had published, so it turned itself off.",
};

export type TuneReasons = typeof tuneReasons;
