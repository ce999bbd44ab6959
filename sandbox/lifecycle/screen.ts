/** Lines of the engine's output that say nothing of interest: starts, refreshes, and what stays the same. */
const NOISE: readonly RegExp[] = [
  /^@ /,
  /^ *~ .* refresh(ing|ed)?( \([\d.]+s\))? /,
  /^ *[-+~=]{1,2} .* (creating|updating|deleting|replacing|importing) \([\d.]+s\) /,
  /^ {4}\S+ \S+ +(running)? *$/,
  /^ *\[(urn|id|provider)=.*\]$/,
  /^(The resources in the stack have been deleted|If you want to remove the stack completely)/,
];

/**
 * Passes on the engine's output line by line, indented, without the noise. Chunks may end anywhere.
 * @param write receives whole lines.
 */
export function quietScreen(write: (line: string) => void): { take(chunk: string): void; end(): void } {
  let rest = "";
  let blank = true;
  const show = (line: string) => {
    if (NOISE.some((pattern) => pattern.test(line))) return;
    // One blank line instead of several.
    if (line.trim() === "" && blank) return;
    blank = line.trim() === "";
    write(`   │ ${line}\n`);
  };
  return {
    take(chunk) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) show(line);
    },
    end() {
      if (rest !== "") show(rest);
      rest = "";
    },
  };
}
