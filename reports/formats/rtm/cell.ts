import { plain } from '../plain.ts'

/** Characters with which a spreadsheet takes a cell for a formula (OWASP, CSV Injection), their full-width forms among them. */
const FORMULA = '=+\\-@\uff1d\uff0b\uff0d\uff20'
const BEGINS = new RegExp(`^[${FORMULA}]`)
/** Where a spreadsheet of another language splits cells. Only at a semicolon: text is one line and has no tabs by now. */
const AFTER_SEPARATOR = new RegExp(`;(["' ]*)(?=[${FORMULA}])`, 'g')

/**
 * Text for a cell that no spreadsheet calculates. An apostrophe goes before what could begin a formula, in XLSX as well: there
 * the cell is text by its type, but not any more once somebody saves it as CSV.
 */
export function cell(text: string): string {
  const line = plain(text).replaceAll(AFTER_SEPARATOR, ";$1'")
  return BEGINS.test(line) ? `'${line}` : line
}

/** One line of CSV (RFC 4180), every cell in quotes. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((text) => `"${cell(text).replaceAll('"', '""')}"`).join(',')}\r\n`

/** Text for a cell of XLSX, in which `_x003D_` would be read as `=` (ECMA-376, ST_Xstring). */
export const xlsxText = (text: string): string => cell(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
