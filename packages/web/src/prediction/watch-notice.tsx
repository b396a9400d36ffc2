import { Alert, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { threeDigits } from "../insights/sheet.ts";
import { useSay } from "../say.tsx";
import type { Watched } from "./prediction.ts";
import { useFeatureSaid } from "./use-feature-said.ts";

const MOST = 5;

/** A warning that the world has changed since the champion learned from it. */
export function WatchNotice(props: { readonly watched: Watched; readonly model: string }) {
  const { drift, gap } = props.watched;
  const said = useFeatureSaid(props.model);
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  if (drift.length === 0 && gap === null) return null;
  return (
    <Alert
      variant="light"
      color="yellow"
      icon={<IconAlertTriangle />}
      title={gap === null ? say.driftTitle : say.calibrationTitle}
      role="status"
    >
      <List size="sm">
        {gap !== null && <List.Item>{gap > 0 ? say.gap.above(gap) : say.gap.below(-gap)}</List.Item>}
        {drift.slice(0, MOST).map(({ feature, psi, verdict }) => (
          <List.Item key={feature}>{say.drift[verdict](said(feature), figures.value(threeDigits(psi)))}</List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {say.trainHint}
      </Text>
    </Alert>
  );
}
