/*
 * What the stand-in systemctl calls for asperanoded: start, stop, restart or reload. As with systemd's type `notify`, a
 * start is complete when the daemon serves, or has failed.
 */
import { join } from "node:path";
import { daemonProcess, startDaemon, stopDaemon } from "../process/daemon";
import { ASPERANODED, HOST_ROOT } from "./settings";

const PID_FILE = join(HOST_ROOT, "../run/asperanoded.json");

async function main(action: string | undefined): Promise<void> {
  if (action === "reload") {
    const identity = daemonProcess(PID_FILE);
    if (!identity) throw new Error("asperanoded is not running");
    process.kill(identity.pid, "SIGHUP");
    return;
  }
  if (action === "stop" || action === "restart") await stopDaemon(PID_FILE);
  if (action === "start" || action === "restart") {
    await startDaemon({
      name: "asperanoded",
      script: join(__dirname, "noded/main.js"),
      calledAs: ASPERANODED,
      pidFile: PID_FILE,
      logFile: join(HOST_ROOT, "log/asperanoded.log"),
      environment: process.env,
      folder: HOST_ROOT,
    });
  }
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
