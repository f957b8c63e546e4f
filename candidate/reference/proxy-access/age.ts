import { behaviour } from '../behaviour.ts'

/** Until this birthday whoever has parental responsibility acts for a child as a matter of course. */
export const ABLE_TO_DECIDE = 11
/** From this birthday everybody decides for themselves. */
export const GROWN_UP = 16

/** The birthday of somebody in years, YYYY-MM-DD; for 29 February the day after in other years. */
export function birthday(birthDate: string, age: number): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number)
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10)
}

/**
 * child: others decide. young: a clinician judges whether they can. adult: they decide themselves.
 * Source: RCGP guidance on proxy access for children: parental access is switched off at 11, from there on goes by competence, and
 * ends at 16.
 */
export const stageOf = behaviour('proxyAccess.stageOf', (birthDate: string, today: string): 'child' | 'young' | 'adult' => {
  if (today < birthday(birthDate, ABLE_TO_DECIDE)) return 'child'
  return today < birthday(birthDate, GROWN_UP) ? 'young' : 'adult'
})
