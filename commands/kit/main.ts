import { runCommand } from "../../commandLine/runCommand";
import { kit } from "./command";

runCommand(kit).then((code) => {
  // Connections of AWS may linger; nothing is left to do.
  process.exit(code);
});
