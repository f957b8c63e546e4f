import { replaceBehaviour, type Behaviour } from '../behaviour.ts'

/** A named fault that this system can be started with, to prove that a test notices it. */
export interface Defect {
  name: string
  /** Id of the requirement in the catalogue that it breaks. */
  requirement: string
  /** What a system with this fault does, and how it comes about. */
  story: string
  /** The area whose decision it replaces. */
  area: string
  /** Puts the fault in place; the returned function takes it out again. */
  apply(): () => void
}

/** Describes a fault: which decision goes wrong, and how. */
export function defect<F extends (...args: never[]) => unknown>(fault: {
  name: string
  requirement: string
  story: string
  replaces: Behaviour<F>
  with: F
}): Defect {
  const { name, requirement, story, replaces } = fault
  const area = replaces.behaviourName.split('.')[0] ?? ''
  return { name, requirement, story, area, apply: () => replaceBehaviour(replaces, fault.with) }
}
