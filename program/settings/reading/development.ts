/** True for the sandbox's stacks, `dev` and `dev-*`, in which nothing is protected from deletion. */
export function isDevelopment(stack: string): boolean {
  return stack === "dev" || stack.startsWith("dev-");
}
