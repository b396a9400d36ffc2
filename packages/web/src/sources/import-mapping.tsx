import { Alert, Button, Group, Progress, Radio, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { ApiError } from "@plumbline/api";
import type { FilePreview } from "@plumbline/connectors/preview";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ask, client, clientBy } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { ColumnTable, FirstRows } from "./column-table.tsx";
import { EncodingChoice } from "./encoding-choice.tsx";
import { type FileKind, guessedMapping, likelyKind, type Mapping, mapOf, missingOf } from "./mapping.ts";
import { type Encoding, needsRecoding, recoded } from "./read-file.ts";
import { tellingFetch } from "./telling-fetch.ts";

const MOST_BYTES = 4 * 1024 ** 3;
const NEW = "new";
const KINDS = ["leads", "events", "outcomes"] as const satisfies readonly FileKind[];

type Chosen = { readonly kind: FileKind; readonly mappings: Readonly<Partial<Record<FileKind, Mapping>>> };

/** What the file holds, what becomes of its columns, and sending it. */
export function ImportMapping(props: {
  readonly file: File;
  readonly preview: FilePreview;
  readonly encoding: Encoding;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly onDone: () => void;
}) {
  const { file, preview, encoding, onEncoding, onDone } = props;
  const { imports } = useSay().screens.sources;
  // Of a file with the same columns, the choice made before still stands after a reload.
  const draft = useDraft<Chosen>(`import.${preview.columns.join("\n")}`, { kind: likelyKind(preview), mappings: {} });
  const { kind, mappings } = draft.value;
  const mapping = mappings[kind] ?? guessedMapping(kind, preview);
  const isAsItIs = kind === "events" && preview.isSegmentLog;
  const missing = isAsItIs ? [] : missingOf(kind, mapping);
  const isTooLarge = file.size > MOST_BYTES;
  const query = { kind, fileName: file.name, ...mapSaid(isAsItIs ? undefined : mapOf(kind, mapping, preview)) };
  return (
    <Stack>
      <Radio.Group
        label={imports.holds}
        value={kind}
        onChange={(value) => draft.set({ ...draft.value, kind: value as FileKind })}
      >
        <Group mt={6} gap="lg">
          {KINDS.map((one) => (
            <Radio key={one} value={one} label={imports.kinds[one]} description={imports.kindHints[one]} />
          ))}
        </Group>
      </Radio.Group>
      {isAsItIs ? (
        <Alert icon={<IconInfoCircle />}>{imports.asItIs}</Alert>
      ) : (
        <ColumnTable
          kind={kind}
          preview={preview}
          mapping={mapping}
          onChange={(next) => draft.set({ kind, mappings: { ...mappings, [kind]: next } })}
        />
      )}
      <FirstRows preview={preview} />
      {missing.map((what) => (
        <Alert key={what} color="orange" icon={<IconAlertTriangle />} py="xs" role="status">
          {imports.missing[what]}
        </Alert>
      ))}
      {isTooLarge && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {imports.tooLarge}
        </Alert>
      )}
      <Sending
        file={file}
        encoding={encoding}
        onEncoding={onEncoding}
        query={query}
        isReady={missing.length === 0 && !isTooLarge}
        onDone={() => {
          draft.drop();
          onDone();
        }}
      />
    </Stack>
  );
}

function mapSaid(map: object | undefined): { readonly map?: string } {
  return map === undefined ? {} : { map: JSON.stringify(map) };
}

type SendingProps = {
  readonly file: File;
  readonly encoding: Encoding;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly query: { readonly kind: FileKind; readonly fileName: string; readonly map?: string };
  readonly isReady: boolean;
  readonly onDone: () => void;
};

function Sending({ file, encoding, onEncoding, query, isReady, onDone }: SendingProps) {
  const { screens } = useSay();
  const { shell, sources } = screens;
  const { imports } = sources;
  const queries = useQueryClient();
  const { choices, source, setSource, idOf } = useSourceOf();
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController>(undefined);
  const send = useMutation({
    mutationFn: async () => {
      setShare(0);
      stop.current = new AbortController();
      const { signal } = stop.current;
      const body = needsRecoding(encoding) ? await recoded(file, encoding, signal) : file;
      const asked = { query: { ...query, source: await idOf() }, body };
      return clientBy({ fetch: tellingFetch(setShare) }).imports.create(asked, { signal });
    },
    onSuccess: async () => {
      notifications.show({ message: imports.uploaded(file.name) });
      await queries.invalidateQueries({ queryKey: ["imports"] });
      onDone();
    },
  });
  const isStopped = stop.current?.signal.aborted === true;
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <Select
          label={imports.source}
          allowDeselect={false}
          data={choices}
          value={source}
          onChange={(value) => value !== null && setSource(value)}
        />
        <EncodingChoice value={encoding} onChange={onEncoding} />
        <Button disabled={!isReady || source === null} loading={send.isPending} onClick={() => send.mutate()}>
          {imports.start}
        </Button>
        {send.isPending && (
          <Button variant="default" onClick={() => stop.current?.abort()}>
            {shell.cancel}
          </Button>
        )}
      </Group>
      {send.isPending && (
        <div>
          <Text size="sm" aria-live="polite">
            {imports.uploading(share)}
          </Text>
          <Progress value={share * 100} aria-label={imports.uploading(share)} />
        </div>
      )}
      {send.error instanceof ApiError && <Problem error={send.error} />}
      {send.error && !isStopped && !(send.error instanceof ApiError) && (
        <Alert color="red" icon={<IconAlertTriangle />} role="alert">
          {imports.uploadFailed}
        </Alert>
      )}
    </Stack>
  );
}

/** As whose events the file is read: a source for files, which is made where there is none. */
function useSourceOf() {
  const { imports } = useSay().screens.sources;
  const { can } = useMe();
  const queries = useQueryClient();
  const all = useQuery(ask("sources", "list"));
  const [chosen, setSource] = useState<string>();
  const known = (all.data?.items ?? []).filter(({ kind, disabledAt }) => kind !== "internal" && disabledAt === null);
  const choices = known.map(({ id, name }) => ({ value: id, label: name }));
  const forFiles = known.find(({ kind }) => kind === "import");
  const usual = forFiles?.id ?? (can("keys") ? NEW : known[0]?.id);
  return {
    choices: can("keys") && !forFiles ? [{ value: NEW, label: imports.newSource }, ...choices] : choices,
    source: chosen ?? usual ?? null,
    setSource,
    idOf: async (): Promise<string> => {
      const source = chosen ?? usual ?? NEW;
      if (source !== NEW) return source;
      const made = await client.sources.create({ body: { name: imports.title, kind: "import" } });
      await queries.invalidateQueries({ queryKey: ["sources"] });
      setSource(made.id);
      return made.id;
    },
  };
}
