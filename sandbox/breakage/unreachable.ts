import { readFileSync } from "node:fs";
import type { HostSettings } from "../server/host/settings";
import { layout } from "../server/layout";
import { daemonProcess, stopDaemon } from "../server/process/daemon";
import { startServer } from "../server/start";
import type { Breakage } from "./breakage";

/** SSH is down: the server cannot be observed. */
export const unreachable: Breakage = {
  plays: "the server's SSH does not answer",
  async break({ home }) {
    if (!(await stopDaemon(layout(home).pidFile("ssh"))))
      throw new Error("expected the server's SSH to be running, it is not");
    return {};
  },
  async heal({ home }) {
    const place = layout(home);
    if (daemonProcess(place.pidFile("ssh"))) return false;
    await startServer({ home, ...(JSON.parse(readFileSync(place.settings, "utf8")) as HostSettings) });
    return true;
  },
};
