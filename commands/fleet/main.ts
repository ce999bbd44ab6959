import { runCommand } from "../../commandLine/runCommand";
import { fleet } from "./command";

runCommand(fleet).then((code) => {
  process.exitCode = code;
});
