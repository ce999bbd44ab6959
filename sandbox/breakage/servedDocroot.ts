import { serverStatus } from "../server";
import { breakDocroot, editDocroot, takeUp } from "./aspera";
import type { Breakage } from "./breakage";

/** aspera.conf reads right, and asperanoded serves another docroot: it reads the file at its start alone. */
export const servedDocroot: Breakage<{ pid: number }> = {
  plays: "acme's docroot was edited, asperanoded restarted, and the file put back",
  break({ home }) {
    const { was, is } = breakDocroot(home, () => "s3://s3.amazonaws.com/somebody-elses-bucket/");
    editDocroot(home, is, was);
    const pid = serverStatus(home).asperanoded;
    if (pid === undefined) throw new Error("expected asperanoded to run, it is stopped");
    return { pid };
  },
  heal({ home }, { pid }) {
    if (serverStatus(home).asperanoded !== pid) return false;
    takeUp(home);
    return true;
  },
};
