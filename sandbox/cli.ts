import { runVerbs } from "../commandLine/runVerbs";
import { VERBS } from "./verbs";

runVerbs("sandbox", VERBS).then((code) => {
  process.exitCode = code;
});
