import { NativeSelect } from "@mantine/core";
import { LANGUAGES, pickLanguage } from "@plumbline/phrases";
import { IconLanguage } from "@tabler/icons-react";
import { LANGUAGE_NAMES, language, speak } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";

/** In which language one reads; also for whoever cannot read the present one. */
export function LanguageSwitch() {
  const { shell } = useSay().screens;
  const now = useRemembered(language);
  return (
    <NativeSelect
      size="xs"
      variant="unstyled"
      leftSection={<IconLanguage size={16} aria-hidden />}
      aria-label={shell.language}
      data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
      value={now}
      onChange={({ currentTarget }) => speak(pickLanguage(currentTarget.value)).catch(() => undefined)}
    />
  );
}
