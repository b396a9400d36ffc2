import { count, figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number } = figures;

/** What the screens of accounts say. */
export const accounts = {
  title: shell.titles.accounts,
  byScore: "Companies, ranked by their own score.",
  byBest: "Companies, ranked by the best of their people. No model scores accounts yet.",
  account: "Account",
  score: "Score",
  band: "Band",
  people: "People",
  best: "Best lead",
  search: "Search companies",
  searchHint: "Any part of their name or domain.",
  none: "No accounts yet",
  noneHint: "They appear once leads have a company, or events say which group they belong to.",
  nothingFits: "No account fits",
  peopleCount: (n: number) => count(n, "person", "people"),
  more: "Show more",
  unknown: "Anonymous visitor",
  key: "Key",
  why: "Why",
  total: "Total",
  since: (band: string, day: string) => `${band} since ${day}`,
  noModel: "No model scores accounts yet",
  noModelHint: "The people of an account are scored all the same. A model of accounts scores the company itself.",
  history: "Score over time",
  day: "Day",
  noHistory: "The score has not changed yet.",
  traits: "Traits",
  noTraits: "Nothing is known of this account.",
  peopleRanked: "People, ranked",
  nobody: "Nobody belongs to this account.",
  allPeople: (n: number) => `All ${number(n)} in the list of leads`,
  signals: "What its people did",
  signalsHint: "What counts in the scores of its best people.",
  noSignals: "Nothing they did counts yet.",
  signalPeople: (n: number) => count(n, "person", "people"),
  transitions: "Bands entered and left",
};

export type Accounts = typeof accounts;
