import type { AnyService } from '../../../mocks/kit/service.ts'
import type { Answers } from './answers.ts'
import { isAnswer, isRequest } from './bodies.ts'
import type { Difference } from './differences.ts'
import { lacking } from './hold-body.ts'

/** What became of one published body. */
export interface Verdict {
  /** `sent or read`: by a test of the service; `compared`: with what ours answers; `left out`: named with its reason; `unheld`: nobody looks at it. */
  how: 'sent or read' | 'compared' | 'left out' | 'unheld'
  /** What ours lacks and nothing excuses. */
  lacks: string[]
  /** The named differences that it needed. */
  used: Difference[]
}

/** Holds one published body of a service against ours. */
export function judge(service: AnyService, file: string, answers: Answers, differences: readonly Difference[]): Verdict {
  const read = answers.read.includes(file)
  if (read && !isAnswer(file)) return { how: 'sent or read', lacks: [], used: [] }
  const mine = differences.filter((each) => each.service === service.key && each.rows === undefined)
  const whole = mine.find(({ bodies }) => bodies?.test(file))
  if (whole) return { how: 'left out', lacks: [], used: [whole] }
  if (isRequest(file) || !file.endsWith('.json')) return { how: 'unheld', lacks: [], used: [] }
  const excuses = mine.filter((each) => each.elements !== undefined && (each.in === undefined || each.in.test(file)))
  const lacks = lacking(service, file, answers)
  return { how: read ? 'sent or read' : 'compared', lacks: lacks.filter((element) => !excuses.some(({ elements }) => elements!.test(element))), used: excuses.filter(({ elements }) => lacks.some((element) => elements!.test(element))) }
}
