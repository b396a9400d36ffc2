import type { Syntax } from "../en/syntax.ts";
import { code } from "../notation.ts";

export const syntax = {
  "duplicate-key": () => "這個鍵出現了兩次；請刪除其一。",
  indentation: () => "縮排與上文不一致；請對齊。",
  tab: () => "用了定位字元縮排；請使用空格。",
  unfinished: () => "有括號或引號沒有結束；請補上。",
  "second-document": () => `從這裡的 ${code("---")} 起是第二個模型；請為每個模型單獨建一個檔案。`,
  other: () => "這不是有效的 YAML；請檢查縮排、冒號和引號。",
  empty: () => `檔案是空的；${code("plumbline init PRESET")} 可以寫出一個起步用的模型。`,
  "too-large": () => "作為模型，它太大了。",
} satisfies Syntax;
