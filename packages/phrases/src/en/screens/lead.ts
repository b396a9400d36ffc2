import { count, figures } from "../figures.ts";
import { leadIdentities } from "./lead-identities.ts";

const { number, percent, quote } = figures;

/** What the screen of a lead says. */
export const lead = {
  title: "Lead",
  model: "Model",
  you: "you",
  colleague: "a colleague",
  byKey: (key: string) => `API key ${key}`,
  reason: "Reason",
  day: "Day",
  at: "When",

  head: {
    owner: "Owner",
    nobody: "Nobody yet",
    changeOwner: "Change the owner",
    noOwner: "Give it up",
    addTag: "Add a tag",
    dropTag: (tag: string) => `Remove the tag ${quote(tag)}`,
    firstSeen: "First seen",
    lastSeen: "Last seen",
  },

  score: {
    title: "Score",
    noModel: "No model is live",
    noModelHint: "Publish a model, and this lead has a score.",
    reasons: "What counts most",
    outlook: "What would change it",
    zone: (band: string) => `By score alone it would be in ${band}; a margin or a cool-down keeps the band as it is.`,
    now: (total: string, band: string) => `The score is now ${total}, ${band}`,
  },

  why: {
    title: "Why",
    titleOn: (day: string) => `Why, on ${day}`,
    adds: (total: string) => `These lines add up to ${total}`,
    addsNot: (sum: string, total: string) => `These lines come to ${sum}, but the score is ${total}`,
    total: "Total",
    nothing: "Nothing counts here yet.",
    of: (points: string) => `of ${points}`,
    open: (rule: string) => `What ${quote(rule)} stands on`,
    faded: (n: number) => `${count(n, "rule gives", "rules give")} nothing any more`,
    hide: "Hide them",
    left: "Left of it",
  },

  evidence: {
    days: "Day by day",
    events: "Events",
    noEvents: "The events are no longer kept; the days still say what counted.",
    traits: "What is known, and since when",
    nothing: "Nothing is kept of this.",
    amount: "Amount",
    points: "Points",
    limited: "Limit took",
    decayed: "Age took",
    left: "Left",
    kept: (part: number) => `${percent(part)} left by age`,
    all: (n: number) => `All ${count(n, "day", "days")}`,
    more: "Older events",
    ofAccount: "Counted for the whole account",
    asKnownNow: "Evidence is shown as it is known now.",
  },

  past: {
    slider: "Day of the score",
    field: "Another day",
    today: "Today",
    earlier: "Day before",
    later: "Day after",
    knownNow: "As known now",
    knownThen: "As known then",
    hint: "Known then: without what arrived, or was corrected, after that day.",
    isPartial: "Events of this lead are so old that they have been forgotten: what they counted is missing here.",
  },

  history: {
    title: "History",
    chart: "Score over time",
    empty: "The score has not changed yet.",
    hint: "Press a day to see why.",
    band: "Band",
    score: "Score",
    entered: "Change of band",
  },

  timeline: {
    title: "Timeline",
    kinds: {
      event: "Events",
      transition: "Bands",
      adjustment: "Adjustments",
      note: "Notes",
      feedback: "Feedback",
    },
    fresh: (n: number) => `Show ${count(n, "new entry", "new entries")}`,
    nothing: "Nothing has happened yet.",
    nothingFits: "Nothing of this kind among what was looked through.",
    more: "Look further back",
    entered: (band: string) => `Entered ${band}`,
    leftAll: "Fell below every band",
    from: (band: string) => `from ${band}`,
    muted: "told to nobody",
    adjusted: (points: string, dimension: string) => `${points} ${dimension}`,
    noteBy: (by: string) => `Note by ${by}`,
    feedbackBy: (state: string, by: string) => `${state} by ${by}`,
    received: "received",
    traffic: "traffic",
    consent: "consent",
    flags: "flags",
  },

  /** Why the band of a lead changed. */
  causes: {
    event: "by an event",
    day: "as time passed",
    merge: "by a merge",
    publish: "by a new version of the model",
    adjustment: "by an adjustment",
    account: "by its account",
    standing: "by what the person decided",
  },

  sales: {
    title: "What to do",
    accept: "Accept",
    reject: "Reject",
    recycle: "Recycle",
    why: "Why is it rejected?",
    whyBack: "Why does it go back?",
    chooseReason: "Choose a reason",
    comment: "Comment",
    returnOn: "Hand over again from",
    until: (day: string) => `until ${day}`,
    handedOn: (when: string) => `Handed over on ${when}`,
    contactedAfter: (time: string) => `first contact ${time} later`,
    notContacted: "nobody has made contact since",
    readOnly: "Your role may look, but not answer.",
  },

  /** Where a lead is on its way. */
  stages: {
    nurture: "In nurture",
    "handed-off": "Handed to sales",
    accepted: "Accepted by sales",
    recycled: "Back in nurture",
    rejected: "Rejected by sales",
    opportunity: "Opportunity",
    customer: "Customer",
    lost: "Lost",
  },

  /** What a rep does about it now. */
  advice: {
    answer: "Answer the hand-off: accept it, reject it, or recycle it.",
    contact: "Make the first contact.",
    "follow-up": "Follow up on the last contact.",
    nurture: "Leave it to marketing; there is nothing to do for sales.",
    wait: "Wait for the day on which it comes back.",
    close: "Win the open opportunity.",
    none: "There is nothing to do.",
  },

  /** Why a lead is rejected or goes back. */
  feedbackReasons: {
    "bad-fit": "Does not fit",
    "no-budget": "No budget",
    "wrong-contact": "Wrong contact",
    competitor: "Competitor",
    duplicate: "Duplicate",
    "not-interested": "Not interested",
    unreachable: "Cannot be reached",
    other: "Other",
  },

  journey: {
    title: "Done so far",
    nothing: "Nobody has done anything about this lead yet.",
    all: (n: number) => `All ${count(n, "step", "steps")}`,
    times: (n: number) => `${number(n)}×`,
  },

  /** What was done towards a lead, or became of it. */
  steps: {
    contact: "Contact",
    mail: "Mail",
    meeting: "Meeting",
    reply: "Reply",
    band: "Band",
    feedback: "Feedback",
    note: "Note",
    outcome: "Outcome",
  },

  notes: {
    title: "Notes",
    write: "Write a note",
    nothing: "No notes yet.",
    changed: "changed",
    delete: "Delete the note",
    deleteHint: "It cannot be brought back.",
    edit: "Edit the note",
  },

  adjust: {
    title: "Adjust by hand",
    hint: "Points beside the rules, with a reason that everybody reads.",
    dimension: "Dimension",
    points: "Points",
    until: "Last day (if it ends)",
    give: "Adjust the score",
    end: "End it",
    endHint: "From today on it does not count any more. Past scores keep it.",
    ended: "ended",
    tookBack: "Took an adjustment back",
    untilDay: (day: string) => `until ${day}`,
    for: "Why",
  },

  whatIf: {
    title: "What if",
    hint: "Try an event or another trait. Nothing is stored.",
    event: "Event",
    page: "Page",
    name: "Event name",
    path: "Page path",
    times: "Times",
    addEvent: "Add an event",
    trait: "Trait",
    value: "Value",
    addTrait: "Change a trait",
    drop: (what: string) => `Leave out ${quote(what)}`,
    before: "Now",
    after: "Then",
    same: "Score and band would stay as they are.",
    clear: "Start over",
  },

  people: leadIdentities,

  duplicates: {
    title: "Possible duplicates",
    about: "Leads that are likely one person. Compare them, and merge them or say that they are two.",
    none: "No duplicates",
    noneHint: "Leads with similar names, addresses or phone numbers show up here.",
    more: "Show more",
    likeness: (of100: number) => `${number(of100)} of 100 alike`,
    compare: "Compare",
    dismiss: "Two people",
    reasons: {
      "same-address": "same e-mail address",
      "same-phone": "same phone",
      "same-name": "same name",
      "transposed-name": "same name, turned round",
      "same-company": "same company",
      "same-domain": "same domain",
    },
  },

  account: {
    title: "Account",
    none: "Belongs to no account.",
    open: "Open the account",
    alone: "Nobody else is known there.",
    more: (n: number) => `and ${number(n)} more`,
  },

  standing: {
    title: "Consent",
    mayBeScored: "May be scored",
    mayNot: (because: string) => `May not be scored: ${because}`,
    hint: "What the person told you is recorded as an event.",
    says: {
      "objection-raised": "Objects to being scored",
      "objection-withdrawn": "Takes the objection back",
      "consent-given": "Gives consent",
      "consent-withdrawn": "Withdraws consent",
    },
    record: "Record a decision",
    how: "How do you know?",
  },

  traits: {
    title: "Traits",
    search: "Search traits",
    nothing: "No traits yet.",
    nothingFits: "No trait fits.",
    name: "Trait",
    value: "Value",
  },

  erase: {
    title: "Erase this person",
    hint: "Events, identities, traits, scores, notes and feedback are erased for good. What is still sent about this person is not kept.",
    type: (text: string) => `Type ${quote(text)} to confirm`,
    act: "Erase for good",
    done: (events: number, identities: number) =>
      `Erased: ${count(events, "event", "events")}, ${count(identities, "identity", "identities")}`,
  },
};

export type Lead = typeof lead;
