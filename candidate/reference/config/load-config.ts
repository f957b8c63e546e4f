import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Ajv, type ErrorObject } from 'ajv'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import type { Config } from './config.ts'
import { readJsonFile } from './read-json-file.ts'

const schema: object = JSON.parse(readFileSync(new URL('config.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv({ allErrors: true, verbose: true, useDefaults: true }).compile<Config>(schema)

/** Settings that name a PEM file. */
const PEM_FILES = [
  ['listen', 'tls', 'key'],
  ['listen', 'tls', 'cert'],
  ['listen', 'tls', 'callers'],
  ['national', 'privateKey'],
  ['national', 'ca'],
  ['national', 'clientCertificate', 'key'],
  ['national', 'clientCertificate', 'cert'],
  ['cis2', 'privateKey'],
]

/** Settings that name another file. */
const OTHER_FILES = [['data'], ['database']]

/**
 * Reads, checks and completes a configuration file. File names in it become absolute, and every PEM file named is read
 * once, so that a mistyped path is reported here and not at the first sign-in.
 *
 * @throws ConfigError naming everything that is wrong
 */
export function loadConfig(file: string): Config {
  const value = readJsonFile(file, 'Give a JSON file as config/config.schema.json describes it.')
  validate(value)
  const problems = (validate.errors ?? []).map((error) => problemOf(file, error))

  const folder = dirname(resolve(file))
  for (const path of OTHER_FILES) rewrite(value, path, (name) => (name === ':memory:' ? name : resolve(folder, name)))
  for (const path of PEM_FILES) {
    rewrite(value, path, (name) => {
      const absolute = resolve(folder, name)
      const what = whyUnreadable(absolute)
      if (what) problems.push({ place: `${file}#/${path.join('/')}`, what, remedy: 'Give the path of a PEM file that can be read.' })
      return absolute
    })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return value as Config
}

/** Changes the string at a path, where there is one. */
function rewrite(value: unknown, [key, ...rest]: string[], change: (text: string) => string): void {
  if (key === undefined || typeof value !== 'object' || value === null) return
  const holder = value as Record<string, unknown>
  const held = holder[key]
  if (rest.length > 0) rewrite(held, rest, change)
  else if (typeof held === 'string' && held !== '') holder[key] = change(held)
}

function problemOf(file: string, error: ErrorObject): ConfigProblem {
  const { description } = (error.parentSchema ?? {}) as { description?: string }
  if (error.keyword === 'additionalProperties') {
    return {
      place: `${file}#${error.instancePath}/${error.params['additionalProperty']}`,
      what: 'is not a setting',
      remedy: 'Remove it, or correct its name.',
    }
  }
  if (error.keyword === 'required') {
    const name = String(error.params['missingProperty'])
    const properties = (error.parentSchema as { properties?: Record<string, { description?: string }> }).properties
    return {
      place: `${file}#${error.instancePath}/${name}`,
      what: 'is missing',
      remedy: properties?.[name]?.description ?? description ?? 'Add it; see config/config.schema.json.',
    }
  }
  return {
    place: `${file}#${error.instancePath}`,
    what: `${error.message ?? 'is not valid'}, saw ${JSON.stringify(error.data)}`,
    remedy: description ?? 'See config/config.schema.json.',
  }
}

function whyUnreadable(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN ') ? undefined : `${path} is not a PEM file`
  } catch (error) {
    return `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`
  }
}
