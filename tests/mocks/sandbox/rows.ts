import { readSpec } from '../contract.ts'

/** One row of the tables that say what a public sandbox answers. */
export interface Row {
  /** `METHOD /path: Scenario`, with a number where a title comes again. */
  name: string
  method: string
  path: string
  title: string
  request: string
  response: string
  /** All cells, by the head of their column. */
  cells: Record<string, string>
  /** What stands between backticks in the request, in order. */
  quoted: string[]
}

/** Every row of a service's tables that says anything. */
export function rowsOf(folder: string): Row[] {
  const tables = JSON.parse(readSpec(folder, 'sandbox-scenarios.json')) as { method: string; path: string; rows: Record<string, string>[] }[]
  const times = new Map<string, number>()
  return tables.flatMap(({ method, path, rows }) =>
    rows
      .filter((cells) => Object.values(cells).some((text) => text !== ''))
      .map((cells) => {
        const [first = '', second = ''] = Object.values(cells)
        const { Scenario = first, Request: request = second, Response: response = '' } = cells
        const plain = `${method} ${path}: ${Scenario.replaceAll('`', '')}`
        const time = (times.get(plain) ?? 0) + 1
        times.set(plain, time)
        return { name: time === 1 ? plain : `${plain} (${time})`, method, path, title: Scenario, request, response, cells, quoted: [...request.matchAll(/`([^`]*)`/g)].map(([, text]) => text!) }
      }),
  )
}
