import { inspect } from "node:util";

const SHOWN = "[secret]";

/**
 * A value that does not print by accident: text, JSON and `console.log` of it, or of anything that holds it, say
 * `[secret]`. Only `reveal()` gives the value; what takes it wraps it at once with `pulumi.secret(...)`.
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
