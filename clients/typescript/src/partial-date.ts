/** How exact a date is. `range` is some day between two days, both included. */
export type Precision = "day" | "month" | "year" | "range";

const FORM = /^(?:(\d{4})(?:-(\d\d))?(?:-(\d\d))?|\[(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)\])$/;

/**
 * A date as exact as its source: `2014`, `2023-06`, `2023-06-28` or `[2020-09-28..2020-12-31]`.
 *
 * `new Date("2023-06")` would make it the first of June.
 */
export class PartialDate {
  /** The first day that it can mean, as `YYYY-MM-DD`. */
  readonly earliest: string;
  /** The last day that it can mean, as `YYYY-MM-DD`. */
  readonly latest: string;
  readonly precision: Precision;

  /** Throws a RangeError if the text has another form, or names a day that is not in the calendar. */
  constructor(readonly text: string) {
    const [, year, month, day, first, last] = FORM.exec(text) ?? [];
    this.precision = first ? "range" : day ? "day" : month ? "month" : "year";
    this.earliest = first ?? `${year}-${month ?? "01"}-${day ?? "01"}`;
    this.latest = last ?? `${year}-${month ?? "12"}-${day ?? lastDay(Number(year), Number(month ?? 12))}`;
    if (!isDay(this.earliest) || !isDay(this.latest) || (first && this.earliest >= this.latest)) {
      throw new RangeError(`${text}: expected YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]`);
    }
  }

  /** The date in words, no more exact than it is: `June 2023`, `between 28 September and 31 December 2020`. */
  format(locale = "en-GB"): string {
    if (this.precision !== "range") {
      return written(this.earliest, locale, this.precision);
    }
    if (!locale.startsWith("en")) {
      return `${written(this.earliest, locale, "day")} – ${written(this.latest, locale, "day")}`;
    }
    const sameYear = this.earliest.slice(0, 4) === this.latest.slice(0, 4);
    const sameMonth = this.earliest.slice(0, 7) === this.latest.slice(0, 7);
    const begin = sameMonth
      ? String(Number(this.earliest.slice(8)))
      : written(this.earliest, locale, sameYear ? "range" : "day");
    return `between ${begin} and ${written(this.latest, locale, "day")}`;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

function lastDay(year: number, month: number): string {
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0");
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return text.length === 10 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A day in words, as exact as asked; `range` leaves the year out. */
function written(day: string, locale: string, precision: Precision): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC" };
  if (precision !== "range") options.year = "numeric";
  if (precision !== "year") options.month = "long";
  if (precision === "day" || precision === "range") options.day = "numeric";
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${day}T00:00:00Z`));
}
