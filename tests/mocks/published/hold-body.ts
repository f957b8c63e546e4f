import type { AnyService } from '../../../mocks/kit/service.ts'
import { readSpec } from '../contract.ts'
import { shapeOf as shapeOfPath } from '../coverage/published.ts'
import { errorReplies } from '../coverage/error-replies.ts'
import type { Answers } from './answers.ts'
import { shapeOf } from './shape-of.ts'

/**
 * What a published answer has that ours never had: elements by name, and problems by code, code system, issue type and severity.
 * Where the folder says which operation and status it is of, ours are the answers of that operation with that status; otherwise
 * all that the service answers. Throws when the body is no JSON.
 */
export function lacking(service: AnyService, file: string, { shapes }: Answers): string[] {
  const [operation, status] = placeOf(service, file)
  const ours = new Set<string>()
  for (const [key, elements] of Object.entries(shapes)) {
    const [its, itsOperation, itsStatus] = key.split(' ')
    if (its === service.key && (operation === undefined || itsOperation === operation) && (status === undefined || itsStatus === status)) for (const each of elements) ours.add(each)
  }
  // Errors that no test has met, and a fault can still ask for.
  if (status === undefined) for (const { body } of errorReplies(service)) if (typeof body === 'string' && body.startsWith('{')) for (const each of shapeOf(JSON.parse(body))) ours.add(each)
  return shapeOf(JSON.parse(readSpec(file))).filter((element) => !ours.has(element))
}

/** `GET__Patient_id/response-200` is the operation with that method and path; refusals are the service's, whatever the operation. */
function placeOf(service: AnyService, file: string): [operation?: string | undefined, status?: string] {
  const [, method, name, status] = /\/examples-from-oas\/([A-Z]+)__([^/]+)\/response-(2\d\d)\//.exec(file) ?? []
  if (method === undefined || name === undefined || status === undefined) return []
  const plain = (path: string) => path.replaceAll(/[{}:$]|\{[^}]*\}/g, '').replaceAll('/', '_').replace(/^_/, '').toLowerCase()
  const route = service.routes.find((each) => each.method === method && (plain(each.path) === name.toLowerCase() || shapeOfPath(each.path) === shapeOfPath(`/${name.replaceAll('_id', '/{id}')}`)))
  return route === undefined ? [] : [route.operation, status]
}
