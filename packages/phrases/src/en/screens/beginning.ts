import { count, figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number, list } = figures;

/** What the first run says. */
export const beginning = {
  title: shell.titles.beginning,
  about: "From an empty workspace to the first ranked lead, in a few minutes.",
  hide: "Hide from the menu",
  hidden: "This page is no longer in the menu. You find it in the settings.",
  allDone: "Everything is in place. The first lead is ranked.",
  progress: (done: number, of: number) => `${number(done)} of ${number(of)} done`,
  done: "Done",
  toDo: "Open",
  steps: {
    model: "Choose how leads are scored",
    modelHint:
      "A model says what gives points, and from how many on a lead is ready. Start from one below; every value can be changed.",
    modelDone: (names: string) => `Live: ${names}`,
    sample: "The sample workspace has its model already. Keep it to look around, or choose another.",
    sampleData: "These are the sample’s people. For your own data, open a workspace of your own.",
    own: "Open your own workspace",
    choose: "Choose a model",
    toModels: "To the models",
    data: "Bring in data",
    dataHint: "Connect your website or server, or import a list. Scores follow within seconds.",
    dataDone: (leads: number) => `${count(leads, "lead is", "leads are")} known, with or without a score`,
    connect: "Connect a source",
    import: "Import a list",
    ranked: "See the first ranked lead",
    rankedHint: "As soon as a model is live and somebody is known, the list fills by itself.",
    rankedDone: (name: string, score: string) => `${name} has ${score} points`,
    somebody: "An anonymous visitor",
    toLeads: "To the leads",
    people: "Invite your team",
    peopleHint: "Sales sees who to call and why; marketing builds the model; an analyst checks whether it holds.",
    peopleDone: (n: number) => count(n, "member", "members"),
    invite: "Invite",
  },
  readiness: {
    title: "Will lead scoring pay here?",
    about: "Answered from your own data where they tell. What only people know is asked, and kept.",
    byData: "From your data",
    byPeople: "Your answer",
    verdicts: { yes: "Yes", no: "Not yet", unknown: "Open" },
    answer: (question: string) => `Answer: ${question}`,
    summary: (yes: number, of: number) => `${number(yes)} of ${number(of)} speak for it`,
    lines: {
      "enough-leads": {
        title: "Are there enough leads?",
        why: "With few leads, whoever sells knows them all by name.",
      },
      "steady-inflow": {
        title: "Do new leads come in steadily?",
        why: "A score sorts what keeps coming; a single list can be sorted by hand.",
      },
      "events-arrive": {
        title: "Do events arrive?",
        why: "Without behaviour a score knows only who somebody is, not whether the time is right.",
      },
      "outcomes-known": {
        title: "Is it known what became of leads?",
        why: "Won and lost deals show whether the score is right, and train predictions.",
      },
      "crm-connected": {
        title: "Is the CRM connected?",
        why: "Scores have to be where sales works, and outcomes have to come back.",
      },
      "long-cycle": {
        title: "Do people take weeks to decide?",
        why: "Who decides within days needs an answer, not a score.",
      },
      "sales-answers": {
        title: "Does sales say what it thinks of leads?",
        why: "Accepted and rejected leads are how a model gets better.",
      },
      analyst: {
        title: "Does somebody look after the figures?",
        why: "A model that nobody checks grows old within months.",
      },
      "signed-off": {
        title: "Have marketing and sales signed the model?",
        why: "A hand-off works only where both agree on what is ready.",
      },
      "considered-purchase": {
        title: "Is the purchase a considered one?",
        why: "Scoring pays where people compare and several decide, as in business-to-business.",
      },
      "marketing-and-sales-agree": {
        title: "Do marketing and sales pull together?",
        why: "A score does not settle a conflict about who is a good lead.",
      },
    },
    facts: {
      leads: (n: number, least: number) => `${count(n, "lead", "leads")}; ${number(least)} are enough.`,
      weeks: (weeks: readonly number[]) => `New leads in the last eight weeks: ${list(weeks.map(number))}.`,
      events: (n: number) => `${count(n, "event", "events")} in the last seven days.`,
      outcomes: (n: number, least: number) => `${count(n, "outcome", "outcomes")}; ${number(least)} are enough.`,
      crm: (endpoints: number, files: number) =>
        `${count(endpoints, "webhook", "webhooks")}, ${count(files, "import of outcomes", "imports of outcomes")}.`,
      cycle: (days: number) => `Half of the outcomes came within ${count(days, "day", "days")}.`,
      feedback: (n: number) => `${count(n, "answer", "answers")} in the last ninety days.`,
      analysts: (n: number) => count(n, "analyst in the workspace", "analysts in the workspace"),
      signatures: (n: number) => `${number(n)} of 2 signatures under what is live.`,
    },
  },
  words: {
    title: "Six words that are enough",
    score: "Score",
    scoreIs: "The sum of the points that rules gave. Every point can be traced to what somebody did, or is.",
    fit: "Fit and engagement",
    fitIs: "Who somebody is, and what she does. Both are counted apart, so that a curious student is not a buyer.",
    decay: "Decay",
    decayIs: "What happened long ago counts less. A model says how fast.",
    limit: "Limit",
    limitIs: "However often somebody visits, a rule or group gives only so much.",
    band: "Band",
    bandIs: "From how many points on a lead is ready. Each change of band is an event that can be acted on.",
    handOff: "Hand-off",
    handOffIs: "The band from which sales takes over, accepts or rejects, and says why.",
  },
};

export type Beginning = typeof beginning;
