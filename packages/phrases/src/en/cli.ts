import { code } from "../notation.ts";
import { faults } from "./faults.ts";
import { count, figures } from "./figures.ts";
import { figuresOfTraining, predicted } from "./training.ts";

const { day, names, number, or, percent, points, quote, signed, time } = figures;

const start = (bound: number, exclusive: boolean) => `${exclusive ? "above" : "from"} ${points(bound)}`;

/** What the terminal says. */
export const cli = {
  help: {
    about: "Scores leads by a model, and says why.",
    usage: "Usage",
    commands: "Commands",
    options: "Options",
    more: () => `${code("plumbline COMMAND --help")} says more about a command.`,
  },
  commands: {
    score: "Score a list of leads",
    explain: "Say why a lead has its score, and what would change its band",
    validate: "Check a model",
    test: "Run the examples of models; of all presets, where none is named",
    rules: "List the rules of a model with what each can give at most",
    columns: "Print what the columns of files are taken for, as a map to change and give back",
    schema: "Print the JSON Schema of models, for your editor",
    presets: "List the models that come with it",
    init: "Begin a model from a preset",
    diff: "Compare two models, with data also whom they place differently",
    backtest: "Hold a draft against the live model on what has happened",
    propose: "Propose points, rules, a profile and thresholds from what has happened",
    train: "Learn from what has happened who will convert, into an artefact",
    predict: "Say of each lead how likely it is to convert, by an artefact",
    experiment: "Plan an experiment, put leads into its arms, and tell what it has shown",
    import: "Turn the scoring of another system into a model",
    serve: "Run the server, with a database of its own where none is named",
  },
  options: {
    model: () => "the model, YAML or JSON",
    leads: () => `leads, CSV or JSON; ${code("-")} is the standard input`,
    events: () => `events, CSV or JSON, also gzipped; ${code("-")} is the standard input`,
    map: () => "what the columns mean; guessed where this is not given",
    encoding: () => `the encoding of the files, ${code("utf-8")} by default`,
    asOf: () => "the day to score on, today by default",
    timeZone: () => `the time zone of days, ${code("UTC")} by default`,
    out: () => `the form of the result: ${or(["table", "csv", "ndjson"].map(code))}`,
    top: () => "only so many, the highest first",
    rejects: () => "where to write the rows that could not be read",
    joinByEmail: () => `one e-mail address is one lead, the default; ${code("--no-join-by-email")} keeps them apart`,
    role: () => `what to do: ${or(["collect", "sweep", "jobs", "all"].map(code))}, several with commas`,
    port: () => `the port to listen on, ${code("3000")} by default`,
    host: () => `the address to listen on, ${code("127.0.0.1")} by default`,
    data: () => `the folder of data, ${code("./data")} by default`,
    newAdminLink: () => "print a link with which its holder becomes an admin; for when nobody else can let you in",
    sample: () => `load the sample into a new installation, the default; ${code("--no-sample")} leaves it empty`,
    draft: () => "the draft to be tried, YAML or JSON",
    outcomes: () => "what became of deals, CSV or JSON",
    target: () =>
      `what a lead converts by, ${code("won")} by default: ${or(["opportunity", "won", "accepted"].map(code))}`,
    horizon: () => `within how many days, ${code("90")} by default`,
    artefact: () => "what was trained, as a file",
    artefactOut: () => "where to write the artefact",
    explain: () => "say of this lead alone, why",
    protect: () => "traits by which nobody is to be treated, with commas; age and gender are so anyway",
    allow: () => "features that you have looked at and answer for, with commas",
    perWeek: () => "how many leads sales can work in a week",
    accept: () => "only these proposals go into the draft, by their ids, with commas; all by default",
    band: () => "the band whose start is asked for, the highest by default",
    cost: () => "what it costs to work a lead",
    value: () => "what a lead that converts is worth, in the same currency",
    draftOut: () => "where to write the model with the proposals made",
    modelsOut: () => "the folder in which each model becomes a file",
    seed: () => `of the drawing of days, ${code("1")} by default`,
    baseline: () => `the rate of the control as it is expected, such as ${code("0.05")}`,
    difference: () => `the least difference of rates worth finding, such as ${code("0.01")}`,
    power: () => `how often it is to be found where it exists, ${code("0.8")} by default`,
    alpha: () => `how often one may be found where there is none, ${code("0.05")} by default`,
    arms: () => `the arms with their weights, the control first, ${code("control=1,treatment=1")} by default`,
    name: () => "the name of the experiment: another one puts the same leads into other arms",
    unit: () => `the column that says what is put into an arm as a whole, ${code("unit")} by default`,
    json: () => "print JSON",
    lang: () => "the language",
    help: () => "print this help",
  },

  progress: (events: number, perSecond: number) => `${count(events, "event", "events")}, ${number(perSecond)}/s`,
  progressLeft: (seconds: number) => `${time(seconds)} left`,

  columns: {
    rule: "Rule",
    most: "At most",
    share: "Share",
    lead: "Lead",
    total: "Total",
    band: "Band",
    dimension: "Dimension",
    reasons: "Because",
  },
  summary: {
    scored: (leads: number) => `${count(leads, "lead", "leads")} scored`,
    unscored: (leads: number) => `${number(leads)} without a score`,
    leads: (leads: number) => `${count(leads, "lead", "leads")} read`,
    events: (events: number) => `${count(events, "event", "events")} read`,
    conflicts: (events: number) => `${number(events)} with an id that another event has (the first one stands)`,
    later: (events: number) => `${number(events)} after the day asked for`,
    nobody: (events: number) => `${number(events)} of nobody (no usable id)`,
    noLeadIds: () => "No column says who a lead is, so leads are called by their lines, and no event can be theirs.",
    withoutMessageId: (events: number) =>
      `${count(events, "event has", "events have")} no id of its own, so such an event counts again where it comes again.`,
    noMessageIds: () => "The events have no ids of their own, so an event that comes twice counts twice.",
    stale: (last: number) => `The last event is of ${day(last)}; to score as of then, add ${code("--as-of")}.`,
    misread: (column: string, values: number, line: number, value: string) =>
      `column ${quote(column)}: ${count(values, "value", "values")} could not be read as its kind and stayed text (first in line ${number(line)}: ${quote(value)})`,
    duplicates: (events: number) => count(events, "duplicate", "duplicates"),
    repeated: (rows: number) =>
      `${count(rows, "row", "rows")} of a lead that an earlier row names (the last one stands)`,
    joined: (ids: number) => `${count(ids, "id", "ids")} joined to another lead by e-mail, device or alias`,
    moreRejected: (rows: number) => `and ${number(rows)} more; ${code("--rejects FILE")} writes them all.`,
    missingTrait: (trait: string, rules: readonly string[], suggestion: string | null) =>
      `No lead has the trait ${code(trait)}${rules.length > 0 ? `, for which ${names(rules)} ${rules.length === 1 ? "asks" : "ask"}` : ""}${suggestion === null ? "." : `; did you mean ${code(suggestion)}?`}`,
    predictionUnknown: (model: string, predictions: readonly string[]) =>
      `${quote(model)} asks for what is predicted (${names(predictions)}), which is not known here, so nothing is given for it; add ${code("--artefact FILE")}.`,
    rejected: (rows: number) => `${number(rows)} rejected`,
    rejectedTo: (rows: number, file: string) => `${number(rows)} rejected (see ${file})`,
  },

  valid: (file: string) => `${quote(file)} is a valid model.`,
  invalid: (file: string, problems: number) => `${quote(file)} has ${count(problems, "problem", "problems")}.`,
  tests: {
    passed: (examples: number) => `${count(examples, "example", "examples")} passed`,
    failed: (examples: number) => `${number(examples)} failed`,
    none: () => `the model has no ${code("examples")}.`,
    mismatch: (what: string, expected: string, found: string) => `${code(what)}: expected ${expected}, found ${found}`,
  },
  written: (file: string) => `wrote ${quote(file)}`,

  explain: {
    total: (hundredths: number) => count(hundredths / 100, "point", "points"),
    next: "What comes next",
  },

  training: figuresOfTraining,
  predicted,

  /** A draft held against the live model on the past. */
  backtest: {
    live: "live",
    draft: "draft",
    looked: (told: number, taken: number, converted: number) =>
      `${count(told, "lead", "leads")}, of whom ${number(taken)} were looked at on one day each; ${number(converted)} of them converted.`,
    auc: "AUC",
    handedOver: "handed over",
    ofThem: "of them converted",
    alone: "chosen by this one alone, converted",
    of: (some: number, all: number) => `${number(some)} of ${number(all)}`,
    conversion: "conversion",
    perWeek: "a week",
    better: (difference: string) => `The draft tells leads apart better: its AUC differs by ${difference}.`,
    worse: (difference: string) => `The draft tells leads apart worse: its AUC differs by ${difference}.`,
    undecided: (difference: string) =>
      `The data do not tell which is better: the AUC of the draft differs by ${difference}.`,
    notEnough: () => "There are not enough outcomes to tell which is better.",
    undated: () =>
      "The traits of the list have no date and were taken as always known; what was written into them after a deal makes the figures too good.",
  },

  /** What history would change in a model. */
  propose: {
    kinds: { points: "points", rule: "new rule", profile: "ideal profile", thresholds: "threshold" },
    proposal: "Proposal",
    change: "Change",
    leads: "Leads",
    with: "Conversion with it",
    without: "without",
    false: "False at most",
    looked: (leads: number, converted: number, conditions: number, newest: number) =>
      `${count(leads, "lead", "leads")}, of whom ${number(converted)} converted; ${count(conditions, "condition", "conditions")} tried and the best asked of the newest ${number(newest)}.`,
    times: (rule: string, factor: number) => `${rule}: all points × ${number(factor)}`,
    weighs: (condition: string, weight: number) => `${condition} (weight ${number(weight)})`,
    together: (was: string, to: string, difference: string) =>
      `With all of these points and rules, the AUC on the newest leads is ${to} instead of ${was}; it differs by ${difference}.`,
    tooGood: (names_: readonly string[]) =>
      `Left out, because it tells so well that it must have been known only afterwards: ${names(names_)}`,
    nothing: (kind: string, why: string) => `${kind}: ${why}`,
    because: {
      "not-enough": () => "not enough outcomes yet",
      "score-says-nothing": () => "the score does not tell who converts, so nothing can be put on its scale",
      "nothing-found": () => "nothing found that is sure enough to change",
      "not-asked": () => `not asked for; ${code("--per-week")}, or ${code("--cost")} and ${code("--value")}, would`,
      "no-band": () => "the model has no such band with a start in points",
      "out-of-order": () => "the best start would lie beyond that of the next band",
    },
    thresholdLater: () =>
      "The threshold was chosen for the points as they are, and is left as it was: ask again with the new model.",
    cannotEdit: (file: string) => `${quote(file)} is none that can be edited; give a file of your own.`,
  },

  /** Two arms or more held against one another. */
  experiment: {
    control: "control",
    treatment: "treatment",
    once: "looked at once",
    anytime: "looked at any time",
    arm: "Arm",
    units: "Units",
    converted: "Converted",
    rate: "Rate",
    nothingToFind: () => "There is no such difference: the other rate has to lie between 0 and 1.",
    mixed: (units: number) => `${count(units, "unit", "units")} in more than one arm left out.`,
    withoutUnit: (rows: number) => `${count(rows, "row", "rows")} without a unit left out.`,
    ratioFine: (p: string) => `The arms were filled as planned (${p}).`,
    ratioBroken: (p: string) => `The arms were not filled as planned (${p}): nothing can be concluded.`,
    notEnough: (arm: string) => `${arm}: there are not enough outcomes to tell.`,
    better: (arm: string, difference: string, chance: string) =>
      `${arm} is better: the rates differ by ${difference}; the chance that it is better is ${chance}.`,
    worse: (arm: string, difference: string, chance: string) =>
      `${arm} is worse: the rates differ by ${difference}; the chance that it is better is ${chance}.`,
    undecided: (arm: string, difference: string, chance: string) =>
      `${arm} is undecided: the rates differ by ${difference}; the chance that it is better is ${chance}.`,
  },

  diff: {
    same: () => "The two models say the same.",
    added: (kind: string, name: string) => `${kind} ${quote(name)} added`,
    removed: (kind: string, name: string) => `${kind} ${quote(name)} removed`,
    points: (rule: string, from: number, to: number) => `${rule}: ${signed(from)} → ${signed(to)} points`,
    starts: (band: string, from: readonly [number, boolean], to: readonly [number, boolean]) =>
      `band ${band} starts ${start(...from)} → ${start(...to)}`,
    moved: (kind: string, name: string) => `${kind} ${quote(name)} has changed its place`,
    named: (kind: string, name: string) => `${kind} ${quote(name)}`,
    changed: (part: string, field: string, from: string, to: string) => `${part}, ${code(field)}: ${from} → ${to}`,
    moves: (band: string, enter: number, leave: number) =>
      `${count(enter, "lead enters", "leads enter")} ${band}, ${count(leave, "leaves", "leave")} it`,
    unmoved: () => "No lead changes its band.",
    before: "before",
    after: "after",
    share: (leads: number, share: number) => `${number(leads)} (${percent(share)})`,
  },
  kinds: {
    model: "model",
    total: "total",
    rule: "rule",
    signal: "signal",
    dimension: "dimension",
    group: "group",
    profile: "profile",
    list: "list",
    band: "band",
    market: "market",
  },

  imported: {
    rules: (rules: number) => `${count(rules, "rule", "rules")} taken over`,
    left: (what: string, why: string) => `not taken over: ${quote(what)} (${why})`,
    several: (file: string, models: number) =>
      `${quote(file)} holds ${count(models, "model", "models")}; add ${code("--out FOLDER")} to have a file for each.`,
    notJson: (file: string) => `${quote(file)} is not JSON; save what the system's API answers.`,
    notThisFormat: (file: string, system: string, place: string) =>
      `${quote(file)} is not what ${system} gives${place === "" ? "" : `; look at ${code(place)}`}.`,
    /** Why a part of another system's scoring is not carried over. */
    why: {
      "unknown-kind": () => "this kind has no counterpart here",
      action: () => "what happens at a score belongs in a playbook",
      "time-on-page": () => "it asks for the time on one page up to leaving it",
      "time-away": () => "it asks how long somebody stayed away",
      "repeats-after-count": () => "it gives again and again, but only from a number of times on",
      "time-of-day": () => "it begins or ends within a day; here whole days count",
      pattern: () => "its pattern has wildcards that are not known here",
      "too-long-a-time": () => "its time is longer than can be said here",
      "same-threshold": () => "another threshold stands at the same score",
      "threshold-of-part": () => "it is a threshold of one part of the score",
      "switched-off": () => "it is switched off",
      "not-a-lead": () => "it scores neither leads nor accounts",
      layout: () => "it holds only for records of one page layout",
      "unknown-comparison": () => "its comparison is not known here",
      "value-of-another-field": () => "it compares with another field",
      "sets-score": () => "it sets the score instead of adding to it",
      "unknown-variable": () => "its figure stands in a variable that is not in the file",
      choices: () => "it gives different points by conditions of its own",
      "trigger-with-filters": () => "it asks for an event and for something about the person at once",
      "not-by-event": () => "it does not follow an event",
    },
  },

  faults,
};

export type Cli = typeof cli;
