import { count, figures } from "../figures.ts";

const { number, quote } = figures;

/** What the back-test of a draft and the proposals for a model say. */
export const proposals = {
  backtest: {
    hint: "Draft and live version score the same leads of the past as they were then; what became of them tells which does better.",
    ask: "Run the back-test",
    noDraft: "There is no draft to test",
    noDraftHint: "Change the model first; then see here what the change would have done.",
    notLive: "There is no live version to test against",
    none: "Not tested yet",
    noneHint: "It takes a minute or two, and changes nothing.",
    perWeek: "Sales can work, a week",
    perWeekHint: "Empty: as many as the live version puts into its highest band.",
    live: "Live",
    draft: "Draft",
    difference: "Draft − live",
    verdicts: {
      better: "The draft ranks better",
      worse: "The draft ranks worse",
      level: "No clear difference",
      unknown: "There is not enough to tell",
    },
    pairs: (live: number, draft: number) =>
      `Of two leads, one that converts and one that does not, the live version ranks the right one first in ${number(live)} of 100 cases, the draft in ${number(draft)}.`,
    handed: (leads: number, live: number, draft: number) =>
      `Of the best ${count(leads, "lead", "leads")} by each, ${number(live)} converted by the live version and ${number(draft)} by the draft.`,
    only: (live: number, liveConverted: number, draft: number, draftConverted: number) =>
      `Only the live version would have picked ${number(live)} (${number(liveConverted)} converted), only the draft ${number(draft)} (${number(draftConverted)} converted).`,
    figures: "Side by side",
    figure: "Figure",
    atTop: "Conversion of the best leads",
    bandOf: (band: string) => `Conversion in ${band}`,
    paired: (n: number) => `On ${count(n, "lead", "leads")} that both score.`,
    weeks: "Leads per week",
    weeksHint: "How many leads enter each band in a week, on average.",
    changed: "The draft may have changed since.",
  },

  hint: "What history would change in the model: other points, new rules, a profile of the best customers, where bands begin. Nothing changes until you accept it into the draft.",
  ask: "Look for proposals",
  askAgain: "Look again",
  none: "Nobody has asked yet",
  noneHint: "It takes a minute or two. Each proposal comes with what speaks for it.",
  mayNot: "Your role may read proposals. Admins, marketers and analysts ask for them.",
  perWeek: "Sales can work, a week",
  perWeekHint: "Where bands should begin is proposed for this. Empty: it is not.",
  found: (leads: number, converted: number) =>
    `From ${count(leads, "lead", "leads")}, of which ${number(converted)} converted.`,
  tried: (conditions: number) =>
    `${count(conditions, "condition", "conditions")} looked at; proposals that chance explains are held back.`,
  together: (was: string, to: string, low: string, high: string) =>
    `All points and rules together: AUC from ${was} to ${to} on the newest leads (95% of the change: ${low} to ${high}).`,
  worse:
    "Together they rank the newest leads worse than the model does now. Accept one by one, and back-test the draft before you publish it.",
  nothing: "Nothing to propose",
  nothingHint: "The model agrees with what was seen, or there is too little to say otherwise.",
  kinds: { points: "Points", rule: "New rules", profile: "Ideal profile", thresholds: "Where bands begin" },
  points: {
    points: (rule: string, was: number, to: number) => `${rule}: ${number(was)} → ${number(to)} points`,
    times: (rule: string, to: number) => `${rule}: all points × ${number(to)}`,
  },
  inMarket: (market: string) => `in market ${quote(market)}`,
  rule: (label: string) => `New rule: ${label}`,
  profile: (name: string, conditions: number) =>
    `Profile ${quote(name)} of ${count(conditions, "condition", "conditions")}`,
  band: (band: string, was: number, to: number) => `${quote(band)} begins at ${number(to)} instead of ${number(was)}`,
  bandNew: (band: string, to: number) => `${quote(band)} begins at ${number(to)}`,
  evidence: {
    converts: (withIt: string, without: string, leads: number) =>
      `With it ${withIt} convert (${count(leads, "lead", "leads")}), without it ${without}.`,
    worth: (points: number, low: number, high: number) =>
      `By history it is worth ${number(points)} points (95%: ${number(low)} to ${number(high)}), all other rules held.`,
    factor: (factor: number, low: number, high: number) =>
      `By history it is worth ${number(factor)} times as much (95%: ${number(low)} to ${number(high)}), all other rules held.`,
    lift: (lift: number, low: number, high: number) =>
      `On leads that it had not seen, those for whom it holds converted ${number(lift)} times as often as all (95%: ${number(low)} to ${number(high)}).`,
    q: (share: string) => `At most ${share} of proposals as sure as this are false.`,
    auc: (was: string, to: string) => `AUC on the newest leads: ${was} → ${to}.`,
    best: {
      value: (best: number, others: number) =>
        `What the ${count(best, "customer", "customers")} who brought most have in common, against ${number(others)} others.`,
      won: (best: number, others: number) =>
        `What the ${count(best, "lead", "leads")} that were won have in common, against ${number(others)} others.`,
    },
    shares: (best: number, others: number) =>
      `holds for ${number(best)} of the best and ${number(others)} of the others`,
    threshold: (leads: number, converted: number) =>
      `On ${count(leads, "lead", "leads")}, of which ${number(converted)} converted.`,
    between: (low: number, high: number) =>
      `Had other leads come, it would lie from ${number(low)} to ${number(high)} (95%).`,
    capacity: (perWeek: number) => `For ${count(perWeek, "lead", "leads")} a week.`,
  },
  accept: "Accept into the draft",
  dismiss: "Dismiss",
  restore: "Take back",
  acceptOf: (proposal: string) => `Accept into the draft: ${proposal}`,
  dismissOf: (proposal: string) => `Dismiss: ${proposal}`,
  says: { accepted: "Accepted", dismissed: "Dismissed" },
  standings: {
    "in-draft": "In the draft",
    live: "Live",
    lost: "Accepted, not in the draft any more",
    dismissed: "Dismissed",
  },
  toDraft: "To the draft",
  decided: (says: string, who: string, ago: string) => `${says}: ${who}, ${ago}`,
  machines: {
    "auto-tune": "auto-tune",
    schedule: "the schedule",
  },
  stale: {
    gone: "What it would change is not in the draft any more.",
    changed: "What it would change is different in the draft now. Look again for a fresh one.",
  },
  silent: {
    "not-enough": "There is not enough data for it yet.",
    "score-says-nothing": "The score does not tell who converts, so points have no scale.",
    "nothing-found": "What is there agrees with what was seen.",
    "not-asked": "It was not asked for.",
    "no-band": "The model has no bands by points.",
    "out-of-order": "The best start lies below the next lower band, or above every score.",
  },
  silentOf: (kind: string, why: string) => `${kind}: ${why}`,
  tooGood: (names: string) =>
    `These tell so well who converts that they must have been known only afterwards, so nothing is proposed of them: ${names}.`,

  tune: {
    title: "Auto-tune",
    hint: "Points may follow history on their own, within bounds that you set. What lies beyond them waits for people among the proposals.",
    on: "On",
    off: "Off",
    isOff: "Points change only when somebody publishes them.",
    everies: { week: "Every week", month: "Every month" },
    next: (day: string) => `next run ${day}`,
    soon: "begins within a minute",
    byPoints: (points: number) => `A rule changes by at most ${count(points, "point", "points")}`,
    byPercent: (percent: number) => `A rule changes by at most ${number(percent)}% of its points`,
    resting: (conversions: number) => `A change rests on at least ${count(conversions, "conversion", "conversions")}`,
    makesDrafts: "This workspace asks for sign-offs, so it makes a draft, and people publish it.",
    set: (who: string, ago: string) => `Set by ${who}, ${ago}`,
    turnOn: "Turn on",
    turnOff: "Turn off",
    change: "Settings",
    formHint:
      "It looks for proposals and publishes those changes of points that lie wholly within the bounds, as a version of its own that can be taken back. It begins at once.",
    every: "How often",
    mostPoints: "Most change of a rule, points",
    mostPercent: "Most change of a rule, %",
    boundsHint:
      "One of these two bounds is needed; where both are there, both hold. They count from the version that somebody published last.",
    leastOutcomes: "Least conversions behind a change",
    excluded: "Rules that only people change",
    excludedHint: "They are left as they are.",
    log: "What it did",
    at: "When",
    did: "What came of it",
    changes: "Changes",
    underWay: "Under way",
    published: (version: number) => `Version ${number(version)} published`,
    outcomes: {
      published: "Published",
      drafted: "Written into a draft",
      nothing: "Nothing to propose",
      held: "Nothing within the bounds",
      stopped: "Ended early",
    },
    because: {
      "version-changed": "Another version went live meanwhile.",
      "publication-under-way": "A version was on its way to being live.",
      "experiment-runs": "An experiment runs on the model.",
      "draft-under-way": "Somebody is at work on a draft.",
      "study-failed": "Looking for proposals failed; the server's log tells why.",
      "study-stopped": "Looking for proposals was stopped.",
      "not-editable": "The text of the model could not be edited.",
      reverted: "What it had published was taken back, so it turned itself off.",
    },
    held: {
      kind: (n: number) => `${number(n)} not about points`,
      excluded: (n: number) => `${number(n)} of rules that only people change`,
      "too-few-outcomes": (n: number) => `${number(n)} resting on too few conversions`,
      "beyond-bounds": (n: number) => `${number(n)} beyond the bounds`,
      dismissed: (n: number) => `${number(n)} dismissed by people`,
    },
    revert: (version: number) => `Go back to version ${number(version)}`,
    revertTitle: (version: number) => `Make version ${number(version)} live again?`,
    revertHint:
      "All scores are worked out by it anew, and nobody is told of bands that change by that. Auto-tune turns itself off instead of running again.",
  },
};

export type Proposals = typeof proposals;
