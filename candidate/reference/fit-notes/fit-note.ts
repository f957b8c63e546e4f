/** Advice for the employer, where somebody may be fit for work. */
export const ADVICE = { phasedReturn: 'a phased return to work', alteredHours: 'altered hours', amendedDuties: 'amended duties', adaptations: 'workplace adaptations' } as const
export type Advice = keyof typeof ADVICE

/** What a clinician certifies. Dates are ISO dates. */
export interface FitNoteContent {
  assessedOn: string
  /** SNOMED CT code of the condition, and the clinician's words for it. */
  diagnosisCode: string
  diagnosis: string
  fitness: 'not-fit' | 'may-be-fit'
  advice: readonly Advice[]
  comments: string
  from: string
  to: string
  /** The condition began in the last six months. */
  withinSixMonths: boolean
  /** Fitness has to be assessed again at the end. */
  reassess: boolean
}

/** Who issued it, as they were at that moment. */
export interface Issuer {
  id: string
  name: string
  profession: string
}

/** A statement of fitness for work. */
export interface FitNote extends FitNoteContent {
  id: string
  patientId: string
  issuer: Issuer
  /** ISO instant. */
  issuedAt: string
  /** The national template that was in force. */
  template: string
  /** How often it has been printed. */
  prints: number
}
