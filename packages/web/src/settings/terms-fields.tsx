import { Radio, Select, Stack, TagsInput } from "@mantine/core";
import { language } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";
import { Facts } from "./section.tsx";
import type { Terms } from "./use-workspace.ts";

const MODES = ["none", "opt-in", "opt-out"] as const satisfies readonly Terms["mode"][];
const GPCS = ["ignore", "opt-out"] as const satisfies readonly Terms["gpc"][];

/** What is asked of an event: consent, for what, and what Global Privacy Control says. */
export function TermsFields(props: { readonly terms: Terms; readonly onChange: (change: Partial<Terms>) => void }) {
  const { terms, onChange } = props;
  const say = useSay().screens.settings.consent;
  return (
    <>
      <Radio.Group label={say.mode} value={terms.mode} onChange={(mode) => onChange({ mode })}>
        <Stack gap={8} mt={6}>
          {MODES.map((mode) => (
            <Radio key={mode} value={mode} label={say.modes[mode]} description={say.modeHints[mode]} />
          ))}
        </Stack>
      </Radio.Group>
      {terms.mode !== "none" && (
        <TagsInput
          label={say.categories}
          description={say.categoriesHint}
          value={[...terms.categories]}
          onChange={(categories) => onChange({ categories })}
          maxTags={20}
        />
      )}
      <Select
        label={say.gpc}
        data={GPCS.map((one) => ({ value: one, label: say.gpcs[one] }))}
        value={terms.gpc}
        onChange={(gpc) => gpc && onChange({ gpc })}
        allowDeselect={false}
        maw={320}
      />
    </>
  );
}

export function TermsFacts({ terms, countries }: { readonly terms: Terms; readonly countries?: readonly string[] }) {
  const say = useSay().screens.settings.consent;
  const names = new Intl.DisplayNames(useRemembered(language), { type: "region" });
  return (
    <Facts
      items={[
        ...(countries ? [[say.countries, countries.map((code) => names.of(code) ?? code).join(", ")] as const] : []),
        [say.mode, `${say.modes[terms.mode]}. ${say.modeHints[terms.mode]}`],
        ...(terms.mode === "none" ? [] : [[say.categories, terms.categories.join(", ")] as const]),
        [say.gpc, say.gpcs[terms.gpc]],
      ]}
    />
  );
}
