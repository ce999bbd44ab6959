import { runCommand } from "../../commandLine/runCommand";
import { doctor } from "./command";

runCommand(doctor).then((code) => {
  process.exitCode = code;
});
