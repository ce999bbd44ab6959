import { runCommand } from "../../commandLine/runCommand";
import { report } from "./command";

runCommand(report).then((code) => {
  process.exitCode = code;
});
