import { runCommand } from "../../commandLine/runCommand";
import { policy } from "./command";

runCommand(policy).then((code) => {
  process.exitCode = code;
});
