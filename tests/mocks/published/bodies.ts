import type { AnyService } from '../../../mocks/kit/service.ts'
import { publishedExamples, publishedOperations, shapeOf } from '../coverage/published.ts'

/** The published bodies of each service, by its key: those of every folder of the specifications that has an operation of its. */
export function publishedBodiesOf(services: readonly AnyService[]): Map<string, string[]> {
  const operations = publishedOperations()
  return new Map(
    services.map((service) => {
      const ours = new Set(service.routes.map(({ method, path }) => `${method} ${shapeOf(service.basePath + path)}`))
      const folders = new Set(operations.filter(({ method, shapes }) => shapes.some((shape) => ours.has(`${method} ${shape}`))).map(({ folder }) => folder))
      return [service.key, [...folders].flatMap(publishedExamples)]
    }),
  )
}

/** Whether a body is one that a caller sends: those have to be sent, and are not compared with answers. */
export function isRequest(file: string): boolean {
  return /\/requests?\/|\/PATCH__[^/]*\/from-description\/|patch-requests|createPatient|CoverageRequests|[-/](Prepare|Send)?Request-|-request[-.]|-req\.json$/.test(file)
}

/** Whether a body says by its place that it is an answer: reading it is not enough, ours has to answer the like of it. */
export function isAnswer(file: string): boolean {
  return /\/response-[^/]+\/|\/responses\/|[.-]response\.json$|\/(sandbox-stubs|proxy-responses)\//.test(file) && file.endsWith('.json') && !isRequest(file)
}
