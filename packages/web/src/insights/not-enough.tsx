import { Alert, List, Text } from "@mantine/core";
import { IconHourglassEmpty } from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton } from "../ui/links.tsx";
import type { Missing } from "./study.ts";

const DAY = 86_400_000;

/** What is missing for an answer, and where it would come from. */
export function NotEnough({ missing, title }: { readonly missing: readonly Missing[]; readonly title?: string }) {
  const { missing: say } = useSay().screens.insights;
  const { can } = useMe();
  const words = useMissingWords();
  const needsOutcomes = missing.some(({ what }) => what === "converted");
  return (
    <Alert variant="light" color="gray" icon={<IconHourglassEmpty />} title={title ?? say.title} role="status">
      <List size="sm">
        {missing.map((one) => (
          <List.Item key={`${one.what} ${"currency" in one ? one.currency : ""}`}>{words(one)}</List.Item>
        ))}
      </List>
      {needsOutcomes && (
        <>
          <Text size="sm" mt="xs">
            {say.outcomesHint}
          </Text>
          {can("sources") && (
            <LinkButton to="/imports" size="xs" variant="default" mt="xs">
              {say.toImports}
            </LinkButton>
          )}
        </>
      )}
    </Alert>
  );
}

function useMissingWords(): (missing: Missing) => string {
  const { missing: say } = useSay().screens.insights;
  const { day } = useTimes();
  return (missing) => {
    if (missing.what === "rate")
      return say.rate(missing.currency, day(new Date(missing.day * DAY).toISOString().slice(0, 10)));
    if (missing.what === "contacts" || missing.what === "costs") return say[missing.what];
    return say[missing.what](missing.needed, missing.found);
  };
}
