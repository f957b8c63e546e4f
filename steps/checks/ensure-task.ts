import type { TaskView } from '../../candidate/port/tasks.ts'
import { check, finding } from './check.ts'

/** Somebody at the practice is asked to see to it, in words that say what it is about; or nobody is any more. */
export const ensureTask = check('the practice is asked to see to it', (_sight, { tasks, mentions }: { tasks: readonly TaskView[]; mentions: RegExp }) =>
  !tasks.some(({ text }) => mentions.test(text)) && finding('no task says so', { expected: `a task with words like ${mentions.source}`, seen: tasks.map(({ text }) => text).join(' | ') || 'no open task' }),
)

/** Nothing of the kind is left to be done. */
export const ensureNoTask = check('nothing is left to be done', (_sight, { tasks, mentions }: { tasks: readonly TaskView[]; mentions: RegExp }) =>
  tasks.filter(({ text }) => mentions.test(text)).map(({ text }) => finding('a task is still open', { expected: 'none', seen: text })),
)
