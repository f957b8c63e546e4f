import { existsSync, readFileSync } from 'node:fs'

/** Ours, then published. */
type OfPublished = readonly [ours: number, published: number]

/** How a service stands to its published document. Measured by tests/mocks/coverage, since that needs the documents; committed as coverage.json. */
export interface ServiceCoverage {
  service: string
  title: string
  /** Names of the published documents. */
  published: readonly string[]
  operations: OfPublished
  /** Statuses of the operations that are ours: answered in a test, or to be had as a fault. */
  statuses: OfPublished
  /** Error codes of the operations that are ours: answered in a test, or to be had as a fault. */
  codes: OfPublished
  /** Published bodies that tests hold the service to: sent, read, or compared with what it answers. */
  examples: OfPublished
  /** Rows of the sandbox's tables that are sent to ours, and their whole answers held to the published ones. */
  scenarios: OfPublished
  holes: readonly { kind: 'operation' | 'status' | 'code' | 'scenario'; name: string; reason?: string | undefined }[]
}

const FILE = new URL('coverage.json', import.meta.url)

/** The committed figures; none for a service whose document is not published, or that has not been measured yet. */
export function loadCoverage(): ServiceCoverage[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as ServiceCoverage[]) : []
}
