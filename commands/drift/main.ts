import { runCommand } from "../../commandLine/runCommand";
import { drift } from "./command";

runCommand(drift).then((code) => {
  process.exitCode = code;
});
