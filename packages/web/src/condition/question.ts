/** What a question is asked of. */
export const SUBJECTS = ["trait", "account", "signal", "rate", "profile", "prediction", "segment"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** How the operand of an operator is given. */
export type OperandKind =
  | "scalar"
  | "several"
  | "texts"
  | "list"
  | "regex"
  | "number"
  | "range"
  | "flag"
  | "date"
  | "days";

const VALUE_OPERATORS = {
  is: "scalar",
  not: "scalar",
  in: "several",
  inList: "list",
  contains: "texts",
  startsWith: "texts",
  endsWith: "texts",
  matches: "texts",
  regex: "regex",
  exists: "flag",
  gt: "number",
  gte: "number",
  lt: "number",
  lte: "number",
  between: "range",
  before: "date",
  after: "date",
  withinLast: "days",
  withinNext: "days",
  olderThan: "days",
} as const;

const AMOUNT_OPERATORS = {
  atLeast: "number",
  atMost: "number",
  moreThan: "number",
  lessThan: "number",
  is: "number",
  between: "range",
} as const;

/** Of what a test speaks: the value or amount itself, or the days since the last or first time. */
export type Measure = "value" | "amount" | "daysSince" | "daysSinceFirst";
export type Test = { readonly measure: Measure; readonly operator: string; readonly operand: unknown };
/** An atom as data that may be unfinished: what a person is still writing. */
export type Question = Readonly<Record<string, unknown>>;

const AGES = ["daysSince", "daysSinceFirst"] as const;
/** Beside the operators, by subject. */
const SCOPE: Readonly<Record<Subject, readonly string[]>> = {
  trait: [],
  account: [],
  signal: ["of", "key", "in"],
  rate: [],
  profile: [],
  prediction: [],
  segment: [],
};

const isValue = (subject: Subject) => subject === "trait" || subject === "account";
const isObject = (part: unknown): part is Question => typeof part === "object" && part !== null && !Array.isArray(part);

/** The subject of a question; undefined where it has none, or two. */
export function subjectOf(question: Question): Subject | undefined {
  const found = SUBJECTS.filter((subject) => Object.hasOwn(question, subject));
  return found.length === 1 ? found[0] : undefined;
}

/** The operators of a measure, in the order in which they are offered. */
export function operatorsOf(measure: Measure): readonly string[] {
  return Object.keys(measure === "value" ? VALUE_OPERATORS : AMOUNT_OPERATORS);
}

/** Of what the tests of a subject may speak. */
export function measuresOf(subject: Subject): readonly Measure[] {
  if (isValue(subject)) return ["value"];
  if (subject === "segment") return [];
  return subject === "signal" ? ["amount", ...AGES] : ["amount"];
}

export function operandKind(measure: Measure, operator: string): OperandKind {
  const kinds: Readonly<Record<string, OperandKind>> = measure === "value" ? VALUE_OPERATORS : AMOUNT_OPERATORS;
  return kinds[operator] ?? "scalar";
}

const isText = (part: unknown) => typeof part === "string";
const isNumber = (part: unknown) => typeof part === "number" || part === null;
const isScalar = (part: unknown) => isText(part) || isNumber(part) || typeof part === "boolean";
/** Values are told apart by their text. */
const areSeveral = (part: unknown) =>
  Array.isArray(part) && part.every(isScalar) && new Set(part.map(String)).size === part.length;

/** Whether an operand can be shown by the input for its kind; a number may still be missing (null). */
const SHOWABLE: Readonly<Record<OperandKind, (operand: unknown) => boolean>> = {
  scalar: isScalar,
  several: areSeveral,
  texts: (operand) => isText(operand) || (areSeveral(operand) && (operand as readonly unknown[]).every(isText)),
  list: isText,
  regex: isText,
  number: isNumber,
  range: (operand) => Array.isArray(operand) && operand.length === 2 && operand.every(isNumber),
  flag: (operand) => typeof operand === "boolean",
  date: isText,
  days: isText,
};

/** Whether a question is one that the controls can show whole; all others are shown as text, and stay as they are. */
export function isShowable(question: unknown): question is Question {
  if (!isObject(question)) return false;
  const subject = subjectOf(question);
  if (!subject || !isSubjectShowable(subject, question[subject])) return false;
  return Object.entries(question).every(([key, part]) => key === subject || isPartShowable(subject, key, part));
}

function isSubjectShowable(subject: Subject, named: unknown): boolean {
  if (subject !== "rate") return isText(named);
  if (!isObject(named)) return false;
  return (
    isText(named["of"]) &&
    isText(named["to"]) &&
    Object.entries(named).every(([key, part]) => ["of", "to", "in"].includes(key) && isText(part))
  );
}

function isPartShowable(subject: Subject, key: string, part: unknown): boolean {
  if (SCOPE[subject].includes(key)) return isText(part);
  const measures = measuresOf(subject);
  const age = AGES.find((one) => one === key);
  if (age) {
    if (!measures.includes(age) || !isObject(part) || Object.keys(part).length === 0) return false;
    return Object.entries(part).every(([operator, operand]) => isTestShowable(age, operator, operand));
  }
  const [measure] = measures;
  return measure !== undefined && isTestShowable(measure, key, part);
}

function isTestShowable(measure: Measure, operator: string, operand: unknown): boolean {
  return operatorsOf(measure).includes(operator) && SHOWABLE[operandKind(measure, operator)](operand);
}

/** The tests of a question that can be shown, in its order. */
export function testsOf(question: Question): Test[] {
  const subject = subjectOf(question);
  const measure = subject && measuresOf(subject)[0];
  if (!subject || !measure) return [];
  return Object.entries(question).flatMap(([key, part]): Test[] => {
    if (key === subject || SCOPE[subject].includes(key)) return [];
    const age = AGES.find((one) => one === key);
    if (!age) return [{ measure, operator: key, operand: part }];
    return Object.entries(part as Question).map(([operator, operand]) => ({ measure: age, operator, operand }));
  });
}

/** The question with other tests: the first of them stands where the first of the former stood. */
export function withTests(question: Question, tests: readonly Test[]): Question {
  const subject = subjectOf(question);
  const kept = Object.entries(question).filter(([key]) => key === subject || (subject && SCOPE[subject].includes(key)));
  const next: Record<string, unknown> = Object.fromEntries(kept);
  for (const { measure, operator, operand } of tests) {
    if (measure === "value" || measure === "amount") next[operator] = operand;
    else next[measure] = { ...(next[measure] as Question | undefined), [operator]: operand };
  }
  return next;
}

/** Where in a question a test stands. */
export function testPath({ measure, operator }: Test): readonly string[] {
  return measure === "value" || measure === "amount" ? [operator] : [measure, operator];
}

const FIRST_OPERANDS: Readonly<Record<OperandKind, unknown>> = {
  scalar: "",
  several: [],
  texts: "",
  list: "",
  regex: "",
  number: null,
  range: [null, null],
  flag: true,
  date: "",
  days: "30d",
};

/** What another operator starts with: the former operand, where it can take it. */
export function operandFor(measure: Measure, operator: string, former?: unknown): unknown {
  const kind = operandKind(measure, operator);
  const given = (Array.isArray(former) ? (former as readonly unknown[]) : [former]).filter(isGiven);
  return taken(kind, given) ?? FIRST_OPERANDS[kind];
}

const isGiven = (part: unknown) => part !== undefined && part !== null && part !== "";

/** The former operand in the form of a kind; undefined where it does not fit. */
function taken(kind: OperandKind, given: readonly unknown[]): unknown {
  const candidates: Readonly<Partial<Record<OperandKind, unknown>>> = {
    several: given,
    texts: given.length === 1 ? given[0] : given,
    range: [given[0], given[1] ?? null],
  };
  const candidate = kind in candidates ? candidates[kind] : given[0];
  return given.length > 0 && SHOWABLE[kind](candidate) ? candidate : undefined;
}

/** A question to begin with. */
export function newQuestion(subject: Subject, name = ""): Question {
  if (isValue(subject)) return { [subject]: name, is: "" };
  if (subject === "rate") return { rate: { of: name, to: "" }, atLeast: null };
  if (subject === "signal" || subject === "segment") return { [subject]: name };
  return { [subject]: name, atLeast: null };
}
