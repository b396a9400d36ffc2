import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useFirstSay } from "../say.tsx";
import { useTyped } from "./use-typed.ts";

const TYPING = 250;

/** Searches as one types; what another view or an address says comes into the box. */
export function LeadSearch(props: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}) {
  const { value, onChange, box } = props;
  const { leads: say } = useFirstSay().screens;
  const [text, type] = useTyped(value, onChange, TYPING);
  return (
    <TextInput
      ref={box}
      type="search"
      size="xs"
      className="leads-search"
      placeholder={say.search}
      aria-label={say.search}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value, currentTarget.value.trim())}
    />
  );
}
