export { buildSnippet, type Snippet } from "./build-snippet.ts";
