import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { readSpec, specPath } from '../contract.ts'

/** One operation of a published document. */
export interface PublishedOperation {
  /** Folder of the specifications. */
  folder: string
  method: string
  /** As published, below the server's path. */
  path: string
  /** One for each place where the document says that the API is. */
  shapes: string[]
  statuses: string[]
  codes: string[]
}

interface Digest {
  spec: string
  servers: string[]
  operations: { method: string; path: string; responses: Record<string, Record<string, unknown>> }[]
}

/** Every operation that the digests of the published documents list. */
export function publishedOperations(): PublishedOperation[] {
  return globSync('*/endpoints.json', { cwd: specPath() })
    .sort()
    .flatMap((file) => {
      const folder = dirname(file)
      // Several documents in one folder are versions of one API, or parts of it; the last has the newest version.
      return ([JSON.parse(readSpec(file)) as Digest | Digest[]].flat() as Digest[]).filter(({ spec }) => !spec.includes('callback')).flatMap(({ servers, operations }) =>
        // A path in pointed brackets is an address of the caller's own: a callback.
        operations.filter(({ path }) => !path.startsWith('/<')).map(({ method, path, responses }) => ({
          folder,
          method,
          path,
          // What stands behind a # tells apart kinds of message at one address.
          shapes: [...new Set(['', ...servers.map(pathOf)])].map((base) => shapeOf(base + path.replace(/#.*/, ''))),
          statuses: Object.keys(responses).filter((status) => /^\d{3}$/.test(status)),
          codes: [...new Set(Object.values(responses).flatMap(codesOf))],
        })),
      )
    })
}

/** A path with every parameter as `{}`, so that names of parameters do not matter. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}|:\w+(\{[^}]*\})?\??/g, '{}').replaceAll(/\/+/g, '/').replace(/\/$/, '')
}

function pathOf(server: string | undefined): string {
  return server === undefined || !URL.canParse(server) ? '' : new URL(server).pathname.replace(/\/$/, '')
}

/** Error codes of a response, which the digest took from tables in the text and from examples. */
function codesOf(response: Record<string, unknown>): string[] {
  return Object.entries(response)
    .filter(([name]) => /errorCode/i.test(name))
    .flatMap(([, codes]) => codes as (string | [string, string])[])
    .map((code) => (Array.isArray(code) ? code[1] : code))
    // What is shorter is a part of an example that is no code.
    .filter((code) => code.length > 2)
}

/** One row of the tables of the public sandboxes. */
export interface SandboxRow {
  folder: string
  method: string
  path: string
  title: string
  /** The status that the row names. */
  status?: string
  /** The error codes that the row names. */
  codes: string[]
}

/** Every row of the tables of the public sandboxes that says anything. */
export function sandboxScenarios(): SandboxRow[] {
  return globSync('*/sandbox-scenarios.json', { cwd: specPath() })
    .sort()
    .flatMap((file) =>
      (JSON.parse(readSpec(file)) as { method: string; path: string; rows: Record<string, string>[] }[]).flatMap(({ method, path, rows }) =>
        rows
          .filter((row) => Object.values(row).some((text) => text !== ''))
          .map((row) => {
            const status = /(?:HTTP )?[Ss]tatus (?:code )?(?:of )?`?(\d{3})/.exec(Object.values(row).join(' '))?.[1]
            const codes = [...(row['Response'] ?? '').matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([code]) => code)
            return { folder: dirname(file), method, path, title: row['Scenario'] ?? Object.values(row)[0]!, codes, ...(status !== undefined && { status }) }
          }),
      ),
    )
}

/** Published example bodies in a folder: of versioned ones the newest. What was put together from a schema is no published body. */
export function publishedExamples(folder: string): string[] {
  return globSync(`${folder}/**/*.{json,xml}`, { cwd: specPath() })
    .filter((file) => /\/(examples|examples-1\.4\.0|examples-from-oas|sandbox-stubs|sandbox-data|sandbox-messages|proxy-responses|test-data)[/]/.test(file) && !/synthesised-from-schema/.test(file))
    .sort()
}
