import { globSync, readFileSync, statSync } from 'node:fs'
import { specPath, withoutSpecs } from '../contract.ts'

const read = new Map<string, unknown[]>()

/** Published example bodies of a service, where the specifications are; none otherwise. A folder of them is known by how its name begins. */
export function publishedBodies(service: string): unknown[] {
  if (withoutSpecs) return []
  const known = read.get(service)
  if (known) return known
  const found = bodiesBelow(service.split('-').slice(0, 2).join('-'))
  const bodies = found.length ? found : bodiesBelow(service.split('-')[0]!)
  read.set(service, bodies)
  return bodies
}

function bodiesBelow(folder: string): unknown[] {
  return globSync([`${folder}*/**/*example*/**/*.json`, `${folder}*/**/*request*/**/*.json`], { cwd: specPath() })
    .sort()
    .map((file) => specPath(file))
    .filter((file) => statSync(file).size < 100_000)
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      try {
        return [JSON.parse(text) as unknown]
      } catch {
        // Some published examples are not JSON; those are of no use here.
        return []
      }
    })
}
