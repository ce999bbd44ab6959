import { ensureEngine } from "../sandbox/engine";
import { runTool } from "./runTool";

/**
 * Prints the folder of a Pulumi engine, for PATH: the one on PATH if it is new enough, else the official release, whose
 * checksum is compared. What a pipeline runs where nothing is installed.
 */
async function main(): Promise<undefined> {
  const { binFolder } = await ensureEngine({
    onProgress: console.error,
    ways: ["path", "cache", "download"],
  });
  console.log(binFolder);
}

runTool(main);
