import { Alert, Badge, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { threeDigits } from "../insights/sheet.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type Prediction, watched } from "./prediction.ts";
import { useFeatureSaid } from "./use-feature-said.ts";

const MOST = 5;

type Shown = { readonly prediction: Prediction };

/** Whether the world has changed since the champion learned from it, and when that was looked at. */
export function WatchNotice({ prediction }: Shown) {
  const said = useFeatureSaid(prediction.model);
  const { screens, figures } = useSay();
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const { prediction: say } = screens;
  const seen = watched(prediction);
  if (!seen) return null;
  const { drift, gap, says } = seen;
  const when = say.seen[says](day(dayOf(seen.at)));
  if (says !== "warns") {
    return (
      <Text size="sm" c="dimmed">
        {when}
      </Text>
    );
  }
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
        {when}
      </Text>
    </Alert>
  );
}

/** The same in two words, for the list; nothing where there is no warning. */
export function WatchMark({ prediction }: Shown) {
  const { prediction: say } = useSay().screens;
  const seen = watched(prediction);
  if (seen?.says !== "warns") return null;
  return (
    <Badge
      variant="light"
      color="yellow"
      tt="none"
      leftSection={<IconAlertTriangle size={12} aria-hidden />}
      w="fit-content"
    >
      {say.marks[seen.gap === null ? "drift" : "calibration"]}
    </Badge>
  );
}
