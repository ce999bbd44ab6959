import { runCommand } from "../../commandLine/runCommand";
import { demo } from "./command";

runCommand(demo).then((code) => {
  process.exitCode = code;
});
