import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceFolder } from '../../../mocks/pages/service-folder.ts'

/** Names and values that a service's code knows: random input made of them gets further than noise does. */
export function wordsOf(key: string): { names: string[]; values: string[] } {
  const folder = serviceFolder(key)
  const names = new Set<string>()
  const values = new Set<string>()
  for (const file of globSync('**/*.{ts,json}', { cwd: folder })) {
    const source = readFileSync(join(folder, file), 'utf8')
    for (const [, name] of source.matchAll(/[.{,]\s?([a-z][A-Za-z]{2,30})\b/g)) names.add(name!)
    for (const [, , value] of source.matchAll(/(['"`])([^'"`\n${}]{1,80})\1/g)) if (!value!.startsWith('.')) values.add(value!)
  }
  return { names: [...names], values: [...values] }
}
