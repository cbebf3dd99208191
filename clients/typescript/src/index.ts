/** A client of Inspection History. It needs nothing but `fetch`. */

export { connect, type Answer, type Client, type Item, type Options, type Parameters } from "./client.js";
export { ApiError, type Problem } from "./error.js";
export { GRADES, NO_GRADE, type Grade, type GradeStyle, type Tile } from "./grades.js";
export { PartialDate, type Precision } from "./partial-date.js";
export type { components, paths } from "./api.js";
