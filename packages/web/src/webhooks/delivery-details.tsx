import { Alert, Box, Button, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { Tree } from "../ui/tree.tsx";

/** One delivery: what is sent, how often it was tried, what came back, and sending it again. */
export function DeliveryDetails(props: {
  readonly id: string;
  readonly urlOf: (id: string) => string;
  readonly onClose: () => void;
}) {
  const { id, urlOf, onClose } = props;
  const { screens, webhooks: words } = useSay();
  const { webhooks, shell } = screens;
  const { can } = useMe();
  const { instant } = useTimes();
  const queries = useQueryClient();
  const params = { id };
  const whole = useQuery(ask("deliveries", "get", { params }));
  const redeliver = useMutation({
    mutationFn: () => client.deliveries.redeliver({ params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={webhooks.details}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Asked query={whole}>
        {(delivery) => {
          const { lastStatus, lastProblem, lastAt, nextAt } = delivery;
          const labels: Readonly<Record<string, string>> = webhooks.announcements;
          const answer = [
            lastStatus === null ? null : webhooks.answerStatus(lastStatus),
            lastProblem === null ? null : words.problems[lastProblem],
          ].filter((one) => one !== null);
          const facts = [
            [webhooks.endpoint, urlOf(delivery.endpoint)],
            [webhooks.type, labels[delivery.type] ?? delivery.type],
            [webhooks.state, webhooks.states[delivery.state]],
            [webhooks.created, instant(delivery.createdAt)],
            [webhooks.attempts, webhooks.attemptsMade(delivery.attempts)],
            [webhooks.lastTry, lastAt && instant(lastAt)],
            [webhooks.nextTry, nextAt && instant(nextAt)],
            [webhooks.answer, answer.length > 0 ? answer.join(": ") : webhooks.noAnswer],
          ] as const;
          return (
            <Stack>
              <Box component="dl" className="facts">
                {facts
                  .filter(([, value]) => value !== null)
                  .map(([label, value]) => (
                    <div key={label}>
                      <Text component="dt" size="xs" c="dimmed">
                        {label}
                      </Text>
                      <Text component="dd" size="sm" className="address">
                        {value}
                      </Text>
                    </div>
                  ))}
              </Box>
              <Text size="xs" c="dimmed">
                {webhooks.answerHint}
              </Text>
              <section>
                <Title order={3} size="sm" mb={4}>
                  {webhooks.payload}
                </Title>
                <Tree value={delivery.payload} />
              </section>
              <Problem error={redeliver.error} />
              {redeliver.data && <Alert role="status">{webhooks.redelivered}</Alert>}
              {can("admin") && (
                <Group>
                  <Button
                    variant="light"
                    leftSection={<IconSend size={16} aria-hidden />}
                    loading={redeliver.isPending}
                    onClick={() => redeliver.mutate()}
                  >
                    {webhooks.redeliver}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Asked>
    </Drawer>
  );
}
