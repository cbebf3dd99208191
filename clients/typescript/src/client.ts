import type { paths } from "./api.js";
import { ApiError, type Problem } from "./error.js";

type Json<P extends keyof paths> = paths[P]["get"]["responses"] extends {
  200: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

type Given<P extends keyof paths, In extends "path" | "query"> = paths[P]["get"]["parameters"] extends {
  [K in In]?: infer Named;
}
  ? Exclude<Named, undefined> extends never
    ? unknown
    : Exclude<Named, undefined>
  : unknown;

/** The paths that answer JSON. */
type JsonPath = { [P in keyof paths]: [Json<P>] extends [never] ? never : P }[keyof paths];

/** The paths of lists. */
type ListPath = { [P in JsonPath]: Json<P> extends { items: unknown[]; next: string | null } ? P : never }[JsonPath];

/** What a path answers. */
export type Answer<P extends JsonPath> = Json<P>;

/** An item of the list at a path. */
export type Item<P extends ListPath> = Json<P> extends infer Page
  ? Page extends { items: (infer One)[] }
    ? One
    : never
  : never;

/** The parameters of a path, those in it and those of the query, in one object. */
export type Parameters<P extends keyof paths> = Given<P, "path"> & Given<P, "query">;

/** Without what changes the form of the answer. */
type Plain<P extends keyof paths> = Omit<Parameters<P>, "format" | "fields" | "cursor">;

/** Parameters can be left out where none is required. */
type Arguments<T> = {} extends T ? [parameters?: T, signal?: AbortSignal] : [parameters: T, signal?: AbortSignal];

export interface Options {
  /** The release to answer from. Without it each question is answered from the current one. */
  release?: string;
  /** In place of the global `fetch`. */
  fetch?: typeof fetch;
  /** How many answers are kept, to be reused if the server says that nothing changed. The default is 100. */
  kept?: number;
}

export interface Client {
  /** The answer of a path. Throws an ApiError. */
  get<P extends JsonPath>(path: P, ...given: Arguments<Plain<P>>): Promise<Answer<P>>;
  /** The items of a list, from page to page, all of one release. Throws an ApiError. */
  items<P extends ListPath, F extends keyof Item<P> = keyof Item<P>>(
    path: P,
    ...given: Arguments<Plain<P> & { fields?: readonly F[] }>
  ): AsyncGenerator<Pick<Item<P>, F>, void, undefined>;
  /** A whole list as CSV or NDJSON. Throws an ApiError. */
  text<P extends ListPath>(path: P, format: "csv" | "ndjson", ...given: Arguments<Omit<Parameters<P>, "format">>): Promise<string>;
}

/** A client of the server at an address, which can have a path: `https://example.org/history`. */
export function connect(address: string, options: Options = {}): Client {
  const { release, kept = 100 } = options;
  const answers = new Map<string, { tag: string; body: unknown }>();

  async function ask(url: string, signal?: AbortSignal): Promise<unknown> {
    const known = answers.get(url);
    const headers = known && { "If-None-Match": known.tag };
    // Called as a function of its own, because browsers refuse `fetch` as a method of another object.
    const send = options.fetch ?? fetch;
    const answer = await send(url, { ...(headers && { headers }), ...(signal && { signal }) });
    if (answer.status === 304 && known) return known.body;
    if (!answer.ok) throw await errorOf(answer);
    const json = /json$/.test((answer.headers.get("content-type") ?? "").split(";")[0] ?? "");
    const body: unknown = json ? await answer.json() : await answer.text();
    const tag = answer.headers.get("etag");
    if (json && tag && kept > 0) {
      answers.delete(url);
      answers.set(url, { tag, body });
      if (answers.size > kept) answers.delete(answers.keys().next().value as string);
    }
    return body;
  }

  function url(path: string, given: object = {}): string {
    const parameters = new Map(Object.entries({ release, ...given }).filter(([, value]) => value !== undefined));
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = encodeURIComponent(String(parameters.get(name)));
      parameters.delete(name);
      return value;
    });
    const query = new URLSearchParams([...parameters].map(([name, value]) => [name, String(value)]));
    return `${address.replace(/\/+$/, "")}${filled}${query.size ? `?${query}` : ""}`;
  }

  return {
    async get(path, ...[given, signal]) {
      return (await ask(url(path, given), signal)) as never;
    },
    async *items(path, ...[given, signal]) {
      let next: string | null = url(path, given);
      while (next !== null) {
        const page = (await ask(next, signal)) as { items: never[]; next: string | null };
        yield* page.items;
        // The address of the next page names the release. It is a path of the server, whatever the path of ours.
        next = page.next && new URL(page.next, new URL(next, globalThis.location?.href)).href;
      }
    },
    async text(path, format, ...[given, signal]) {
      return (await ask(url(path, { ...given, format }), signal)) as string;
    },
  };
}

async function errorOf(answer: Response): Promise<ApiError> {
  const sent = answer.headers.get("content-type")?.startsWith("application/problem+json");
  const seconds = Number(answer.headers.get("retry-after") ?? NaN);
  const problem = sent ? ((await answer.json()) as Problem) : null;
  return new ApiError(answer.status, problem, Number.isNaN(seconds) ? null : seconds);
}
