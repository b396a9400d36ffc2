import {
  type FileMap,
  newReport,
  openInput,
  type Report,
  readEvents,
  readLeads,
  readMapFile,
} from "@plumbline/connectors";
import { UTC } from "@plumbline/scoring";
import { stringify } from "yaml";
import { type Command, Refusal, YES } from "../command.ts";
import { GATHER_OPTIONS } from "../gather-options.ts";

/** Prints what the columns of files are taken for, as a map that can be changed and given back. */
export const columns: Command = {
  usage: "[--leads FILE] [--events FILE]",
  options: {
    leads: GATHER_OPTIONS["leads"] as Command["options"][string],
    events: GATHER_OPTIONS["events"] as Command["options"][string],
    map: GATHER_OPTIONS["map"] as Command["options"][string],
    encoding: GATHER_OPTIONS["encoding"] as Command["options"][string],
  },
  run: async ({ options: { leads, events, map: mapFile, encoding, json } }, world) => {
    if (typeof leads !== "string" && typeof events !== "string") throw new Refusal(world.say.cli.faults.missingInput());
    const map = typeof mapFile === "string" ? await readMapFile(mapFile) : undefined;
    const read = async (file: unknown, reader: typeof readLeads | typeof readEvents): Promise<FileMap> => {
      if (typeof file !== "string") return {};
      const input = await openInput(file, typeof encoding === "string" ? { encoding } : {});
      const report: Report = newReport();
      for await (const _ of reader(input, { zone: UTC, report, ...(map ? { map } : {}) })) break;
      return report.map ?? {};
    };
    const found = { ...(await read(leads, readLeads)), ...(await read(events, readEvents)) };
    world.out.write(json ? `${JSON.stringify(found)}\n` : stringify(found, { lineWidth: 110 }));
    return YES;
  },
};
