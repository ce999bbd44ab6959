import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonFolder } from "../../sandbox/accounts/python";

const run = promisify(execFile);

const PACKAGE = "github.com/rhysd/actionlint/cmd/actionlint";

/**
 * The program actionlint, built from the Go module whose checksums go.sum has; once, into the user's cache.
 * @throws where there is no Go, or it cannot build it
 */
export async function actionlint(onProgress: (line: string) => void): Promise<string> {
  const digest = createHash("sha256")
    .update(readFileSync(join(__dirname, "go.sum")))
    .digest("hex");
  const folder = pythonFolder(`actionlint-${digest.slice(0, 12)}`);
  const program = join(folder, "actionlint");
  if (existsSync(program)) return program;
  onProgress(`actionlint: building it from Go modules into ${folder} (8 MB, about 10 s)`);
  mkdirSync(folder, { recursive: true });
  // Renamed when it is whole: two runs at once may both build it, and neither meets a half of it.
  const fresh = `${program}.${process.pid}`;
  try {
    await run("go", ["build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-o", fresh, PACKAGE], {
      cwd: __dirname,
      env: { ...process.env, GOWORK: "off" },
    });
    renameSync(fresh, program);
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    throw new Error(
      `expected go to build actionlint, got: ${stderr.trim().split("\n").pop() || message}\n` +
        "hint: it needs Go 1.21 or later, which gets the version that go.mod asks for, and the Go module proxy",
    );
  } finally {
    rmSync(fresh, { force: true });
  }
  return program;
}
