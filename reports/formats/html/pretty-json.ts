import { parseJson } from '../../pack/parse-json.ts'

export interface JsonLine {
  text: string
  /** JSON pointer of the value that the line shows. */
  pointer: string
}

/** One a level: two spaces would be a tenth of a whole report. `report.css` says how wide it is. */
const INDENT = '\t'

/**
 * JSON with one value a line. Only the white space between values changes: numbers, strings and names that come twice stay as they
 * were sent, since this is evidence.
 *
 * @returns undefined when it is not JSON
 */
export function prettyJson(source: string): JsonLine[] | undefined {
  try {
    parseJson(source)
  } catch {
    return undefined
  }
  const tokens = source.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? []
  const lines: JsonLine[] = []
  let next = 0

  const value = (prefix: string, indent: string, pointer: string): void => {
    const token = tokens[next++] ?? ''
    const close = token === '{' ? '}' : token === '[' ? ']' : undefined
    if (close === undefined) return void lines.push({ text: prefix + token, pointer })
    if (tokens[next] === close) {
      next++
      return void lines.push({ text: prefix + token + close, pointer })
    }
    lines.push({ text: prefix + token, pointer })
    for (let i = 0; ; i++) {
      let name = ''
      let step = String(i)
      if (token === '{') {
        name = tokens[next] ?? ''
        step = (JSON.parse(name) as string).replaceAll('~', '~0').replaceAll('/', '~1')
        next += 2
      }
      value(`${indent}${INDENT}${name === '' ? '' : `${name}: `}`, `${indent}${INDENT}`, `${pointer}/${step}`)
      const last = lines.at(-1)
      if (tokens[next++] !== ',' || last === undefined) break
      last.text += ','
    }
    lines.push({ text: indent + close, pointer })
  }
  value('', '', '')
  return lines
}
