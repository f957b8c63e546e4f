/** One package that the harness is made of, as environment.json keeps it. */
export interface Component {
  name: string
  version: string
  /** SPDX expression, as the package gives it. */
  license?: string
  /** Subresource integrity of the package: `sha512-<base64>`. */
  integrity?: string
  /** Names and versions of the packages it needs: `ajv@8.20.0`. */
  needs?: string[]
}

interface LockEntry {
  name?: string
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** What a lock file of npm (version 2 or 3) says; the entry of the project itself has the empty path. */
export interface LockFile {
  packages?: Record<string, LockEntry>
}

/**
 * The packages that take part in a run, each version once, in the order of their names; the first is the harness itself.
 * What is for its development only is left out.
 *
 * @param isInstalled whether there is a package at a path such as `node_modules/ajv`: builds for other systems are not
 */
export function componentsOf({ packages = {} }: LockFile, isInstalled: (path: string) => boolean): Component[] {
  const present = new Map(Object.entries(packages).filter(([path, entry]) => path === '' || (entry.dev !== true && entry.link !== true && isInstalled(path))))
  const all = [...present].map(([path, entry]): Component => {
    const { license, integrity, dependencies, optionalDependencies, peerDependencies } = entry
    const wanted = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
    const found = wanted.map((name) => resolve(path, name, present)).filter((at) => at !== undefined)
    const needs = [...new Set(found.map((at) => labelOf(at, present)))].sort()
    return { ...identityOf(path, entry), ...(license === undefined ? {} : { license }), ...(integrity === undefined ? {} : { integrity }), ...(needs.length === 0 ? {} : { needs }) }
  })
  const [own, ...others] = all
  const unique = new Map(others.map((component) => [`${component.name}@${component.version}`, component]))
  return [...(own === undefined ? [] : [own]), ...[...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component)]
}

function identityOf(path: string, { name, version = 'unknown' }: LockEntry): Pick<Component, 'name' | 'version'> {
  return { name: name ?? (path.split('node_modules/').at(-1) || 'unknown'), version }
}

function labelOf(path: string, present: ReadonlyMap<string, LockEntry>): string {
  const { name, version } = identityOf(path, present.get(path) ?? {})
  return `${name}@${version}`
}

/** Where Node finds a package that one at `from` asks for: within it, beside it, or further up. */
function resolve(from: string, name: string, present: ReadonlyMap<string, LockEntry>): string | undefined {
  const within = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (present.has(within)) return within
  return from === '' ? undefined : resolve(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name, present)
}
