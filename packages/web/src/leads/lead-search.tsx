import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useFirstSay } from "../say.tsx";

const TYPING = 250;

/** Searches as one types; what another view or an address says comes into the box. */
export function LeadSearch(props: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}) {
  const { value, onChange, box } = props;
  const { leads: say } = useFirstSay().screens;
  const [typed, setTyped] = useState({ text: value, told: value, seen: value });
  const tell = useDebouncedCallback((told: string) => {
    setTyped((now) => ({ ...now, told }));
    onChange(told);
  }, TYPING);
  if (typed.seen !== value)
    setTyped((now) => ({ ...now, seen: value, ...(value !== now.told && { text: value, told: value }) }));
  return (
    <TextInput
      ref={box}
      type="search"
      size="xs"
      className="leads-search"
      placeholder={say.search}
      aria-label={say.search}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed.text}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped((now) => ({ ...now, text }));
        tell(text.trim());
      }}
    />
  );
}
