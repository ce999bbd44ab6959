import { runVerbs } from "../../commandLine/runVerbs";
import { VERBS } from "./verbs";

runVerbs("customer", VERBS).then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
