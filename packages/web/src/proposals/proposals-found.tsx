import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { NotEnough } from "../insights/not-enough.tsx";
import { threeDigits } from "../insights/sheet.ts";
import { useSay } from "../say.tsx";
import { Empty } from "../ui/states.tsx";
import { type FoundProposals, KINDS } from "./proposals.ts";

/** What was looked at, what all of it would bring, and why some kinds have nothing. */
export function ProposalsFound({ found }: { readonly found: FoundProposals }) {
  const { screens, figures } = useSay();
  const { proposals: say } = screens;
  const { leads, converted, tried, together, tooGood, silent, proposals } = found;
  const precise = (n: number) => figures.value(threeDigits(n));
  const missing = KINDS.flatMap((kind) => {
    const own = silent[kind];
    return own?.because === "not-enough" ? [own.missing] : [];
  })[0];
  return (
    <Stack gap="sm">
      <Text size="sm">
        {say.found(leads, converted)} {say.tried(tried.conditions)}
      </Text>
      {together?.auc.enough && (
        <Text size="sm">
          {say.together(
            precise(together.auc.first.auc),
            precise(together.auc.second.auc),
            precise(together.auc.interval.low),
            precise(together.auc.interval.high),
          )}
        </Text>
      )}
      {together?.auc.enough && together.auc.interval.high < 0 && (
        <Alert variant="light" color="yellow" icon={<IconAlertTriangle />} role="status">
          {say.worse}
        </Alert>
      )}
      {tooGood.length > 0 && <Text size="sm">{say.tooGood(figures.names(tooGood))}</Text>}
      {proposals.length === 0 &&
        (missing ? <NotEnough missing={missing} /> : <Empty title={say.nothing} hint={say.nothingHint} />)}
      <List size="sm" c="dimmed">
        {KINDS.map((kind) => {
          const own = silent[kind];
          return own && <List.Item key={kind}>{say.silentOf(say.kinds[kind], say.silent[own.because])}</List.Item>;
        })}
      </List>
    </Stack>
  );
}
