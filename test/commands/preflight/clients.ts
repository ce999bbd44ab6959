/** A client whose every command is answered by one function. */
export function client<Client>(answer: (input: Record<string, unknown>) => object): Client {
  return {
    send: async ({ input }: { input: Record<string, unknown> }) => answer(input),
  } as unknown as Client;
}

/** An error as the AWS SDK throws it. */
export function failing(name: string, status = 400): Error {
  return Object.assign(new Error(`${name}: no`), { name, $metadata: { httpStatusCode: status } });
}
