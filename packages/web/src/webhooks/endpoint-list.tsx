import { Alert, Badge, Card, Code, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleOff } from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { byUrgency, type Endpoint, standingOf } from "./endpoint.ts";
import { EndpointActions } from "./endpoint-actions.tsx";
import "./webhooks.css";

const STANDINGS = {
  works: { icon: IconCircleCheck, color: "teal" },
  failing: { icon: IconAlertTriangle, color: "red" },
  disabled: { icon: IconCircleOff, color: "gray" },
} as const;

/** All endpoints, those that fail first. */
export function EndpointList(props: {
  readonly endpoints: readonly Endpoint[];
  readonly onSecret: (secret: string) => void;
}) {
  const { endpoints, onSecret } = props;
  const { webhooks } = useSay().screens;
  const failing = endpoints.filter((one) => standingOf(one) === "failing").length;
  return (
    <Stack gap="sm">
      {failing > 0 && (
        <Alert color="red" icon={<IconAlertTriangle />} py="xs" role="status">
          {webhooks.failingHint(failing)}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        {byUrgency(endpoints).map((endpoint) => (
          <EndpointCard key={endpoint.id} endpoint={endpoint} onSecret={onSecret} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function EndpointCard({
  endpoint,
  onSecret,
}: {
  readonly endpoint: Endpoint;
  readonly onSecret: (secret: string) => void;
}) {
  const { screens, webhooks: words } = useSay();
  const { webhooks } = screens;
  const { can } = useMe();
  const { instant } = useTimes();
  const standing = standingOf(endpoint);
  const { icon: StandingIcon, color } = STANDINGS[standing];
  const labels: Readonly<Record<string, string>> = webhooks.announcements;
  return (
    <Card
      withBorder
      padding="sm"
      component="article"
      aria-label={endpoint.url}
      {...(standing === "failing" && { bd: "1px solid var(--mantine-color-red-6)" })}
    >
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="sm" fw={600} className="address">
            {endpoint.url}
          </Text>
          <Group gap={4} wrap="nowrap" flex="none">
            <Badge
              variant="light"
              tt="none"
              flex="none"
              color={color}
              leftSection={<StandingIcon size={13} aria-hidden />}
            >
              {webhooks[standing]}
            </Badge>
            {can("admin") && <EndpointActions endpoint={endpoint} onSecret={onSecret} />}
          </Group>
        </Group>
        {endpoint.description !== "" && (
          <Text size="sm" c="dimmed">
            {endpoint.description}
          </Text>
        )}
        {standing === "failing" && endpoint.failingSince !== null && (
          <Text size="sm" c="red">
            {webhooks.failingSince(instant(endpoint.failingSince))}
          </Text>
        )}
        {endpoint.disabledBecause !== null && (
          <Text size="sm" c="dimmed">
            {words.disabled[endpoint.disabledBecause]}
          </Text>
        )}
        {endpoint.formerSecretUntil !== null && Date.parse(endpoint.formerSecretUntil) > Date.now() && (
          <Text size="xs" c="dimmed">
            {webhooks.formerSecret(instant(endpoint.formerSecretUntil))}
          </Text>
        )}
        <Group gap={4}>
          {endpoint.types.map((type) => (
            <Code key={type} title={labels[type] ?? type}>
              {type}
            </Code>
          ))}
        </Group>
      </Stack>
    </Card>
  );
}
