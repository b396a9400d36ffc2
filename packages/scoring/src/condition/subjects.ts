import type { Json } from "../event.ts";
import { remembered } from "../remembered.ts";
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
  /** What the tests say of a text. */
  readonly ofText: (text: string) => number;
};

const BITS = 31;
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
        const tests: ValueTest[] = [];
        const ofText = remembered((text) => bitsOf(tests, text));
        word = words.push({ get, tests, ofNothing: 0, byElement: true, ofText }) - 1;
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
  if (typeof value === "string") return word.ofText(value);
  if (!word.byElement || !Array.isArray(value)) return bitsOf(word.tests, value);
  let bits = 0;
  for (const one of value) if (!Array.isArray(one)) bits |= answerOf(word, one);
  return bits;
}

function bitsOf(tests: readonly ValueTest[], value: Json | undefined): number {
  let bits = 0;
  for (let i = 0; i < tests.length; i++) if ((tests[i] as ValueTest).holds(value, NO_DAY)) bits |= 1 << i;
  return bits;
}
