import { runCommand } from "../../commandLine/runCommand";
import { preflight } from "./command";

runCommand(preflight).then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
