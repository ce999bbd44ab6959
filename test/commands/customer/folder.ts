import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A project's folder of the tests' own, in which commands write; entered, and left and removed again. */
export class ProjectFolder {
  readonly path = mkdtempSync(join(tmpdir(), "customer-"));
  private readonly before = process.cwd();

  constructor() {
    process.chdir(this.path);
  }

  leave(): void {
    process.chdir(this.before);
    rmSync(this.path, { recursive: true, force: true });
  }
}
