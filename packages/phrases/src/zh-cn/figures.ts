import { figuresOf } from "../figures.ts";

export const figures = figuresOf("zh-CN", { quotes: ["“", "”"], comma: "、", or: " 或 ", yes: "是", no: "否" });
