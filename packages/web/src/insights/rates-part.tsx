import { ActionIcon, Button, Card, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { CurrencySelect } from "./currency-select.tsx";
import { refreshMoney } from "./money.ts";
import { MoneyFile } from "./money-file.tsx";

type Known = Answered<"rates", "currencies">["items"][number];

const COLUMNS = "date, currency, rate";

/** Which rates are known, and entering and importing more. */
export function RatesPart() {
  const { money: say } = useSay().screens.insights.kpis;
  const { can } = useMe();
  const query = useQuery(ask("rates", "currencies"));
  const mayChange = can("write");
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {mayChange ? say.ratesHint : say.mayNotChange}
      </Text>
      {mayChange && <RateForm />}
      {mayChange && (
        <MoneyFile
          title={say.fileRates}
          hint={say.fileRatesHint(COLUMNS)}
          onFile={(body) => client.rates.import({ query: {}, body })}
        />
      )}
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.noRates} hint={say.noRatesHint} />
          ) : (
            <Stack gap={0} component="ul" p={0} m={0} className="insights-journeys">
              {items.map((known) => (
                <KnownLine key={`${known.base} ${known.currency}`} known={known} mayChange={mayChange} />
              ))}
            </Stack>
          )
        }
      </Asked>
    </Stack>
  );
}

function KnownLine({ known, mayChange }: { readonly known: Known; readonly mayChange: boolean }) {
  const { money: say } = useSay().screens.insights.kpis;
  const { day } = useTimes();
  const queries = useQueryClient();
  const { base, currency, from, until, days } = known;
  const dropping = useMutation({
    mutationFn: () => client.rates.drop({ query: { base, currency } }),
    onSuccess: () => refreshMoney(queries),
  });
  return (
    <Stack component="li" gap={4} py="xs" className="insights-card">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <Text span inherit fw={600}>
            {base} → {currency}
          </Text>{" "}
          {say.known(day(from), day(until), days)}
        </Text>
        {mayChange && (
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={say.dropRates(currency)}
            loading={dropping.isPending}
            onClick={() => dropping.mutate()}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Problem error={dropping.error} />
    </Stack>
  );
}

function RateForm() {
  const { money: say } = useSay().screens.insights.kpis;
  const queries = useQueryClient();
  const { data: workspace } = useQuery(ask("workspace", "get"));
  const [chosen, setChosen] = useState<string>();
  const base = chosen ?? workspace?.currency ?? "";
  const [currency, setCurrency] = useState("");
  const [day, setDay] = useState("");
  const [rate, setRate] = useState<number | "">("");
  const isSame = base !== "" && base === currency;
  const isWhole = base !== "" && currency !== "" && day !== "" && rate !== "" && rate > 0 && !isSame;
  const adding = useMutation({
    mutationFn: () => client.rates.put({ body: { rates: [{ base, currency, day, rate: rate === "" ? 0 : rate }] } }),
    onSuccess: async () => {
      setRate("");
      await refreshMoney(queries);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) adding.mutate();
  };
  return (
    <Card withBorder padding="sm" component="form" onSubmit={submit}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 4 }}>
          <CurrencySelect label={say.base} value={base} onChange={setChosen} />
          <CurrencySelect
            label={say.quoted}
            value={currency}
            error={isSame ? say.sameCurrency : undefined}
            onChange={setCurrency}
          />
          <TextInput
            type="date"
            label={say.day}
            required
            value={day}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <NumberInput
            label={say.rate}
            required
            min={0}
            decimalScale={6}
            value={rate}
            onChange={(value) => setRate(typeof value === "number" ? value : "")}
          />
        </SimpleGrid>
        <Problem error={adding.error} />
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={adding.isPending} disabled={!isWhole}>
            {say.addRate}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
