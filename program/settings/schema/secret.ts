import { inspect } from "node:util";

const SHOWN = "[secret]";

/**
 * A value that cannot be printed by accident: converted to text or JSON, or logged on its own or inside something else,
 * it shows as `[secret]`. Only `reveal()` returns the value; callers pass it straight to `pulumi.secret(...)`.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
