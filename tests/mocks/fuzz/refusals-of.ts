import type { AnyService } from '../../../mocks/kit/service.ts'
import { withoutSpecs } from '../contract.ts'
import { errorReplies } from '../coverage/error-replies.ts'
import { publishedOperations, shapeOf } from '../coverage/published.ts'

/** Statuses that refuse a request and stand in no document of the service, each with why they come all the same. */
export const UNDOCUMENTED: readonly { statuses: readonly number[]; services?: readonly string[]; because: string }[] = [
  { statuses: [413], because: 'the hub takes no body of more than 20 MB, whoever it is for' },
  { statuses: [400], services: ['ers'], because: 'the general page of e-RS has 400 MISSING_HEADER for every operation; the lists of single operations leave it out' },
]

let operations: ReturnType<typeof publishedOperations> | undefined

/**
 * Statuses of refusal that an operation documents: those of its published document, and those of the errors that the service declares.
 * Nothing where the published documents are not at hand.
 */
export function refusalsOf(service: AnyService): ((operation: string) => ReadonlySet<number>) | undefined {
  if (withoutSpecs) return undefined
  operations ??= publishedOperations()
  const declared = errorReplies(service).map(({ status }) => status)
  const found = new Map<string, ReadonlySet<number>>()
  for (const { operation, method, path } of service.routes) {
    const shape = shapeOf(service.basePath + path)
    const published = operations.filter((each) => each.method === method && each.shapes.includes(shape)).flatMap(({ statuses }) => statuses.map(Number))
    found.set(operation, new Set([...declared, ...published].filter((status) => status >= 400 && status < 500)))
  }
  return (operation) => found.get(operation) ?? new Set()
}
