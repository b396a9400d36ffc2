import { modelJsonSchema } from "@plumbline/scoring";
import { type Command, YES } from "../command.ts";

export const schema: Command = {
  usage: "",
  options: {},
  run: async (_, { out }) => {
    out.write(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
    return YES;
  },
};
