import type { Json } from "../event.ts";
import type { Day } from "../zone.ts";
import type { ValueTest } from "./value-test.ts";

/** Where the answer to one question about a value is found: a bit of a word. */
export type Answer = { readonly word: number; readonly bit: number };

/**
 * The questions that a model asks of traits or event fields, gathered by what they are asked of.
 * All questions about one value are answered together, as bits of one word, and the answers to a
 * text are remembered: most leads share their country, industry and page with others. That is
 * several times faster than asking each question anew, and needs no generated code.
 */
export type Subjects<Source> = {
  /** Registers a question; the same path and test text share one bit. */
  ask(path: string, get: (source: Source) => Json | undefined, test: ValueTest, sameAs: string): Answer;
  /** How many words there are, once all questions have been asked. */
  readonly size: () => number;
  /** Answers the questions of one word. */
  answer(word: number, source: Source): number;
  /** Answers the questions of all words. */
  answerAll(answers: Int32Array, source: Source): void;
};

type Word<Source> = {
  readonly get: (source: Source) => Json | undefined;
  readonly tests: ValueTest[];
  /** What the tests say where there is no value. */
  ofNothing: number;
  /** Whether each test passes a list just where it passes one of its elements. */
  byElement: boolean;
  /** Answers to remember; undefined once that has proved to be of no use. */
  known: Map<string, number> | undefined;
  /** How often an answer was found there since it was last empty. */
  hits: number;
};

const BITS = 31;
const REMEMBERED = 10_000;
const NO_DAY: Day = 0;

export function subjectsOf<Source>(): Subjects<Source> {
  const words: Word<Source>[] = [];
  const open = new Map<string, number>();
  const asked = new Map<string, Answer>();

  return {
    ask: (path, get, test, sameAs) => {
      const question = `${path}\n${sameAs}`;
      const before = asked.get(question);
      if (before) return before;
      let word = open.get(path);
      if (word === undefined || (words[word]?.tests.length ?? 0) >= BITS) {
        word = words.push({ get, tests: [], ofNothing: 0, byElement: true, known: new Map(), hits: 0 }) - 1;
        open.set(path, word);
      }
      const about = words[word] as Word<Source>;
      const answer = { word, bit: 1 << (about.tests.push(test) - 1) };
      about.ofNothing = bitsOf(about.tests, undefined);
      about.byElement &&= test.byElement;
      asked.set(question, answer);
      return answer;
    },
    size: () => words.length,
    answer: (index, source) => {
      const word = words[index] as Word<Source>;
      return answerOf(word, word.get(source));
    },
    answerAll: (answers, source) => {
      for (let i = 0; i < words.length; i++) {
        const word = words[i] as Word<Source>;
        answers[i] = answerOf(word, word.get(source));
      }
    },
  };
}

function answerOf<Source>(word: Word<Source>, value: Json | undefined): number {
  if (value === undefined) return word.ofNothing;
  if (typeof value === "string") return answerOfText(word, value);
  if (!word.byElement || !Array.isArray(value)) return bitsOf(word.tests, value);
  let bits = 0;
  for (const one of value) if (!Array.isArray(one)) bits |= answerOf(word, one);
  return bits;
}

function answerOfText<Source>(word: Word<Source>, text: string): number {
  const { known, tests } = word;
  if (known === undefined) return bitsOf(tests, text);
  const before = known.get(text);
  if (before === undefined) return remember(word, known, text);
  word.hits += 1;
  return before;
}

function remember<Source>(word: Word<Source>, known: Map<string, number>, text: string): number {
  const bits = bitsOf(word.tests, text);
  if (text.length > 200) return bits;
  if (known.size >= REMEMBERED) {
    // Mail addresses and the like hardly ever come again: looking for them costs more than it saves.
    if (word.hits < REMEMBERED) word.known = undefined;
    known.clear();
    word.hits = 0;
  }
  known.set(text, bits);
  return bits;
}

function bitsOf(tests: readonly ValueTest[], value: Json | undefined): number {
  let bits = 0;
  for (let i = 0; i < tests.length; i++) if ((tests[i] as ValueTest).holds(value, NO_DAY)) bits |= 1 << i;
  return bits;
}
