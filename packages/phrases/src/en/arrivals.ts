import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { quote } = figures;

type About = { readonly path: string | null; readonly value: string | null };

const at = ({ path }: About) => (path === null ? "something in it" : code(path));
const shown = ({ value }: About) => (value === null ? "it" : quote(value));
const most = ({ value }: About) => (value === null ? "" : ` (at most: ${value})`);

/** Why an item lies in quarantine; the keys are the codes. */
export const quarantined = {
  "not-an-object": () => "The item is not a JSON object.",
  "no-batch": () => "The request should have brought a list of events.",
  "no-identity": () => "It does not say who it is about.",
  "no-event-name": () => "It does not say what happened.",
  "bad-event-type": (about: About) => `${shown(about)} is not a type of event.`,
  "timestamp-out-of-range": () => "Its time lies outside of all calendars.",
  "bad-character": (about: About) => `A character that cannot be kept stands in ${at(about)}.`,
  "too-long": (about: About) => `Too long: ${at(about)}${most(about)}.`,
  "too-large": (about: About) => `It has too many bytes${most(about)}.`,
  "too-deep": (about: About) => `It is nested too many levels deep${most(about)}.`,
  "no-attribute": (about: About) => `The CloudEvent has no attribute ${at(about)}.`,
  "bad-spec-version": (about: About) => `CloudEvents of version ${shown(about)} are not known, only 1.0.`,
  "cell-count": ({ value }: About) => `The row has other cells than the header: ${code(value ?? "")}.`,
  "not-json": () => "The line is not JSON.",
  "no-timestamp": () => "It does not say when it happened.",
  "bad-timestamp": (about: About) => `${shown(about)} is not a time that can be understood.`,
  poison: () => "It could not be stored, although everything beside it could.",
};

export type Quarantined = typeof quarantined;

/** Why a request that brought events was not taken; the keys are the codes. */
export const collectProblems = {
  "bad-json": () => "The body is not JSON.",
  "bad-encoding": () => "The body is not compressed in the way its header says.",
  "too-large": () => "The request is too large, or has too many events; send it in parts.",
  "bad-request": () => "The request is not HTTP as it should be.",
  "no-write-key": () => "A write key is needed.",
  "unknown-write-key": () => "This write key opens no source; it may have been replaced or disabled.",
  "bad-signature": () => "The signature is missing or wrong; check the secret.",
  "stale-signature": () => "The signature is not of these five minutes; check the sender's clock.",
  "items-refused": () => "Some of the items lie in quarantine.",
  overloaded: () => "Too much is waiting to be stored; try again soon.",
  "store-unavailable": () => "The database does not answer; try again soon.",
  internal: () => "Something went wrong on our side.",
};

export type CollectProblems = typeof collectProblems;
