import { useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { FileDrop } from "../ui/file-drop.tsx";
import { Screen } from "../ui/screen.tsx";
import { ImportForm } from "./import-form.tsx";
import { ImportList } from "./import-list.tsx";
import "./imports.css";

const TYPES = ".csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz";

/** Files in: choose one, see what becomes of its columns, and follow how it is read. */
export function ImportsScreen() {
  const { imports } = useSay().screens.sources;
  const { can } = useMe();
  const [file, setFile] = useState<File | null>(null);
  return (
    <Screen title={imports.title} about={imports.about}>
      {can("write") &&
        (file ? (
          <ImportForm
            key={`${file.name} ${file.size} ${file.lastModified}`}
            file={file}
            onClose={() => setFile(null)}
          />
        ) : (
          <FileDrop
            title={imports.drop}
            hint={imports.dropHint}
            choose={imports.choose}
            types={TYPES}
            onFile={setFile}
          />
        ))}
      <ImportList />
    </Screen>
  );
}
