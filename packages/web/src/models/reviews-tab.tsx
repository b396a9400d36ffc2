import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { useCivilDay } from "../ui/use-civil-day.ts";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { ReviewPlan } from "./review-plan.tsx";
import { ReviewView } from "./review-view.tsx";

type ListedReview = Answered<"reviews", "list">["items"][number];

/** When a model is looked at, by whom, and what was found each time. */
export function ReviewsTab({ model, review }: { readonly model: WholeModel; readonly review: string | undefined }) {
  if (review !== undefined) return <ReviewView key={review} model={model} id={review} />;
  return (
    <Stack gap="xl">
      <ReviewPlan name={model.name} />
      <Reviews model={model} />
    </Stack>
  );
}

function Reviews({ model }: { readonly model: WholeModel }) {
  const { models } = useSay().screens;
  const { reviews: say } = models;
  const { can } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: "/models/$name" });
  const params = { name: model.name };
  const all = useQuery(ask("reviews", "list", { params, query: {} }));
  const starting = useMutation({
    mutationFn: () => client.reviews.start({ params }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["reviews"] });
      await navigate({ search: { tab: "reviews", review: id } });
    },
  });
  const isUnderWay = all.data?.items.some(({ endedAt }) => endedAt === null) ?? true;
  return (
    <Part
      title={models.tabs.reviews}
      hint={say.startHint}
      actions={
        can("draft") &&
        model.live !== null && (
          <Button loading={starting.isPending} disabled={isUnderWay} onClick={() => starting.mutate()}>
            {say.start}
          </Button>
        )
      }
    >
      <Problem error={starting.error} />
      <Asked query={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say.none}. {say.noneHint}
            </Text>
          ) : (
            <Stack gap="sm">
              {items.map((one) => (
                <Line key={one.id} review={one} />
              ))}
            </Stack>
          )
        }
      </Asked>
    </Part>
  );
}

function Line({ review }: { readonly review: ListedReview }) {
  const { models } = useSay().screens;
  const { reviews: say } = models;
  const author = useAuthor();
  const { instant, day } = useTimes();
  const dayOf = useCivilDay();
  const { id, startedAt, startedBy, endedAt, version, notes } = review;
  return (
    <Stack gap={2} pb="xs" className="models-card" component="article">
      <Group gap="sm">
        <LinkText
          to="/models/$name"
          params={{ name: review.model }}
          search={{ tab: "reviews", review: id }}
          size="sm"
          fw={600}
        >
          {say.title(day(dayOf(startedAt)))}
        </LinkText>
        <Badge variant="light" tt="none" color={endedAt === null ? "blue" : "gray"}>
          {endedAt === null ? say.underWay : say.ended(instant(endedAt))}
        </Badge>
        <Text size="sm" c="dimmed">
          {models.version(version)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {say.started(author(startedBy), instant(startedAt))}
      </Text>
      {notes !== "" && (
        <Text size="sm" lineClamp={2}>
          {notes}
        </Text>
      )}
    </Stack>
  );
}
