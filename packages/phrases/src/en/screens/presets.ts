import { count, figures } from "../figures.ts";

const { number } = figures;

/** What the presets say, wherever they are shown. */
export const presets = {
  title: "Models to start from",
  about: "Each is a whole model with its source. Take one as it is, or change it before it counts.",
  resembles: (product: string) => `Scores like ${product}`,
  bands: "Bands",
  noBands: "It has no bands.",
  rules: "Rules",
  more: (n: number) => count(n, "further rule", "further rules"),
  use: "Score by this model",
  useHint: "Everybody is scored by it, and lists show it first. Whatever else is live stays live.",
  edit: "Change it first",
  working: "Scoring everybody…",
  workingOf: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  live: "It is live.",
  failed: "It could not be made live. Open the model to see why.",
  own: "Plumbline’s own",
  gallery: {
    title: "New model",
    hint: "Each preset is a whole model that you can change. Nothing is scored until you publish it.",
    choose: "Presets",
    name: "Name",
    nameHint: "Conditions, the API and webhooks say it. It never changes.",
    nameWrong: "Letters, digits, space and - _ . +; at most 60 characters, a letter or digit first.",
    nameTaken: "Another model has this name.",
    use: "Use this",
  },
  shape: {
    dimensions: "Dimensions",
    drawing: (rows: string, columns: string) => `Matrix of ${rows} by ${columns}`,
  },
  all: {
    activecampaign: {
      label: "ActiveCampaign style",
      note: "Points once for each rule, which may expire after some months.",
    },
    "bant-gates": {
      label: "BANT with gates",
      note: "Budget, authority, need and timeline: what sales asks anyway, as a score.",
    },
    "behaviour-basics": {
      label: "Behaviour basics",
      note: "The classic first model, if your website and your e-mails are what you know best.",
    },
    eloqua: {
      label: "Eloqua style",
      note: "A profile from A to D and an engagement from 1 to 4: A1 is the best lead.",
    },
    "email-first": {
      label: "E-mail first",
      note: "When the mailing list is your main channel. Openings weigh little: mail programs open by themselves.",
    },
    "fashion-shop": {
      label: "Fashion shop",
      note: "For shops that sell to people: how near somebody is to buying from the new collection.",
    },
    "four-questions-literal": {
      label: "Four questions, literal",
      note: "The same four questions, with the points in the order of the source's text.",
    },
    "four-questions": {
      label: "Four questions",
      note: "Title, department, kind and size of the company: put your own best answers in.",
    },
    "global-b2b": {
      label: "Global B2B",
      note: "For several countries: add a market for each one that behaves differently.",
    },
    "global-steps": { label: "Three steps", note: "The shortest model that tells a reader from a buyer." },
    hubspot: {
      label: "HubSpot style",
      note: "Fit and engagement with limits by group, points that fade every month, and cells from A1 to C3.",
    },
    "letter-grid": {
      label: "Letter grid",
      note: "A letter for who they are, a number for what they do. A1 is called today, D4 is left alone.",
    },
    "live-rank": { label: "Live ranking", note: "Every action moves the lead on a leaderboard from 1 to 100." },
    marketo: {
      label: "Marketo style",
      note: "A behaviour score and a demographic score, as in Marketo's program library.",
    },
    "pain-fit": {
      label: "Pain × fit",
      note: "How urgent the problem is, which sales puts on the lead, and how well you suit each other.",
    },
    pardot: {
      label: "Pardot style",
      note: "A score for what they do, and a grade in thirds of a letter for who they are.",
    },
    "points-guide": {
      label: "Points guide",
      note: "For companies that are found through content, newsletter and social media.",
    },
    predictive: {
      label: "Predictive",
      note: "The probability of a purchase, learnt from won and lost leads. Needs a trained prediction.",
    },
    "score-and-grade": {
      label: "Score and grade",
      note: "How interested they are in you, and beside it how interested you are in them.",
    },
  },
};

export type Presets = typeof presets;
