/** Runs a tool whose number is its exit code, nothing is 0. What goes wrong is said in its own words, and is 1. */
export function runTool(main: () => Promise<number | undefined>): void {
  main().then(
    (code = 0) => {
      process.exitCode = code;
    },
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
