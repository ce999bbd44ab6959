import { runCommand } from "../commandLine/runCommand";
import { bench } from "./command";

runCommand(bench).then((code) => {
  process.exitCode = code;
});
