import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVICES = fileURLToPath(new URL('../services', import.meta.url))

let folders: Map<string, string> | undefined

/** Folder of a service's definition, by its key: `mocks/services/ods/ord` for `ods-ord`. Throws when no definition has the key. */
export function serviceFolder(key: string): string {
  folders ??= new Map(
    globSync('**/service.ts', { cwd: SERVICES })
      .sort()
      .flatMap((file) => {
        const found = /defineService[\s\S]*?\bkey:\s*'([^']+)'/.exec(readFileSync(join(SERVICES, file), 'utf8'))?.[1]
        return found === undefined ? [] : [[found, join(SERVICES, dirname(file))] as const]
      }),
  )
  const folder = folders.get(key)
  if (folder === undefined) throw new Error(`Failed to find the folder of service ${key}: no service.ts below ${SERVICES} defines that key.`)
  return folder
}

/** What is left out of a service and what is inferred (`gaps.md`, its own or that of the folder above); nothing when it says nothing. */
export function gapsOf(key: string): string {
  let at = serviceFolder(key)
  while (at.length > SERVICES.length) {
    const file = join(at, 'gaps.md')
    if (existsSync(file)) return readFileSync(file, 'utf8')
    at = dirname(at)
  }
  return ''
}

/** Names of the request headers that the code of a service reads, those read on behalf of every access rule included. */
export function headersRead(key: string): string[] {
  const folder = serviceFolder(key)
  // A folder within it may be another service's own: it shares a state, and not its headers.
  const others = globSync('**/service.ts', { cwd: folder }).map((file) => dirname(file)).filter((each) => each !== '.')
  const own = globSync('**/*.ts', { cwd: folder }).filter((file) => !others.some((each) => file.startsWith(`${each}/`)))
  const names = own.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\.header\('([\w-]+)'\)/g)].map((match) => match[1]!.toLowerCase()))
  return [...new Set(names)].sort()
}
