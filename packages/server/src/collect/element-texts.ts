const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * How the elements of a list are written: of the outer list, or of the one that stands under `member`
 * in the outer object. The text is known to be JSON; where the member comes twice, the last one counts,
 * as for `JSON.parse`. So a single event of a batch can be kept as it came.
 */
export function elementTexts(json: string, member: string): readonly string[] {
  let texts: string[] = [];
  let depth = 0;
  /** How deep the list's elements lie; 0 outside of it. */
  let listDepth = 0;
  let elementAt = 0;
  let key = "";
  const isObject = json.trimStart().startsWith("{");
  let expectsKey = isObject;

  const open = (at: number, isList: boolean): void => {
    depth++;
    if (!isList || depth !== (isObject ? 2 : 1) || (isObject && key !== member)) return;
    listDepth = depth;
    texts = [];
    elementAt = at + 1;
  };
  const endElement = (at: number): void => {
    if (depth !== listDepth) return;
    const text = json.slice(elementAt, at).trim();
    if (text !== "") texts.push(text);
    elementAt = at + 1;
  };
  const close = (at: number): void => {
    endElement(at);
    if (depth === listDepth) listDepth = 0;
    depth--;
  };
  const separate = (at: number): void => {
    endElement(at);
    if (depth === 1) expectsKey = isObject;
  };
  const passString = (at: number): number => {
    const end = endOfString(json, at);
    if (depth === 1 && expectsKey) key = JSON.parse(json.slice(at, end + 1));
    return end;
  };

  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = passString(at);
    else if (code === COMMA) separate(at);
    else if (code === COLON) expectsKey &&= depth !== 1;
    else if (code === OPEN_OBJECT || code === OPEN_LIST) open(at, code === OPEN_LIST);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) close(at);
  }
  return texts;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
