import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import addFormats from 'ajv-formats'
import { Ajv } from 'ajv'

/*
 * What contract tests share: where the published specifications are, and validators made from them.
 * The specifications are not part of the project; without them these tests are skipped.
 */

const root = process.env.ASSAY_SPECS ?? resolve(import.meta.dirname, '../../../shared/specs')

/** Value for a test's `skip`: false when the specifications are there, otherwise why the test is left out. */
export const withoutSpecs: string | false = existsSync(root)
  ? false
  : `the published specifications are not at ${root}; set ASSAY_SPECS to where they are`

/** Path of a file or folder of the specifications. */
export function specPath(...parts: string[]): string {
  return join(root, ...parts)
}

export function readSpec(...parts: string[]): string {
  return readFileSync(specPath(...parts), 'utf8')
}

/** Files below a folder whose path matches, as paths relative to that folder. None without the specifications. */
export function specFiles(folder: string, pattern: RegExp): string[] {
  const top = specPath(folder)
  const walk = (at: string): string[] =>
    readdirSync(join(top, at)).flatMap((name) => (statSync(join(top, at, name)).isDirectory() ? walk(join(at, name)) : [join(at, name)]))
  return withoutSpecs
    ? []
    : walk('')
        .filter((path) => pattern.test(path))
        .sort()
}

/** Says how a value breaks a schema; nothing when it does not. */
export type Check = (value: unknown) => string[]

/** An OpenAPI 3.0 description, ready to hold values to its schemas. */
export class OpenApi {
  readonly document: unknown
  #ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, unicodeRegExp: false, logger: false })

  constructor(...parts: string[]) {
    this.document = JSON.parse(readSpec(...parts))
    addFormats.default(this.#ajv)
    this.#ajv.addSchema(this.document as object, 'openapi')
  }

  /** Holds values to the schema of one response; the media type is the first published unless named. */
  response(path: string, method: string, status: string, mediaType?: string): Check {
    const operation = ['paths', path, method, 'responses', status, 'content']
    return this.at([...operation, mediaType ?? this.#firstKey(operation), 'schema'])
  }

  /** Holds values to the schema of a request body. */
  request(path: string, method: string, mediaType?: string): Check {
    const body = ['paths', path, method, 'requestBody', 'content']
    return this.at([...body, mediaType ?? this.#firstKey(body), 'schema'])
  }

  /** Holds values to whatever schema stands at this place of the document. */
  at(place: readonly string[]): Check {
    const found = this.#follow(place)
    if (this.#get(found) === undefined) throw new Error(`The specification has nothing at ${place.join(' > ')}.`)
    const pointer = found.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const validate = this.#ajv.compile({ $ref: `openapi#/${pointer}` })
    return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`))
  }

  #firstKey(place: readonly string[]): string {
    return Object.keys((this.#get(this.#follow(place)) ?? {}) as object)[0] ?? ''
  }

  /** The place with every reference on the way to it replaced by what it refers to. */
  #follow(place: readonly string[]): string[] {
    return place.reduce<string[]>((at, part) => {
      const next = [...at, part]
      const reference = (this.#get(next) as { $ref?: unknown } | undefined)?.$ref
      return typeof reference === 'string' && reference.startsWith('#/') ? reference.slice(2).split('/').map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~')) : next
    }, [])
  }

  #get(place: readonly string[]): unknown {
    return place.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], this.document)
  }
}
