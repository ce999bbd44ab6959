import { shellWord } from "../../model/text/shellWord";

/** What a restart of asperanoded means for the customers of one server, where a person decides how it is made. */
export function restartMeans(place: string): string {
  return (
    `a changed docroot restarts asperanoded on ${place} for every customer there: transfers that it runs itself (Node API, ` +
    "Shares, Faspex, Aspera on Cloud) may be cut off, those over SSH are processes of their own; IBM does not say what survives"
  );
}

/** The line that has a stack wait for other customers' transfers. */
export function waitLine(stack: string): string {
  return `pulumi config set aspera:restart whenIdle --stack ${shellWord(stack)}`;
}
