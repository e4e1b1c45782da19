/** Days and times of exhibitions. Beyond these years the calendars of JavaScript and of Postgres part. */
import { day as anyDay, instant as anyInstant } from '../changes/input.ts';

export const firstYear = 1800;
export const lastYear = 2200;

const isInReach = (date: Date) => date.getUTCFullYear() >= firstYear && date.getUTCFullYear() <= lastYear;
const outOfReach = `is not in the years from ${firstYear} to ${lastYear}`;

export const day = anyDay.refine(isInReach, outOfReach);
export const instant = anyInstant.refine(isInReach, outOfReach);
