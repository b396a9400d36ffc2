import { Autocomplete, Group, NativeSelect } from "@mantine/core";
import type { RulePoints } from "@plumbline/phrases";
import { SpanInput } from "../condition/span-input.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

type Term = NonNullable<Exclude<RulePoints, number>["of"]>;
const KINDS = ["trait", "account", "signal", "profile", "prediction"] as const;
type Kind = (typeof KINDS)[number];

/** The value that points hang on. */
export function TermEditor({ term, onTerm }: { readonly term: Term; readonly onTerm: (term: Term) => void }) {
  const { builder, condition: say } = useSay().screens;
  const { offers, canEdit } = useBuilding();
  const kind = KINDS.find((one) => one in term) ?? "trait";
  const name = (term as Readonly<Record<string, string>>)[kind] ?? "";
  const offered: Readonly<Record<Kind, readonly string[]>> = {
    trait: offers.traits.map(({ path }) => path),
    account: offers.accountTraits.map(({ path }) => path),
    signal: offers.signals.map((one) => one.name),
    profile: offers.profiles.map((one) => one.name),
    prediction: offers.predictions.map((one) => one.name),
  };
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        size="xs"
        label={builder.by}
        value={kind}
        disabled={!canEdit}
        data={KINDS.map((one) => ({ value: one, label: say.subjects[one] }))}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value as Kind;
          onTerm({ [next]: offered[next][0] ?? "" } as Term);
        }}
      />
      <Autocomplete
        size="xs"
        flex={1}
        miw={160}
        aria-label={say.names[kind]}
        value={name}
        readOnly={!canEdit}
        data={[...new Set(offered[kind])]}
        onChange={(next) => onTerm({ ...term, [kind]: next } as Term)}
      />
      {"signal" in term && (
        <SpanInput
          label={say.window}
          value={term.in ?? ""}
          units={["d", "w"]}
          placeholder="∞"
          onChange={(next) => {
            const { in: _, ...rest } = term;
            onTerm(next === "" ? rest : { ...rest, in: next });
          }}
        />
      )}
    </Group>
  );
}
