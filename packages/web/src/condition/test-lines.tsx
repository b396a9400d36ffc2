import { ActionIcon, Group, NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import type { OfferedPath } from "./editing.ts";
import { OperandInput } from "./operand-input.tsx";
import {
  type Measure,
  measuresOf,
  operandFor,
  operatorsOf,
  type Question,
  type Subject,
  subjectOf,
  type Test,
  testPath,
  testsOf,
  withTests,
} from "./question.ts";

const keyOf = ({ measure, operator }: Pick<Test, "measure" | "operator">) => `${measure}.${operator}`;
const HAPPENED = "happened";

/** What is asked of the subject of a question: operators with their operands, all of which must hold. */
export function TestLines(props: {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
  readonly path: OfferedPath | undefined;
  readonly isWrongAt: (path: readonly string[]) => boolean;
}) {
  const { question, onChange, path, isWrongAt } = props;
  const { condition: say } = useSay().screens;
  const subject = subjectOf(question) ?? "trait";
  const tests = testsOf(question);
  const choices = useChoices(subject, tests);
  if (measuresOf(subject).length === 0) return null;
  const put = (at: number, test: Test | undefined) =>
    onChange(withTests(question, test ? tests.with(at, test) : tests.toSpliced(at, 1)));
  const choose = (at: number, key: string) => {
    if (key === HAPPENED) return put(at, undefined);
    const [measure = "value", operator = ""] = key.split(".") as [Measure, string];
    const operand = operandFor(measure, operator, tests[at]?.operand);
    const test = { measure, operator, operand };
    return onChange(withTests(question, at < tests.length ? tests.with(at, test) : [...tests, test]));
  };
  const mayHappen = subject === "signal";
  const lines = tests.length === 0 ? [undefined] : tests;
  return lines.map((test, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line keeps its focus while its operator changes.
    <Group key={at} gap={4} wrap="wrap" className="condition-test">
      <NativeSelect
        size="xs"
        aria-label={say.operator}
        value={test ? keyOf(test) : HAPPENED}
        onChange={({ currentTarget }) => choose(at, currentTarget.value)}
      >
        {mayHappen && tests.length < 2 && <option value={HAPPENED}>{say.happened}</option>}
        {!test && !mayHappen && <option value={HAPPENED}>…</option>}
        {choices(test)}
      </NativeSelect>
      {test && (
        <OperandInput
          measure={test.measure}
          operator={test.operator}
          operand={test.operand}
          path={path}
          isWrong={isWrongAt(testPath(test))}
          onChange={(operand) => put(at, { ...test, operand })}
        />
      )}
      {tests.length > 1 && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say.removeTest}
          onClick={() => put(at, undefined)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </Group>
  ));
}

/** The operators that a line can still choose, by what they speak of. */
function useChoices(subject: Subject, tests: readonly Test[]) {
  const { condition: say } = useSay().screens;
  const taken = new Set(tests.map(keyOf));
  const words = (measure: Measure, operator: string) => {
    const named: Readonly<Record<string, string>> = measure === "value" ? say.operators : say.amounts;
    const word = named[operator] ?? operator;
    return measure === "value" || measure === "amount" ? word : `${say.measures[measure]}: ${word}`;
  };
  const measures = measuresOf(subject);
  return (own: Test | undefined) =>
    measures.map((measure) => {
      const options = operatorsOf(measure).map((operator) => {
        const key = keyOf({ measure, operator });
        const isTaken = taken.has(key) && (!own || keyOf(own) !== key);
        return (
          <option key={key} value={key} disabled={isTaken}>
            {words(measure, operator)}
          </option>
        );
      });
      return measures.length === 1 ? (
        options
      ) : (
        <optgroup key={measure} label={say.measures[measure]}>
          {options}
        </optgroup>
      );
    });
}

/** The first operator that a question does not ask yet. */
export function nextTest(question: Question): Test | undefined {
  const subject = subjectOf(question);
  const taken = new Set(testsOf(question).map(keyOf));
  const all = (subject ? measuresOf(subject) : []).flatMap((measure) =>
    operatorsOf(measure).map((operator) => ({ measure, operator, operand: operandFor(measure, operator) })),
  );
  return all.find((test) => !taken.has(keyOf(test)));
}
