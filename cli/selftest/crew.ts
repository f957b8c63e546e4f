import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, JobResult } from './job.ts'

/** Processes that work off jobs side by side. */
export interface Crew {
  /**
   * Works off jobs until there are none. `next` is asked when a process is free, so that a job can depend on what
   * earlier ones came to.
   */
  run(next: () => Job | undefined, onResult: (result: JobResult, job: Job) => void): Promise<void>
  dismiss(): void
}

export function createCrew(size: number): Crew {
  const start = (): ChildProcess => fork(fileURLToPath(new URL('runner.ts', import.meta.url)), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const members = Array.from({ length: size }, start)
  return {
    async run(next, onResult) {
      await Promise.all(
        members.map(async (_, seat) => {
          const attempt = (job: Job) => {
            // A process that was killed has no exit code, and cannot be sent anything.
            if (!members[seat]!.connected) members[seat] = start()
            return doJob(members[seat]!, job)
          }
          for (let job = next(); job; job = next()) {
            const result = await attempt(job)
            // A start may fail on a busy machine. What is really broken breaks again.
            onResult(result.broken ? await attempt(job) : result, job)
          }
        }),
      )
    },
    dismiss: () => members.forEach((member) => member.kill()),
  }
}

/** One job on one process. A process that dies takes only its job with it. */
function doJob(member: ChildProcess, job: Job): Promise<JobResult> {
  return new Promise((resolve) => {
    const onExit = (code: number | null) => {
      member.off('message', onMessage)
      resolve({ id: job.id, outcomes: {}, broken: `the process that ran it ended with code ${code}` })
    }
    const onMessage = (result: JobResult) => {
      member.off('exit', onExit)
      resolve(result)
    }
    member.once('exit', onExit).once('message', onMessage)
    member.send(job)
  })
}
