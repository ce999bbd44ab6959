import { runCommand } from "../../commandLine/runCommand";
import { hostKey } from "./command";

runCommand(hostKey).then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
