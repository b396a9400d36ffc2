import { Button, Card, Group, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { CurrencySelect } from "./currency-select.tsx";
import { type Cost, refreshMoney } from "./money.ts";

type Written = {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly from: string;
  readonly until: string;
  readonly amount: number | "";
  readonly currency: string;
  readonly note: string;
};

const UTM = { source: "utm_source", medium: "utm_medium", campaign: "utm_campaign" } as const;

/** What a channel cost over some days. What is typed is kept until it is saved or given up. */
export function CostForm({ cost, onDone }: { readonly cost: Cost | undefined; readonly onDone: () => void }) {
  const { insights, shell } = useSay().screens;
  const { money: say } = insights.kpis;
  const queries = useQueryClient();
  const { data: workspace } = useQuery(ask("workspace", "get"));
  const draft = useDraft<Written>(`cost.${cost?.id ?? "new"}`, startOf(cost));
  const { value } = draft;
  const currency = value.currency === "" ? (workspace?.currency ?? "") : value.currency;
  const change = (changed: Partial<Written>) => draft.set({ ...value, ...changed });
  const isReversed = value.from !== "" && value.until !== "" && value.until < value.from;
  const isWhole =
    value.source.trim() !== "" && value.from !== "" && value.until !== "" && value.amount !== "" && currency !== "";
  const saving = useMutation({
    mutationFn: () => {
      const body = bodyOf({ ...value, currency });
      return cost ? client.costs.put({ params: { id: cost.id }, body }) : client.costs.create({ body });
    },
    onSuccess: async () => {
      draft.drop();
      await refreshMoney(queries);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !isReversed) saving.mutate();
  };
  return (
    <Card withBorder padding="sm" component="form" onSubmit={submit}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {(["source", "medium", "campaign"] as const).map((name) => (
            <TextInput
              key={name}
              label={say[name]}
              description={name === "source" ? say.as(UTM[name]) : say.optional}
              required={name === "source"}
              maxLength={200}
              value={value[name]}
              onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 4 }}>
          <TextInput
            type="date"
            label={say.from}
            required
            value={value.from}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={say.until}
            required
            value={value.until}
            error={isReversed && say.reversed}
            onChange={({ currentTarget }) => change({ until: currentTarget.value })}
          />
          <NumberInput
            label={say.amount}
            required
            min={0}
            max={1e12}
            decimalScale={2}
            thousandSeparator=" "
            value={value.amount}
            onChange={(amount) => change({ amount: typeof amount === "number" ? amount : "" })}
          />
          <CurrencySelect label={say.currency} value={currency} onChange={(chosen) => change({ currency: chosen })} />
        </SimpleGrid>
        <TextInput
          label={say.note}
          maxLength={500}
          value={value.note}
          onChange={({ currentTarget }) => change({ note: currentTarget.value })}
        />
        <Problem error={saving.error} />
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              draft.drop();
              onDone();
            }}
          >
            {shell.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!isWhole || isReversed}>
            {shell.save}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function startOf(cost: Cost | undefined): Written {
  return {
    source: cost?.source ?? "",
    medium: cost?.medium ?? "",
    campaign: cost?.campaign ?? "",
    from: cost?.from ?? "",
    until: cost?.until ?? "",
    amount: cost?.amount ?? "",
    currency: cost?.currency ?? "",
    note: cost?.note ?? "",
  };
}

function bodyOf({ source, medium, campaign, amount, ...rest }: Written) {
  const orNull = (text: string) => (text.trim() === "" ? null : text);
  return {
    ...rest,
    source,
    medium: orNull(medium),
    campaign: orNull(campaign),
    amount: amount === "" ? 0 : amount,
  };
}
