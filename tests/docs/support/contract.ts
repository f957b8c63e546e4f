import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { ExchangeEvidence } from '../../../config/evidence.ts'

const DOCUMENT = new URL('../../../docs/candidate-api.openapi.yaml', import.meta.url)
const FHIR = new URL('../../../config/schemas/fhir.schema.json', import.meta.url)
/** Where the two stand to each other in the project, so that references between them resolve. */
const ID = 'https://assay.example/docs/candidate-api.openapi.yaml'
const FHIR_ID = 'https://assay.example/config/schemas/fhir.schema.json'

type Json = Record<string, unknown>

interface Header {
  required?: boolean
  schema: object
}

interface Content {
  [mediaType: string]: { schema?: object; example?: unknown }
}

interface Answer {
  description?: string
  headers?: Record<string, Header>
  content?: Content
}

/** One operation of the document, with references to parameters, headers and responses resolved. */
export interface Operation {
  /** `POST /FHIR/R4/Patient/$register` */
  name: string
  method: string
  path: string
  summary: string | undefined
  verbs: string[]
  parameters: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody: { required?: boolean; content: Content; pointer: string } | undefined
  responses: Record<string, Answer & { pointer: string }>
}

/** The published contract of candidates, as a thing to hold exchanges to. */
export interface Contract {
  operations: Operation[]
  /** Every example in the document, with where it stands. */
  examples: { pointer: string; value: unknown; mediaTypePointer: string }[]
  find(method: string, path: string): Operation | undefined
  /** Everything in which an exchange is other than its operation says. */
  check(operation: Operation, exchange: ExchangeEvidence): string[]
  /** What is wrong with a value, by the schema at a pointer. */
  validate(pointer: string, value: unknown): string[]
}

const literally = (text: string) => text.replaceAll(/[$.*+?()[\]^|]/g, String.raw`\$&`)
const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

export function loadContract(): Contract {
  const document = parse(readFileSync(DOCUMENT, 'utf8')) as { paths: Record<string, Json>; components: Record<string, Json> }
  const { $schema: _draft, ...fhir } = JSON.parse(readFileSync(FHIR, 'utf8')) as Json
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  ajv.addSchema({ ...fhir, $id: FHIR_ID })
  ajv.addSchema({ ...document, $id: ID })

  const compiled = new Map<string, ValidateFunction>()
  const validate: Contract['validate'] = (pointer, value) => {
    const check = compiled.get(pointer) ?? ajv.compile({ $ref: `${ID}#${pointer.split('/').map(encodeURIComponent).join('/')}` })
    compiled.set(pointer, check)
    return check(value) ? [] : (check.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(({ instancePath, message = '', params }) => `${instancePath || '(all)'} ${message} ${JSON.stringify(params)}`)
  }
  const resolved = <T>(node: T, pointer: string): { node: T; pointer: string } => {
    const target = (node as { $ref?: string } | undefined)?.$ref
    if (target === undefined) return { node, pointer }
    const found = target
      .slice(2)
      .split('/')
      .reduce<unknown>((within, key) => (within as Json | undefined)?.[key], document)
    if (found === undefined) throw new Error(`${pointer} refers to ${target}, which is not there`)
    return { node: found as T, pointer: target.slice(1) }
  }

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, raw]): Operation => {
        const at = `/paths/${escaped(path)}/${method}`
        const { summary, parameters = [], requestBody, responses, 'x-verbs': verbs } = raw as Json & Pick<Operation, 'summary' | 'responses'> & { parameters?: Operation['parameters']; requestBody?: Operation['requestBody']; 'x-verbs': string[] }
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          summary,
          verbs,
          parameters: [...((item['parameters'] as Operation['parameters'] | undefined) ?? []), ...parameters].map((each) => resolved(each, at).node),
          requestBody: requestBody && { ...requestBody, pointer: `${at}/requestBody` },
          responses: Object.fromEntries(
            Object.entries(responses).map(([status, response]) => {
              const { node, pointer } = resolved(response as Answer, `${at}/responses/${status}`)
              const headers = Object.fromEntries(Object.entries(node.headers ?? {}).map(([name, header]) => [name.toLowerCase(), resolved(header, pointer).node]))
              return [status, { ...node, headers, pointer }]
            }),
          ),
        }
      }),
  )

  // Addresses written out in full come before those with a place to fill in.
  const patterns = operations
    .map((operation) => ({ operation, pattern: new RegExp(`^${operation.path.split(/\{\w+\}/).map(literally).join('[^/]+')}$`) }))
    .sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length)

  const contentPointer = (pointer: string, mediaType: string) => `${pointer}/content/${escaped(mediaType)}`
  const bodyProblems = (what: string, content: Content | undefined, pointer: string, mediaType: string, body: string | undefined): string[] => {
    if (content === undefined) return []
    if (content[mediaType] === undefined) return [`${what} is ${mediaType || 'of no media type'}, not ${Object.keys(content).join(' or ')}`]
    if (!mediaType.includes('json')) return []
    return validate(`${contentPointer(pointer, mediaType)}/schema`, JSON.parse(body ?? 'null')).map((problem) => `${what}: ${problem}`)
  }

  return {
    operations,
    validate,
    examples: operations.flatMap(({ requestBody, responses }) =>
      [requestBody, ...Object.values(responses)].flatMap((each) =>
        Object.entries(each?.content ?? {}).flatMap(([mediaType, { example }]) =>
          example === undefined ? [] : [{ value: example, pointer: each!.pointer, mediaTypePointer: contentPointer(each!.pointer, mediaType) }],
        ),
      ),
    ),
    find: (method, path) => patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation,
    check(operation, { operation: verb, request, response }) {
      const { searchParams } = new URL(request.url)
      const asked = operation.parameters.filter((each) => each.in === 'query')
      const statuses = Object.keys(operation.responses).join(', ')
      const answer = operation.responses[String(response?.status)]
      const mediaType = (headers: Record<string, string>) => headers['content-type']?.split(';')[0]!.trim() ?? ''
      // A request that is refused as incomplete was meant to be.
      const isMeantToBeWrong = response?.status === 400 || response?.status === 412
      return [
        ...(operation.verbs.includes(verb) ? [] : [`serves ${verb}, but x-verbs has ${operation.verbs.join(', ')}`]),
        ...[...searchParams.keys()].filter((name) => !asked.some((each) => each.name === name)).map((name) => `the query has ${name}`),
        ...(isMeantToBeWrong
          ? []
          : [
              ...asked.filter(({ name, required }) => required && !searchParams.has(name)).map(({ name }) => `the query lacks ${name}`),
              ...operation.parameters.filter((each) => each.in === 'header' && each.required && request.headers[each.name.toLowerCase()] === undefined).map(({ name }) => `the request lacks ${name}`),
              ...(operation.requestBody ? bodyProblems('the request', operation.requestBody.content, operation.requestBody.pointer, mediaType(request.headers), request.body) : request.body ? ['the request has a body'] : []),
            ]),
        ...(answer === undefined
          ? [`the answer has status ${response?.status ?? 'none'}, not ${statuses}`]
          : [
              ...Object.entries(answer.headers ?? {})
                .filter(([name, { required }]) => required && response!.headers[name] === undefined)
                .map(([name]) => `the answer (${response!.status}) lacks ${name}`),
              ...bodyProblems(`the answer (${response!.status})`, answer.content, answer.pointer, mediaType(response!.headers), response!.body),
            ]),
      ]
    },
  }
}
