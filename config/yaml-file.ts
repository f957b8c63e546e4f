import { readFileSync } from 'node:fs'
import type { ErrorObject } from 'ajv'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { compiledSchema } from './compiled-schema.ts'
import { displayPath } from './display-path.ts'
import type { ProblemCode } from './problem-codes.ts'
import type { Problem } from './problem.ts'

/** Keys and indexes from the top of a file to a value in it. */
export type YamlPath = readonly (string | number)[]

/** What a YAML file says, and what is wrong with it. */
export interface YamlFile<T> {
  /** As it stands in the file, valid or not; undefined when it is no YAML at all. */
  raw: unknown
  /** Present only when nothing is wrong. */
  value: T | undefined
  problems: Problem[]
  /** `file:line` of a value, or of the nearest thing around it that exists. */
  place(path: YamlPath): string
}

export interface YamlFileOptions {
  /** `config/schemas/<schema>.schema.json`. */
  schema: string
  /** What the file is, for "Failed to read the <what>". */
  what: string
  /** Code of the problems; a function may tell one kind of mistake from another. */
  code: ProblemCode | ((at: YamlPath) => ProblemCode)
}

/** Reads one YAML file and holds it to its schema; every mistake is reported with file and line. */
export function readYamlFile<T>(file: string, options: YamlFileOptions): YamlFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  const at = (offset: number): string => `${displayPath(file)}:${lines.linePos(offset).line}`
  const place = (path: YamlPath): string => at(offsetOf(document, path))
  const codeAt = (path: YamlPath): ProblemCode => (typeof options.code === 'function' ? options.code(path) : options.code)

  const syntax = [...document.errors, ...document.warnings].map((error): Problem => ({
    code: codeAt([]),
    what: `Failed to read the ${options.what}: ${error.message}`,
    place: at(error.pos[0]),
    remedy: 'Mend the YAML on this line.',
  }))
  if (syntax.length > 0) return { raw: undefined, value: undefined, problems: syntax, place }

  let raw: unknown
  try {
    raw = document.toJS()
  } catch (error) {
    // Aliases of aliases that would grow without end; the library counts them and gives up.
    if (!(error instanceof ReferenceError)) throw error
    const problem = { code: codeAt([]), what: `Failed to read the ${options.what}: ${error.message}`, place: at(0), remedy: 'Write the values out instead of repeating them by aliases.' }
    return { raw: undefined, value: undefined, problems: [problem], place }
  }
  const validate = compiledSchema(options.schema)
  if (validate(raw)) return { raw, value: raw as T, problems: [], place }
  const problems = (validate.errors ?? []).flatMap((error): Problem[] => {
    // "must match a schema in propertyNames" only repeats the error about the name itself.
    if (error.keyword === 'propertyNames') return []
    const path = pathOf(error)
    return [{ code: codeAt(path), place: place(path), ...describe(error, path, valueAt(raw, path), options.what) }]
  })
  return { raw, value: undefined, problems, place }
}

/** The value that an error speaks of; for a missing or a surplus field, the path that field would have or has. */
function pathOf(error: ErrorObject): YamlPath {
  const path = error.instancePath.split('/').slice(1).map((part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    return /^\d+$/.test(key) ? Number(key) : key
  })
  const extra: unknown = error.params.missingProperty ?? error.params.additionalProperty ?? error.propertyName
  return typeof extra === 'string' ? [...path, extra] : path
}

function describe(error: ErrorObject, path: YamlPath, value: unknown, file: string): Pick<Problem, 'what' | 'seen' | 'expected' | 'remedy'> {
  const field = path.length === 0 ? 'the file' : path.filter((part) => typeof part === 'string').at(-1)
  const what = `Failed to read the ${file}: `
  const name = path.length === 0 ? 'the file' : path.join('.')
  switch (error.keyword) {
    case 'required':
      return { what: `${what}${name} is missing`, remedy: `Add ${field}.` }
    case 'additionalProperties':
      return { what: `${what}${name} is not a field of this file`, remedy: `Remove ${field}, or correct its spelling.` }
    case 'enum':
      return {
        what: `${what}${name} is none of the allowed values`,
        seen: inspect(value),
        expected: (error.params.allowedValues as unknown[]).join(', '),
        remedy: 'Use one of the expected values.',
      }
    default:
      return { what: `${what}${name} ${error.message ?? 'is not valid'}`, seen: inspect(value), remedy: `Correct ${field}; the schema says what is allowed.` }
  }
}

function inspect(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 120)}...` : text
}

function valueAt(raw: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined), raw)
}

/** Where the value at a path begins; for a key of a map the key itself; for what is missing, where its parent begins. */
function offsetOf(document: Document, path: YamlPath): number {
  if (path.length > 0) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0]
    const node = pair === undefined ? document.getIn(path, true) : undefined
    if (isNode(node) && node.range) return node.range[0]
    return offsetOf(document, path.slice(0, -1))
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : 0
}
