/** The stacks of the sandbox: `dev`, and those whose names begin with `dev-`. Nothing in them is protected. */
export function isDevelopment(stack: string): boolean {
  return stack === "dev" || stack.startsWith("dev-");
}
