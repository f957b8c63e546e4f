import type { AnyService } from '../../../mocks/kit/service.ts'
import { gapsOf } from '../../../mocks/pages/service-folder.ts'
import type { ServiceCoverage } from '../../../mocks/pages/coverage.ts'
import { loadAnswers, type Answers } from '../published/answers.ts'
import { loadDifferences, type Difference } from '../published/differences.ts'
import { judge } from '../published/judge.ts'
import { errorReplies } from './error-replies.ts'
import type { Recording } from './record.ts'
import { publishedExamples, publishedOperations, sandboxScenarios, shapeOf, type PublishedOperation, type SandboxRow } from './published.ts'
import { wordsIn } from './words-in.ts'

/** How each service stands to its published document. Services without one are left out. */
export function measure(services: readonly AnyService[], recordings: readonly Recording[]): ServiceCoverage[] {
  const operations = publishedOperations()
  const scenarios = sandboxScenarios()
  const answered = new Map<string, Set<string>>()
  for (const { answers } of recordings) for (const [key, words] of Object.entries(answers)) answered.set(key, new Set([...(answered.get(key) ?? []), ...words]))
  return services.flatMap((service) => measureOne(service, { operations, scenarios, answered, bodies: loadAnswers(), differences: loadDifferences() }) ?? [])
}

interface Seen {
  operations: PublishedOperation[]
  scenarios: SandboxRow[]
  answered: ReadonlyMap<string, ReadonlySet<string>>
  bodies: Answers
  differences: readonly Difference[]
}

function measureOne(service: AnyService, { operations, scenarios, answered, bodies, differences }: Seen): ServiceCoverage | undefined {
  const ours = new Map(service.routes.map((route) => [`${route.method} ${shapeOf(service.basePath + route.path)}`, route.operation]))
  // A FHIR operation whose name the digest lost: "/CodeSystem/" is "/CodeSystem/$lookup".
  const unnamed = (start: string) => [...ours].find(([each]) => each.startsWith(`${start}/$`))?.[1]
  const mine = (each: PublishedOperation) => each.shapes.map((shape) => ours.get(`${each.method} ${shape}`) ?? (each.path.endsWith('/') ? unnamed(`${each.method} ${shape}`) : undefined)).find((operation) => operation !== undefined)
  // A folder belongs to a service that has any of its operations. Several versions of an API count once, the newest.
  const folders = new Set(operations.filter((each) => mine(each) !== undefined).map(({ folder }) => folder))
  if (!folders.size) return undefined
  const published = [...new Map(operations.filter(({ folder }) => folders.has(folder)).map((each) => [`${each.method} ${shapeOf(each.path)}`, each])).values()]

  const errors = errorAnswers(service)
  const answers = (operation: string, status: string) => answered.has(`${service.key} ${operation} ${status}`) || errors.statuses.has(status)
  const words = new Set([...errors.words, ...[...answered].filter(([key]) => key.startsWith(`${service.key} `)).flatMap(([, each]) => [...each])])

  const statuses = published.flatMap((each) => each.statuses.map((status) => ({ name: `${each.method} ${each.path} ${status}`, held: mine(each) !== undefined && answers(mine(each)!, status), part: mine(each) !== undefined })))
  const codes = [...new Set(published.filter((each) => mine(each) !== undefined).flatMap((each) => each.codes))].sort()
  const rows = scenarios.filter(({ folder }) => folders.has(folder))
  const examples = [...folders].flatMap(publishedExamples)
  const replies = errorReplies(service)
  // Rows are replayed body by body (tests/mocks/services/*.sandbox.test.ts), but for those that are named with their reason.
  const leftOut = ({ method, path, title }: SandboxRow) => differences.find((each) => each.service === service.key && each.rows?.test(`${method} ${path}: ${title.replaceAll('`', '')}`) && !each.elements && !each.values)
  // A row that names no status is of a success: the one that the operation has.
  const holds = ({ folder, method, path, status, codes: named }: SandboxRow) =>
    published.some((each) => {
      const operation = mine(each)
      if (each.folder !== folder || each.method !== method || each.path !== path || operation === undefined) return false
      return (status === undefined ? each.statuses.filter((its) => its.startsWith('2')) : [status]).some(
        (its) => answers(operation, its) && named.every((code) => answered.get(`${service.key} ${operation} ${its}`)?.has(code) || replies.some((reply) => String(reply.status) === its && wordsIn(reply).includes(code))),
      )
    })
  const holes = [
    ...rows.filter((row) => !holds(row) || leftOut(row)).map((row) => ({ kind: 'scenario' as const, name: `${row.method} ${row.path} ${row.title}${row.codes.length ? ` (${row.codes.join(', ')})` : ''}`, because: leftOut(row)?.because })),
    ...published.filter((each) => mine(each) === undefined).map((each) => ({ kind: 'operation' as const, name: `${each.method} ${each.path}` })),
    ...statuses.filter(({ held, part }) => part && !held).map(({ name }) => ({ kind: 'status' as const, name })),
    ...codes.filter((code) => !words.has(code)).map((code) => ({ kind: 'code' as const, name: code })),
  ]
  const gaps = gapsOf(service.key)
  return {
    service: service.key,
    title: service.title,
    published: [...folders],
    operations: [published.filter((each) => mine(each) !== undefined).length, published.length],
    statuses: [statuses.filter(({ held }) => held).length, statuses.filter(({ part }) => part).length],
    codes: [codes.filter((code) => words.has(code)).length, codes.length],
    examples: [examples.filter((file) => /^(sent|compared)/.test(judge(service, file, bodies, differences).how)).length, examples.length],
    scenarios: [rows.filter((row) => holds(row) && !leftOut(row)).length, rows.length],
    holes: holes.map(({ kind, name, ...hole }) => ({ kind, name, reason: ('because' in hole ? hole.because : undefined) ?? reasonIn(gaps, name) })),
  }
}

/** Statuses and words of what the documented errors answer when they are asked for as faults. */
function errorAnswers(service: AnyService): { statuses: Set<string>; words: Set<string> } {
  const replies = errorReplies(service)
  return { statuses: new Set(replies.map(({ status }) => String(status))), words: new Set(replies.flatMap(wordsIn)) }
}

/** The item of the service's notes that names a hole: the operation by method and path or by path alone, a status with its operation, a code. */
function reasonIn(gaps: string, name: string): string | undefined {
  const items = gaps.split(/\n(?=- )|\n\n/).filter((item) => item.startsWith('- '))
  const path = /^[A-Z]+ (\/\S+)$/.exec(name)?.[1]
  const item = items.find((each) => each.includes(`\`${name}\``)) ?? (path === undefined ? undefined : items.find((each) => each.includes(`\`${path}\``)))
  return item?.slice(2).replaceAll(/\s+/g, ' ')
}
