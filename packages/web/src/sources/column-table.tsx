import { Badge, Group, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type FilePreview, KNOWN_PROPERTIES, KNOWN_TRAITS } from "@plumbline/connectors/preview";
import { useSay } from "../say.tsx";
import { FIELDS, type FileKind, isNeeded, joinedColumns, type Mapping, type Role } from "./mapping.ts";

type Words = ReturnType<typeof useSay>["screens"]["sources"]["imports"];

const OWN = "own";
const NOTHING = "nothing";
const EXAMPLES = 3;

/** What each column becomes: guessed at first, and changed as one likes. */
export function ColumnTable(props: {
  readonly kind: FileKind;
  readonly preview: FilePreview;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}) {
  const { kind, preview, mapping, onChange } = props;
  const { imports } = useSay().screens.sources;
  const isWide = useMediaQuery("(min-width: 48em)", true);
  const joined = joinedColumns(mapping);
  const guesses = new Map(preview.guesses[kind].guesses.map(({ column, because }) => [column, because]));
  const change = (column: string, role: Role) =>
    onChange(mapping.map((one) => (one.column === column ? { column, role } : one)));
  const examplesOf = (column: string) => (
    <Text size="xs" c="dimmed" truncate>
      {[...new Set(preview.samples.get(column))].slice(0, EXAMPLES).join(" · ")}
    </Text>
  );
  const becomes = ({ column, role }: Mapping[number]) => (
    <Becomes
      kind={kind}
      column={column}
      role={role}
      because={guesses.get(column)}
      onChange={(next) => change(column, next)}
    />
  );
  return (
    <div>
      <Title order={2} size="sm" mb={4}>
        {imports.columns}
      </Title>
      {isWide ? (
        <Table aria-label={imports.columns} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{imports.column}</Table.Th>
              <Table.Th>{imports.examples}</Table.Th>
              <Table.Th>{imports.becomes}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mapping.map((one) => (
              <Table.Tr key={one.column}>
                <Table.Td fw={600}>{one.column}</Table.Td>
                <Table.Td maw={260}>{examplesOf(one.column)}</Table.Td>
                <Table.Td>{becomes(one)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Stack gap="sm">
          {mapping.map((one) => (
            <div key={one.column}>
              <Text size="sm" fw={600}>
                {one.column}
              </Text>
              {examplesOf(one.column)}
              {becomes(one)}
            </div>
          ))}
        </Stack>
      )}
      <Text size="xs" c="dimmed">
        * {imports.required}
        {joined.size > 0 && ` · ${imports.joined} (${[...joined].join(" + ")})`}
      </Text>
    </div>
  );
}

function Becomes(props: {
  readonly kind: FileKind;
  readonly column: string;
  readonly role: Role;
  readonly because: "name" | "values" | undefined;
  readonly onChange: (role: Role) => void;
}) {
  const { kind, column, role, because, onChange } = props;
  const { imports } = useSay().screens.sources;
  const names = kind === "leads" ? KNOWN_TRAITS : KNOWN_PROPERTIES;
  const value = choiceOf(role, names);
  return (
    <Group gap={6} align="center">
      <Select
        size="xs"
        w={220}
        aria-label={`${imports.becomes}: ${column}`}
        searchable
        allowDeselect={false}
        data={choicesOf(kind, names, imports)}
        value={value}
        onChange={(next) => next !== null && onChange(roleOf(next, column))}
      />
      {value === OWN && role.to === "named" && (
        <TextInput
          size="xs"
          w={160}
          aria-label={imports.nameAs(column)}
          value={role.name}
          error={role.name.trim() === ""}
          onChange={({ currentTarget }) => onChange({ to: "named", name: currentTarget.value })}
        />
      )}
      {because && (
        <Text size="xs" c="dimmed" visibleFrom="lg">
          {because === "name" ? imports.guessedByName : imports.guessedByValues}
        </Text>
      )}
    </Group>
  );
}

function choiceOf(role: Role, names: readonly string[]): string {
  if (role.to === "field") return `field:${role.field}`;
  if (role.to === "nothing") return NOTHING;
  return names.includes(role.name) ? `named:${role.name}` : OWN;
}

function roleOf(value: string, column: string): Role {
  if (value === NOTHING) return { to: "nothing" };
  if (value.startsWith("field:")) return { to: "field", field: value.slice("field:".length) };
  return { to: "named", name: value === OWN ? column : value.slice("named:".length) };
}

function choicesOf(kind: FileKind, names: readonly string[], imports: Words) {
  const { who, what } = FIELDS[kind];
  const labels: Readonly<Record<string, string>> = imports.targets;
  const fieldOf = (field: string) => ({
    value: `field:${field}`,
    label: `${labels[field] ?? field}${isNeeded(kind, field) ? " *" : ""}`,
  });
  return [
    { group: imports.identities, items: who.map(fieldOf) },
    ...(what.length > 0 ? [{ group: imports.facts, items: what.map(fieldOf) }] : []),
    {
      group: imports.traits,
      items: [
        { value: OWN, label: kind === "leads" ? imports.ownTrait : imports.ownProperty },
        ...names.map((name) => ({ value: `named:${name}`, label: name })),
      ],
    },
    { group: "", items: [{ value: NOTHING, label: imports.ignore }] },
  ];
}

const SHOWN = 5;

/** The first rows of the file, as they stand. */
export function FirstRows({ preview }: { readonly preview: FilePreview }) {
  const { imports } = useSay().screens.sources;
  const { columns, rows, format } = preview;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Title order={2} size="sm">
          {imports.preview}
        </Title>
        <Badge size="sm" variant="outline">
          {format}
        </Badge>
      </Group>
      <Table.ScrollContainer minWidth={400}>
        <Table className="cells" withTableBorder aria-label={imports.preview} fz="xs">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, SHOWN).map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the file.
              <Table.Tr key={at}>
                {columns.map((column, place) => (
                  <Table.Td key={column}>{cells[place]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
