import type { Syntax } from "../en/syntax.ts";
import { code } from "../notation.ts";

export const syntax = {
  "duplicate-key": () => "这个键出现了两次；请删除其一。",
  indentation: () => "缩进与上文不一致；请对齐。",
  tab: () => "用了制表符缩进；请使用空格。",
  unfinished: () => "有括号或引号没有闭合；请补上。",
  "second-document": () => `从这里的 ${code("---")} 起是第二个模型；请为每个模型单独建一个文件。`,
  other: () => "这不是有效的 YAML；请检查缩进、冒号和引号。",
  empty: () => `文件是空的；${code("plumbline init PRESET")} 可以写出一个起步用的模型。`,
  "too-large": () => "作为模型，它太大了。",
} satisfies Syntax;
