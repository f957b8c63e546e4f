import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, JobResult } from './job.ts'

/** Processes that work off jobs side by side. */
export interface Crew {
  /** Runs all jobs; results in the order of the jobs. */
  run(jobs: readonly Job[], onResult: (result: JobResult) => void): Promise<JobResult[]>
  dismiss(): void
}

export function createCrew(size: number): Crew {
  const start = (): ChildProcess => fork(fileURLToPath(new URL('runner.ts', import.meta.url)), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const members = Array.from({ length: size }, start)
  return {
    async run(jobs, onResult) {
      const waiting = [...jobs]
      const results = new Map<number, JobResult>()
      await Promise.all(
        members.map(async (_, seat) => {
          for (let job = waiting.shift(); job; job = waiting.shift()) {
            // A process that was killed has no exit code, and cannot be sent anything.
            if (!members[seat]!.connected) members[seat] = start()
            const result = await doJob(members[seat]!, job)
            results.set(job.id, result)
            onResult(result)
          }
        }),
      )
      return jobs.map((job) => results.get(job.id)!)
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
