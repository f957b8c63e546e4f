import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Problem } from './problem.ts'
import { readYamlFile } from './yaml-file.ts'

type Map = Record<string, Record<string, unknown>>

/** The map that comes with Assay; a supplier's own is laid over it. */
export const DEFAULT_BROWSER_MAP = fileURLToPath(new URL('browser-map.yaml', import.meta.url))

/** What is wrong with a supplier's browser map: its form, names that no scenario uses, expressions that cannot be read. */
export function checkBrowserMap(file: string): Problem[] {
  const yaml = readYamlFile<Map | null>(file, { schema: 'browser-map', what: 'browser map', code: 'ASSAY_BROWSER_MAP_INVALID' })
  if (!yaml.value) return yaml.problems
  const known = parse(readFileSync(DEFAULT_BROWSER_MAP, 'utf8')) as Map
  return Object.entries(yaml.value).flatMap(([kind, entries]) =>
    Object.entries(entries).flatMap(([name, finder]): Problem[] => {
      const place = yaml.place([kind, name])
      if (known[kind]?.[name] === undefined) {
        const names = Object.keys(known[kind] ?? {}).join(', ')
        return [{ code: 'ASSAY_BROWSER_MAP_INVALID', what: `Failed to use the browser map: no scenario speaks of ${kind}.${name}`, place, seen: name, expected: names, remedy: 'Correct the name, or take it out.' }]
      }
      return Object.entries(finder as object).flatMap(([part, text]): Problem[] => {
        const expression = typeof finder === 'object' ? /^\/(.*)\/$/.exec(String(text))?.[1] : undefined
        const why = expression === undefined ? undefined : unreadable(expression)
        return why === undefined
          ? []
          : [{ code: 'ASSAY_BROWSER_MAP_INVALID', what: `Failed to read ${kind}.${name}.${part} as a regular expression: ${why}`, place, seen: String(text), remedy: 'Correct the expression, or leave the slashes out.' }]
      })
    }),
  )
}

function unreadable(expression: string): string | undefined {
  try {
    new RegExp(expression)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
