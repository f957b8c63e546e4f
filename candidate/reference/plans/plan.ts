import data from './plan-types.json' with { type: 'json' }

/** A type of plan that this practice writes and others may have to know of. */
export interface PlanType {
  code: string
  term: string
  category: { code: string; term: string }
}

export const PLAN_TYPES: readonly PlanType[] = data.types.map((type) => ({ ...type, category: data.category }))

/**
 * publishing: handed over, no answer yet. published: others find it. not-published: they do not, or nobody knows. replaced: a newer one
 * stands in its place. withdrawn: taken back.
 */
export type PlanState = 'publishing' | 'published' | 'not-published' | 'replaced' | 'withdrawn'

/** A plan that is held here, and that others are told of through the National Record Locator. */
export interface Plan {
  id: string
  patientId: string
  /** Our own identifier of it, which its pointer carries: by it a pointer is known for ours. */
  reference: string
  type: PlanType
  title: string
  text: string
  writtenAt: string
  author: string
  state: PlanState
  /** Id of the plan whose place it takes. */
  replaces?: string
  /** Id of that plan's pointer. */
  replacesPointer?: string
  /** Id of the pointer nationally. */
  pointer?: string
  problem?: string
}
