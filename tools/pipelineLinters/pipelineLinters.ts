import { join } from "node:path";
import { ensurePython } from "../../sandbox/accounts/python";
import { kitTools } from "../../sandbox/kitTools/kitTools";
import { actionlint } from "./actionlint";

/** What pipelines are linted with: the path of each program. */
export interface PipelineLinters {
  readonly zizmor: string;
  readonly actionlint: string;
  readonly shellcheck: string;
}

/** Installs them where they are missing: zizmor from PyPI, actionlint from the Go module proxy, shellcheck as kits have it. */
export async function pipelineLinters(onProgress: (line: string) => void): Promise<PipelineLinters> {
  const kits = await kitTools(onProgress);
  const python = await ensurePython(
    {
      what: "the pipelines' linter",
      packages: "zizmor 1.30.1",
      name: "zizmor-1.30.1",
      requirements: join(__dirname, "requirements.txt"),
      size: "40 MB, about 5 s",
    },
    { onProgress },
  );
  return {
    zizmor: join(python, "zizmor"),
    actionlint: await actionlint(onProgress),
    shellcheck: join(kits, "shellcheck"),
  };
}
