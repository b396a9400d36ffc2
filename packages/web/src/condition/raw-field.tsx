import { Textarea } from "@mantine/core";
import { useState } from "react";
import { parse, stringify } from "yaml";
import { useSay } from "../say.tsx";
import type { Row } from "./condition-tree.ts";
import { isShowable } from "./question.ts";

/** What the controls cannot show, as YAML; it goes back into controls as soon as they can show it. */
export function RawField(props: { readonly value: unknown; readonly onChange: (row: Partial<Row>) => void }) {
  const { value, onChange } = props;
  const { condition: say } = useSay().screens;
  const [text, setText] = useState(() => stringify(value).trimEnd());
  const [isBroken, setBroken] = useState(false);
  const keep = (next: string) => {
    setText(next);
    try {
      onChange({ question: parse(next) as unknown });
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <Textarea
      size="xs"
      className="condition-raw"
      label={say.raw}
      description={say.rawHint}
      value={text}
      autosize
      minRows={1}
      maxRows={12}
      spellCheck={false}
      error={isBroken ? say.rawBroken : undefined}
      onChange={({ currentTarget }) => keep(currentTarget.value)}
      onBlur={() => {
        if (!isBroken && isShowable(parse(text))) onChange({ question: parse(text) as unknown, isRaw: false });
      }}
    />
  );
}
