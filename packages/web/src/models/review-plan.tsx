import { Alert, Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { ownersOf } from "./owners.ts";
import { Part } from "./part.tsx";

type Plan = Answered<"reviews", "plan">;
const EVERY = ["month", "quarter", "none"] as const;

/** How often a model is reviewed, by whom, and when next. */
export function ReviewPlan({ name }: { readonly name: string }) {
  const { reviews: say } = useSay().screens.models;
  const plan = useQuery(ask("reviews", "plan", { params: { name } }));
  const due = useQuery(ask("reviews", "due")).data?.items.find(({ model }) => model === name);
  const { day } = useTimes();
  return (
    <Part title={say.plan}>
      {due && (
        <Alert color="orange" variant="light" icon={<IconClock />} p="xs">
          {say.due} {day(due.dueOn)}
        </Alert>
      )}
      <Asked query={plan} waiting={<Rows count={2} />}>
        {(kept) => <PlanForm key={JSON.stringify(kept)} name={name} kept={kept} />}
      </Asked>
    </Part>
  );
}

function PlanForm({ name, kept }: { readonly name: string; readonly kept: Plan }) {
  const { screens } = useSay();
  const { reviews: say } = screens.models;
  const { can } = useMe();
  const queries = useQueryClient();
  const [plan, setPlan] = useState(kept);
  const put = (change: Partial<Plan>) => setPlan({ ...plan, ...change });
  const isReadOnly = !can("draft");
  const people = useQuery(ask("people", "names"));
  const saving = useMutation({
    mutationFn: () => {
      const { every, owner, nextOn } = plan;
      return client.reviews.putPlan({ params: { name }, body: { every, owner, ...(nextOn && { nextOn }) } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["reviews"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const owners = [
    { value: "", label: say.nobody },
    ...ownersOf(people.data?.items ?? [], plan.owner, screens.lead.colleague),
  ];
  const isChanged = JSON.stringify(plan) !== JSON.stringify(kept);
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={say.every}
          value={plan.every}
          disabled={isReadOnly}
          data={EVERY.map((every) => ({ value: every, label: say.everies[every] }))}
          onChange={({ currentTarget }) => put({ every: currentTarget.value as Plan["every"], nextOn: null })}
        />
        <NativeSelect
          label={say.owner}
          value={plan.owner ?? ""}
          disabled={isReadOnly}
          data={owners}
          onChange={({ currentTarget }) => put({ owner: currentTarget.value || null })}
        />
        {plan.every !== "none" && (
          <TextInput
            type="date"
            label={say.nextOn}
            title={say.nextHint}
            value={plan.nextOn ?? ""}
            disabled={isReadOnly}
            onChange={({ currentTarget }) => put({ nextOn: currentTarget.value || null })}
          />
        )}
        {!isReadOnly && (
          <Button type="submit" variant="default" loading={saving.isPending} disabled={!isChanged}>
            {screens.shell.save}
          </Button>
        )}
      </Group>
      <Problem error={saving.error} />
    </form>
  );
}
