import type { components } from "./api.js";

/** An error as the API sends it (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** What the server refused or could not do. `message` says what, `problem` is the whole answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The answer of the server; null if it was not one of the API, for example that of a proxy. */
    readonly problem: Problem | null,
    /** The seconds after which to ask again, if the server says so. */
    readonly retryAfter: number | null,
  ) {
    super(problem?.detail ?? `The server answered with the status ${status}.`);
  }

  /** What may have been meant, by parameter: `{ grad: "grade" }`. Empty if nothing is close. */
  get suggestions(): Record<string, string> {
    return Object.fromEntries(
      this.problem?.errors.flatMap(({ parameter, suggestion }) => (suggestion ? [[parameter, suggestion]] : [])) ?? [],
    );
  }
}
