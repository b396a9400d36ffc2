import "./tree.css";

/**
 * JSON as people read it: a line for each member, what lies deeper can be folded. Its names are those of the API or of
 * whoever sent it, the same in every language.
 */
export function Tree({ value }: { readonly value: unknown }) {
  return (
    <ul className="tree" translate="no">
      {membersOf(value).map(([name, one]) => (
        <Member key={name} name={name} value={one} depth={0} />
      ))}
    </ul>
  );
}

const OPEN_DEPTH = 2;

function Member({ name, value, depth }: { readonly name: string; readonly value: unknown; readonly depth: number }) {
  const isFolder = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isFolder)
    return (
      <li>
        {name !== "" && <span className="tree-name">{name}: </span>}
        <span className="tree-value">{typeof value === "string" ? value : JSON.stringify(value)}</span>
      </li>
    );
  return (
    <li>
      <details open={depth < OPEN_DEPTH}>
        <summary>
          <span className="tree-name">{name}</span>
        </summary>
        <ul>
          {membersOf(value).map(([inner, one]) => (
            <Member key={inner} name={inner} value={one} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [["", value]];
}
