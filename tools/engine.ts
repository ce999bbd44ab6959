import { ensureEngine } from "../sandbox/engine";

/**
 * Prints the folder of a Pulumi engine, for PATH: the one on PATH if it is new enough, else the official release, whose
 * checksum is compared. What a pipeline runs where nothing is installed.
 */
async function main(): Promise<void> {
  const { binFolder } = await ensureEngine({
    onProgress: console.error,
    ways: ["path", "cache", "download"],
  });
  console.log(binFolder);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
