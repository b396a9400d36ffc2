import { Autocomplete, NativeSelect, Text, TextInput } from "@mantine/core";
import { useSay } from "../say.tsx";
import { type Offered, type OfferedPath, type Offers, useEditing } from "./editing.ts";
import { NameSelect } from "./operand-input.tsx";
import { newQuestion, type Question, SUBJECTS, type Subject, subjectOf } from "./question.ts";
import { SpanInput } from "./span-input.tsx";
import { TestLines } from "./test-lines.tsx";

type Props = {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
  readonly isWrongAt: (path: readonly string[]) => boolean;
};

/** A question in controls: what is asked about, and what is asked of it. */
export function QuestionFields({ question, onChange, isWrongAt }: Props) {
  const { condition: say } = useSay().screens;
  const { isFilter, offers } = useEditing();
  const subject = subjectOf(question) ?? "trait";
  const paths = usePaths(subject);
  const name = question[subject];
  const path = paths.find((one) => one.path === name);
  return (
    <>
      {!isFilter && (
        <NativeSelect
          size="xs"
          className="condition-subject"
          aria-label={say.subject}
          value={subject}
          data={SUBJECTS.map((one) => ({ value: one, label: say.subjects[one] }))}
          onChange={({ currentTarget }) => onChange(newQuestion(currentTarget.value as Subject))}
        />
      )}
      {subject === "trait" || subject === "account" ? (
        <Autocomplete
          size="xs"
          className="condition-name"
          aria-label={isFilter ? say.field : say.names[subject]}
          placeholder={isFilter ? say.field : say.names[subject]}
          value={String(name)}
          data={[...new Set(paths.map((one) => one.path))]}
          error={isWrongAt([subject])}
          onChange={(next) => onChange({ ...question, [subject]: next })}
        />
      ) : subject === "rate" ? (
        <RateNames question={question} onChange={onChange} isWrongAt={isWrongAt} />
      ) : (
        <NameSelect
          label={say.names[subject]}
          name={String(name)}
          offered={namesFor(subject, offers)}
          isWrong={isWrongAt([subject])}
          onChange={(next) => onChange({ ...question, [subject]: next })}
        />
      )}
      {subject === "signal" && <SignalScope question={question} onChange={onChange} isWrongAt={isWrongAt} />}
      <TestLines question={question} onChange={onChange} path={path} isWrongAt={isWrongAt} />
    </>
  );
}

function usePaths(subject: Subject): readonly OfferedPath[] {
  const { offers, isFilter, of } = useEditing();
  if (isFilter) return offers.events.flatMap(({ fields }) => fields);
  return subject === "account" || of === "account" ? offers.accountTraits : offers.traits;
}

function namesFor(subject: Subject, offers: Offers): readonly Offered[] {
  const names: Readonly<Partial<Record<Subject, readonly Offered[]>>> = {
    signal: offers.signals,
    profile: offers.profiles,
    prediction: offers.predictions,
    segment: offers.segments,
  };
  return names[subject] ?? [];
}

/** A question with a part of its scope changed; what is empty is not said. */
function withPart(question: Question, key: string, part: string): Question {
  const { [key]: _, ...rest } = question;
  return part === "" ? rest : { ...question, [key]: part };
}

function RateNames({ question, onChange, isWrongAt }: Props) {
  const { condition: say } = useSay().screens;
  const { offers } = useEditing();
  const rate = question["rate"] as Question;
  const put = (next: Question) => onChange({ ...question, rate: next });
  return (
    <>
      <NameSelect
        label={say.names.rate}
        name={String(rate["of"])}
        offered={offers.signals}
        isWrong={isWrongAt(["rate", "of"])}
        onChange={(next) => put({ ...rate, of: next })}
      />
      <Text size="xs">{say.per}</Text>
      <NameSelect
        label={say.perSignal}
        name={String(rate["to"])}
        offered={offers.signals}
        isWrong={isWrongAt(["rate", "to"])}
        onChange={(next) => put({ ...rate, to: next })}
      />
      <Window question={rate} onChange={put} isWrong={isWrongAt(["rate", "in"])} />
    </>
  );
}

function Window(props: {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
  readonly isWrong: boolean;
}) {
  const { question, onChange, isWrong } = props;
  const { condition: say } = useSay().screens;
  return (
    <div className="condition-part">
      <Text size="xs" c="dimmed">
        {say.window}
      </Text>
      <SpanInput
        label={say.window}
        units={["d", "w"]}
        value={String(question["in"] ?? "")}
        isWrong={isWrong}
        placeholder="∞"
        onChange={(next) => onChange(withPart(question, "in", next))}
      />
    </div>
  );
}

function SignalScope({ question, onChange, isWrongAt }: Props) {
  const { condition: say } = useSay().screens;
  const { of } = useEditing();
  return (
    <>
      {of === "lead" && (
        <NativeSelect
          size="xs"
          aria-label={say.whose}
          value={String(question["of"] ?? "")}
          data={[
            { value: "", label: say.lead },
            { value: "account", label: say.account },
          ]}
          onChange={({ currentTarget }) => onChange(withPart(question, "of", currentTarget.value))}
        />
      )}
      {question["key"] !== undefined && (
        <TextInput
          size="xs"
          w={120}
          aria-label={say.key}
          placeholder={say.keyHint}
          value={String(question["key"])}
          error={isWrongAt(["key"])}
          onChange={({ currentTarget }) => onChange({ ...question, key: currentTarget.value })}
        />
      )}
      <Window question={question} onChange={onChange} isWrong={isWrongAt(["in"])} />
    </>
  );
}
