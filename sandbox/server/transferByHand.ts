import { existsSync } from "node:fs";
import { basename } from "node:path";
import { type TransferFailed, transfer } from "./transfer";

/** Transfer user of the committed dev stack. */
const USER = "acme";

/**
 * Moves a file of this machine through the server, as that user, and looks at what is there then.
 * @returns lines that say it
 * @throws with ascp's own words, when it does not go through
 */
export async function transferByHand({ home }: { home: string }, localFile: string): Promise<string[]> {
  if (!existsSync(localFile))
    throw new Error(`expected a file, got none at ${localFile}\nhint: npm run sandbox -- transfer README.md`);
  const name = basename(localFile);
  try {
    await transfer.put({ home, user: USER, localFile, path: `/${name}` });
    const entries = await transfer.list({ home, user: USER });
    const lines = entries.map(
      ({ basename, type, size }) => `  ${basename}${type === "file" ? `  ${size} bytes` : "/"}`,
    );
    return [`${localFile} went through; in the bucket of ${USER} there is now:`, ...lines];
  } catch (error) {
    const { message } = error as TransferFailed;
    throw new Error(
      `expected ${USER} to transfer ${name}, got: ${message}\n` +
        "hint: `pulumi up --stack dev` makes the way; `npm run drift -- --stack dev` says what is wrong with it",
    );
  }
}
