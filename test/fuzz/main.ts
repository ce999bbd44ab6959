import { runCommand } from "../../commandLine/runCommand";
import { fuzz } from "./fuzz";

runCommand(fuzz).then((code) => {
  process.exitCode = code;
});
