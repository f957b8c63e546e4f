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

/** One decision and what is put in its place. */
export interface Swap {
  area: string
  apply(): () => void
}

/** Another implementation for a decision, for a fault that needs more than one. */
export const swap = <F extends (...args: never[]) => unknown>(replaces: Behaviour<F>, replacement: NoInfer<F>): Swap => ({
  area: replaces.behaviourName.split('.')[0] ?? '',
  apply: () => replaceBehaviour(replaces, replacement),
})

/** Describes a fault: which decision goes wrong, and how. `also` is for the few that take more than one. */
export function defect<F extends (...args: never[]) => unknown>(fault: {
  name: string
  requirement: string
  story: string
  replaces: Behaviour<F>
  with: NoInfer<F>
  also?: readonly Swap[]
}): Defect {
  const { name, requirement, story, also = [] } = fault
  const first = swap(fault.replaces, fault.with)
  return {
    name,
    requirement,
    story,
    area: first.area,
    apply: () => {
      const undo = [first, ...also].map((each) => each.apply())
      return () => undo.forEach((takeOut) => takeOut())
    },
  }
}
